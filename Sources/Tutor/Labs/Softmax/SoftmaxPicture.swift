import Engine
import TextUI

/// Where the parts of the picture stand: logits, powers, probabilities, gradients side by side, the sums below them.
struct SoftmaxLayout {
  let logits: Rect
  let powers: Rect
  let shares: Rect
  let gradients: Rect
  let header: Rect
  let sums: Rect
  /// What is left below: empty, or large enough for curves.
  let curves: Rect
  let pitch: Int

  init(_ area: Rect, classes: Int) {
    let (header, below) = area.cutTop(1)
    // Curves take half of what a large screen has.
    let curveRows = below.height - 2 * classes - 2 >= 10 ? max(9, below.height / 2) : 0
    let room = max(classes, below.height - 1 - curveRows)
    pitch = LabBars.pitch(count: classes, height: room)
    let (rows, rest) = below.cutTop(pitch * classes)
    let gap = area.width >= 100 ? 4 : 2
    let parts = rows.columns([.weight(5), .fixed(9), .weight(6), .weight(6)], gap: gap)
    (logits, powers, shares, gradients) = (parts[0], parts[1], parts[2], parts[3])
    self.header = header
    sums = rest.cutTop(1).top
    curves = curveRows == 0 ? Rect(area.x, area.bottom, 0, 0) : rest.cutTop(2).rest
  }

  /// Bars need room beside their numbers.
  var isNarrow: Bool { gradients.width < 22 }

  /// The cells of another row below or above a column.
  func line(_ row: Rect, under column: Rect) -> Rect { Rect(column.x, row.y, column.width, row.height) }
}

extension SoftmaxLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let layout = SoftmaxLayout(area, classes: classes)
    drawHeader(layout, view, into: &buffer)
    drawLogits(layout, view, into: &buffer)
    drawPowers(layout, view, into: &buffer)
    drawShares(layout, view, into: &buffer)
    drawGradients(layout, view, into: &buffer)
    drawSums(layout, view, into: &buffer)
    if view.predictions == nil { drawCurves(layout.curves, view, into: &buffer) }
  }

  package func height(width: Int, _ view: LabView) -> Int { classes + 2 }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let layout = SoftmaxLayout(area, classes: classes)
    for (part, spot) in [(layout.shares, Spot.share), (layout.powers, Spot.share), (layout.logits, Spot.share)] {
      if let index = LabBars.index(at: point, in: part, count: classes) {
        place = place(of: spot(index))
        return true
      }
    }
    if let index = LabBars.index(at: point, in: layout.gradients, count: classes) {
      place = place(of: .gradient(index))
      return true
    }
    guard layout.sums.contains(point) else { return false }
    place = place(of: .loss)
    return true
  }

  private func drawHeader(_ layout: SoftmaxLayout, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    let divided = temperature == 1 ? "z" : "z/T"
    let titles: [(Rect, StyledText)] = [
      (layout.logits, StyledText(language("logits z", "得分 z"), Style(.input, .bold))),
      (layout.powers, StyledText(subtractsLargest ? "e^(\(divided)−m)" : "e^\(divided)", .muted)),
      (layout.shares, StyledText(language("probability p", "概率 p"), Style(.output, .bold))),
      (
        layout.gradients,
        StyledText(
          language("gradient ", "梯度 ") + (temperature == 1 ? "p − y" : "(p−y)/T"), Style(.gradient, .bold))
      ),
    ]
    for (column, title) in titles {
      let isPowers = column == layout.powers
      let line = layout.line(layout.header, under: column)
      // Over the bars: the mark of the chosen row stands before them.
      buffer.put(
        title, in: isPowers ? line : Rect(line.x + 2, line.y, line.width - 2, 1), isPowers ? .trailing : .leading)
    }
  }

  private func drawLogits(_ layout: SoftmaxLayout, _ view: LabView, into buffer: inout Buffer) {
    let logits = logits
    let edited = view.edited?.row
    let bars = logits.indices.map { index -> Bar in
      var text = LabNumber.text(logits[index])
      if edited == index { text = "[" + (view.typed.map { $0.isEmpty ? "▏" : $0 } ?? text) + "]" }
      return Bar("\(index)", logits[index], text: text, Style(.input))
    }
    LabBars(bars, marked: edited).draw(layout.logits, into: &buffer)
  }

  private func middle(_ index: Int, _ column: Rect, _ layout: SoftmaxLayout) -> Rect {
    let thickness = layout.pitch >= 3 ? layout.pitch - 1 : 1
    return Rect(column.x, column.y + index * layout.pitch + (thickness - 1) / 2, column.width, 1)
  }

  private func drawPowers(_ layout: SoftmaxLayout, _ view: LabView, into buffer: inout Buffer) {
    for (index, power) in powers.enumerated() {
      let text = view.showsWay(place(of: .share(index))) ? SoftmaxLab.short(power) : "·"
      let style = power.isInfinite ? Style(.wrong, .bold) : .text
      buffer.put(
        StyledText(text, style), in: middle(index, layout.powers, layout).intersection(layout.powers), .trailing)
    }
  }

  private func drawShares(_ layout: SoftmaxLayout, _ view: LabView, into buffer: inout Buffer) {
    var marked: Int?
    if case .share(let index) = spot, view.edited == nil { marked = index }
    let bars = shares.enumerated().map { index, share -> Bar in
      let isShown = view.shows(place(of: .share(index)))
      let text = isShown ? SoftmaxLab.digits(share, narrow: layout.isNarrow) : index == marked ? "?" : "·"
      let style = Style(.output, index == marked ? .bold : [])
      return Bar("\(index)", isShown ? share : 0, text: text, style)
    }
    LabBars(bars, scale: 1, marked: marked).draw(layout.shares, into: &buffer)
  }

  private func drawGradients(_ layout: SoftmaxLayout, _ view: LabView, into buffer: inout Buffer) {
    var marked: Int?
    if case .gradient(let index) = spot, view.edited == nil { marked = index }
    let gradient = gradient
    let bars = gradient.enumerated().map { index, number -> Bar in
      let isShown = view.shows(place(of: .gradient(index)))
      let text = isShown ? SoftmaxLab.digits(number, narrow: layout.isNarrow) : index == marked ? "?" : "·"
      return Bar("y=\(index == target ? 1 : 0)", isShown ? number : 0, text: text, Style(.gradient))
    }
    LabBars(bars, scale: max(1, 1 / temperature), marked: marked).draw(layout.gradients, into: &buffer)
  }

  private func drawSums(_ layout: SoftmaxLayout, _ view: LabView, into buffer: inout Buffer) {
    guard layout.sums.height > 0 else { return }
    let (shares, powers, gradient) = (shares, powers, gradient)
    let language = view.language
    func put(_ text: StyledText, _ column: Rect) {
      buffer.put(text, in: layout.line(layout.sums, under: column), .trailing)
    }
    let isOpen = (0..<classes).allSatisfy { view.showsWay(place(of: .share($0))) }
    put(StyledText("Σ ", .muted) + StyledText(isOpen ? SoftmaxLab.short(powers.reduce(0, +)) : "·"), layout.powers)
    let isComplete = (0..<classes).allSatisfy { view.shows(place(of: .share($0))) }
    if isComplete {
      put(StyledText("Σ ", .muted) + StyledText(FormatNumber.fixed(shares.reduce(0, +), digits: 4)), layout.shares)
    }
    if (0..<classes).allSatisfy({ view.shows(place(of: .gradient($0))) }) {
      put(StyledText("Σ ", .muted) + StyledText(FormatNumber.fixed(gradient.reduce(0, +), digits: 4)), layout.gradients)
    }
    let isMarked = spot == .loss && view.edited == nil
    var text = StyledText.mark(isMarked)
    text.append(language("loss = ", "损失 = "), isMarked ? .strong : .muted)
    text.append(view.shows(classes) ? SoftmaxLab.digits(loss) : isMarked ? "?" : "·", Style(.warning, .bold))
    // It may reach under the powers while their sum stands at the right.
    let line = Rect(layout.sums.x, layout.sums.y, max(0, layout.powers.right - layout.sums.x - 8), 1)
    buffer.put(text, in: line)
  }

  /// Share and loss as functions of one logit, the others as they are.
  private func drawCurves(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    guard area.height >= 5 else { return }
    let index: Int
    switch spot {
    case .share(let own), .gradient(let own): index = own
    case .loss: index = target
    }
    let here = logits[index]
    let (reach, steps) = (6 * max(1, temperature), 80)
    let points = (0...steps).map { step -> (share: PlotPoint, loss: PlotPoint) in
      var lab = self
      let x = here + reach * (2 * Float(step) / Float(steps) - 1)
      lab.scores[index] = x - offset
      return (PlotPoint(x, lab.shares[index]), PlotPoint(x, lab.loss))
    }
    let titles = [
      view.language("p[\(index)] as z[\(index)] moves, the others stay", "其他得分不动，z[\(index)] 变化时的 p[\(index)]"),
      view.language("loss as z[\(index)] moves; its slope is the gradient", "z[\(index)] 变化时的损失，斜率就是梯度"),
    ]
    let plots = [
      LinePlot([Series("", points.map(\.share), Style(.output))], y: 0...1, marker: here),
      LinePlot([Series("", points.map(\.loss), Style(.warning))], marker: here),
    ]
    for (part, (title, plot)) in zip(area.columns([.weight(1), .weight(1)], gap: 4), zip(titles, plots)) {
      let (top, below) = part.cutTop(1)
      buffer.put(StyledText(title, .muted), in: top)
      plot.draw(below, into: &buffer)
    }
  }

  /// Four digits after the point, two where columns are narrow; what rounds to 0 shows its size.
  static func digits(_ value: Float, narrow: Bool = false) -> String {
    if narrow { return FormatNumber.fixed(value, digits: 2) }
    if value != 0, abs(value) < 0.00005 { return FormatNumber.scientific(Double(value), digits: 1) }
    return FormatNumber.fixed(value, digits: 4)
  }
}
