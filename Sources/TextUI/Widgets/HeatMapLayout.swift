/// Where the cells of a grid lie on the screen when a heat map shows them in half blocks.
///
/// A *pixel* is half a character cell: two of them, one above the other, fill a cell, and a pixel is about square. With
/// `p` pixels for `n` cells of the grid, pixel `i` shows the cells from ⌊i·n/p⌋ to ⌊(i+1)·n/p⌋ − 1, at least one.
package struct HeatMapLayout: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  package let pixelColumns: Int
  package let pixelRows: Int
  /// The character cells that the picture takes; its last row is half used where `pixelRows` is odd.
  package let area: Rect

  /// The largest picture of `columns`×`rows` that fits into `area`: enlarged by a whole factor, or shrunk with its
  /// proportions kept; in the middle of `area` when `centred`, else at its upper left.
  package init(columns: Int, rows: Int, in area: Rect, centred: Bool = true) {
    (self.columns, self.rows) = (columns, rows)
    let (width, height) = (area.width, area.height * 2)
    if width >= columns, height >= rows {
      let factor = min(width / columns, height / rows)
      (pixelColumns, pixelRows) = (columns * factor, rows * factor)
    } else if width * rows <= height * columns {
      (pixelColumns, pixelRows) = (width, min(height, max(min(1, width), (rows * width + columns / 2) / columns)))
    } else {
      (pixelColumns, pixelRows) = (min(width, max(min(1, height), (columns * height + rows / 2) / rows)), height)
    }
    let size = Size(pixelColumns, (pixelRows + 1) / 2)
    self.area =
      centred
      ? area.centred(width: size.columns, height: size.rows) : Rect(area.x, area.y, size.columns, size.rows)
  }

  /// The cells of the grid that one pixel column (or row) shows.
  static func source(_ pixel: Int, _ pixels: Int, _ cells: Int) -> Range<Int> {
    let from = pixel * cells / pixels
    return from..<max(from + 1, (pixel + 1) * cells / pixels)
  }

  /// The pixels that show one column (or row) of the grid.
  static func pixels(_ cell: Int, _ pixels: Int, _ cells: Int) -> Range<Int> {
    if pixels >= cells { return (cell * pixels + cells - 1) / cells..<((cell + 1) * pixels + cells - 1) / cells }
    let pixel = ((cell + 1) * pixels - 1) / cells
    return pixel..<pixel + 1
  }

  func pixelColumns(of column: Int) -> Range<Int> { HeatMapLayout.pixels(column, pixelColumns, columns) }
  func pixelRows(of row: Int) -> Range<Int> { HeatMapLayout.pixels(row, pixelRows, rows) }

  /// The character cells that show a cell of the grid, wholly or in part.
  package func cells(of point: GridPoint) -> Rect {
    let across = pixelColumns(of: point.column)
    let down = pixelRows(of: point.row)
    let top = down.lowerBound / 2
    return Rect(area.x + across.lowerBound, area.y + top, across.count, (down.upperBound + 1) / 2 - top)
  }

  /// The cell of the grid that a character cell shows (of several the first), nil outside the picture.
  package func point(at cell: Point) -> GridPoint? {
    guard area.contains(cell) else { return nil }
    let column = HeatMapLayout.source(cell.x - area.x, pixelColumns, columns).lowerBound
    let row = HeatMapLayout.source((cell.y - area.y) * 2, pixelRows, rows).lowerBound
    return GridPoint(column: column, row: row)
  }
}
