import TextUI

/// The list of keys that `?` opens: every key that works here, searchable, and Enter runs the entry.
struct KeyList: Sendable {
  enum Outcome: Sendable {
    case stay, close
    case run(Key)
  }

  private var hints: [KeyHint]
  private var filter = ""
  private var isFiltering = false
  private var selected = 0

  init(_ hints: [KeyHint]) { self.hints = hints }

  private var shown: [KeyHint] {
    guard !filter.isEmpty else { return hints }
    return hints.filter { ($0.label + " " + $0.shown).lowercased().contains(filter.lowercased()) }
  }

  /// Takes the keys of the screen as it has become; the chosen entry stays chosen if it is still there.
  mutating func adopt(_ hints: [KeyHint]) {
    let before = shown
    self.hints = hints
    guard before.indices.contains(selected) else {
      selected = 0
      return
    }
    let chosen = before[selected]
    func isChosen(_ hint: KeyHint) -> Bool { hint.key == chosen.key && hint.shown == chosen.shown }
    let after = shown
    // Several entries may have no key and the same sign: the place decides among them.
    if after.indices.contains(selected), isChosen(after[selected]) { return }
    selected = after.firstIndex(where: isChosen) ?? max(0, min(selected, after.count - 1))
  }

  /// Text that was pasted narrows the list where it is being searched.
  mutating func paste(_ text: String) {
    guard isFiltering else { return }
    filter = String((filter + text).prefix(KeyList.longestFilter))
    selected = 0
  }

  private static let longestFilter = 60

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
      guard filter.count < KeyList.longestFilter else { return .stay }
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

  // MARK: Geometry

  private func keyWidth(_ glyphs: GlyphSet) -> Int { hints.map { GlyphWidth.of($0.spelled(glyphs)) }.max() ?? 4 }

  private func modal(on screen: Size, _ glyphs: GlyphSet, _ title: String = "") -> Modal {
    let labelWidth = hints.map { GlyphWidth.of($0.label) }.max() ?? 20
    return Modal(
      title, width: min(screen.columns - 6, max(44, keyWidth(glyphs) + labelWidth + 7)),
      height: min(screen.rows - 4, hints.count + 2))
  }

  private func firstRow(_ height: Int) -> Int { max(0, min(selected - height / 2, shown.count - height)) }

  /// Where the list stands, its frame included.
  func area(on screen: Size, _ glyphs: GlyphSet) -> Rect {
    modal(on: screen, glyphs).area(on: Rect(0, 0, screen.columns, screen.rows))
  }

  /// Marks the entry at `point`, if there is one.
  mutating func choose(at point: Point, on screen: Size, _ context: Context) -> Bool {
    let list = Modal.content(of: area(on: screen, context.glyphs)).cutBottom(1).rest
    let row = firstRow(list.height) + point.y - list.y
    guard list.contains(point), shown.indices.contains(row) else { return false }
    selected = row
    return true
  }

  func draw(into buffer: inout Buffer, _ context: Context) {
    let (language, shown) = (context.language, self.shown)
    let keyWidth = keyWidth(context.glyphs)
    let inner = modal(on: buffer.size, context.glyphs, language("Keys", "按键")).draw(into: &buffer)
    let (bottom, list) = inner.cutBottom(1)
    let first = firstRow(list.height)
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
