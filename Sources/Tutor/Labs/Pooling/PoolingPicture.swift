import Engine
import TextUI

/// The grids of the pooling lab.
extension PoolingLab {
  /// What a question is asked about stays hidden until it is answered.
  private func text(_ value: Float, _ isKnown: Bool, isMarked: Bool) -> String {
    isKnown ? LabNumber.text(value) : isMarked ? "?" : "·"
  }

  /// The input with its padding, the marked window on it and a `*` at every cell that wins a window.
  private func inputBlock(
    _ title: String, _ numbers: [[Float]], window: (row: Int, column: Int)?, showsWinners: Bool, _ view: LabView,
    hasCursor: Bool = false
  ) -> LabBlock {
    let over = max(0, windows.start(ofWindow: size - 1) + kernel - side - padding)
    let length = side + 2 * padding + over
    let wins = showsWinners ? self.wins : []
    let start = window.map { (windows.start(ofWindow: $0.row), windows.start(ofWindow: $0.column)) }
    let cells = (0..<length).map { y in
      (0..<length).map { x -> NumberCell in
        let (row, column) = (y - padding, x - padding)
        let isInside = (0..<side).contains(row) && (0..<side).contains(column)
        var reads = false
        if let start { reads = (0..<kernel).contains(row - start.0) && (0..<kernel).contains(column - start.1) }
        guard isInside else { return NumberCell("·", reads ? Style.muted.on(.window) : .faint) }
        let isWinner = showsWinners && wins[row][column] > 0
        let number = LabNumber.text(numbers[row][column]) + (showsWinners ? (isWinner ? "*" : " ") : "")
        let style = isWinner ? Style(.output, .bold) : reads ? Style.strong : .text
        return NumberCell(number, style.on(reads ? .window : .panel))
      }
    }
    let box = start.map {
      GridBox(column: $0.1 + padding, row: $0.0 + padding, columns: kernel, rows: kernel)
    }
    var cursor: GridPoint?
    if hasCursor, view.edited == nil { cursor = GridPoint(column: marked.column + padding, row: marked.row + padding) }
    var block = LabBlock(
      StyledText(title + " ", Style(.input)) + StyledText("\(side)×\(side)", .muted), cells, cursor: cursor, window: box
    )
    edit(&block, grid: 0, offset: padding, view)
    return block
  }

  private func edit(_ block: inout LabBlock, grid: Int, offset: Int, _ view: LabView) {
    guard let cell = view.edited, cell.grid == grid else { return }
    let (row, column) = (cell.row + offset, cell.column + offset)
    guard row < block.rows, column < block.columns else { return }
    block.cursor = GridPoint(column: column, row: row)
    if let typed = view.typed { block.cells[row][column].text = typed.isEmpty ? "▏" : typed }
    // The brackets of the window beside those of the cursor would be one pair too many.
    block = LabBlock(block.title, block.cells, cursor: block.cursor)
  }

  /// One of the two maps; `other` is what it is compared with: cells that differ have a `≠`.
  private func mapBlock(
    _ title: String, _ numbers: [[Float]], map: Int, other: [[Float]]? = nil, isAsked: Bool, _ view: LabView
  ) -> LabBlock {
    let place = marked
    let isOne = self.view == .forward || self.view == .order
    let cells = numbers.enumerated().map { row, values in
      values.enumerated().map { column, value -> NumberCell in
        let at = (map * size + row) * size + column
        let isMarked = isOne && place.map == map && place.row == row && place.column == column
        let isKnown = !isAsked || (isOne ? view.shows(at) : view.shows(map))
        var text = text(value, isKnown, isMarked: isMarked && isAsked)
        if let other { text = (isKnown && !LabQuestion.agree(other[row][column], value) ? "≠" : " ") + text }
        if isMarked, isAsked { return NumberCell(text, Style(.text, .bold).on(.highlight)) }
        return NumberCell(text, (isKnown ? Style.text : .muted).on(isMarked ? .selection : .panel))
      }
    }
    let isHere = isOne && place.map == map && isAsked && view.edited == nil
    let cursor = isHere ? GridPoint(column: place.column, row: place.row) : nil
    return LabBlock(
      StyledText(title + " ", Style(.output)) + StyledText("→ \(size)×\(size)", .muted), cells, cursor: cursor)
  }

  /// A gradient on the input's cells, or the upstream gradient on the output's.
  private func gradientBlock(
    _ title: String, _ numbers: [[Float]], isMax: Bool, _ view: LabView, reading: Bool = false
  ) -> LabBlock {
    let scale = numbers.joined().reduce(0) { max($0, abs($1)) }
    let place = marked
    let cells = numbers.enumerated().map { row, values in
      values.enumerated().map { column, value -> NumberCell in
        let isMarked = !reading && place.row == row && place.column == column
        let isKnown = reading || !isMax || view.shows(row * side + column)
        let text = text(value, isKnown, isMarked: isMarked)
        if isMarked { return NumberCell(text, Style(.text, .bold).on(.highlight)) }
        if reading {
          let cells = self.cells(row, column)
          let reads = cells.rows.contains(place.row) && cells.columns.contains(place.column)
          return NumberCell(text, Style(.gradient, reads ? .bold : []).on(reads ? .window : .panel))
        }
        let ground: Colour = isKnown ? .number(value, scale: scale) : .role(.panel)
        return NumberCell(
          text, value == 0 && isKnown ? Style(.role(.muted), on: ground) : Style(.role(.text), on: ground))
      }
    }
    let cursor = reading || !isMax || view.edited != nil ? nil : GridPoint(column: place.column, row: place.row)
    var block = LabBlock(StyledText(title, Style(.gradient)), cells, cursor: cursor)
    if reading { edit(&block, grid: 1, offset: 0, view) }
    return block
  }

  /// Rows of blocks for what is shown.
  func blocks(_ view: LabView) -> LabBlockGrid {
    let language = view.language
    let (most, mean) = (language("max", "最大"), language("average", "平均"))
    let place = marked
    let outputs = outputs
    switch self.view {
    case .forward:
      let showsWinners = view.predictions == nil
      return LabBlockGrid(
        [
          [
            inputBlock(
              language("input", "输入"), grid, window: (place.row, place.column), showsWinners: showsWinners, view),
            mapBlock(most, outputs[0], map: 0, isAsked: true, view),
            mapBlock(mean, outputs[1], map: 1, isAsked: true, view),
          ]
        ], signs: ["→", " "])
    case .gradient:
      let upstream = upstreamGrid
      return LabBlockGrid(
        [
          [
            inputBlock(
              language("input", "输入"), grid, window: nil, showsWinners: view.predictions == nil, view, hasCursor: true),
            gradientBlock(language("upstream", "上游"), upstream, isMax: false, view, reading: true),
            gradientBlock(language("through max", "经最大池化"), gradient(maximum, upstream), isMax: true, view),
            gradientBlock(language("through average", "经平均池化"), gradient(average, upstream), isMax: false, view),
          ]
        ], signs: [" ", "→", " "])
    case .shift:
      let moved = shifted
      let known = { (map: Int) in view.shows(map) }
      return LabBlockGrid(
        [
          [
            inputBlock(language("input", "输入"), grid, window: nil, showsWinners: false, view),
            mapBlock(most, outputs[0], map: 0, isAsked: false, view),
            mapBlock(mean, outputs[1], map: 1, isAsked: false, view),
          ],
          [
            inputBlock(language("moved", "平移后"), moved, window: nil, showsWinners: false, viewWithoutEditing(view)),
            mapBlock(most, pooled(maximum, moved), map: 0, other: known(0) ? outputs[0] : nil, isAsked: true, view),
            mapBlock(mean, pooled(average, moved), map: 1, other: known(1) ? outputs[1] : nil, isAsked: true, view),
          ],
        ], signs: ["→", " "])
    case .order:
      let rectified = PoolingLab.relu(grid)
      let late = outputs.map(PoolingLab.relu)
      let window = (place.row, place.column)
      return LabBlockGrid(
        [
          [
            inputBlock(language("input", "输入"), grid, window: window, showsWinners: false, view),
            mapBlock(language("max, ReLU", "最大→ReLU"), late[0], map: 0, isAsked: false, view),
            mapBlock(language("average, ReLU", "平均→ReLU"), late[1], map: 1, isAsked: false, view),
          ],
          [
            inputBlock("ReLU", rectified, window: window, showsWinners: false, viewWithoutEditing(view)),
            mapBlock(
              language("ReLU, max", "ReLU→最大"), pooled(maximum, rectified), map: 0, other: late[0], isAsked: true, view),
            mapBlock(
              language("ReLU, average", "ReLU→平均"), pooled(average, rectified), map: 1, other: late[1], isAsked: true,
              view),
          ],
        ], signs: ["→", " "])
    }
  }

  /// A second grid of the same place is not the one that is edited.
  private func viewWithoutEditing(_ view: LabView) -> LabView {
    var copy = view
    copy.edited = nil
    return copy
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let blocks = blocks(view)
    guard self.view == .forward || self.view == .gradient, view.predictions == nil, area.height > 4 else {
      return blocks.draw(area, into: &buffer)
    }
    let (note, above) = area.cutBottom(1)
    blocks.draw(above, into: &buffer)
    let text = view.language("* wins a window", "* 在某个窗口中胜出")
    buffer.put(StyledText("*", Style(.output, .bold)) + StyledText(String(text.dropFirst()), .muted), in: note)
  }

  package func height(width: Int, _ view: LabView) -> Int { blocks(view).height(width: width) + 1 }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let blocks = blocks(view)
    let isNoted = (self.view == .forward || self.view == .gradient) && view.predictions == nil && area.height > 4
    guard let hit = blocks.cell(at: point, isNoted ? area.cutBottom(1).rest : area) else { return false }
    switch self.view {
    case .forward, .order:
      guard hit.column > 0 else {
        // A cell of the input marks the first window that reads it.
        let (row, column) = (hit.cell.row - padding, hit.cell.column - padding)
        for place in 0..<size * size {
          let cells = cells(place / size, place % size)
          guard cells.rows.contains(row), cells.columns.contains(column) else { continue }
          self.place = marked.map * size * size + place
          return true
        }
        return false
      }
      place = ((hit.column - 1) * size + hit.cell.row) * size + hit.cell.column
    case .gradient:
      guard hit.column != 1 else { return false }
      let offset = hit.column == 0 ? padding : 0
      let (row, column) = (hit.cell.row - offset, hit.cell.column - offset)
      guard (0..<side).contains(row), (0..<side).contains(column) else { return false }
      place = row * side + column
    case .shift:
      guard hit.column > 0 else { return false }
      place = hit.column - 1
    }
    return true
  }
}
