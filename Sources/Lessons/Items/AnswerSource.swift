/// Where the right answer of an item comes from: given the numbers that were drawn, the answer.
///
/// A literal ignores the numbers; an expression or an operation is computed from them.
package struct AnswerSource: Sendable {
  package var resolve: @Sendable (_ drawn: [String: Double]) -> Answer?

  package init(_ resolve: @escaping @Sendable (_ drawn: [String: Double]) -> Answer?) { self.resolve = resolve }

  package init(literal answer: Answer) { resolve = { _ in answer } }
}
