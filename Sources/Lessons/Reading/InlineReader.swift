/// The inside of paragraphs, headings and cells.
extension BodyReader {
  /// - Parameter cursor: stands before the text in the file and goes behind it.
  mutating func inlines(_ nodes: [MarkdownNode], _ cursor: inout TextCursor) -> [Inline] {
    var result: [Inline] = []
    var run = ""
    for (index, node) in nodes.enumerated() {
      switch node.kind {
      case .text(let words):
        run += words.contains("\t") ? words.replacing("\t", with: " ") : words
        continue
      case .softBreak:
        let left = index > 0 ? nodes[index - 1].lastScalar : nil
        let right = index + 1 < nodes.count ? nodes[index + 1].firstScalar : nil
        run += CJK.joint(left, right)
        continue
      default: break
      }
      if !run.isEmpty { result.append(.text(words(run, &cursor))) }
      run = ""
      result += inline(node, &cursor)
    }
    if !run.isEmpty { result.append(.text(words(run, &cursor))) }
    return result
  }

  private mutating func inline(_ node: MarkdownNode, _ cursor: inout TextCursor) -> [Inline] {
    switch node.kind {
    case .emphasis: return [.emphasis(inlines(node.children, &cursor))]
    case .strong: return [.strong(inlines(node.children, &cursor))]
    case .codeSpan(let text): return [.code(words(text, &cursor))]
    case .lineBreak: return [.lineBreak]
    case .link(let target): return [link(target, node, &cursor)]
    case .picture(let target):
      findings.report(cursor.seek("!["), "a picture", mend: "a terminal shows none: describe it, or use a lab figure")
      let description = inlines(node.children, &cursor)
      _ = cursor.find(target)
      return description
    case .inlineHTML(let text):
      let position = cursor.seek(text.split(separator: "\n").first.map(String.init) ?? text)
      findings.report(
        position, "raw HTML \(quoted(text))", mend: "put it between backticks, or write \\< for a single <")
      return [.text(text)]
    default:
      findings.report(cursor.position, "marks nested too deeply", mend: "use fewer of them")
      return []
    }
  }

  // MARK: Words

  /// Words with their placeholders filled and nothing hidden in them.
  private mutating func words(_ text: String, _ cursor: inout TextCursor) -> String {
    let (clean, fault) = HiddenCharacters.cleaned(text)
    // The file has been cleaned: what is hidden here was written as an entity.
    if let fault { findings.report(cursor.seek("&#"), fault, mend: "remove the entity for it") }
    reportSpacedTarget(clean, cursor)
    reportTeX(clean, cursor)
    return filled(clean, &cursor)
  }

  mutating func filled(_ text: String, _ cursor: inout TextCursor) -> String {
    let places = Placeholders.openings(text).map { (offset: $0, position: cursor.seek("{{")) }
    guard !places.isEmpty else { return text }
    // Asked for from the first to the last.
    var index = 0
    return placeholders.filled(text, &findings) { offset in
      while index + 1 < places.count, places[index + 1].offset <= offset { index += 1 }
      let (start, position) = places[index]
      return SourcePosition(line: position.line, column: position.column + offset - start)
    }
  }

  /// `[words](lab:convolution --set stride=2)` is no link for markdown: a target with spaces goes between `<` and `>`.
  private mutating func reportSpacedTarget(_ text: String, _ cursor: TextCursor) {
    guard text.utf8.contains(UInt8(ascii: "]")) else { return }
    for scheme in ["lab:", "walk:", "term:"] where text.contains("](" + scheme) {
      var cursor = cursor
      findings.report(
        cursor.seek("](" + scheme), "a link whose target has spaces", mend: "write it as [words](<\(scheme)…>)")
    }
  }

  /// `$x^2$` would be shown as it stands.
  private mutating func reportTeX(_ text: String, _ cursor: TextCursor) {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return }
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    let formula = parts.dropFirst().dropLast().first { part in
      part.first?.isWhitespace == false && part.last?.isWhitespace == false && part.contains { "\\^_".contains($0) }
    }
    guard let formula else { return }
    var cursor = cursor
    findings.report(
      cursor.seek("$" + formula), "TeX, which a terminal does not set",
      mend: "write it with plain signs (x², ·, √), or in a formula block")
  }

  // MARK: Links

  private mutating func link(_ target: String, _ node: MarkdownNode, _ cursor: inout TextCursor) -> Inline {
    let position = begin(of: node, target, &cursor)
    let label = inlines(node.children, &cursor)
    _ = cursor.find(target)
    let (clean, _) = HiddenCharacters.cleaned(LinkTarget.decoded(target))
    switch LinkTarget(clean, catalogue) {
    case .lesson(let name): parts.links.append(LessonParts.PlacedLink(fileName: name, position: position))
    case .stage, .lab, .term: break
    case .broken(let message, let mend): findings.report(position, message, mend: mend)
    }
    return .link(label, target: clean)
  }

  /// Where a link begins: at its bracket, or at the `<` of an address that is its own text.
  private func begin(of node: MarkdownNode, _ target: String, _ cursor: inout TextCursor) -> SourcePosition {
    if case .text(let words)? = node.children.first?.kind, target.hasSuffix(words) {
      var probe = cursor
      if let position = probe.find("<" + words) {
        cursor = probe
        return position
      }
    }
    return cursor.seek("[")
  }
}
