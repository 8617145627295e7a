import Engine
import TextUI

/// Activations at the left, gradients at the right, both on a log axis over the layers; two counters below.
struct GradientsLayout {
  let plots: (forward: Rect, backward: Rect)
  let counters: Rect
  let table: Rect

  init(_ area: Rect, layers: Int) {
    var rest = area
    (counters, rest) = rest.cutBottom(min(2, area.height / 3))
    // All layers as numbers where there is room for them.
    let rows = layers + 2
    if area.width >= 150, rest.height >= rows {
      let (right, left) = rest.cutRight(58)
      (table, rest) = (right.cutTop(rows).top, left.cutRight(3).rest)
    } else if rest.height >= rows + 12 {
      let (bottom, above) = rest.cutBottom(rows + 1)
      table = bottom.cutTop(rows).top
      rest = above.cutBottom(1).rest
    } else {
      table = Rect(area.x, area.bottom, 0, 0)
      rest = rest.height >= 9 ? rest.cutBottom(1).rest : rest
    }
    let parts = rest.columns([.weight(1), .weight(1)], gap: 3)
    plots = (parts[0], parts[1])
  }
}

extension GradientsLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let layout = GradientsLayout(area, layers: layers.count)
    let language = view.language
    drawPlot(
      forwardPlot(view), layout.plots.forward,
      language("standard deviation of h[\(place + 1)]", "h[\(place + 1)] 的标准差"),
      value: view.shows(place) ? here.spread : nil, into: &buffer)
    drawPlot(
      backwardPlot(view), layout.plots.backward, language("gradient ‖dz[\(place + 1)]‖", "梯度 ‖dz[\(place + 1)]‖"),
      value: showsNorm(place, view) ? here.deltaNorm : nil, into: &buffer)
    drawCounters(layout.counters, view, into: &buffer)
    if !layout.table.isEmpty { drawTable(layout.table, view, into: &buffer) }
  }

  package func height(width: Int, _ view: LabView) -> Int { 12 }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let layout = GradientsLayout(area, layers: layers.count)
    for (plot, half) in [(forwardPlot(view), layout.plots.forward), (backwardPlot(view), layout.plots.backward)] {
      guard let x = plot.x(at: point, in: half.cutTop(1).rest) else { continue }
      place = max(0, min(places - 1, Int(x.rounded()) - 1))
      return true
    }
    guard layout.table.contains(point) else { return false }
    let row = point.y - layout.table.y - 1
    guard (0..<places).contains(row) else { return false }
    place = row
    return true
  }

  /// ‖dz‖ of the last layer is what others are compared with: it is never hidden.
  private func showsNorm(_ layer: Int, _ view: LabView) -> Bool { layer == layers.count - 1 || view.shows(layer) }

  // MARK: Plots

  private func plot(_ numbers: [Float], _ style: Style) -> LinePlot {
    let points = numbers.enumerated().map { PlotPoint(Float($0.offset + 1), $0.element) }
    // A range of some powers of ten, so that noise does not fill the plot.
    let finite = numbers.filter { $0 > 0 && $0.isFinite }
    var (low, high) = (finite.min() ?? 0.1, finite.max() ?? 1)
    while high / low < 100 { (low, high) = (low / 1.3, high * 1.3) }
    var plot = LinePlot(
      [Series("", points, style)], x: 1...Float(layers.count), y: low...high, logarithmic: true,
      marker: Float(place + 1), names: false)
    plot.marks = points.map { PlotMark($0, "•", style) }
    plot.marks.append(PlotMark(points[place], "●", Style(.accent, .bold)))
    return plot
  }

  /// What the layers do to the activations they do to the gradients as well, more or less: it is shown with them.
  private func forwardPlot(_ view: LabView) -> LinePlot {
    plot(layers.enumerated().map { view.shows($0.offset) ? $0.element.spread : .nan }, Style(.output))
  }

  private func backwardPlot(_ view: LabView) -> LinePlot {
    plot(layers.enumerated().map { showsNorm($0.offset, view) ? $0.element.deltaNorm : .nan }, Style(.gradient))
  }

  private func drawPlot(
    _ plot: LinePlot, _ area: Rect, _ title: String, value: Float?, into buffer: inout Buffer
  ) {
    let (top, below) = area.cutTop(1)
    var text = StyledText(title, .strong)
    text.append("  " + (value.map(GradientsLab.norm) ?? "?"), .accent)
    buffer.put(text, in: top)
    plot.draw(below, into: &buffer)
  }

  // MARK: Counters

  private func drawCounters(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    let isHidden = !(0..<layers.count).filter { $0 == layers.count - 1 || exponent($0) == nil }.allSatisfy(view.shows)
    let rows: [(String, Double, String, Style)] = [
      (
        language("sparse", "稀疏"), Double(zeros()),
        language(
          "\(language.percent(Double(zeros()))) of all outputs are 0",
          "全部输出中 \(language.percent(Double(zeros()))) 是 0"),
        Style(.output)
      ),
      (
        language("dead", "死亡"), Double(dead) / Double(units),
        language(
          "\(FormatNumber.grouped(dead)) of \(FormatNumber.grouped(units)) units are 0 for all \(DepthProbe.samples) inputs",
          "\(FormatNumber.grouped(units)) 个神经元中 \(FormatNumber.grouped(dead)) 个对全部 \(DepthProbe.samples) 个输入都是 0"),
        Style(.wrong)
      ),
    ]
    for (index, row) in rows.enumerated() where index < area.height {
      let line = Rect(area.x, area.y + index, area.width, 1)
      buffer.put(StyledText(row.0, .muted), in: line.cutLeft(7).left)
      let gauge = Rect(line.x + 8, line.y, max(0, min(40, line.width - 56)), 1)
      Gauge(isHidden ? 0 : row.1, row.3).draw(gauge, into: &buffer)
      let text = isHidden ? "?" : row.2
      buffer.put(StyledText(text), in: Rect(gauge.right + 1, line.y, line.right - gauge.right - 1, 1))
    }
  }

  // MARK: Table

  private func drawTable(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    let extents: [Extent] = [.fixed(8), .fixed(10), .fixed(10), .fixed(10), .fixed(8), .fixed(6)]
    func put(_ cells: [StyledText], _ y: Int) {
      for (cell, column) in zip(cells, Rect(area.x, y, area.width, 1).intersection(area).columns(extents, gap: 1)) {
        buffer.put(cell, in: column, .trailing)
      }
    }
    put(
      [
        StyledText(language("layer", "层"), .muted), StyledText(language("std dev h", "h 标准差"), Style(.output)),
        StyledText("‖dz‖", Style(.gradient)), StyledText("‖dW‖", Style(.weight)),
        StyledText(language("zeros", "零"), .muted), StyledText(language("dead", "死"), .muted),
      ], area.y)
    for (index, layer) in layers.enumerated() {
      let isHere = index == place
      let style: Style = isHere ? .strong : .text
      func text(_ value: String, _ isShown: Bool = true) -> StyledText { StyledText(isShown ? value : "·", style) }
      let isOpen = showsNorm(index, view)
      let showsZeros = view.shows(index)
      put(
        [
          StyledText(isHere ? "▸ " : "", Style(.focus, .bold)) + StyledText("\(index + 1)", style),
          text(GradientsLab.norm(layer.spread), showsZeros), text(GradientsLab.norm(layer.deltaNorm), isOpen),
          text(GradientsLab.norm(layer.weightNorm), isOpen),
          text(language.percent(Double(zeros(index))), showsZeros), text("\(layer.dead)", showsZeros),
        ], area.y + 1 + index)
    }
  }
}
