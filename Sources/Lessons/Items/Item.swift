/// A question of the course, as its author wrote it. What a learner is asked is an `ItemInstance`.
package struct Item: Sendable {
  package enum Kind: Sendable {
    case choice([Option])
    case multiple([Option])
    case number(AnswerSource)
    case shape(AnswerSource)
    case grid(AnswerSource)
    /// The groups of steps in the right order; within a group the order does not matter.
    case order([[String]])
    case text(model: String, checklist: [String])

    /// The word of `type:`.
    package var name: String {
      switch self {
      case .choice: "choice"
      case .multiple: "multiple"
      case .number: "number"
      case .shape: "shape"
      case .grid: "grid"
      case .order: "order"
      case .text: "text"
      }
    }
  }

  package struct Option: Sendable, Equatable {
    package var text: String
    package var correct: Bool
    package var why: String?
    package var lab: String?
    /// What progress is kept under: the author's `id`, or its place among the options as they were written.
    package var id: String?

    package init(text: String, correct: Bool, why: String? = nil, lab: String? = nil, id: String? = nil) {
      (self.text, self.correct, self.why, self.lab, self.id) = (text, correct, why, lab, id)
    }
  }

  /// A wrong answer that means something.
  package struct MistakeRule: Sendable {
    package var answer: AnswerSource
    package var says: String
    package var lab: String?
    /// What progress is kept under: the author's `id`, or its place among the mistakes as they were written. Both stay when
    /// the words change, and languages share them.
    package var id: String
  }

  /// A name whose number is drawn anew each time the item is asked.
  package struct DrawnName: Sendable, Equatable {
    package var name: String
    package var values: DrawnValues
  }

  package enum DrawnValues: Sendable, Equatable {
    case range(Int, Int)
    case of([Double])
  }

  package var id: String
  package var kind: Kind
  package var prompt: String
  /// How far an answer may lie from the right one, absolutely.
  package var tolerance: Double = 0
  package var draw: [DrawnName] = []
  package var mistakes: [MistakeRule] = []
  package var hints: [String] = []
  /// Whether options stand as the author wrote them.
  package var keepsOrder = false
  package var why: String
  package var lab: String?

  package init(id: String, kind: Kind, prompt: String, why: String) {
    (self.id, self.kind, self.prompt, self.why) = (id, kind, prompt, why)
  }
}
