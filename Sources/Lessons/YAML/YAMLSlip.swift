/// A key whose colon YAML does not see: `title：…` with the colon of Chinese text, or `title:…` without a space. What YAML says
/// of such a line is said of another, and in words that help nobody.
struct YAMLSlip {
  let line: Int
  let column: Int
  let message: String
  let mend: String

  private static let keys: Set<String> = [
    "id", "title", "goal", "minutes", "layers", "labs", "needs", "question", "type", "prompt", "answer", "compute",
    "tolerance", "mistakes", "says", "lab", "hints", "why", "draw", "options", "text", "correct", "steps", "model",
    "checklist",
  ]

  /// The first one of a text in which something is wrong.
  static func first(in excerpt: Excerpt) -> YAMLSlip? {
    for (index, line) in excerpt.lines.enumerated() {
      if let slip = YAMLSlip(line, number: index + 1) { return slip }
    }
    return nil
  }

  private init?(_ text: String, number: Int) {
    let start = text.prefix { " -".contains($0) }
    let key = text.dropFirst(start.count).prefix { $0.isASCII && $0.isLetter }
    let rest = text.dropFirst(start.count + key.count)
    guard YAMLSlip.keys.contains(String(key)), let colon = rest.first else { return nil }
    let next = rest.dropFirst().first
    (line, column) = (number, start.count + key.count + 1)
    if colon == "：" {
      message = "the colon of Chinese text behind \(quoted(String(key)))"
    } else if colon == ":", let next, !next.isWhitespace {
      message = "no space behind the colon of \(quoted(String(key)))"
    } else {
      return nil
    }
    mend = "write \(key): and a space before what follows"
  }
}
