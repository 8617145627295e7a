import Engine
import TextUI

/// The loss with the path on it at the left, the steps as numbers at the right, the check of the gradient below them.
struct OptimizerLayout {
  let plot: Rect
  let table: Rect
  let check: Rect
  let showsLoss: Bool

  init(_ area: Rect) {
    let width = max(0, min(area.width - 20, max(36, min(60, area.width * 2 / 5))))
    let (right, left) = area.cutRight(width)
    plot = left.cutRight(2).rest
    (check, table) = right.cutBottom(area.height >= 9 ? 3 : 2)
    showsLoss = width >= 44
  }
}

extension OptimizerLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let layout = OptimizerLayout(area)
    drawCurve(layout.plot, view, into: &buffer)
    drawSteps(layout.table, layout.showsLoss, view, into: &buffer)
    drawCheck(layout.check, view, into: &buffer)
  }

  package func height(width: Int, _ view: LabView) -> Int { 12 }

  package mutating func press(_ point: TextUI.Point, _ area: Rect, _ view: LabView) -> Bool {
    let layout = OptimizerLayout(area)
    guard layout.table.contains(point) else { return false }
    let rows = shownRows(layout.table)
    let row = rows.lowerBound + point.y - layout.table.y - 1
    guard rows.contains(row), row < OptimizerLab.mostSteps else { return false }
    place = 2 * row
    return true
  }

  // MARK: Curve

  private func drawCurve(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let (titles, below) = area.cutTop(area.height >= 9 ? 2 : 1)
    let isNextShown = view.shows(2 * steps + 1)
    // The sign is that of the class: + where it is the first, − where it is the other.
    var loss = StyledText("L(w)", .strong)
    loss.append(view.language(" = mean of −ln σ(±4·tanh(w·x + c))", " = −ln σ(±4·tanh(w·x + c)) 的平均"), .muted)
    var legend = StyledText(view.language("● here  • before", "● 现在  • 之前"), .muted)
    if isNextShown { legend.append(view.language("  ○ next", "  ○ 下一步"), .muted) }
    let lowest = StyledText(view.language("  least at w = \(lowestText)", "  最小在 w = \(lowestText)"), .muted)
    if legend.width + lowest.width <= area.width { legend += lowest }
    let lines = titles.height > 1 ? [loss, legend] : [StyledText("L(w)  ", .strong) + legend]
    Prose.draw(lines, titles, into: &buffer)
    let highest = curve.map(\.y).max() ?? 1
    let bottom = max(0, self.lowest.y - 0.2 * (highest - self.lowest.y))
    var plot = LinePlot(
      [Series("", curve, Style(.muted))], x: -6...6, y: bottom...highest + 0.05, marker: here.weight)
    func mark(_ point: Point, _ glyph: Character, _ role: Role) -> PlotMark {
      PlotMark(PlotPoint(point.weight, point.loss), glyph, Style(role, .bold))
    }
    plot.marks = path[..<steps].suffix(60).map { mark($0, "•", .weight) }
    if isNextShown { plot.marks.append(mark(next, "○", .output)) }
    plot.marks.append(mark(here, "●", .accent))
    plot.draw(below, into: &buffer)
  }

  // MARK: Steps

  /// The steps that fit, the next one last.
  private func shownRows(_ area: Rect) -> ClosedRange<Int> {
    let count = max(2, area.height - 1)
    let first = max(0, steps + 2 - count)
    return first...min(OptimizerLab.mostSteps, max(steps + 1, first + 1))
  }

  private func drawSteps(_ area: Rect, _ showsLoss: Bool, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    guard area.height >= 2 else { return }
    let number = Extent.weight(1)
    let extents: [Extent] = [.fixed(5), number, number, number] + (showsLoss ? [number] : [])
    func put(_ cells: [StyledText], _ y: Int) {
      let columns = Rect(area.x, y, area.width, 1).intersection(area).columns(extents, gap: 1)
      for (cell, column) in zip(cells, columns) { buffer.put(cell, in: column, .trailing) }
    }
    let titles = [
      StyledText(language("step", "步"), .muted), StyledText("w ", Style(.weight, .bold)),
      StyledText("v ", Style(.accent)), StyledText("dL/dw ", Style(.gradient, .bold)),
      StyledText(language("loss", "损失") + " ", .muted),
    ]
    put(titles, area.y)
    for (index, row) in shownRows(area).enumerated() {
      let point = path[row]
      let isNext = row == steps + 1
      let isHere = row == steps
      func cell(_ value: Float, _ place: Int?) -> StyledText {
        guard isNext, let place else {
          return StyledText((isNext ? "·" : OptimizerLab.digits(value)) + " ", isHere ? .strong : .muted)
        }
        let isMarked = place == self.place
        let text = view.shows(place) ? OptimizerLab.digits(value) : isMarked ? "?" : "·"
        return StyledText(isMarked ? "[" + text + "]" : text + " ", isMarked ? Style(.focus, .bold) : Style(.output))
      }
      let isOpen = !isNext || view.shows(2 * steps + 1)
      let name =
        (isNext ? StyledText("→ ", .muted) : .mark(isHere))
        + StyledText("\(row)", isHere ? .strong : .muted)
      let gradient =
        isNext && isOpen
        ? StyledText(OptimizerLab.digits(point.gradient) + " ", Style(.output)) : cell(point.gradient, nil)
      let loss =
        isNext && isOpen ? StyledText(OptimizerLab.digits(point.loss) + " ", Style(.output)) : cell(point.loss, nil)
      put(
        [name, cell(point.weight, 2 * steps + 1), cell(point.velocity, 2 * steps), gradient]
          + (showsLoss ? [loss] : []),
        area.y + 1 + index)
    }
  }

  // MARK: Check

  /// The gradient once more from two losses.
  private func drawCheck(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    guard area.height > 0 else { return }
    let language = view.language
    let numeric = recipe.slice.difference(here.weight, distance)
    let rows: [(String, String, Style)] = [
      (
        language("dL/dw by backward", "反向传播的 dL/dw"), FormatNumber.fixed(here.gradient, digits: 6),
        Style(.gradient, .bold)
      ),
      ("(L(w+h) − L(w−h)) / 2h", FormatNumber.fixed(numeric, digits: 6), .strong),
    ]
    for (index, row) in rows.enumerated() {
      let line = Rect(area.x, area.bottom - rows.count + index, area.width, 1)
      buffer.put(StyledText(row.0, .muted), in: Rect(line.x + 1, line.y, line.width - 12, 1))
      buffer.put(StyledText(row.1, row.2), in: line, .trailing)
    }
  }
}
