/// One bar: its name, its length and the number that is written beside it.
package struct Bar: Hashable, Sendable {
  package var label: String
  package var value: Float
  package var text: String
  package var style: Style
  package init(_ label: String, _ value: Float, text: String = "", _ style: Style = Style(.probability)) {
    (self.label, self.value, self.text, self.style) = (label, value, text, style)
  }
}

/// Horizontal bars, one a row: label, bar in eighths of a cell, number. With negative values the zero stands inside.
package struct BarChart: Sendable {
  package var bars: [Bar]
  /// The value of a bar of full length; nil: the largest magnitude.
  package var scale: Float?
  /// The row that a `▸` marks.
  package var selection: Int?
  package var labelWidth: Int?

  package init(_ bars: [Bar], scale: Float? = nil, selection: Int? = nil, labelWidth: Int? = nil) {
    (self.bars, self.scale, self.selection, self.labelWidth) = (bars, scale, selection, labelWidth)
  }

  package func draw(_ area: Rect, into buffer: inout Buffer, offset: Int = 0) {
    let label = min(labelWidth ?? (bars.map { GlyphWidth.of($0.label) }.max() ?? 0), area.width / 2)
    let number = min(bars.map { GlyphWidth.of($0.text) }.max() ?? 0, area.width / 3)
    let marker = selection == nil ? 0 : 2
    let extents: [Extent] = [.fixed(marker), .fixed(label), .fixed(1), .weight(1), .fixed(number > 0 ? number + 1 : 0)]
    let largest = bars.reduce(0) { $1.value.isFinite ? max($0, abs($1.value)) : $0 }
    let scale = self.scale ?? largest
    let isSigned = bars.contains { $0.value < 0 }
    for row in 0..<area.height where bars.indices.contains(offset + row) {
      let bar = bars[offset + row]
      let line = Rect(area.x, area.y + row, area.width, 1)
      let parts = line.columns(extents)
      if offset + row == selection { buffer.put("▸", in: parts[0], .focus) }
      let style = offset + row == selection ? Style.strong : .muted
      buffer.put(StyledText(bar.label, style), in: parts[1])
      draw(bar, parts[3], scale, isSigned, into: &buffer)
      buffer.put(StyledText(bar.text), in: parts[4], .trailing)
    }
  }

  private func draw(_ bar: Bar, _ area: Rect, _ scale: Float, _ isSigned: Bool, into buffer: inout Buffer) {
    guard scale > 0, bar.value.isFinite, area.width > 0 else { return }
    let share = max(-1, min(1, bar.value / scale))
    if !isSigned {
      buffer.put(BarChart.rightward(share, area.width), area.x, area.y, bar.style, clip: area)
      return
    }
    let half = area.width / 2
    if share < 0 {
      let text = BarChart.leftward(-share, half)
      buffer.put(text, area.x + half - text.count, area.y, bar.style, clip: area)
    } else {
      buffer.put(BarChart.rightward(share, area.width - half - 1), area.x + half + 1, area.y, bar.style, clip: area)
    }
    buffer.put("│", area.x + half, area.y, .faint, clip: area)
  }

  /// `share` of `width` cells in eighths, at least one eighth if it is not zero.
  static func rightward(_ share: Float, _ width: Int) -> String {
    let exact = BarLength.cells(share, of: 1, in: width, parts: 8)
    let eighths = share > 0 ? max(1, exact) : 0
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8) + (rest > 0 ? String(Array("▏▎▍▌▋▊▉")[rest - 1]) : "")
  }

  /// As ``rightward(_:_:)`` but growing from right to left, for which there are fewer glyphs.
  static func leftward(_ share: Float, _ width: Int) -> String {
    let exact = BarLength.cells(share, of: 1, in: width, parts: 8)
    let eighths = share > 0 ? max(1, exact) : 0
    let rest = eighths % 8
    let end = rest == 0 ? "" : rest < 3 ? "▕" : rest < 7 ? "▐" : "█"
    return end + String(repeating: "█", count: eighths / 8)
  }
}

extension Buffer {
  /// Writes a short text of one role into the first row of `area`.
  mutating func put(_ text: String, in area: Rect, _ role: Role) { put(StyledText(text, Style(role, .bold)), in: area) }
}
