/// An expression that an author wrote, with the place of its text in the file.
struct Formula: Sendable {
  let expression: Expression
  private let line: Int
  private let column: Int

  init(_ expression: Expression, at position: SourcePosition) {
    self.expression = expression
    (line, column) = (position.line, position.column)
  }

  func value(_ drawn: [String: Double]) throws(ItemFault) -> Double {
    do throws(ExpressionFault) { return try expression.value(drawn) } catch {
      let position = SourcePosition(line: line, column: column + error.offset)
      throw ItemFault(position, error.message, mend: error.mend)
    }
  }

  var position: SourcePosition { SourcePosition(line: line, column: column) }
}

/// Why an item has no answer, and where the reason stands.
struct ItemFault: Error, Equatable {
  var position: SourcePosition
  var message: String
  var mend: String

  init(_ position: SourcePosition, _ message: String, mend: String) {
    (self.position, self.message, self.mend) = (position, message, mend)
  }
}
