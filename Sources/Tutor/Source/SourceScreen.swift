import TextUI

/// The Swift text of an operation, as the engine was built from it, opened at the loops that are meant.
package struct SourceScreen: Screen {
  package let reference: SourceReference
  /// The first line shown; nil until the text is there.
  private var top: Int?
  /// Columns scrolled to the right.
  private var left = 0

  package init(_ reference: SourceReference) { self.reference = reference }

  /// What opens the text of `reference`.
  package static func open(_ reference: SourceReference) -> [Action] {
    [.push(SourceScreen(reference)), .effect(.readSource(reference.file))]
  }

  package func crumbs(_ context: Context) -> [String] {
    [context.language("Source", "源码"), reference.file + ".swift"]
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    return [
      KeyHint(.down, "←↑↓→", language("scroll", "滚动")), KeyHint(.pageDown, "pgdn", language("page", "翻页")),
      KeyHint(.character("n"), "n", language("next function", "下一个函数")),
      KeyHint(.character("N"), "N", language("previous function", "上一个函数")),
      KeyHint(.escape, "esc", language("back", "返回")),
      KeyHint(.home, "home", language("beginning", "开头"), onlyInList: true),
      KeyHint(.end, "end", language("end", "结尾"), onlyInList: true),
      KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true),
    ]
  }

  package mutating func adopt(_ context: inout Context) -> [Action] {
    if top == nil, case .lines(let lines) = context.sources[reference.file] { top = start(lines) }
    return []
  }

  private func start(_ lines: [String]) -> Int {
    // The comment above a function belongs to it.
    guard var line = lines.firstIndex(where: { $0.contains(reference.anchor) }) else { return 0 }
    while line > 0, SourceText.isComment(lines[line - 1]) { line -= 1 }
    return line
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    var key: Key
    switch event {
    case .key(let pressed): key = pressed
    case .mouse(let mouse) where mouse.action == .wheelUp: key = .up
    case .mouse(let mouse) where mouse.action == .wheelDown: key = .down
    default: return []
    }
    if [.escape, .character("q"), .backspace, .character("s")].contains(key) { return [.pop] }
    guard case .lines(let lines) = context.sources[reference.file] else { return [] }
    let page = max(1, context.rows - 4)
    let now = top ?? start(lines)
    if key == .character("n") { key = .tab }
    if key == .character("N") { key = .backtab }
    let functions = lines.indices.filter { SourceText.beginsFunction(lines[$0]) }
    var target = now
    switch Move(key) {
    case .up: target -= 1
    case .down: target += 1
    case .pageUp: target -= page
    case .pageDown: target += page
    case .home: target = 0
    case .end: target = lines.count
    case .next: target = functions.first { $0 > now } ?? now
    case .previous: target = functions.last { $0 < now } ?? now
    case .left, .right:
      let longest = lines.map(\.count).max() ?? 0
      left = max(0, min(left + (Move(key) == .left ? -8 : 8), longest - 20))
      return []
    case nil: return []
    }
    top = max(0, min(target, lines.count - page))
    if target != now, top == now {
      return [.notice(context.language("this is the end of the text", "文本到头了"))]
    }
    return []
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let inner = Panel(reference.file + ".swift", note: language("the engine's own text", "引擎的源码")).draw(
      area, into: &buffer)
    switch context.sources[reference.file] {
    case nil: buffer.put(language("reading …", "读取中……"), inner.x + 1, inner.y, .muted, clip: inner)
    case .missing(let sentence): Prose.draw(StyledText(sentence, .warning), inner.inset(1, 0), into: &buffer)
    case .lines(let lines):
      let digits = String(lines.count).count
      let first = max(0, min(top ?? start(lines), lines.count - inner.height))
      for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
        let number = String(first + row + 1).aligned(.trailing, width: digits)
        let text = StyledText(" " + number + "  ", .faint) + SourceText.coloured(String(line.dropFirst(left)))
        buffer.put(text, in: Rect(inner.x, inner.y + row, inner.width, 1))
      }
    }
  }
}

/// Swift text in the colours of the program.
enum SourceText {
  private static let keywords: Set<String> = [
    "func", "let", "var", "for", "in", "where", "if", "else", "guard", "return", "struct", "extension", "package",
    "private", "static", "import", "case", "switch", "while", "self", "init", "throws", "throw", "try", "default",
    "continue", "stride", "mutating", "nil", "true", "false", "fileprivate",
  ]

  static func isComment(_ line: String) -> Bool { line.drop(while: { $0 == " " }).hasPrefix("//") }

  static func beginsFunction(_ line: String) -> Bool {
    let words = line.split(separator: " ").prefix { !$0.contains("(") || $0.hasPrefix("init") }
    return !isComment(line) && (words.contains("func") || words.contains { $0.hasPrefix("init(") })
  }

  static func coloured(_ line: String) -> StyledText {
    if isComment(line) { return StyledText(line, .muted) }
    var text = StyledText()
    var word = ""
    func style(_ word: String) -> Style {
      if keywords.contains(word) { return .accent }
      if word.first?.isNumber ?? false { return Style(.output) }
      return word.first?.isUppercase ?? false ? Style(.weight) : .text
    }
    for (place, character) in line.enumerated() {
      if character == "/", line.dropFirst(place).hasPrefix("//") {
        text.append(word, style(word))
        text.append(String(line.dropFirst(place)), .muted)
        return text
      }
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if !word.isEmpty { text.append(word, style(word)) }
      word = ""
      text.append(String(character), .muted)
    }
    if !word.isEmpty { text.append(word, style(word)) }
    return text
  }
}
