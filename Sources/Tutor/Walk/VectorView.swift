import Engine
import TextUI

/// A stage that is a vector: its units by value, and where there is room all of them as a map.
extension WalkViews {
  /// Columns of the map of all units beside the chart; none where there is no room.
  func vectorMapWidth(_ area: Rect) -> Int {
    area.width >= 60 ? min(area.width / 2, 2 * area.height) : 0
  }

  func drawVector(_ buffer: inout Buffer, _ area: Rect) {
    let (map, chart) = area.cutRight(vectorMapWidth(area))
    let ranking = screen.ranking(context)
    let inner = Panel(language("units by value", "按值排序的神经元"), note: "\(screen.rank + 1)/\(grid.mapCount)")
      .draw(chart, into: &buffer)
    if let output {
      let first = max(0, min(screen.rank - inner.height / 2, ranking.count - inner.height))
      for (row, unit) in ranking.dropFirst(first).prefix(inner.height).enumerated() {
        drawUnit(
          &buffer, Rect(inner.x, inner.y + row, inner.width, 1), unit, output.data[unit], first + row == screen.rank)
      }
    } else {
      drawWaiting(&buffer, inner)
    }
    if !map.isEmpty {
      drawLargeMap(&buffer, map, cursor: GridPoint(column: screen.cell.column, row: screen.cell.row))
    }
  }

  func drawUnit(_ buffer: inout Buffer, _ area: Rect, _ unit: Int, _ value: Float, _ isChosen: Bool) {
    if isChosen { buffer.fill(area, Style(.text).on(.selection)) }
    let ground: Colour = isChosen ? .role(.selection) : .standard
    buffer.put(
      (isChosen ? "▸" : " ") + "\(unit)", area.x, area.y, (isChosen ? Style.accent : Style.muted).on(ground), clip: area
    )
    let text =
      value != 0 && abs(value) < 0.001 ? FormatNumber.scientific(Double(value)) : FormatNumber.fixed(value, digits: 4)
    buffer.put(text.aligned(.trailing, width: 9), area.x + 6, area.y, Style.text.on(ground), clip: area)
    let labels = ClassLabels(model, stage: screen.stage)
    let room = labels.draw(unit, Rect(area.x + 17, area.y, area.width - 17, 1), on: ground, into: &buffer)
    let largest = statistics.map { max(abs($0.min), abs($0.max)) } ?? 0
    let style = Style(value < 0 ? .negative : .positive).on(ground)
    buffer.put(BarLength.text(value, of: largest, in: room.width), room.x, room.y, style, clip: room)
  }
}
