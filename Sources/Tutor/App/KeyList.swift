import TextUI

/// The list of keys that `?` opens: every key that works here, searchable, and Enter runs the entry.
struct KeyList: Sendable {
  enum Outcome: Sendable {
    case stay, close
    case run(Key)
  }

  private let hints: [KeyHint]
  private var filter = ""
  private var isFiltering = false
  private var selected = 0

  init(_ hints: [KeyHint]) { self.hints = hints }

  private var shown: [KeyHint] {
    guard !filter.isEmpty else { return hints }
    return hints.filter { ($0.label + " " + $0.shown).lowercased().contains(filter.lowercased()) }
  }

  mutating func update(_ key: Key) -> Outcome {
    switch key {
    case .escape:
      guard isFiltering || !filter.isEmpty else { return .close }
      (isFiltering, filter, selected) = (false, "", 0)
      return .stay
    case .enter:
      guard shown.indices.contains(selected), let key = shown[selected].key else { return .close }
      return .run(key)
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(max(0, shown.count - 1), selected + 1)
    case .home: selected = 0
    case .end: selected = max(0, shown.count - 1)
    case .backspace where isFiltering:
      if !filter.isEmpty { filter.removeLast() }
      selected = 0
    case .character(let character): return type(character)
    default: break
    }
    return .stay
  }

  private mutating func type(_ character: Character) -> Outcome {
    if isFiltering {
      filter.append(character)
      selected = 0
      return .stay
    }
    switch character {
    case "/": isFiltering = true
    case "k": selected = max(0, selected - 1)
    case "j": selected = min(max(0, shown.count - 1), selected + 1)
    case "?", "q": return .close
    default:
      if let hint = hints.first(where: { $0.key == .character(character) }), let key = hint.key { return .run(key) }
    }
    return .stay
  }

  func draw(into buffer: inout Buffer, _ context: Context) {
    let (language, shown) = (context.language, self.shown)
    let keyWidth = hints.map { GlyphWidth.of($0.spelled(context.glyphs)) }.max() ?? 4
    let labelWidth = hints.map { GlyphWidth.of($0.label) }.max() ?? 20
    let width = min(buffer.size.columns - 6, max(44, keyWidth + labelWidth + 7))
    let height = min(buffer.size.rows - 4, hints.count + 2)
    let inner = Modal(language("Keys", "按键"), width: width, height: height).draw(into: &buffer)
    let (bottom, list) = inner.cutBottom(1)
    let first = max(0, min(selected - list.height / 2, shown.count - list.height))
    for (row, hint) in shown.dropFirst(first).prefix(list.height).enumerated() {
      let isSelected = first + row == selected
      let line = Rect(list.x, list.y + row, list.width, 1)
      let ground: Role = isSelected ? .selection : .panel
      buffer.fill(line, Style(.text).on(ground))
      buffer.put(isSelected ? "▸" : " ", line.x, line.y, Style(.focus, .bold).on(ground), clip: line)
      buffer.put(hint.spelled(context.glyphs), line.x + 2, line.y, Style(.accent, .bold).on(ground), clip: line)
      buffer.put(hint.label, line.x + 4 + keyWidth, line.y, Style(.text).on(ground), clip: line)
    }
    Scroll(offset: first).drawBar(list, rows: shown.count, into: &buffer)
    let help =
      isFiltering
      ? "/" + filter + "▏"
      : language("enter does it  / search  esc close", "回车执行  / 查找  esc 关闭")
    buffer.put(help, bottom.x + 1, bottom.y, Style(.muted).on(.panel), clip: bottom)
  }
}
