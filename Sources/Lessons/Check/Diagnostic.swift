/// A place in a lesson file; lines and columns count from 1, columns in Unicode scalars.
package struct SourcePosition: Sendable, Equatable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    (self.line, self.column) = (line, column)
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A fault of a lesson file: where, what is wrong, how to mend it.
package struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
  package var file: String
  package var position: SourcePosition
  package var message: String
  package var mend: String

  package init(file: String, position: SourcePosition, message: String, mend: String) {
    (self.file, self.position, self.message, self.mend) = (file, position, message, mend)
  }

  package var description: String { "\(file):\(position.line):\(position.column): \(message); \(mend)" }
}
