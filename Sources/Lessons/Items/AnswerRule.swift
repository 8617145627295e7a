/// The right answer, or a mistaken one, as an author described it: numbers, expressions, or an operation of the engine.
enum AnswerRule: Sendable {
  case number(Formula)
  case shape([Formula])
  case grid([[Formula]])
  case operation(OperationRule, form: AnswerForm)

  /// The answer for the numbers that were drawn.
  func answer(_ drawn: [String: Double]) throws(ItemFault) -> Answer {
    switch self {
    case .number(let formula): return .number(try formula.value(drawn))
    case .shape(let formulas):
      var sizes: [Int] = []
      for formula in formulas { sizes.append(try AnswerRule.size(formula, drawn)) }
      return .shape(sizes)
    case .grid(let rows):
      var grid: [[Double]] = []
      for row in rows {
        var numbers: [Double] = []
        for formula in row { numbers.append(try formula.value(drawn)) }
        grid.append(numbers)
      }
      return .grid(grid)
    case .operation(let operation, let form): return try operation.answer(drawn, form)
    }
  }

  private static func size(_ formula: Formula, _ drawn: [String: Double]) throws(ItemFault) -> Int {
    let value = try formula.value(drawn)
    guard let size = Int(exactly: value), size > 0 else {
      throw ItemFault(
        formula.position, "a shape with a size of \(NumberWords.words(value))",
        mend: "sizes are whole numbers, 1 or more")
    }
    return size
  }

  /// The same for the program: nil where there is no answer.
  var source: AnswerSource { AnswerSource { drawn in try? answer(drawn) } }

  /// Where nothing is drawn the answer is computed once and for all.
  var constant: AnswerSource {
    let answer = try? answer([:])
    return AnswerSource { _ in answer }
  }
}

/// What kind of answer an item has.
enum AnswerForm: String, Sendable {
  case number, shape, grid
}
