/// A key and what it does here.
package struct KeyHint: Hashable, Sendable {
  package var key: String
  package var label: String
  package init(_ key: String, _ label: String) { (self.key, self.label) = (key, label) }
}

/// The bottom line: the keys that work here. Where it is too narrow, hints fall off from the left; the last one stays.
package struct KeyFooter: Sendable {
  package var hints: [KeyHint]
  package init(_ hints: [KeyHint]) { self.hints = hints }

  /// Which hints are shown in `width` columns, and where.
  package func layout(width: Int) -> [(index: Int, x: Int, width: Int)] {
    let widths = hints.map { GlyphWidth.of($0.key) + 1 + GlyphWidth.of($0.label) }
    var first = hints.count
    var total = 1
    while first > 0, first == hints.count || total + widths[first - 1] + 2 <= width {
      first -= 1
      total += widths[first] + (first == hints.count - 1 ? 0 : 2)
    }
    var x = 1
    return hints.indices[first...].map { index in
      defer { x += widths[index] + 2 }
      return (index, x, widths[index])
    }
  }

  /// The hint at a place, for the mouse.
  package func hint(at point: Point, in area: Rect) -> KeyHint? {
    guard area.contains(point), point.y == area.y else { return nil }
    let column = point.x - area.x
    return layout(width: area.width).first { column >= $0.x && column < $0.x + $0.width }.map { hints[$0.index] }
  }

  package func draw(_ area: Rect, into buffer: inout Buffer) {
    let row = area.cutTop(1).top
    buffer.fill(row, Style.muted.on(.bar))
    for part in layout(width: row.width) {
      let hint = hints[part.index]
      let next = buffer.put(hint.key, row.x + part.x, row.y, Style.accent.on(.bar), clip: row)
      buffer.put(" " + hint.label, next, row.y, Style.muted.on(.bar), clip: row)
    }
  }
}
