/// Fenced blocks: live figures, formulas, questions, code.
extension BodyReader {
  mutating func fence(_ node: MarkdownNode, _ info: String, _ text: String) -> Block {
    let (info, fault) = HiddenCharacters.cleaned(info)
    if let fault {
      var cursor = cursor(node)
      findings.report(cursor.seek("&#"), fault, mend: "remove the entity for it")
    }
    let words = info.split(separator: " ", maxSplits: 1).map(String.init)
    let name = words.first ?? ""
    let inside = Excerpt(text, in: excerpt, line: node.line + 1)
    if let fault = openness(node, name, inside) {
      findings.report(place(node), fault, mend: "write a line of backticks where it ends")
      parts.isIncomplete = true
      return .code(language: name, text: CodeText.plain(text))
    }
    switch name {
    case "lab": return .lab(figure(node, words.count > 1 ? words[1] : "", inside))
    case "formula": return .formula(formula(inside))
    case "quiz": return quiz(inside, text)
    default:
      reportMistyped(name, node)
      reportWidth(inside)
      return .code(language: name, text: CodeText.plain(text))
    }
  }

  private static let ours = ["lab", "formula", "quiz"]

  /// In what way the block is not closed where its author meant it to be; nil where it is.
  private func openness(_ node: MarkdownNode, _ name: String, _ inside: Excerpt) -> String? {
    let last = excerpt.line(node.lastLine).drop { " \t>".contains($0) }
    guard node.lastLine > node.line, last.hasPrefix("```") || last.hasPrefix("~~~") else {
      return "a fenced block that is never closed"
    }
    // Another block of ours inside shows that the fence before it is missing.
    guard name.isEmpty || BodyReader.ours.contains(name) else { return nil }
    let next = inside.lines.firstIndex { line in
      let words = line.drop { $0 == " " }
      return words.hasPrefix("```") && BodyReader.ours.contains { words.drop { $0 == "`" }.hasPrefix($0) }
    }
    return next.map { "a fenced block that is not closed before the next begins in line \(inside.firstLine + $0)" }
  }

  private mutating func reportMistyped(_ name: String, _ node: MarkdownNode) {
    let ours = BodyReader.ours
    guard let meant = ours.first(where: { $0 == name.lowercased() }) ?? Nearest.name(to: name, among: ours) else {
      return
    }
    guard meant == name.lowercased() || name.count > 3 else { return }
    var cursor = cursor(node)
    findings.report(cursor.seek(name), "a fenced block \(quoted(name))", mend: "did you mean \(quoted(meant))?")
  }

  // MARK: Figures

  private mutating func figure(_ node: MarkdownNode, _ command: String, _ inside: Excerpt) -> LiveFigure {
    var cursor = cursor(node)
    let label = cursor.seek("lab")
    let position = cursor.find(command) ?? label
    let clean = LabFault.command(command)
    if let fault = LabFault.of(clean, catalogue) {
      findings.report(position, fault.message, mend: fault.mend)
    }
    let figure = LiveFigure(command: clean, caption: caption(inside))
    parts.figures.append(LessonParts.PlacedFigure(figure: figure, position: position))
    return figure
  }

  /// Paragraphs, one behind the other.
  private mutating func caption(_ inside: Excerpt) -> [Inline] {
    var reader = BodyReader(inside, catalogue, findings)
    var caption: [Inline] = []
    for node in MarkdownParser.parse(MarkdownLimits.passed(inside, &reader.findings)).children {
      guard case .paragraph = node.kind else {
        reader.findings.report(
          reader.place(node), "something other than plain text in the caption of a lab",
          mend: "put it behind the block")
        continue
      }
      var cursor = reader.cursor(node)
      caption += (caption.isEmpty ? [] : [.lineBreak]) + reader.inlines(node.children, &cursor)
    }
    findings = reader.findings
    parts.links += reader.parts.links
    return caption
  }

  // MARK: Formulas and questions

  private mutating func formula(_ inside: Excerpt) -> String {
    let text = CodeText.plain(inside.text)
    var cursor = TextCursor(inside, lines: 1...max(1, inside.lines.count))
    let filled = filled(text, &cursor)
    // What is printed has to fit: the names of numbers are longer than they are.
    reportWidth(filled.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), inside)
    return filled
  }

  private mutating func quiz(_ inside: Excerpt, _ text: String) -> Block {
    guard let placed = ItemReader.read(inside, catalogue, &findings) else {
      parts.isIncomplete = true
      return .code(language: "quiz", text: CodeText.plain(text))
    }
    parts.items.append(placed)
    if placed.id == nil { parts.isIncomplete = true }
    guard let item = placed.item else { return .code(language: "quiz", text: CodeText.plain(text)) }
    return .quiz(item)
  }
}
