/// From markdown to the blocks of a lesson. Whatever is wrong is reported, and the rest is still read.
struct BodyReader {
  let excerpt: Excerpt
  let catalogue: Catalogue
  let placeholders: Placeholders
  var findings: Findings
  var parts = LessonParts()
  private var lastLevel = 0
  private var hasTitle = false

  private static let deepestList = 20

  init(_ excerpt: Excerpt, _ catalogue: Catalogue, _ findings: Findings) {
    (self.excerpt, self.catalogue, self.findings) = (excerpt, catalogue, findings)
    placeholders = Placeholders(names: Names(catalogue))
  }

  mutating func blocks() -> [Block] {
    let text = MarkdownLimits.passed(excerpt, &findings)
    return blocks(MarkdownParser.parse(text).children, nesting: 0)
  }

  func place(_ node: MarkdownNode) -> SourcePosition { excerpt.position(line: node.line, column: node.column) }

  func cursor(_ node: MarkdownNode) -> TextCursor {
    TextCursor(excerpt, lines: node.line...max(node.line, node.lastLine), column: node.column)
  }

  // MARK: Blocks

  private mutating func blocks(_ nodes: [MarkdownNode], nesting: Int) -> [Block] {
    nodes.compactMap { block($0, nesting: nesting) }
  }

  private mutating func block(_ node: MarkdownNode, nesting: Int) -> Block? {
    var cursor = cursor(node)
    switch node.kind {
    case .paragraph: return .paragraph(inlines(node.children, &cursor))
    case .heading(let level): return heading(level, node)
    case .rule: return .rule
    case .quote:
      return isTooDeep(nesting + 1, node) ? nil : .quote(blocks(node.children, nesting: nesting + 1))
    case .list(let start):
      guard !isTooDeep(nesting + 1, node) else { return nil }
      return .list(start: start, items: node.children.map { blocks($0.children, nesting: nesting + 1) })
    case .table(let alignments): return table(node, alignments)
    case .code(let info?, let text): return fence(node, info, text)
    case .code(nil, let text):
      reportWidth(Excerpt(text, in: excerpt, line: node.line))
      return .code(language: "", text: CodeText.plain(text))
    case .html(let text):
      findings.report(place(node), "raw HTML", mend: "write markdown; code goes between lines of three backticks")
      return .code(language: "html", text: CodeText.plain(text))
    case .tooDeep, .other: return tooDeep(node)
    default: return nil
    }
  }

  private mutating func isTooDeep(_ nesting: Int, _ node: MarkdownNode) -> Bool {
    guard nesting > BodyReader.deepestList else { return false }
    findings.report(
      place(node), "lists or quotes nested deeper than \(BodyReader.deepestList)",
      mend: "use headings and paragraphs instead")
    return true
  }

  private mutating func tooDeep(_ node: MarkdownNode) -> Block? {
    findings.report(place(node), "marks nested too deeply", mend: "use fewer of them")
    return nil
  }

  private mutating func heading(_ level: Int, _ node: MarkdownNode) -> Block {
    // The title of the front matter counts as the first level: a lesson may begin with a section.
    let largest = max(lastLevel, 1) + 1
    if level > largest {
      findings.report(
        place(node), "a heading of level \(level) behind one of level \(largest - 1)",
        mend: "write \(String(repeating: "#", count: largest))")
    }
    if level == 1, hasTitle {
      findings.report(place(node), "a second heading of level 1", mend: "write ##: a lesson has one title")
    }
    hasTitle = hasTitle || level == 1
    lastLevel = level
    var cursor = cursor(node)
    return .heading(level: level, inlines(node.children, &cursor))
  }

  private mutating func table(_ node: MarkdownNode, _ alignments: [Table.Alignment]) -> Block {
    var cursor = cursor(node)
    for row in node.children { reportSurplus(row, columns: alignments.count) }
    let rows = node.children.map { row in row.children.map { inlines($0.children, &cursor) } }
    return .table(Table(alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst())))
  }
}

extension BodyReader {
  /// Cells beyond the columns of a table are left out by markdown, and would be missed by nobody but the reader.
  private mutating func reportSurplus(_ row: MarkdownNode, columns: Int) {
    let text = Substring(excerpt.line(row.line)).unicodeScalars.dropFirst(row.column - 1)
    var cells = String(text).trimmed[...]
    if cells.hasPrefix("|") { cells.removeFirst() }
    if cells.hasSuffix("|"), !cells.hasSuffix("\\|") { cells.removeLast() }
    let bars = zip(["\n"] + cells, cells).count { $0 != "\\" && $1 == "|" }
    guard bars + 1 > columns else { return }
    findings.report(
      place(row), "a row of \(bars + 1) cells in a table of \(columns) columns",
      mend: "remove a |, or write \\| for one inside a cell")
  }
}

extension BodyReader {
  /// Columns that a formula or a block of code has on the smallest usual screen, 80 wide.
  private static let widestLine = 72

  mutating func reportWidth(_ inside: Excerpt) { reportWidth(inside.lines.map { String($0) }, inside) }

  /// - Parameter lines: those of `inside` as a reader sees them.
  mutating func reportWidth(_ lines: [String], _ inside: Excerpt) {
    for (index, line) in lines.enumerated() {
      let columns = CodeText.plain(line).unicodeScalars.reduce(0) { $0 + (CJK.contains($1) ? 2 : 1) }
      guard columns > BodyReader.widestLine else { continue }
      return findings.report(
        inside.position(line: index + 1, column: 1), "a line of \(columns) columns in a block",
        mend: "break it: \(BodyReader.widestLine) fit on a screen of 80")
    }
  }
}

/// The text of a block of code, ready for a screen.
enum CodeText {
  /// Without the last line feed, tabs as spaces up to the next column that is a multiple of four.
  static func plain(_ text: String) -> String {
    var plain = ""
    var column = 0
    for character in text.hasSuffix("\n") ? text.dropLast() : text[...] {
      switch character {
      case "\t":
        let count = 4 - column % 4
        plain += String(repeating: " ", count: count)
        column += count
      case "\n":
        plain.append(character)
        column = 0
      default:
        plain.append(character)
        column += 1
      }
    }
    return plain
  }
}
