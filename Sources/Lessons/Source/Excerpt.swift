/// Consecutive lines of a file, each from some column on: a body, the front matter, the inside of a fenced block.
///
/// What is read from an excerpt counts lines and columns from its own beginning; ``position(line:column:)`` leads back to the
/// file.
struct Excerpt {
  let lines: [String]
  /// The line of the file that its first line is.
  let firstLine: Int
  /// How many columns of the file stand before each line.
  private let indents: [Int]

  init(_ lines: [String], firstLine: Int) {
    (self.lines, self.firstLine, indents) = (lines, firstLine, [])
  }

  /// The inside of a block of `outer` that begins in its line `line`: `text` without what stood before each line.
  init(_ text: String, in outer: Excerpt, line: Int) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    firstLine = outer.firstLine + line - 1
    indents = lines.enumerated().map { index, own in
      let whole = outer.line(line + index)
      let inside = max(0, whole.unicodeScalars.count - own.unicodeScalars.count)
      return inside + outer.indent(line + index)
    }
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  /// The line with this number, counted from 1; empty where there is none.
  func line(_ number: Int) -> String { lines.indices.contains(number - 1) ? lines[number - 1] : "" }

  func position(line: Int, column: Int) -> SourcePosition {
    SourcePosition(line: firstLine + max(1, line) - 1, column: max(1, column) + indent(line))
  }

  private func indent(_ line: Int) -> Int { indents.indices.contains(line - 1) ? indents[line - 1] : 0 }
}
