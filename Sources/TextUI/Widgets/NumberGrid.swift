/// One cell of a ``NumberGrid``: what stands there and how.
package struct NumberCell: Hashable, Sendable {
  package var text: String
  package var style: Style
  package init(_ text: String, _ style: Style = .text) { (self.text, self.style) = (text, style) }
}

/// Numbers in cells of one size, each with its own style and background: the input, a kernel, products, an output.
///
/// Numbers stand at the right of a narrow cell, one column before its edge, and in the middle of a wide one. The cursor's
/// number stands in brackets.
package struct NumberGrid: Sendable {
  package var rows: [[NumberCell]]
  package var cellWidth: Int
  package var cellHeight: Int
  package var cursor: GridPoint?

  package init(_ rows: [[NumberCell]], cellWidth: Int = 4, cellHeight: Int = 1, cursor: GridPoint? = nil) {
    (self.rows, self.cursor) = (rows, cursor)
    (self.cellWidth, self.cellHeight) = (max(1, cellWidth), max(1, cellHeight))
  }

  package var columns: Int { rows.map(\.count).max() ?? 0 }
  package var size: Size { Size(columns * cellWidth, rows.count * cellHeight) }

  /// The narrowest cell that shows every number whole.
  package static func cellWidth(for rows: [[NumberCell]]) -> Int {
    (rows.joined().map { GlyphWidth.of($0.text) }.max() ?? 1) + 2
  }

  /// The character cells of one number when the grid's upper left corner is that of `area`.
  package func cell(_ point: GridPoint, in area: Rect) -> Rect {
    Rect(area.x + point.column * cellWidth, area.y + point.row * cellHeight, cellWidth, cellHeight)
  }

  /// The number at a character cell.
  package func point(at cell: Point, in area: Rect) -> GridPoint? {
    guard area.contains(cell) else { return nil }
    let point = GridPoint(column: (cell.x - area.x) / cellWidth, row: (cell.y - area.y) / cellHeight)
    return point.row < rows.count && point.column < rows[point.row].count ? point : nil
  }

  package func draw(_ area: Rect, into buffer: inout Buffer) {
    for (row, numbers) in rows.enumerated() {
      for (column, number) in numbers.enumerated() {
        let point = GridPoint(column: column, row: row)
        let cell = cell(point, in: area)
        if cell.x >= area.right || cell.y >= area.bottom { continue }
        buffer.fill(cell.intersection(area), number.style)
        draw(number, cell, isCursor: point == cursor, clip: area, into: &buffer)
      }
    }
  }

  private func draw(_ number: NumberCell, _ cell: Rect, isCursor: Bool, clip: Rect, into buffer: inout Buffer) {
    let y = cell.y + (cell.height - 1) / 2
    let text = number.text.truncated(to: cell.width)
    let free = cell.width - GlyphWidth.of(text)
    let after = free >= 4 ? free / 2 : free >= 2 ? 1 : 0
    let x = cell.right - after - GlyphWidth.of(text)
    buffer.put(text, x, y, number.style, clip: clip)
    guard isCursor else { return }
    let style = Style(.role(.focus), on: number.style.background, .bold)
    if free >= 2 {
      buffer.put("[", x - 1, y, style, clip: clip)
      buffer.put("]", cell.right - after, y, style, clip: clip)
    } else {
      buffer.restyle(cell.intersection(clip)) { $0 = $0.adding([.reverse, .bold]) }
    }
  }
}
