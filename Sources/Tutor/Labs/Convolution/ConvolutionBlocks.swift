import Engine
import TextUI

/// A grid of the picture with its title: how it looks, and which part of it must be seen where room is short.
struct LabBlock {
  var title: StyledText
  /// Texts are filled up to one length, so that they stand under one another in cells of any width.
  var cells: [[NumberCell]]
  var cursor: GridPoint?
  /// Cells between brackets, row by row: the window.
  var window: GridBox?

  init(_ title: StyledText, _ cells: [[NumberCell]], cursor: GridPoint? = nil, window: GridBox? = nil) {
    let longest = cells.joined().map { GlyphWidth.of($0.text) }.max() ?? 1
    self.title = title
    self.cells = cells.map { row in
      row.map { NumberCell($0.text.aligned(.trailing, width: longest), $0.style) }
    }
    (self.cursor, self.window) = (cursor, window)
  }

  var textWidth: Int { cells.joined().map { GlyphWidth.of($0.text) }.max() ?? 1 }
  var rows: Int { cells.count }
  var columns: Int { cells.first?.count ?? 0 }

  /// Columns of the grid when every cell has `extra` columns beside its text and one more.
  func width(_ scale: LabScale) -> Int { max(columns * cellWidth(scale), title.width) }
  func height(_ scale: LabScale) -> Int { 1 + rows * scale.cellHeight }
  func cellWidth(_ scale: LabScale) -> Int { textWidth + 1 + scale.extra }

  /// The row in which the numbers of the grid's middle row stand, counted from the title.
  func middle(_ scale: LabScale) -> Int { 1 + (rows - 1) / 2 * scale.cellHeight + (scale.cellHeight - 1) / 2 }

  /// Draws the title and below it as much of the grid as fits, the window and the cursor in any case.
  func draw(_ area: Rect, _ scale: LabScale, into buffer: inout Buffer) {
    guard area.width > 0, area.height > 0 else { return }
    let (top, below) = area.cutTop(1)
    let cellWidth = cellWidth(scale)
    let shownRows = min(rows, below.height / scale.cellHeight)
    let shownColumns = min(columns, below.width / cellWidth)
    let isCut = shownRows < rows || shownColumns < columns
    buffer.put(isCut ? title + StyledText(" …", .muted) : title, in: top)
    guard shownRows > 0, shownColumns > 0 else { return }
    let (firstRow, firstColumn) = first(shownRows, shownColumns)
    let part = cells[firstRow..<firstRow + shownRows].map { Array($0[firstColumn..<firstColumn + shownColumns]) }
    let grid = NumberGrid(
      part, cellWidth: cellWidth, cellHeight: scale.cellHeight,
      cursor: cursor.map { GridPoint(column: $0.column - firstColumn, row: $0.row - firstRow) })
    grid.draw(below, into: &buffer)
    guard let window else { return }
    for row in max(window.row, firstRow)..<min(window.row + window.rows, firstRow + shownRows) {
      let left = grid.cell(GridPoint(column: window.column - firstColumn, row: row - firstRow), in: below)
      let right = grid.cell(
        GridPoint(column: window.column + window.columns - 1 - firstColumn, row: row - firstRow), in: below)
      let y = left.y + (left.height - 1) / 2
      let style = Style(.input, .bold)
      if window.column >= firstColumn { bracket("[", left.x, y, style, below, &buffer) }
      if window.column + window.columns <= firstColumn + shownColumns {
        bracket("]", scale.extra > 0 ? right.right - 1 : right.right, y, style, area, &buffer)
      }
    }
  }

  private func bracket(_ glyph: String, _ x: Int, _ y: Int, _ style: Style, _ clip: Rect, _ buffer: inout Buffer) {
    let clip = Rect(clip.x, clip.y, clip.width + 1, clip.height).intersection(buffer.bounds)
    guard clip.contains(Point(x, y)) else { return }
    buffer.put(glyph, x, y, style.on(buffer[x, y].style.background), clip: clip)
  }

  /// The first row and column of the part that is shown.
  private func first(_ shownRows: Int, _ shownColumns: Int) -> (Int, Int) {
    let focus =
      cursor.map { GridBox(column: $0.column, row: $0.row, columns: 1, rows: 1) } ?? window
      ?? GridBox(column: 0, row: 0, columns: 1, rows: 1)
    func first(_ start: Int, _ length: Int, _ shown: Int, _ count: Int) -> Int {
      max(0, min(start + length / 2 - shown / 2, count - shown))
    }
    return (
      first(focus.row, focus.rows, shownRows, rows), first(focus.column, focus.columns, shownColumns, columns)
    )
  }
}

/// How large the cells of the picture are.
struct LabScale: Hashable {
  /// Columns beside the longest number and the one space before it.
  var extra: Int
  var cellHeight: Int
  init(_ extra: Int, _ cellHeight: Int) { (self.extra, self.cellHeight) = (extra, cellHeight) }

  /// From the roomiest to the tightest.
  static let all = [
    LabScale(9, 5), LabScale(7, 4), LabScale(5, 3), LabScale(3, 2), LabScale(2, 2), LabScale(1, 2), LabScale(1, 1),
    LabScale(0, 1),
  ]
}

/// The grids of the convolution lab, coloured.
extension ConvolutionLab {
  func inputBlock(_ channel: Int, _ view: LabView) -> LabBlock {
    let start = windowStart
    let isRead = readChannels.contains(channel)
    let (height, width) = (rows + 2 * padding, columns + 2 * padding)
    let cells = (0..<height).map { y in
      (0..<width).map { x -> NumberCell in
        let (row, column) = (y - padding, x - padding)
        let isInside = row >= 0 && row < rows && column >= 0 && column < columns
        let (down, right) = (row - start.row, column - start.column)
        let reads =
          isRead && down >= 0 && right >= 0 && down % dilation == 0 && right % dilation == 0
          && down / dilation < kernelRows && right / dilation < kernelColumns
        let text = isInside ? LabNumber.text(input[channel][row][column]) : "0"
        let style = isInside ? (reads ? Style(.text, .bold) : .text) : reads ? .muted : .faint
        return NumberCell(text, reads ? style.on(.window) : isInside ? style.on(.panel) : style)
      }
    }
    let span = (Windows(kernel: kernelRows, dilation: dilation), Windows(kernel: kernelColumns, dilation: dilation))
    let window = GridBox(
      column: start.column + padding, row: start.row + padding, columns: span.1.extent, rows: span.0.extent)
    var title = StyledText(numbered(view.language("input", "输入"), channel) + " ", Style(.input))
    if channels == 1 { title.append("\(rows)×\(columns)", .muted) }
    var block = LabBlock(title, cells, window: isRead ? window : nil)
    edit(&block, grid: channel, offset: padding, view)
    return block
  }

  func kernelBlock(_ channel: Int, _ view: LabView) -> LabBlock {
    let isEdited = view.edited?.grid == channels + channel
    // While it is edited, the kernel stands as it is kept, not as it is laid.
    let sheet = isEdited ? kernel[channel] : laidKernel[channel]
    let scale = kernel.joined().joined().reduce(0) { max($0, abs($1)) }
    let cells = sheet.map { row in
      row.map { NumberCell(LabNumber.text($0), Style(.role(.text), on: .weightNumber($0, scale: scale), .bold)) }
    }
    var title = StyledText(numbered(view.language("kernel", "卷积核"), channel) + " ", Style(.weight))
    if isFlipped, !isEdited {
      title.append(channels == 1 ? view.language("turned", "已翻转") : "↻", Style(.warning))
    } else if channels == 1 {
      title.append("\(kernelRows)×\(kernelColumns)", .muted)
    }
    var block = LabBlock(title, cells)
    edit(&block, grid: channels + channel, offset: 0, view)
    return block
  }

  func productsBlock(_ channel: Int, _ view: LabView) -> LabBlock {
    let title = StyledText(view.language("products", "乘积"), .muted)
    guard readChannels.contains(channel) else {
      return LabBlock(title, laidKernel[channel].map { row in row.map { _ in NumberCell("–", .faint) } })
    }
    let terms = windowTerms(of: channel)
    let scale = terms.joined().reduce(0) { max($0, abs($1.product)) }
    let isHidden = !view.showsWay(place)
    let cells = terms.map { row in
      row.map { term -> NumberCell in
        if isHidden { return NumberCell("·", Style.faint.on(.panel)) }
        let ground = Colour.number(term.product, scale: scale)
        return NumberCell(
          LabNumber.text(term.product), term.isPadding ? Style.faint.on(.panel) : Style(.role(.text), on: ground))
      }
    }
    return LabBlock(title, cells)
  }

  func outputBlock(_ map: Int, _ view: LabView) -> LabBlock {
    let run = run
    let shape = outputShape
    let cells = (0..<shape[1]).map { row in
      (0..<shape[2]).map { column -> NumberCell in
        let place = shape.offset(of: [map, row, column])
        let isMarked = place == self.place
        let isToCome = isSweeping && view.predictions == nil && place > self.place
        let isKnown = view.shows(place) && !isToCome
        let text = isKnown ? LabNumber.text(run[map, row, column]) : isMarked ? "?" : "·"
        if isMarked { return NumberCell(text, Style(.text, .bold).on(.highlight)) }
        return NumberCell(text, isKnown ? Style.text.on(.panel) : Style.muted.on(.panel))
      }
    }
    let name = view.language("output", "输出")
    var title = StyledText((groups == 1 ? name : "\(name) \(map)") + " ", Style(.output))
    title.append("\(shape[1])×\(shape[2])", .muted)
    let isHere = map == self.map && view.edited == nil
    return LabBlock(title, cells, cursor: isHere ? GridPoint(column: column, row: row) : nil)
  }

  /// Puts the cursor on the cell that is being edited and shows what has been typed.
  private func edit(_ block: inout LabBlock, grid: Int, offset: Int, _ view: LabView) {
    guard let cell = view.edited, cell.grid == grid else { return }
    let (row, column) = (cell.row + offset, cell.column + offset)
    block.cursor = GridPoint(column: column, row: row)
    if let typed = view.typed { block.cells[row][column].text = typed.isEmpty ? "▏" : typed }
    // The brackets of the window beside those of the cursor would be one pair too many.
    block = LabBlock(block.title, block.cells, cursor: block.cursor)
  }
}
