/// A lesson's lines, cut in two: the YAML between two lines of three hyphens, and the text behind it.
struct FrontMatter {
  /// Nil where there is none.
  private(set) var yaml: Excerpt?
  private(set) var body: Excerpt
  /// Whether where it ends is a guess.
  private(set) var isGuessed = false

  init(_ lines: [String], _ findings: inout Findings) {
    body = Excerpt(lines, firstLine: 1)
    guard let first = lines.first, FrontMatter.isFence(first) else {
      let isLate = lines.prefix(20).drop { $0.trimmed.isEmpty }.first.map(FrontMatter.isFence) ?? false
      findings.report(
        .start, isLate ? "the front matter does not begin in the first line" : "the front matter is missing",
        mend: isLate
          ? "remove the empty lines before ---" : "begin the file with ---, id, title, goal and minutes, and --- again")
      return
    }
    guard let end = lines.indices.dropFirst().first(where: { FrontMatter.isFence(lines[$0]) }) else {
      findings.report(.start, "the front matter is not closed", mend: "write --- on a line of its own behind it")
      // Most likely it ends where the first empty line is.
      isGuessed = true
      let gap = lines.firstIndex { $0.trimmed.isEmpty } ?? lines.count
      yaml = Excerpt(Array(lines[1..<max(1, gap)]), firstLine: 2)
      body = Excerpt(Array(lines[gap...]), firstLine: gap + 1)
      return
    }
    yaml = Excerpt(Array(lines[1..<end]), firstLine: 2)
    body = Excerpt(Array(lines[(end + 1)...]), firstLine: end + 2)
  }

  private static func isFence(_ line: String) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }
}
