/// A place on a plot.
package struct PlotPoint: Hashable, Sendable {
  package var x: Float
  package var y: Float
  package init(_ x: Float, _ y: Float) { (self.x, self.y) = (x, y) }
}

/// One line of a plot.
package struct Series: Hashable, Sendable {
  package var name: String
  package var points: [PlotPoint]
  package var style: Style
  package init(_ name: String, _ points: [PlotPoint], _ style: Style) {
    (self.name, self.points, self.style) = (name, points, style)
  }
}

/// A letter at a place of a plot: what tells lines apart where there is no colour.
package struct PlotMark: Hashable, Sendable {
  package var point: PlotPoint
  package var glyph: Character
  package var style: Style
  package init(_ point: PlotPoint, _ glyph: Character, _ style: Style) {
    (self.point, self.glyph, self.style) = (point, glyph, style)
  }
}

/// Lines in braille dots, two across and four down a cell, with numbers at the axes and the names of the lines.
///
/// With `isLogarithmic` the vertical axis is log₁₀; values that are not positive have no place on it.
package struct LinePlot: Sendable {
  package var series: [Series]
  package var xRange: ClosedRange<Float>?
  package var yRange: ClosedRange<Float>?
  package var isLogarithmic: Bool
  /// An upright dotted line at this x.
  package var marker: Float?
  package var showsNames: Bool
  /// Letters over the lines; later ones cover earlier ones.
  package var marks: [PlotMark] = []
  /// Parts of the horizontal axis with a ground of their own and `░` along the upper and the lower edge.
  package var shaded: [ClosedRange<Float>] = []

  package init(
    _ series: [Series], x: ClosedRange<Float>? = nil, y: ClosedRange<Float>? = nil, logarithmic: Bool = false,
    marker: Float? = nil, names: Bool = true
  ) {
    (self.series, xRange, yRange) = (series, x, y)
    (isLogarithmic, self.marker, showsNames) = (logarithmic, marker, names)
  }

  package func draw(_ area: Rect, into buffer: inout Buffer) {
    guard area.width >= 8, area.height >= 3 else { return }
    let axes = PlotAxes(self)
    let plot = plotArea(area, axes)
    for label in axes.verticalLabels(rows: area.height - 1) {
      buffer.put(
        StyledText(label.text, .muted), in: Rect(area.x, area.y + label.row, plot.x - area.x - 1, 1), .trailing)
    }
    let grounds = shaded.compactMap { ground($0, plot, axes) }
    for ground in grounds {
      buffer.fill(ground, Style.faint.on(.panel))
      for y in [ground.y, ground.bottom - 1] {
        buffer.fill(Rect(ground.x, y, ground.width, 1), Style.faint.on(.panel), "░")
      }
    }
    for label in axes.horizontalLabels(columns: plot.width) {
      buffer.put(label.text, plot.x + label.column, area.bottom - 1, .muted, clip: area)
    }
    var canvas = BrailleCanvas(columns: plot.width, rows: plot.height)
    if let marker, let column = axes.horizontal(marker, canvas.dotColumns) {
      for row in stride(from: 0, to: canvas.dotRows, by: 2) { canvas.set(column, row, .muted) }
    }
    for line in series { draw(line, axes, &canvas) }
    canvas.draw(plot, into: &buffer)
    for ground in grounds { buffer.restyle(ground) { $0 = $0.on(.panel) } }
    for mark in marks {
      // In the cell that holds the dot of this place.
      guard let column = axes.horizontal(mark.point.x, canvas.dotColumns),
        let row = axes.vertical(mark.point.y, canvas.dotRows)
      else { continue }
      buffer.put(mark.glyph, plot.x + column / 2, plot.y + row / 4, mark.style, clip: area)
    }
    if showsNames { drawNames(plot, canvas, into: &buffer) }
  }

  /// The x at a character cell of a plot that is drawn on `area`.
  package func x(at point: Point, in area: Rect) -> Float? {
    guard area.width >= 8, area.height >= 3 else { return nil }
    let axes = PlotAxes(self)
    let plot = plotArea(area, axes)
    guard plot.contains(point), plot.width > 1 else { return nil }
    let share = Float(point.x - plot.x) / Float(plot.width - 1)
    return axes.x.lowerBound + share * (axes.x.upperBound - axes.x.lowerBound)
  }

  /// What is left of `area` between the numbers of the axes.
  private func plotArea(_ area: Rect, _ axes: PlotAxes) -> Rect {
    let labels = axes.verticalLabels(rows: area.height - 1)
    let margin = min((labels.map { GlyphWidth.of($0.text) }.max() ?? 0) + 1, area.width / 2)
    return Rect(area.x + margin, area.y, area.width - margin, area.height - 1)
  }

  /// The cells over a part of the horizontal axis.
  private func ground(_ range: ClosedRange<Float>, _ plot: Rect, _ axes: PlotAxes) -> Rect? {
    let low = axes.horizontal(max(range.lowerBound, axes.x.lowerBound), plot.width)
    let high = axes.horizontal(min(range.upperBound, axes.x.upperBound), plot.width)
    guard let low, let high, high >= low else { return nil }
    return Rect(plot.x + low, plot.y, high - low + 1, plot.height)
  }

  private func draw(_ line: Series, _ axes: PlotAxes, _ canvas: inout BrailleCanvas) {
    var last: (Int, Int)?
    for point in line.points {
      guard let column = axes.horizontal(point.x, canvas.dotColumns), let row = axes.vertical(point.y, canvas.dotRows)
      else {
        last = nil
        continue
      }
      if let last { canvas.line(last.0, last.1, column, row, line.style) } else { canvas.set(column, row, line.style) }
      last = (column, row)
    }
  }

  /// The names stand in the corner where the fewest dots are.
  private func drawNames(_ plot: Rect, _ canvas: BrailleCanvas, into buffer: inout Buffer) {
    let names = series.filter { !$0.name.isEmpty }
    let width = names.map { GlyphWidth.of($0.name) + 2 }.max() ?? 0
    guard width > 0, width <= plot.width, names.count <= plot.height else { return }
    let corners = [
      Rect(plot.right - width, plot.bottom - names.count, width, names.count),
      Rect(plot.right - width, plot.y, width, names.count),
      Rect(plot.x, plot.y, width, names.count),
      Rect(plot.x, plot.bottom - names.count, width, names.count),
    ]
    func used(_ area: Rect) -> Int { canvas.used(Rect(area.x - plot.x, area.y - plot.y, area.width, area.height)) }
    guard let corner = corners.min(by: { used($0) < used($1) }) else { return }
    for (row, line) in names.enumerated() {
      buffer.put("━ " + line.name, corner.x, corner.y + row, line.style, clip: corner)
    }
  }
}
