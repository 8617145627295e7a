/// One row of a list: its name, a note after it, and a badge at the right edge.
package struct ListItem: Hashable, Sendable {
  package var label: StyledText
  package var note: StyledText
  package var badge: StyledText
  package init(_ label: StyledText, note: StyledText = StyledText(), badge: StyledText = StyledText()) {
    (self.label, self.note, self.badge) = (label, note, badge)
  }
  package init(_ label: String, note: String = "", badge: String = "") {
    self.init(StyledText(label), note: StyledText(note, .muted), badge: StyledText(badge, .muted))
  }
}

/// Which row of a list is chosen, which part of it is shown, and what it is filtered by. Rows are counted among those
/// that the filter leaves.
package struct ListState: Hashable, Sendable {
  package var selection: Int
  package var scroll: Scroll
  package var filter: String

  package init(selection: Int = 0, filter: String = "") {
    (self.selection, scroll, self.filter) = (selection, Scroll(), filter)
  }

  /// The indices of the items whose text contains every word of the filter, letter case aside.
  package func visible(_ items: [ListItem]) -> [Int] {
    let words = filter.lowercased().split(separator: " ")
    if words.isEmpty { return Array(items.indices) }
    return items.indices.filter { index in
      let text = [items[index].label, items[index].note, items[index].badge].map(\.plain).joined(separator: " ")
      let lowered = text.lowercased()
      return words.allSatisfy { ListState.contains(lowered, $0) }
    }
  }

  /// The index of the chosen item.
  package func selected(_ items: [ListItem]) -> Int? {
    let visible = visible(items)
    return visible.indices.contains(selection) ? visible[selection] : visible.last
  }

  /// Arrows, j and k, page keys, Home and End, g and G. Returns whether the key was one of them.
  @discardableResult
  package mutating func handle(_ key: Key, count: Int, page: Int) -> Bool {
    switch key {
    case .up, .character("k"): selection -= 1
    case .down, .character("j"): selection += 1
    case .pageUp: selection -= max(1, page - 1)
    case .pageDown: selection += max(1, page - 1)
    case .home, .character("g"): selection = 0
    case .end, .character("G"): selection = count - 1
    default: return false
    }
    selection = max(0, min(selection, count - 1))
    scroll.reveal(selection, rows: count, page: page)
    return true
  }

  private static func contains(_ text: String, _ word: Substring) -> Bool {
    let (text, word) = (Array(text), Array(word))
    if word.count > text.count { return false }
    return (0...text.count - word.count).contains { start in text[start..<start + word.count].elementsEqual(word) }
  }
}

/// A list that scrolls: the chosen row has a `▸`, notes stand in a column of their own, badges at the right edge.
package struct ListView: Sendable {
  package var items: [ListItem]
  package var state: ListState
  package var isFocused: Bool

  package init(_ items: [ListItem], _ state: ListState, focused: Bool = true) {
    (self.items, self.state, isFocused) = (items, state, focused)
  }

  /// The row (of those that the filter leaves) at a place.
  package func row(at point: Point, in area: Rect) -> Int? {
    let row = point.y - area.y + offset(area)
    return area.contains(point) && row < state.visible(items).count ? row : nil
  }

  package func draw(_ area: Rect, into buffer: inout Buffer) {
    let visible = state.visible(items)
    let offset = offset(area)
    let hasBar = visible.count > area.height
    let room = hasBar ? area.cutLeft(area.width - 2).left : area
    let labels = items.filter { !$0.note.isEmpty }.map(\.label.width).max() ?? 0
    for line in 0..<area.height where offset + line < visible.count {
      let row = Rect(room.x, room.y + line, room.width, 1)
      draw(items[visible[offset + line]], row, labels, isChosen: offset + line == selection(visible), into: &buffer)
    }
    Scroll(offset: offset).drawBar(area, rows: visible.count, into: &buffer)
  }

  private func selection(_ visible: [Int]) -> Int { max(0, min(state.selection, visible.count - 1)) }

  private func offset(_ area: Rect) -> Int {
    let visible = state.visible(items)
    var scroll = state.scroll
    scroll.reveal(selection(visible), rows: visible.count, page: area.height)
    return scroll.offset
  }

  private func draw(_ item: ListItem, _ row: Rect, _ labels: Int, isChosen: Bool, into buffer: inout Buffer) {
    let background: Colour = isChosen && isFocused ? .role(.selection) : .standard
    if isChosen { buffer.fill(row, Style.text.on(background)) }
    func shown(_ text: StyledText, bold: Bool = false) -> StyledText {
      text.restyled { style in
        let style = bold ? style.adding(.bold) : style
        return style.background == .standard ? style.on(background) : style
      }
    }
    if isChosen { buffer.put("▸", row.x, row.y, Style(isFocused ? .accent : .muted, .bold).on(background), clip: row) }
    let badge = item.badge.truncated(to: row.width / 3)
    let text = Rect(row.x + 2, row.y, row.width - 2 - (badge.isEmpty ? 0 : badge.width + 1), 1)
    buffer.put(shown(item.label, bold: isChosen), in: text)
    if !item.note.isEmpty {
      buffer.put(shown(item.note), in: text.cutLeft(min(labels, text.width * 2 / 3) + 2).rest)
    }
    buffer.put(shown(badge), in: row, .trailing)
  }
}
