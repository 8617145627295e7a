/// What a learner answers.
package enum Answer: Sendable, Equatable {
  /// The index of the option.
  case choice(Int)
  case multiple(Set<Int>)
  case number(Double)
  case shape([Int])
  case grid([[Double]])
  /// The indices of the steps as shown, in the order that the learner gave them.
  case order([Int])
  case text(String, ticked: Set<Int>)
}

/// What an answer was worth, and why.
package struct Verdict: Sendable, Equatable {
  package var correct: Bool
  /// The typical mistake that the answer looks like.
  package var mistake: Mistake?
  /// What there is to say about each option; empty for items without options.
  package var explanations: [String?]
  /// The right answer in words.
  package var expected: String
}

package struct Mistake: Sendable, Equatable {
  /// What it is called within its question, whatever the language.
  package var id: String
  package var says: String
  package var lab: String?

  package init(id: String, says: String, lab: String? = nil) {
    (self.id, self.says, self.lab) = (id, says, lab)
  }
}
