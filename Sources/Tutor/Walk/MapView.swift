import Engine
import TextUI

/// One map beside the picture, with what its chosen cell sees boxed.
extension WalkViews {
  struct MapAreas {
    var picture: Rect
    var map: Rect
    var facts: Rect
    var line: Rect
  }

  func mapAreas(_ area: Rect) -> MapAreas {
    let (line, upper) = area.cutBottom(3)
    // A unit sees all of the picture: its place is better used for the units themselves.
    if grid.isVector, upper.width < 100 {
      let none = Rect(upper.x, upper.y, 0, 0)
      return MapAreas(picture: none, map: upper, facts: none, line: line)
    }
    let side = min((upper.width) / 2, 2 * (upper.height - 2) + 2)
    let spare = upper.width - 2 * side
    let (picture, rest) = upper.cutLeft(spare >= 30 ? side : upper.width / 2)
    let (map, facts) = rest.cutLeft(spare >= 30 ? side : rest.width)
    return MapAreas(picture: picture, map: map, facts: facts, line: line)
  }

  var receptiveBox: ReceptiveBox {
    let input = model.architecture.input
    return ReceptiveBox(
      screen.summary(context), row: screen.cell.row, column: screen.cell.column, height: input[1], width: input[2])
  }

  func drawMap(_ buffer: inout Buffer, _ area: Rect) {
    let areas = mapAreas(area)
    if !areas.picture.isEmpty { drawPicture(&buffer, areas.picture) }
    drawLargeMap(&buffer, areas.map, cursor: GridPoint(column: screen.cell.column, row: screen.cell.row))
    if areas.facts.width >= 30 { drawFacts(&buffer, areas.facts) }
    drawCellLines(&buffer, areas.line.inset(1, 0))
  }

  /// The picture with what the chosen cell sees boxed.
  func drawPicture(_ buffer: inout Buffer, _ area: Rect) {
    let inner = Panel(language("input · what this cell sees", "输入 · 这个单元格看到的")).draw(area, into: &buffer)
    guard let input = model.input else {
      drawWaiting(&buffer, inner)
      return
    }
    let picture = input.picture
    let shown = TextUI.Picture(columns: picture.width, rows: picture.height, bytes: picture.pixels)
    HeatMap(shown, box: receptiveBox.box).draw(inner, into: &buffer)
  }

  var value: Float? { output.map { $0.data[grid.offset(screen.cell)] } }

  func drawCellLines(_ buffer: inout Buffer, _ area: Rect) {
    let index = grid.index(screen.cell).map(String.init).joined(separator: ", ")
    let number = value.map { FormatNumber.significant(Double($0), digits: 5) } ?? "…"
    var name = "\(model.stageNames[screen.stage])[\(index)]"
    if screen.isBackward, let unit = model.gradients?.unit {
      name = "∂ \(model.stageNames[model.scoreStage])[\(unit)] / ∂ \(name)"
    }
    let line =
      StyledText(name + " = ") + StyledText(number, Style(screen.isBackward ? .gradient : .output, .bold))
      + StyledText("   ") + boxText
    buffer.put(line, in: area.cutTop(1).top)
    let hint =
      screen.isBackward
      ? language(
        "How fast the score rises with this number. Enter: what passes it back.", "这个数增大时，得分升得多快。回车：看梯度从哪里传回来。")
      : language(
        "Move the cross: the box is everything this number can depend on.",
        "移动十字：图片里的方框，就是这个数所能依赖的全部像素。")
    let legend = legend
    let (right, left) = area.cutTop(1).rest.cutTop(2).top.cutRight(legend.text.width + 1)
    Prose.draw(StyledText(hint, .muted), left, into: &buffer)
    legend.draw(right.cutTop(1).top, into: &buffer, .trailing)
  }

  var boxText: StyledText {
    let box = receptiveBox
    let rows = "\(box.rows.lowerBound)–\(box.rows.upperBound - 1)"
    let columns = "\(box.columns.lowerBound)–\(box.columns.upperBound - 1)"
    let size = box.side.map { "\($0)×\($0)" } ?? language("all", "全部")
    return StyledText(
      language("sees rows \(rows), columns \(columns) (\(size))", "看到第 \(rows) 行、第 \(columns) 列（\(size)）"), .muted)
  }
}
