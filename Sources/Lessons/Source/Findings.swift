/// The faults of one file, as they are found.
struct Findings {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  /// Faults beyond these are not kept: a file of noise would have a hundred thousand.
  static let limit = 200

  init(file: String) { self.file = file }

  /// Whether it is no use to look for more.
  var isFull: Bool { diagnostics.count >= Findings.limit }

  mutating func report(_ position: SourcePosition, _ message: String, mend: String) {
    guard !isFull else { return }
    let diagnostic = Diagnostic(file: file, position: position, message: message, mend: mend)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// In the order of the text.
  var sorted: [Diagnostic] { Diagnostic.sorted(diagnostics) }
}

extension Diagnostic {
  /// By file, line and column; faults of one place in the order in which they were found.
  package static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      if left.element.file != right.element.file { return left.element.file < right.element.file }
      if left.element.position != right.element.position { return left.element.position < right.element.position }
      return left.offset < right.offset
    }.map(\.element)
  }
}

extension SourcePosition {
  static let start = SourcePosition(line: 1, column: 1)
}

/// Words of an author inside a message: in quotation marks, on one line, not too long.
func quoted(_ words: String) -> String {
  let line = words.map { $0.isNewline ? " " : String($0) }.joined()
  return "“" + (line.count > 60 ? line.prefix(57) + "…" : line[...]) + "”"
}
