import TextUI

/// Blocks of numbers in rows and columns with signs between them, as large as the room allows.
///
/// Columns stand under one another; a row is as high as its highest block.
struct LabBlockGrid {
  var rows: [[LabBlock]]
  /// What stands between column i and i + 1: `→`.
  var signs: [String]

  init(_ rows: [[LabBlock]], signs: [String]) { (self.rows, self.signs) = (rows, signs) }

  private func gap(_ scale: LabScale) -> Int { scale.extra >= 2 ? 5 : 3 }
  private var columns: Int { rows.map(\.count).max() ?? 0 }

  private func width(_ column: Int, _ scale: LabScale) -> Int {
    rows.map { column < $0.count ? $0[column].width(scale) : 0 }.max() ?? 0
  }

  private func height(_ row: Int, _ scale: LabScale) -> Int { rows[row].map { $0.height(scale) }.max() ?? 0 }

  private func size(_ scale: LabScale) -> Size {
    Size(
      (0..<columns).reduce(0) { $0 + width($1, scale) } + gap(scale) * (columns - 1),
      rows.indices.reduce(0) { $0 + height($1, scale) } + rows.count - 1)
  }

  private func scale(_ area: Rect) -> LabScale {
    LabScale.all.first { scale in
      let size = size(scale)
      return size.columns <= area.width && size.rows <= area.height + (rows.count > 1 ? rows.count - 1 : 0)
    } ?? LabScale(0, 1)
  }

  /// Rows at the size of text.
  func height(width: Int) -> Int {
    let scale = [LabScale(2, 1), LabScale(1, 1)].first { size($0).columns <= width } ?? LabScale(0, 1)
    return size(scale).rows
  }

  /// Where every block stands, row by row, and how large its cells are.
  func places(_ area: Rect) -> (scale: LabScale, places: [[Rect]]) {
    let scale = scale(area)
    let size = size(scale)
    let gap = gap(scale)
    // Where the rows do not fit, each gets the same part of the height and shows what is marked in it.
    let isTall = size.rows - (rows.count - 1) <= area.height
    let most = isTall ? area.height : max(1, area.height / rows.count)
    // Rows move together where there is no line to spare between them.
    let space = size.rows <= area.height ? 1 : 0
    let total = isTall ? size.rows - (rows.count - 1) * (1 - space) : most * rows.count
    var y = area.y + max(0, area.height - total) / 2
    let excess = max(0, size.columns - area.width)
    var places: [[Rect]] = []
    for (row, blocks) in rows.enumerated() {
      var x = area.x + max(0, area.width - size.columns) / 2
      var line: [Rect] = []
      let height = min(most, height(row, scale))
      for (column, block) in blocks.enumerated() {
        // What is too wide is cut from the widest column.
        let isWidest = (0..<columns).allSatisfy { width($0, scale) <= width(column, scale) }
        let room = width(column, scale) - (isWidest ? min(excess, width(column, scale) / 2) : 0)
        let tall = min(height, block.height(scale))
        line.append(Rect(x, y + (height - tall) / 2, room, tall).intersection(area))
        x += room + gap
      }
      places.append(line)
      y += height + space
    }
    return (scale, places)
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let (scale, places) = places(area)
    for (blocks, line) in zip(rows, places) {
      for (column, block) in blocks.enumerated() {
        block.draw(line[column], scale, into: &buffer)
        guard column < signs.count, column + 1 < line.count, !line[column].isEmpty else { continue }
        let sign = signs[column]
        let x = line[column + 1].x - (gap(scale) + 1) / 2 - (GlyphWidth.of(sign) - 1)
        let y = line[column].y + min(block.middle(scale), line[column].height / 2)
        buffer.put(sign, x, y, .strong, clip: area)
      }
    }
  }

  /// The cell of a block under a point.
  func cell(at point: Point, _ area: Rect) -> (row: Int, column: Int, cell: GridPoint)? {
    let (scale, places) = places(area)
    for (row, line) in places.enumerated() {
      for (column, place) in line.enumerated() where place.contains(point) && point.y > place.y {
        let block = rows[row][column]
        let cell = GridPoint(
          column: (point.x - place.x) / block.cellWidth(scale), row: (point.y - place.y - 1) / scale.cellHeight)
        guard cell.row < block.rows, cell.column < block.columns else { return nil }
        return (row, column, cell)
      }
    }
    return nil
  }
}
