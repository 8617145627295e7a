/// An operation of the engine on the numbers of an item. Numbers and options may depend on what is drawn.
struct OperationRule: Sendable {
  /// Numbers in a shape, each an expression.
  struct Grid: Sendable {
    var shape: [Int]
    var formulas: [Formula]

    func numbers(_ drawn: [String: Double]) throws(ItemFault) -> NumberGrid {
      var numbers: [Double] = []
      numbers.reserveCapacity(formulas.count)
      for formula in formulas { numbers.append(try formula.value(drawn)) }
      return NumberGrid(shape: shape, numbers: numbers)
    }
  }

  enum Option: Sendable {
    case formula(Formula)
    case flag(Bool)
    case text(String)
  }

  var name: String
  var options: [String: Option] = [:]
  var input: Grid
  var weight: Grid?
  var bias: Grid?
  /// How many dimensions the author gave the input: ones in front of the result that he did not write are dropped.
  var rank: Int
  /// Where each key stands, and the whole.
  var places: [String: SourcePosition]
  var position: SourcePosition
  var compute: @Sendable (ComputeRequest) -> Result<NumberGrid, ComputeError>

  func answer(_ drawn: [String: Double], _ form: AnswerForm) throws(ItemFault) -> Answer {
    var request = ComputeRequest(
      operation: name, options: [:], input: try input.numbers(drawn), weight: try weight?.numbers(drawn),
      bias: try bias?.numbers(drawn))
    for (key, option) in options {
      switch option {
      case .formula(let formula): request.options[key] = .number(try formula.value(drawn))
      case .flag(let flag): request.options[key] = .flag(flag)
      case .text(let text): request.options[key] = .text(text)
      }
    }
    switch compute(request) {
    case .success(let result): return try answer(of: result, form)
    case .failure(let error):
      // The engine may know the mend: it stands behind a semicolon.
      let words = error.message.split(separator: "; ", maxSplits: 1).map(String.init)
      throw ItemFault(
        places[error.key] ?? position, words.first ?? error.message,
        mend: words.count > 1 ? words[1] : "make the operation and its numbers fit together")
    }
  }

  private func answer(of result: NumberGrid, _ form: AnswerForm) throws(ItemFault) -> Answer {
    let numbers = result.numbers.map(OperationRule.rounded)
    guard result.shape.reduce(1, *) == numbers.count, numbers.count <= NumberGrid.limit, numbers.allSatisfy(\.isFinite)
    else {
      throw ItemFault(position, "the operation has no usable result", mend: "give it smaller numbers")
    }
    var shape = result.shape
    while shape.count > max(1, rank), shape.first == 1 { shape.removeFirst() }
    switch form {
    case .shape: return .shape(shape)
    case .number:
      guard numbers.count == 1 else { throw misfit(shape, "one number", "take type: grid, or fewer numbers") }
      return .number(numbers[0])
    case .grid:
      while shape.count > 2, shape.first == 1 { shape.removeFirst() }
      guard (1...2).contains(shape.count), let columns = shape.last, columns > 0 else {
        throw misfit(shape, "rows and columns", "take an input that gives one map")
      }
      return .grid(
        stride(from: 0, to: numbers.count, by: columns).map { Array(numbers[$0..<min($0 + columns, numbers.count)]) })
    }
  }

  private func misfit(_ shape: [Int], _ wanted: String, _ mend: String) -> ItemFault {
    let words = shape.map(String.init).joined(separator: "×")
    return ItemFault(position, "the operation gives \(words), not \(wanted)", mend: mend)
  }

  /// The engine computes in single precision: what it makes of 0.1 + 0.2 is 0.3 to whoever answers.
  static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != value.rounded() else { return value }
    var unit = 1.0
    while abs(value) * unit < 100_000, unit < 1e12 { unit *= 10 }
    return (value * unit).rounded() / unit
  }
}
