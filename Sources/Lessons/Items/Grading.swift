/// What an answer is worth.
extension ItemInstance {
  package func grade(_ given: Answer) -> Verdict {
    let correct = isRight(given)
    let mistake = correct ? nil : mistakes.first { $0.answer.accepts(given, tolerance: tolerance) }?.mistake
    return Verdict(correct: correct, mistake: mistake, explanations: options.map(\.why), expected: expected)
  }

  /// The misconception behind a wrong answer: the mistake it looks like, or the option that should not have been chosen.
  package func misconception(_ given: Answer, _ verdict: Verdict) -> Mistake? {
    guard !verdict.correct else { return nil }
    if let mistake = verdict.mistake { return mistake }
    let chosen: [Int]
    switch given {
    case .choice(let index): chosen = [index]
    case .multiple(let ticked): chosen = ticked.sorted()
    default: return nil
    }
    return chosen.lazy.filter { options.indices.contains($0) && !options[$0].correct }.compactMap {
      Mistake(options[$0])
    }.first
  }

  private func isRight(_ given: Answer) -> Bool {
    switch (kind, given) {
    case (.choice, .choice(let index)): options.indices.contains(index) && options[index].correct
    case (.multiple, .multiple(let ticked)): ticked == Set(options.indices.filter { options[$0].correct })
    case (.order, .order(let order)): isInOrder(order)
    case (.text, .text(_, let ticked)): ticked == Set(checklist.indices)
    default: answer.map { $0.accepts(given, tolerance: tolerance) } ?? false
    }
  }

  /// The right answer in words.
  package var expected: String {
    switch kind {
    case .choice, .multiple: options.filter(\.correct).map(\.text).joined(separator: "; ")
    case .order: steps.indices.sorted { stepGroups[$0] < stepGroups[$1] }.map { steps[$0] }.joined(separator: " → ")
    case .text: model
    case .number, .shape, .grid: answer.map(describe) ?? ""
    }
  }

  package func describe(_ answer: Answer) -> String {
    switch answer {
    case .choice(let index): options.indices.contains(index) ? options[index].text : ""
    case .multiple(let ticked):
      ticked.sorted().filter(options.indices.contains).map { options[$0].text }.joined(separator: "; ")
    case .number, .shape, .grid: answer.words
    case .order(let order): order.filter(steps.indices.contains).map { steps[$0] }.joined(separator: " → ")
    case .text(let text, _): text
    }
  }
}

extension Mistake {
  /// What an option that should not be chosen stands for; nil where nothing is said of it.
  init?(_ option: Item.Option) {
    guard let id = option.id, let why = option.why else { return nil }
    self.init(id: id, says: why, lab: option.lab)
  }
}

extension Answer {
  /// A number, a shape or a grid as it is shown; what has options or steps has no words without them.
  var words: String {
    switch self {
    case .number(let number): NumberWords.words(number)
    case .shape(let shape): shape.map(NumberWords.grouped).joined(separator: "×")
    case .grid(let rows):
      "[" + rows.map { "[" + $0.map(NumberWords.words).joined(separator: ", ") + "]" }.joined(separator: ", ") + "]"
    default: ""
    }
  }
}

/// Numbers as a lesson writes them: with commas, and six digits after the point at most.
package enum NumberWords {
  package static func words(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "?" : value < 0 ? "−∞" : "∞" }
    let magnitude = abs(value)
    let sign = value < 0 ? "−" : ""
    if magnitude == magnitude.rounded(), magnitude < 9e18 {
      return magnitude == 0 ? "0" : sign + grouped(Int(magnitude))
    }
    let millionths = (magnitude * 1e6).rounded()
    guard millionths < 9e18 else { return sign + "\(magnitude)" }
    guard millionths > 0 else { return "0" }
    let (whole, rest) = Int(millionths).quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(1_000_000 + rest).dropFirst()
    let fraction = String(digits.reversed().drop { $0 == "0" }.reversed())
    return sign + grouped(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
