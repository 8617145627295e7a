/// A map of numbers or a picture in half blocks: two pixels a character cell.
///
/// What is larger than the area is averaged over the cells that share a pixel, where quadrants show more than halves do in
/// quadrants; what is smaller is enlarged by a whole factor. `box` is drawn as an outline around its cells, `cursor` as a cross on its cell.
///
///     let layout = HeatMap(grid, .diverging(scale: grid.largestMagnitude)).draw(area, into: &buffer)
package struct HeatMap: Sendable {
  private enum Source: Sendable {
    case grid(Grid, Palette)
    case picture(Picture)
  }

  private let source: Source
  package var box: GridBox?
  package var cursor: GridPoint?
  package var isCentred = true

  package init(_ grid: Grid, _ palette: Palette, box: GridBox? = nil, cursor: GridPoint? = nil, centred: Bool = true) {
    (source, self.box, self.cursor, isCentred) = (.grid(grid, palette), box, cursor, centred)
  }

  package init(_ picture: Picture, box: GridBox? = nil, cursor: GridPoint? = nil, centred: Bool = true) {
    (source, self.box, self.cursor, isCentred) = (.picture(picture), box, cursor, centred)
  }

  /// Where the cells of the grid would lie if it were drawn on `area`.
  package func layout(in area: Rect) -> HeatMapLayout {
    switch source {
    case .grid(let grid, _): HeatMapLayout(columns: grid.columns, rows: grid.rows, in: area, centred: isCentred)
    case .picture(let picture):
      HeatMapLayout(columns: picture.columns, rows: picture.rows, in: area, centred: isCentred)
    }
  }

  @discardableResult
  package func draw(_ area: Rect, into buffer: inout Buffer) -> HeatMapLayout {
    let layout = layout(in: area)
    if layout.area.isEmpty { return layout }
    var pixels = colours(layout, columns: layout.pixelColumns)
    // Twice as many columns, where the grid has them.
    let fine = layout.columns >= 2 * layout.pixelColumns ? colours(layout, columns: 2 * layout.pixelColumns) : nil
    if let box { outline(box, layout, &pixels) }
    let area = layout.area
    for y in 0..<area.height {
      for x in 0..<area.width {
        let top = pixels[2 * y * layout.pixelColumns + x]
        let below = 2 * y + 1 < layout.pixelRows ? pixels[(2 * y + 1) * layout.pixelColumns + x] : .standard
        if let fine, top.isDatum, below.isDatum {
          let upper = 4 * y * layout.pixelColumns + 2 * x
          let lower = upper + 2 * layout.pixelColumns
          let block = QuadrantBlock([fine[upper], fine[upper + 1], fine[lower], fine[lower + 1]])
          buffer.put(block.glyph, area.x + x, area.y + y, Style(block.foreground, on: block.background))
        } else {
          buffer.put("▀", area.x + x, area.y + y, Style(top, on: below))
        }
      }
    }
    if let cursor { mark(cursor, layout, pixels, into: &buffer) }
    return layout
  }

  /// The colours of `columns` pixels a row, row by row.
  private func colours(_ layout: HeatMapLayout, columns: Int) -> [Colour] {
    let across = (0..<columns).map { HeatMapLayout.source($0, columns, layout.columns) }
    let down = (0..<layout.pixelRows).map { HeatMapLayout.source($0, layout.pixelRows, layout.rows) }
    var colours: [Colour] = []
    colours.reserveCapacity(across.count * down.count)
    for rows in down { for columns in across { colours.append(colour(columns, rows)) } }
    return colours
  }

  /// The mean of a block of cells as a colour.
  private func colour(_ columns: Range<Int>, _ rows: Range<Int>) -> Colour {
    switch source {
    case .grid(let grid, let palette):
      var sum: Float = 0
      for row in rows { for column in columns { sum += grid[column, row] } }
      return palette.colour(sum / Float(columns.count * rows.count))
    case .picture(let picture):
      var (red, green, blue) = (0, 0, 0)
      for row in rows {
        for column in columns {
          let at = (row * picture.columns + column) * 3
          red += Int(picture.bytes[at])
          green += Int(picture.bytes[at + 1])
          blue += Int(picture.bytes[at + 2])
        }
      }
      let count = columns.count * rows.count
      return .rgb(UInt8(red / count), UInt8(green / count), UInt8(blue / count))
    }
  }

  /// Draws the outline of a box just outside of its cells, or on the edge of the picture where there is no outside.
  private func outline(_ box: GridBox, _ layout: HeatMapLayout, _ pixels: inout [Colour]) {
    func clamped(_ cell: Int, _ count: Int) -> Int { max(0, min(count - 1, cell)) }
    let (columns, rows) = (layout.columns, layout.rows)
    guard box.column < columns, box.row < rows, box.column + box.columns > 0, box.row + box.rows > 0 else { return }
    let left = layout.pixelColumns(of: clamped(box.column, columns)).lowerBound - 1
    let right = layout.pixelColumns(of: clamped(box.column + box.columns - 1, columns)).upperBound
    let top = layout.pixelRows(of: clamped(box.row, rows)).lowerBound - 1
    let bottom = layout.pixelRows(of: clamped(box.row + box.rows - 1, rows)).upperBound
    let across = max(0, left)...min(layout.pixelColumns - 1, right)
    let down = max(0, top)...min(layout.pixelRows - 1, bottom)
    for x in across {
      pixels[down.lowerBound * layout.pixelColumns + x] = .role(.focus)
      pixels[down.upperBound * layout.pixelColumns + x] = .role(.focus)
    }
    for y in down {
      pixels[y * layout.pixelColumns + across.lowerBound] = .role(.focus)
      pixels[y * layout.pixelColumns + across.upperBound] = .role(.focus)
    }
  }

  /// A cross on the cell; its heavy arm says which half of a character cell is meant.
  private func mark(_ point: GridPoint, _ layout: HeatMapLayout, _ pixels: [Colour], into buffer: inout Buffer) {
    guard point.column >= 0, point.column < layout.columns, point.row >= 0, point.row < layout.rows else { return }
    let across = layout.pixelColumns(of: point.column)
    let down = layout.pixelRows(of: point.row)
    let x = (across.lowerBound + across.upperBound - 1) / 2
    let y = (down.lowerBound + down.upperBound - 1) / 2
    let glyph: Character = down.count > 1 ? "╋" : y % 2 == 0 ? "╀" : "╁"
    let style = Style(.role(.focus), on: pixels[y * layout.pixelColumns + x], .bold)
    buffer.put(glyph, layout.area.x + x, layout.area.y + y / 2, style)
  }
}
