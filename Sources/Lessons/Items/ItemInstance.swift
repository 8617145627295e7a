/// An item with its numbers drawn and its steps shuffled: what the learner is asked.
package struct ItemInstance: Sendable {
  package var id: String
  package var kind: Item.Kind
  package var seed: UInt64
  package var prompt: String
  /// The options of `choice` and `multiple`, shuffled unless the item keeps their order.
  package var options: [Item.Option] = []
  /// The steps of `order`, shuffled.
  package var steps: [String] = []
  /// For every step as shown, the place of its group in the right order.
  package var stepGroups: [Int] = []
  /// The right answer of `number`, `shape` and `grid`.
  package var answer: Answer?
  package var tolerance: Double = 0
  package var mistakes: [(answer: Answer, mistake: Mistake)] = []
  package var hints: [String] = []
  package var why: String
  package var lab: String?
  /// The model answer of `text` and the points to tick.
  package var model = ""
  package var checklist: [String] = []
}
