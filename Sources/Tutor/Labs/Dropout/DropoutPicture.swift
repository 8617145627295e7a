import Engine
import TextUI

/// The net at the left, the masks at the right, and the running mean of the draws beside or below them.
struct DropoutLayout {
  var net = Rect(0, 0, 0, 0)
  var masks = Rect(0, 0, 0, 0)
  var means = Rect(0, 0, 0, 0)
  var plot = Rect(0, 0, 0, 0)
  /// Columns and rows of one mask.
  let cell: Size

  init(_ area: Rect) {
    let netWidth = min(area.width / 3, area.width >= 140 ? 40 : 27)
    let (left, right) = area.cutLeft(netWidth)
    let side = right.cutLeft(2).rest
    let isWide = side.width >= 100
    // Beside the masks the plot needs no rows of theirs.
    let tall = max(1, min(10, (area.height - (isWide ? 6 : 14)) / 4))
    cell = Size(max(6, min(16, (isWide ? side.width / 2 : side.width) / 4)), tall)
    let (top, below) = side.cutTop(1 + 4 * cell.rows)
    masks = top.cutLeft(4 * cell.columns).left
    let (sums, rest) = below.cutTop(2)
    means = sums
    net = left.cutTop(min(area.height, isWide ? 4 * tall + 3 : 22)).top
    if isWide {
      plot = Rect(masks.right + 3, area.y, side.right - masks.right - 3, min(area.height, 4 * tall + 3))
      means = Rect(sums.x, sums.y, masks.width, sums.height)
    } else {
      plot = rest.height >= 4 ? rest : Rect(area.x, area.bottom, 0, 0)
    }
  }

  func cell(_ mask: Int) -> Rect {
    Rect(masks.x + mask % 4 * cell.columns, masks.y + 1 + mask / 4 * cell.rows, cell.columns, cell.rows)
      .intersection(masks)
  }
}

extension DropoutLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let layout = DropoutLayout(area)
    drawNet(layout.net, view, into: &buffer)
    drawMasks(layout, view, into: &buffer)
    drawMeans(layout.means, view, into: &buffer)
    if !layout.plot.isEmpty, view.shows(DropoutLab.meanPlace) { drawPlot(layout.plot, view, into: &buffer) }
  }

  package func height(width: Int, _ view: LabView) -> Int { 12 }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let layout = DropoutLayout(area)
    if let mask = (0..<16).first(where: { layout.cell($0).contains(point) }) {
      place = mask
      return true
    }
    guard layout.means.contains(point) else { return false }
    place = point.y == layout.means.y ? DropoutLab.meanPlace : DropoutLab.testPlace
    return true
  }

  // MARK: Net

  /// The mask that the net shows; nil where all units take part.
  private var shownMask: Int? { place < 16 ? place : nil }

  /// `(2) ──1──╮`: four units, their lines, the output.
  private func drawNet(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    guard area.width >= 16, area.height >= 6 else { return }
    let language = view.language
    let title = StyledText(
      shownMask == nil ? language("test time: all units", "测试时：全部神经元") : language("this step's net", "这一步的网络"), .strong)
    buffer.put(title, in: area.cutTop(1).top)
    let pitch = max(1, min(10, (area.height - 3) / 4))
    let first = area.y + (pitch > 1 ? 2 : 1)
    let kept = shownMask.map(DropoutLab.kept) ?? [true, true, true, true]
    let right = area.right - 1
    let last = first + 3 * pitch
    let middle = (first + last) / 2
    let unitWidth = units.map { GlyphWidth.of(LabNumber.text($0)) }.max() ?? 1
    for unit in 0..<4 {
      drawUnit(unit, Point(area.x, first + unit * pitch), right - 8, unitWidth, kept[unit], view, into: &buffer)
    }
    // The lines meet at a bar that leads to the output.
    let bar = right - 8
    for y in first...last {
      let isUnit = (y - first) % pitch == 0
      let glyph = y == first ? "╮" : y == last ? "╯" : isUnit ? "┤" : "│"
      buffer.put(glyph, bar, y, .faint, clip: area)
    }
    let isShown = view.shows(place)
    let value = place == DropoutLab.meanPlace || place == DropoutLab.testPlace ? testOutput : output(mask: place)
    let isAsked = place == DropoutLab.meanPlace ? view.shows(DropoutLab.testPlace) : isShown
    buffer.put("├", bar, middle, .faint, clip: area)
    buffer.put("→", bar + 1, middle, .muted, clip: area)
    buffer.put(isAsked ? LabNumber.text(value) : "?", bar + 3, middle, Style(.output, .bold), clip: area)
    let symbol = hasReLU ? "relu(Σ)" : "Σ"
    buffer.put(bias == 0 ? symbol : symbol + " +b", bar + 1, middle - 1, .muted, clip: area)
    guard draws > 0 else { return }
    let counts = timesDropped.map(String.init).joined(separator: " ")
    let line =
      StyledText(language("dropped ", "失活次数 "), .muted) + StyledText(counts, .strong)
      + StyledText(language(" of \(draws)", "（共 \(draws)）"), .muted)
    buffer.put(line, in: Rect(area.x, last + 2, area.width, 1).intersection(area))
  }

  /// A kept unit is a number in brackets on a line, a dropped one a cross on a broken line.
  private func drawUnit(
    _ unit: Int, _ at: Point, _ end: Int, _ width: Int, _ isKept: Bool, _ view: LabView, into buffer: inout Buffer
  ) {
    var text = LabNumber.text(units[unit]).aligned(.trailing, width: width)
    var weight = LabNumber.text(weights[unit])
    var (isUnitEdited, isWeightEdited) = (false, false)
    if let cell = view.edited, cell.row == unit {
      (isUnitEdited, isWeightEdited) = (cell.grid == 0, cell.grid == 1)
      if let typed = view.typed, isUnitEdited { text = typed + "▏" }
      if let typed = view.typed, isWeightEdited { weight = typed + "▏" }
    }
    let focus = Style(.focus, .bold)
    var line = StyledText(isKept ? "● " : "✗ ", isKept ? Style(.input, .bold) : Style(.wrong, .bold))
    line.append(isUnitEdited ? "[" : "(", isUnitEdited ? focus : .muted)
    line.append(text, isKept ? Style(.input, .bold) : .faint)
    line.append(isUnitEdited ? "]" : ")", isUnitEdited ? focus : .muted)
    let factor = factorText(isKept)
    if !factor.isEmpty { line.append(factor, isKept ? .accent : .faint) }
    let dash = isKept ? "─" : "╌"
    let weightText = StyledText(
      isWeightEdited ? "[\(weight)]" : " \(weight) ", isWeightEdited ? focus : isKept ? Style(.weight) : .faint)
    let room = max(0, end - at.x - line.width - weightText.width - 1)
    line.append(" ", .plain)
    line.append(String(repeating: dash, count: room / 2), .faint)
    line.append(weightText)
    line.append(String(repeating: dash, count: room - room / 2), .faint)
    buffer.put(line, at.x, at.y, clip: Rect(at.x, at.y, end - at.x, 1))
  }

  /// What multiplies a unit beside its mask.
  private func factorText(_ isKept: Bool) -> String {
    guard rate > 0 else { return "" }
    if shownMask == nil { return scaling == .paper ? "×" + LabNumber.text(1 - rate) : "" }
    return scaling == .inverted && isKept ? "×" + LabNumber.text(1 / (1 - rate)) : ""
  }

  // MARK: Masks

  private func drawMasks(_ layout: DropoutLayout, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    let outputs = outputs
    let scale = outputs.reduce(0) { max($0, abs($1)) }
    let title = StyledText(language("16 masks and their outputs", "16 种掩码和输出"), .strong)
    let header = Rect(layout.masks.x, layout.masks.y, layout.masks.width, 1).intersection(layout.masks)
    buffer.put(title, in: header)
    for mask in 0..<16 {
      let cell = layout.cell(mask)
      if cell.isEmpty { continue }
      let (isMarked, isShown) = (mask == place && view.edited == nil, view.shows(mask))
      let ground: Colour = isShown ? .number(outputs[mask], scale: scale) : .role(.panel)
      // A gap at the right, and below where cells are high.
      let filled = Rect(cell.x, cell.y, cell.width - 1, cell.height - (cell.height > 2 ? 1 : 0))
      buffer.fill(filled, Style(.role(.text), on: ground))
      let text = isShown ? LabNumber.text(outputs[mask], digits: 1) : isMarked ? "?" : "·"
      // Mask and number stay together in the middle of a wide cell.
      let inner = Rect(cell.x, filled.y + (filled.height - 1) / 2, filled.width, 1)
      let middle = inner.centred(width: min(inner.width, 14), height: 1)
      let style = Style(.role(.text), on: ground, isMarked ? .bold : [])
      if isMarked { buffer.put("▸", middle.x, inner.y, Style(.role(.focus), on: ground, .bold), clip: inner) }
      buffer.put(DropoutLab.bits(mask), middle.x + 1, inner.y, style, clip: inner)
      buffer.put(
        StyledText(text, style), in: Rect(middle.x + 6, inner.y, middle.width - 6, 1).intersection(inner), .trailing)
    }
  }

  private func drawMeans(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    guard area.height > 0 else { return }
    let language = view.language
    let (mean, deviation) = expectation
    func line(_ place: Int, _ name: String, _ value: Float) -> StyledText {
      let isMarked = self.place == place && view.edited == nil
      var text = StyledText.mark(isMarked)
      text.append(name + " ", isMarked ? .strong : .muted)
      text.append(view.shows(place) ? LabNumber.text(value, digits: 4) : isMarked ? "?" : "·", Style(.output, .bold))
      return text
    }
    var first = line(DropoutLab.meanPlace, language("mean of all masks", "全部掩码的平均"), mean)
    if view.shows(DropoutLab.meanPlace) {
      first.append(language("   standard deviation ", "   标准差 "), .muted)
      first.append(LabNumber.text(deviation, digits: 3), .text)
    }
    buffer.put(first, in: Rect(area.x, area.y, area.width, 1))
    if area.height > 1 {
      let second = line(DropoutLab.testPlace, language("one pass at test time", "测试时一次前向"), testOutput)
      buffer.put(second, in: Rect(area.x, area.y + 1, area.width, 1))
    }
  }

  // MARK: Draws

  private func drawPlot(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let language = view.language
    let (top, below) = area.cutTop(1)
    let means = runningMeans
    guard let last = means.last else {
      let text = language("space draws masks: their running mean appears here", "按空格抽掩码：累计平均画在这里")
      buffer.put(StyledText(text, .faint), in: top)
      return
    }
    let (mean, deviation) = expectation
    var title = StyledText(language("running mean of \(draws) draws ", "\(draws) 次抽取的累计平均 "), .muted)
    title.append(LabNumber.text(last, digits: 3), Style(.output, .bold))
    title.append(language("   ── mean of all masks", "   ── 全部掩码的平均"), .muted)
    buffer.put(title, in: top)
    let end = Float(max(20, means.count))
    let reach = max(0.5, deviation)
    LinePlot(
      [
        Series("", [PlotPoint(1, mean), PlotPoint(end, mean)], .muted),
        Series("", means.enumerated().map { PlotPoint(Float($0.offset + 1), $0.element) }, Style(.output, .bold)),
      ], x: 1...end, y: min(mean - reach, means.min() ?? mean)...max(mean + reach, means.max() ?? mean)
    ).draw(below, into: &buffer)
  }
}
