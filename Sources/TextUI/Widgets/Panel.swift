/// A rounded frame with a title in its upper edge and, if given, a note in its lower edge.
///
/// A focused panel has a `▸` before its title besides the colour.
///
///     let inner = Panel("map 4 · 55×55", focused: true).draw(area, into: &buffer)
package struct Panel: Sendable {
  package var title: StyledText
  package var note: StyledText
  package var isFocused: Bool

  package init(_ title: String = "", focused: Bool = false, note: String = "") {
    let style = focused ? Style(.accent, .bold) : Style.muted
    self.init(StyledText(title, style), focused: focused, note: StyledText(note, focused ? Style(.accent) : .muted))
  }

  package init(_ title: StyledText, focused: Bool = false, note: StyledText = StyledText()) {
    (self.title, self.isFocused, self.note) = (title, focused, note)
  }

  /// What a panel on `area` leaves for its content.
  package static func inner(_ area: Rect) -> Rect {
    area.width < 2 || area.height < 2 ? Rect(area.x, area.y, 0, 0) : area.inset(1, 1)
  }

  /// Draws the frame, clears what is inside and returns it.
  @discardableResult
  package func draw(_ area: Rect, into buffer: inout Buffer, background: Colour = .standard) -> Rect {
    let inner = Panel.inner(area)
    guard area.width >= 2, area.height >= 2 else { return inner }
    let style = Style(isFocused ? .role(.accent) : .role(.faint), on: background)
    buffer.fill(inner, Style.text.on(background))
    let last = area.right - 1
    let bottom = area.bottom - 1
    for x in area.x + 1..<last {
      buffer.put("─", x, area.y, style)
      buffer.put("─", x, bottom, style)
    }
    for y in area.y + 1..<bottom {
      buffer.put("│", area.x, y, style)
      buffer.put("│", last, y, style)
    }
    buffer.put("╭", area.x, area.y, style)
    buffer.put("╮", last, area.y, style)
    buffer.put("╰", area.x, bottom, style)
    buffer.put("╯", last, bottom, style)

    let edge = area.inset(2, 0)
    if !title.isEmpty, edge.width >= 3 {
      let marker = isFocused ? StyledText("▸ ", Style(.accent, .bold)) : StyledText()
      let text = (marker + title).truncated(to: edge.width - 2).restyled { $0.on(background) }
      buffer.put(StyledText(" ", style) + text + StyledText(" ", style), edge.x, area.y, clip: edge)
    }
    if !note.isEmpty, edge.width >= 3 {
      let text = note.truncated(to: edge.width - 2).restyled { $0.on(background) }
      let line = StyledText(" ", style) + text + StyledText(" ", style)
      buffer.put(line, edge.right - line.width, bottom, clip: edge)
    }
    return inner
  }
}
