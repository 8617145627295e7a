import Engine
import TextUI

/// Curves above, the table of the cursor below, and where there is room the marked function at many x.
struct ActivationsLayout {
  var plots = Rect(0, 0, 0, 0)
  var table = Rect(0, 0, 0, 0)
  var strip = Rect(0, 0, 0, 0)

  init(_ area: Rect, hasStrip: Bool) {
    let rows = 1 + ActivationsLab.Curve.allCases.count
    var rest = area
    if hasStrip, area.height >= rows + 14 {
      (strip, rest) = rest.cutBottom(3)
      rest = rest.cutBottom(1).rest
    }
    (table, rest) = rest.cutBottom(rows)
    if rest.height >= 9 { rest = rest.cutBottom(1).rest }
    plots = rest.height >= 5 ? rest : Rect(area.x, area.y, 0, 0)
    if plots.isEmpty { table.y = area.y }
  }

  /// The two plots, each with a title in its first row.
  var halves: (value: Rect, slope: Rect) {
    let parts = plots.columns([.weight(1), .weight(1)], gap: 3)
    return (parts[0], parts[1])
  }

  /// Columns of the table: name, f, f′, product, state, cost.
  static func columns(_ table: Rect) -> [Rect] {
    // Where it is narrow, words and costs go first.
    let isNarrow = table.width < 66
    return table.columns(
      [.fixed(14), .fixed(11), .fixed(10), .fixed(10), isNarrow ? .fixed(0) : .weight(1), .fixed(isNarrow ? 0 : 9)],
      gap: 1)
  }
}

extension ActivationsLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let layout = ActivationsLayout(area, hasStrip: view.predictions == nil)
    if !layout.plots.isEmpty {
      let (value, slope) = layout.halves
      drawPlot(value, derivative: false, view, into: &buffer)
      drawPlot(slope, derivative: true, view, into: &buffer)
    }
    drawTable(layout.table, view, into: &buffer)
    if !layout.strip.isEmpty { drawStrip(layout.strip, view, into: &buffer) }
  }

  package func height(width: Int, _ view: LabView) -> Int { 13 }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let layout = ActivationsLayout(area, hasStrip: view.predictions == nil)
    if layout.table.contains(point) {
      let index = point.y - layout.table.y - 1
      guard let curve = Curve(rawValue: index) else { return false }
      let columns = ActivationsLayout.columns(layout.table)
      row = curve.rawValue * 2 + (point.x < columns[2].x ? 0 : 1)
      return true
    }
    for (half, derivative) in [(layout.halves.value, false), (layout.halves.slope, true)] {
      guard let x = plot(derivative: derivative, view).x(at: point, in: half.cutTop(1).rest) else { continue }
      self.x = max(-6, min(6, x))
      return true
    }
    return false
  }

  // MARK: Curves

  private func plot(derivative: Bool, _ view: LabView) -> LinePlot {
    // The marked curve is drawn last and so lies on top.
    let order = Curve.allCases.filter { $0 != curve } + [curve]
    let shown = order.filter { view.shows(place($0, derivative: derivative)) }
    func number(_ curve: Curve, _ x: Float) -> Float { derivative ? slope(curve, at: x) : value(curve, at: x) }
    let range: ClosedRange<Float> = derivative ? 0...1.05 : -1...3
    let series = shown.map { curve in
      let points = stride(from: -ActivationsLab.reach, through: ActivationsLab.reach, by: 1).map { step -> PlotPoint in
        let x = Float(step) / 10
        return PlotPoint(x, number(curve, x))
      }
      return Series(curve.name, points, Style(curve.role, curve == self.curve ? .bold : []))
    }
    var plot = LinePlot(series, x: -6...6, y: range, marker: x, names: false)
    plot.marks = shown.map { curve in
      PlotMark(PlotPoint(x, number(curve, x)), curve.letter, Style(curve.role, [.bold, .reverse]))
    }
    if view.shows(place(curve, derivative: true)) { plot.shaded = vanishedRanges(curve) }
    return plot
  }

  private func drawPlot(_ area: Rect, derivative: Bool, _ view: LabView, into buffer: inout Buffer) {
    let (top, below) = area.cutTop(1)
    var title = StyledText(derivative ? view.language("derivative f′(x)", "导数 f′(x)") : "f(x)", .strong)
    title.append("  x = \(LabNumber.text(x, digits: 1))", .accent)
    if !derivative, !vanishedRanges(curve).isEmpty, view.shows(place(curve, derivative: true)) {
      title.append("  ░ \(curve.name)′ < 0.05", .faint)
    }
    buffer.put(title, in: top)
    plot(derivative: derivative, view).draw(below, into: &buffer)
  }

  // MARK: Table

  private func drawTable(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    let columns = ActivationsLayout.columns(area)
    let titles = [
      "x = \(LabNumber.text(x, digits: 1))", "f(x)", "f′(x)", "f′(x)^\(layers)",
      language("  the gradient", "  梯度"), language("ns each", "纳秒/个"),
    ]
    for (index, title) in titles.enumerated() {
      let isText = index == 0 || index == 4
      let line = Rect(columns[index].x, area.y, columns[index].width, 1).intersection(area)
      buffer.put(StyledText(title, index == 0 ? .accent : .muted), in: line, isText ? .leading : .trailing)
    }
    for curve in Curve.allCases {
      let y = area.y + 1 + curve.rawValue
      guard y < area.bottom else { break }
      let cells = cells(curve, view)
      for (index, text) in cells.enumerated() {
        let line = Rect(columns[index].x, y, columns[index].width, 1)
        buffer.put(text, in: line, index == 0 || index == 4 ? .leading : .trailing)
      }
    }
  }

  private func cells(_ curve: Curve, _ view: LabView) -> [StyledText] {
    let isHere = curve == self.curve
    var name = StyledText.mark(isHere)
    name.append(String(curve.letter), Style(curve.role, [.bold, .reverse]))
    name.append(" " + curve.name, isHere ? .strong : .text)
    func number(_ value: Float, derivative: Bool) -> StyledText {
      let isMarked = isHere && derivative == isDerivative
      let isShown = view.shows(place(curve, derivative: derivative))
      let text = isShown ? digits(value, of: curve) : isMarked ? "?" : "·"
      return StyledText(isMarked ? "[" + text + "]" : text + " ", isMarked ? Style(.focus, .bold) : .text)
    }
    let isOpen = view.shows(place(curve, derivative: true))
    let slope = slope(curve, at: x)
    let style: Style = slope < ActivationsLab.vanished ? .warning : .muted
    return [
      name, number(value(curve, at: x), derivative: false), number(slope, derivative: true),
      StyledText(isOpen ? FormatNumber.significant(Double(product(curve))) : "·", .strong),
      StyledText("  " + (isOpen ? state(curve, view.language) : "·"), isOpen ? style : .faint), cost(curve, view),
    ]
  }

  private func cost(_ curve: Curve, _ view: LabView) -> StyledText {
    guard let cost = view.costs[function(curve).kind] else {
      return StyledText(curve == .relu ? view.language("press m", "按 m 测") : "–", .faint)
    }
    return StyledText(FormatNumber.significant(cost, digits: 2), .text)
  }

  // MARK: Many x

  /// The marked function at places beside the cursor's, as wide as there is room.
  private func drawStrip(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let name = 12
    let cell = 10
    let count = max(1, min(25, (area.width - name) / cell))
    // Half steps where −6 to 6 fit, whole ones where they do not.
    let step: Float = count >= 25 ? 0.5 : 1
    let middle = count >= 13 ? 0 : max(-6 + Float(count / 2), min(6 - Float((count - 1) / 2), x.rounded()))
    let first = middle - Float(count / 2) * step
    let titles = ["x", "\(curve.name)", "\(curve.name)′"]
    for (row, title) in titles.enumerated() {
      let line = Rect(area.x, area.y + row, area.width, 1)
      buffer.put(StyledText("  " + title, row == 0 ? .muted : Style(curve.role)), in: line.cutLeft(name).left)
      for index in 0..<count {
        let here = first + Float(index) * step
        guard abs(here) <= 6 else { continue }
        let isHere = abs(here - x) < 0.05
        let number = row == 0 ? here : row == 1 ? value(curve, at: here) : slope(curve, at: here)
        let text = row == 0 ? LabNumber.text(number, digits: 1) : digits(number, of: curve)
        buffer.put(
          StyledText(text, isHere ? .accent : row == 0 ? .muted : .text),
          in: Rect(line.x + name + index * cell, line.y, cell - 1, 1), .trailing)
      }
    }
  }
}
