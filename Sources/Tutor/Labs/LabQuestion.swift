import TextUI

/// A number, or several in order, that the learner says or the engine computes.
package struct LabAnswer: Hashable, Sendable {
  package var numbers: [Float]
  package init(_ numbers: [Float]) { self.numbers = numbers }
  package init(_ number: Float) { numbers = [number] }

  /// Equal within `tolerance`, or within a millionth where numbers are large.
  package func agrees(with other: LabAnswer, tolerance: Float = LabQuestion.twoDigits) -> Bool {
    numbers.count == other.numbers.count
      && zip(numbers, other.numbers).allSatisfy { abs($0 - $1) <= max(tolerance, 1e-6 * abs($1)) }
  }
}

/// What the learner can predict: the next number, a shape, a grid, a ranking.
package struct LabQuestion: Sendable {
  /// How an answer is typed and shown.
  package enum Form: Sendable {
    case number
    /// `96×55×55`; typed with ×, x, * or spaces.
    case shape
    /// Numbers with spaces between them: a grid in reading order, a ranking.
    case list
  }

  /// More digits are not shown either.
  package static let twoDigits: Float = 0.00501

  package let place: Int
  /// `out[1,0]`.
  package let label: String
  package let form: Form
  package let answer: LabAnswer
  /// What is as right: of several that are level each may be named.
  package let others: [LabAnswer]
  package let tolerance: Float
  /// Answers that mean something, the likeliest mistake first.
  package let mistakes: [LabMistake]

  package init(
    place: Int, label: String, form: Form = .number, answer: LabAnswer, others: [LabAnswer] = [],
    tolerance: Float = twoDigits, mistakes: [LabMistake]
  ) {
    (self.place, self.label, self.form, self.answer) = (place, label, form, answer)
    (self.others, self.tolerance) = (others, tolerance)
    // What comes out equal to a right answer is no mistake.
    self.mistakes = mistakes.filter { mistake in
      !([answer] + others).contains { mistake.value.agrees(with: $0, tolerance: tolerance) }
    }
  }

  package init(
    place: Int, label: String, answer: Float, tolerance: Float = twoDigits, mistakes: [LabMistake]
  ) {
    self.init(place: place, label: label, answer: LabAnswer(answer), tolerance: tolerance, mistakes: mistakes)
  }

  package func isRight(_ value: LabAnswer) -> Bool {
    ([answer] + others).contains { value.agrees(with: $0, tolerance: tolerance) }
  }

  /// All right answers as they are shown.
  package var expected: String { ([answer] + others).map(text).joined(separator: ", ") }

  /// What a wrong prediction looks like.
  package func mistake(of value: LabAnswer) -> LabMistake? {
    mistakes.first { value.agrees(with: $0.value, tolerance: tolerance) }
  }

  static func agree(_ left: Float, _ right: Float) -> Bool { LabAnswer(left).agrees(with: LabAnswer(right)) }

  /// An answer as it is shown.
  package func text(_ value: LabAnswer) -> String {
    let digits = tolerance >= 0.005 ? 2 : tolerance >= 0.0005 ? 3 : 4
    return value.numbers.map { number in
      // As on the rest of the screen: `34,944`. In a list a comma could stand between two numbers.
      let isLong = form != .list && number == number.rounded() && (1000..<1e9).contains(abs(number))
      return isLong ? FormatNumber.grouped(Int(number)) : LabNumber.text(number, digits: digits)
    }
    .joined(separator: form == .shape ? "×" : " ")
  }

  /// What was typed as an answer; nil where it is none. `34,944` is one number, `34 944` are two. In a shape it is one
  /// where that makes as many numbers as there should be.
  package func read(_ text: String) -> LabAnswer? {
    switch form {
    case .number: return NumberList.number(ungrouped(text)).map { LabAnswer($0) }
    case .shape, .list:
      let split = numbers(text.split { " ,;×xX*".contains($0) }.map(String.init))
      guard form == .shape, let split, split.numbers.count != answer.numbers.count else { return split }
      let grouped = numbers(text.split { " ;×xX*".contains($0) }.map { ungrouped(String($0)) })
      return grouped?.numbers.count == answer.numbers.count ? grouped : split
    }
  }

  /// `34944` for `34,944`.
  private func ungrouped(_ text: String) -> String {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped = parts.count > 1 && parts.dropFirst().allSatisfy { $0.prefix { $0.isNumber }.count == 3 }
    return isGrouped ? parts.joined() : text
  }

  private func numbers(_ words: [String]) -> LabAnswer? {
    let numbers = words.compactMap(NumberList.number)
    return numbers.count == words.count && !numbers.isEmpty ? LabAnswer(numbers) : nil
  }

  /// Why a text is no answer here.
  func refusal(_ text: String, _ language: Language) -> String {
    switch form {
    case .number: language("\(text) is not a number", "\(text) 不是数")
    case .shape: language("\(text) is no shape; write it like 3×32×32", "\(text) 不是形状；写法如 3×32×32")
    case .list: language("\(text): write numbers with spaces between them", "\(text)：请写几个用空格隔开的数")
    }
  }
}

package struct LabMistake: Sendable {
  package let name: String
  package let value: LabAnswer
  package let says: String
  package init(_ name: String, _ value: LabAnswer, _ says: String) {
    (self.name, self.value, self.says) = (name, value, says)
  }
  package init(_ name: String, _ value: Float, _ says: String) { self.init(name, LabAnswer(value), says) }
}
