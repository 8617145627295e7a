/// How much of something is done.
package struct Gauge: Sendable {
  /// From 0 to 1.
  package var share: Double
  package var style: Style

  package init(_ share: Double, _ style: Style = Style(.probability)) {
    self.share = share.isFinite ? max(0, min(1, share)) : 0
    self.style = style
  }

  /// `████████░░░░` over the first row of `area`. Only what is done is full.
  package func draw(_ area: Rect, into buffer: inout Buffer) { buffer.put(text(width: area.width), in: area) }

  package func text(width: Int) -> StyledText {
    let full = Int(share * Double(max(0, width)))
    var text = StyledText(String(repeating: "█", count: full), style)
    text.append(String(repeating: "░", count: max(0, width - full)), .faint)
    return text
  }

  /// `▰▰▰▱▱▱▱▱`: the same, small, for a line of text.
  package func steps(_ width: Int) -> StyledText {
    let full = Int(share * Double(max(0, width)))
    var text = StyledText(String(repeating: "▰", count: full), Style(.muted))
    text.append(String(repeating: "▱", count: max(0, width - full)), Style(.muted))
    return text
  }
}
