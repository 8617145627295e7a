/// Finds where words of a block stand in its lines, going forward: cmark's own columns are those of bytes and often wrong.
struct TextCursor {
  private let excerpt: Excerpt
  private let lastLine: Int
  private var line: Int
  /// What lies ahead in the line, and how many scalars lie behind.
  private var ahead: Substring.UnicodeScalarView
  private var passed: Int

  /// - Parameter lines: the lines of the block, counted from 1 in the excerpt.
  init(_ excerpt: Excerpt, lines: ClosedRange<Int>, column: Int = 1) {
    self.excerpt = excerpt
    line = lines.lowerBound
    lastLine = lines.upperBound
    passed = max(0, column - 1)
    ahead = Substring(excerpt.line(line)).unicodeScalars.dropFirst(passed)
  }

  /// Where the cursor stands.
  var position: SourcePosition { excerpt.position(line: line, column: passed + 1) }

  /// Goes behind the next `words` and returns where they begin; stays where there are none.
  mutating func find(_ words: String) -> SourcePosition? {
    let sought = Array(words.unicodeScalars)
    guard !sought.isEmpty else { return nil }
    var (candidate, rest, column) = (line, ahead, passed)
    while candidate <= lastLine {
      while let first = rest.first {
        if first == sought[0], rest.starts(with: sought) {
          (line, ahead, passed) = (candidate, rest.dropFirst(sought.count), column + sought.count)
          return excerpt.position(line: candidate, column: column + 1)
        }
        rest.removeFirst()
        column += 1
      }
      candidate += 1
      (rest, column) = (Substring(excerpt.line(candidate)).unicodeScalars, 0)
    }
    return nil
  }

  /// The same; where the words cannot be found, they are here.
  mutating func seek(_ words: String) -> SourcePosition { find(words) ?? position }
}
