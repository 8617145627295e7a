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
  /// Whether cells that share a pixel are shown by the one of the largest magnitude instead of their mean: gradients of both
  /// signs leave no mean.
  package var showsExtremes = false

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
    // Twice as many columns, where the grid has them.
    let isFine = layout.columns >= 2 * layout.pixelColumns
    let columns = isFine ? 2 * layout.pixelColumns : layout.pixelColumns
    let pixels = numbers(layout, columns: columns)
    let outline = box.flatMap { self.outline($0, layout) }
    let (area, kind) = (layout.area, kind)
    for y in 0..<area.height {
      let upper = 2 * y * columns
      let hasLower = 2 * y + 1 < layout.pixelRows
      for x in 0..<area.width {
        let linesTop = outline?.contains(x, 2 * y) ?? false
        let linesBelow = hasLower && (outline?.contains(x, 2 * y + 1) ?? false)
        if isFine, hasLower, !linesTop, !linesBelow {
          let (left, below) = (upper + 2 * x, upper + columns + 2 * x)
          let block = QuadrantBlock(
            pixels[left], pixels[left + 1], pixels[below], pixels[below + 1], tolerance: kind.tolerance)
          let style = Style(kind.colour(block.foreground), on: kind.colour(block.background))
          buffer.putNarrow(block.glyph, area.x + x, area.y + y, style)
          continue
        }
        let top: Colour = linesTop ? .role(.focus) : colour(pixels, upper, x, isFine)
        let below: Colour =
          linesBelow ? .role(.focus) : hasLower ? colour(pixels, upper + columns, x, isFine) : .standard
        buffer.putNarrow("▀", area.x + x, area.y + y, Style(top, on: below))
      }
    }
    if let cursor { mark(cursor, layout, pixels, columns, into: &buffer) }
    return layout
  }

  private var kind: PixelKind {
    let sample: Colour
    switch source {
    case .grid(_, let palette): sample = palette.colour(0)
    case .picture: sample = .rgb(0, 0, 0)
    }
    return PixelKind(sample)!
  }

  /// The colour of one pixel, or of two fine ones side by side.
  private func colour(_ pixels: [SIMD4<Float>], _ row: Int, _ x: Int, _ isFine: Bool) -> Colour {
    kind.colour(isFine ? (pixels[row + 2 * x] + pixels[row + 2 * x + 1]) / 2 : pixels[row + x])
  }

  /// `columns` pixels a row, row by row: the mean of the cells that each shows.
  private func numbers(_ layout: HeatMapLayout, columns: Int) -> [SIMD4<Float>] {
    let across = (0..<columns).map { HeatMapLayout.source($0, columns, layout.columns) }
    let down = (0..<layout.pixelRows).map { HeatMapLayout.source($0, layout.pixelRows, layout.rows) }
    var pixels: [SIMD4<Float>] = []
    pixels.reserveCapacity(across.count * down.count)
    switch source {
    case .grid(let grid, let palette):
      grid.values.withUnsafeBufferPointer { values in
        for rows in down {
          for columns in across {
            var (sum, extreme): (Float, Float) = (0, 0)
            for row in rows {
              let start = row * grid.columns
              for column in columns {
                let value = values[start + column]
                sum += value
                if abs(value) > abs(extreme) { extreme = value }
              }
            }
            let shown = showsExtremes ? extreme : sum / Float(columns.count * rows.count)
            pixels.append(PixelKind.numbers(palette.colour(shown)))
          }
        }
      }
    case .picture(let picture):
      picture.bytes.withUnsafeBufferPointer { bytes in
        for rows in down { for columns in across { pixels.append(mean(bytes, picture.columns, columns, rows)) } }
      }
    }
    return pixels
  }

  private func mean(
    _ bytes: UnsafeBufferPointer<UInt8>, _ width: Int, _ columns: Range<Int>, _ rows: Range<Int>
  ) -> SIMD4<Float> {
    var sum = SIMD4<Int32>.zero
    for row in rows {
      for column in columns {
        let at = (row * width + column) * 3
        sum &+= SIMD4(Int32(bytes[at]), Int32(bytes[at + 1]), Int32(bytes[at + 2]), 0)
      }
    }
    let count = Int32(columns.count * rows.count)
    return SIMD4<Float>(sum / count)
  }

  /// Pixels of the edge of a rectangle.
  private struct Outline {
    let across: ClosedRange<Int>
    let down: ClosedRange<Int>
    func contains(_ x: Int, _ y: Int) -> Bool {
      guard across.contains(x), down.contains(y) else { return false }
      return x == across.lowerBound || x == across.upperBound || y == down.lowerBound || y == down.upperBound
    }
  }

  /// The outline of a box just outside of its cells, or on the edge of the picture where there is no outside.
  private func outline(_ box: GridBox, _ layout: HeatMapLayout) -> Outline? {
    func clamped(_ cell: Int, _ count: Int) -> Int { max(0, min(count - 1, cell)) }
    let (columns, rows) = (layout.columns, layout.rows)
    guard box.column < columns, box.row < rows, box.column + box.columns > 0, box.row + box.rows > 0 else { return nil }
    let left = layout.pixelColumns(of: clamped(box.column, columns)).lowerBound - 1
    let right = layout.pixelColumns(of: clamped(box.column + box.columns - 1, columns)).upperBound
    let top = layout.pixelRows(of: clamped(box.row, rows)).lowerBound - 1
    let bottom = layout.pixelRows(of: clamped(box.row + box.rows - 1, rows)).upperBound
    return Outline(
      across: max(0, left)...min(layout.pixelColumns - 1, right), down: max(0, top)...min(layout.pixelRows - 1, bottom))
  }

  /// A cross on the cell; its heavy arm says which half of a character cell is meant.
  private func mark(
    _ point: GridPoint, _ layout: HeatMapLayout, _ pixels: [SIMD4<Float>], _ width: Int, into buffer: inout Buffer
  ) {
    guard point.column >= 0, point.column < layout.columns, point.row >= 0, point.row < layout.rows else { return }
    let across = layout.pixelColumns(of: point.column)
    let down = layout.pixelRows(of: point.row)
    let x = (across.lowerBound + across.upperBound - 1) / 2
    let y = (down.lowerBound + down.upperBound - 1) / 2
    let glyph: Character = down.count > 1 ? "╋" : y % 2 == 0 ? "╀" : "╁"
    let style = Style(.role(.focus), on: colour(pixels, y * width, x, width > layout.pixelColumns), .bold)
    buffer.put(glyph, layout.area.x + x, layout.area.y + y / 2, style)
  }
}
