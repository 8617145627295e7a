import Engine
import TextUI

/// A stage's output as maps to look at: `[C, H, W]` as it is, a vector as one map with its units row by row.
struct StageGrid: Hashable, Sendable {
  let channels: Int
  let rows: Int
  let columns: Int
  let isVector: Bool

  /// Units in a row of a vector at most.
  private static let widest = 64

  /// - Parameter shape: the output without the batch.
  init(_ shape: Shape) {
    if shape.rank == 3 {
      (channels, rows, columns, isVector) = (shape[0], shape[1], shape[2], false)
    } else {
      let count = shape.count
      // About square, but no wider than a small screen, where each unit has a place of its own.
      let divisors: [Int] = (1...max(1, min(StageGrid.widest, count))).filter { count % $0 == 0 }
      let columns: Int = divisors.first { $0 * $0 >= count } ?? divisors.last ?? 1
      (channels, rows, self.columns, isVector) = (1, max(1, count / columns), columns, true)
    }
  }

  var mapCount: Int { rows * columns }

  func index(_ cell: StageCell) -> Index {
    isVector ? [cell.row * columns + cell.column] : [cell.channel, cell.row, cell.column]
  }

  func cell(at index: Index) -> StageCell {
    guard isVector else { return StageCell(channel: index[0], row: index[1], column: index[2]) }
    return StageCell(channel: 0, row: index[0] / columns, column: index[0] % columns)
  }

  func offset(_ cell: StageCell) -> Int { (cell.channel * rows + cell.row) * columns + cell.column }

  func map(_ channel: Int, of output: Tensor) -> Grid {
    Grid(columns: columns, rows: rows, values: Array(output.data[channel * mapCount..<(channel + 1) * mapCount]))
  }

  /// The part of a vector's units around `cell` that an area of character cells shows, each in half a cell of its own; all of
  /// a map, however large.
  func window(around cell: StageCell, _ area: Rect) -> (columns: Range<Int>, rows: Range<Int>) {
    guard isVector else { return (0..<columns, 0..<rows) }
    func part(_ place: Int, _ count: Int, _ room: Int) -> Range<Int> {
      let shown = max(1, min(count, room))
      let first = max(0, min(place - shown / 2, count - shown))
      return first..<first + shown
    }
    return (part(cell.column, columns, area.width), part(cell.row, rows, 2 * area.height))
  }

  /// A part of a map.
  func map(
    _ channel: Int, of output: Tensor, _ part: (columns: Range<Int>, rows: Range<Int>)
  ) -> Grid {
    let first = channel * mapCount
    let values = part.rows.flatMap { row in
      output.data[first + row * columns + part.columns.lowerBound..<first + row * columns + part.columns.upperBound]
    }
    return Grid(columns: part.columns.count, rows: part.rows.count, values: values)
  }

  func contains(_ cell: StageCell) -> Bool { cell == clamped(cell) }

  func clamped(_ cell: StageCell) -> StageCell {
    StageCell(
      channel: max(0, min(cell.channel, channels - 1)), row: max(0, min(cell.row, rows - 1)),
      column: max(0, min(cell.column, columns - 1)))
  }

  /// The cell at the same relative place of another stage's maps.
  func moved(_ cell: StageCell, from other: StageGrid) -> StageCell {
    clamped(
      StageCell(
        channel: cell.channel, row: (cell.row * 2 + 1) * rows / (2 * other.rows),
        column: (cell.column * 2 + 1) * columns / (2 * other.columns)))
  }
}

/// One number of a stage, by its place in the maps.
package struct StageCell: Hashable, Sendable {
  package var channel = 0
  package var row = 0
  package var column = 0
}

/// What part of the picture a cell depends on.
struct ReceptiveBox: Hashable, Sendable {
  /// Rows and columns of the picture, cut to it.
  let rows: Range<Int>
  let columns: Range<Int>
  /// Side of the receptive field before it is cut; nil for all of the picture.
  let side: Int?

  /// - Parameters:
  ///   - layer: nil for the input itself.
  ///   - size: height and width of the picture.
  init(_ layer: LayerSummary?, row: Int, column: Int, height: Int, width: Int) {
    guard let layer else {
      (rows, columns, side) = (row..<row + 1, column..<column + 1, 1)
      return
    }
    guard let field = layer.receptiveField, let jump = layer.jump, let centre = layer.firstCentre else {
      (rows, columns, side) = (0..<height, 0..<width, nil)
      return
    }
    func span(_ index: Int, _ length: Int) -> Range<Int> {
      let start = Int((centre + Double(index * jump) - Double(field) / 2).rounded())
      let low = max(0, min(start, length - 1))
      return low..<max(low + 1, min(start + field, length))
    }
    (rows, columns, side) = (span(row, height), span(column, width), field)
  }

  var box: GridBox {
    GridBox(column: columns.lowerBound, row: rows.lowerBound, columns: columns.count, rows: rows.count)
  }
}
