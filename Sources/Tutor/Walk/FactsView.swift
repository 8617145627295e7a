import Engine
import TextUI

/// What a stage is: formulas, shares of the whole network, values on this picture, and words.
extension WalkViews {
  func drawFacts(_ buffer: inout Buffer, _ area: Rect) {
    let name = model.stageNames[screen.stage]
    let kind = screen.isBackward ? language("gradient", "梯度") : language.kind(screen.summary(context)?.kind)
    let inner = Panel("\(name) · \(kind)", focused: false).draw(area, into: &buffer).inset(1, 0)
    let lines = factLines(inner)
    for (row, line) in lines.prefix(inner.height).enumerated() {
      buffer.put(line, in: Rect(inner.x, inner.y + row, inner.width, 1))
    }
    let rest = inner.cutTop(lines.count).rest
    guard rest.height >= 1, let digest else { return }
    let (bars, below) = rest.cutTop(min(rest.height, 6))
    digest.histogram.merged(into: bars.width).draw(bars, into: &buffer)
    if below.height >= 5, !screen.isBackward { KernelView(self)?.draw(&buffer, below.cutTop(1).rest) }
  }

  func factLines(_ area: Rect) -> [StyledText] {
    let roomy = area.height >= 15
    let gap = roomy ? [StyledText()] : []
    if screen.isBackward { return gradientLines }
    guard let summary = screen.summary(context) else { return inputLines + gap + valueLines }
    let facts = StageFacts(
      summary: summary, operation: model.architecture.layers[screen.stage - 1].operation, language: language)
    let costs = facts.shapes(width: area.width) + gap + facts.formulas + gap + shares(summary, area.width) + gap
    let values = valueLines
    guard !roomy, values.count == 2 else { return costs + values + [facts.sees()] }
    return costs + [values[0], values[1] + StyledText("  ") + facts.sees(short: true)]
  }

  var inputLines: [StyledText] {
    let input = model.architecture.input
    let name = (model.input?.name ?? "…").shortenedInside(to: 30)
    return [
      StyledText(language("picture ", "图片  "), .muted) + StyledText(name),
      StyledText(language("shape   ", "形状  "), .muted) + StyledText(input.description, Style(.output, .bold)),
      StyledText(
        language("\(input.count) numbers, value/255 minus mean", "\(FormatNumber.grouped(input.count)) 个数，(值/255 − 均值)")
      ),
      StyledText(language("divided by deviation, per colour", "再除以标准差，逐颜色")),
      StyledText(language("no parameters", "没有参数"), .muted),
    ]
  }

  func shares(_ summary: LayerSummary, _ width: Int) -> [StyledText] {
    let all = model.summaries
    let time = model.stages.indices.contains(screen.stage) ? model.stages[screen.stage].milliseconds : nil
    let times = model.stages.dropFirst().reduce(0) { $0 + $1.milliseconds }
    func bar(_ label: String, _ share: Double, _ text: String) -> StyledText {
      let room = max(4, width - 13 - 10)
      let length = share > 0 ? max(1, BarLength.cells(Float(share), of: 1, in: room)) : 0
      return StyledText(label.aligned(.leading, width: 12), .muted)
        + StyledText(String(repeating: "▆", count: length).aligned(.leading, width: room), Style(.probability))
        + StyledText(text.aligned(.trailing, width: 11))
    }
    let parameters = all.reduce(0) { $0 + $1.parameters }
    let macs = all.reduce(0) { $0 + $1.macs }
    let bytes = all.reduce(0) { $0 + $1.activationBytes }
    func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
    return [
      bar(
        language("parameters", "参数"), share(summary.parameters, parameters),
        language.percent(share(summary.parameters, parameters))),
      bar(language("work", "计算量"), share(summary.macs, macs), language.percent(share(summary.macs, macs))),
      bar(language("memory", "内存"), share(summary.activationBytes, bytes), FormatNumber.bytes(summary.activationBytes)),
      bar(
        language("time", "时间"), times > 0 ? (time ?? 0) / times : 0,
        time.map { FormatNumber.fixed($0, digits: 2) + " ms" } ?? "…"),
    ]
  }

  var valueLines: [StyledText] {
    guard let statistics else { return [StyledText(language("values  computing …", "数值  计算中……"), .muted)] }
    func short(_ value: Float) -> String { FormatNumber.significant(Double(value), digits: 3) }
    return [
      StyledText(language("min ", "最小 "), .muted) + StyledText(short(statistics.min), Style(.negative))
        + StyledText(language("  mean ", "  平均 "), .muted)
        + StyledText(FormatNumber.significant(Double(statistics.mean), digits: 2))
        + StyledText(language("  max ", "  最大 "), .muted) + StyledText(short(statistics.max), Style(.positive)),
      StyledText(language("zeros ", "零值 "), .muted) + StyledText(language.percent(Double(statistics.zeros)))
        + (statistics.areAllFinite
          ? StyledText() : StyledText(language("  some are NaN or ∞", "  其中有 NaN 或 ∞"), Style(.wrong, .bold))),
    ]
  }

  func drawWords(_ buffer: inout Buffer, _ area: Rect) {
    let legend = legend
    let width = legend.text.width
    let text = Rect(area.x + 1, area.y, area.width - 2, area.height)
    let hasMap = screen.cost == nil && (!grid.isVector || vectorMapWidth(areas(origin).map) > 0)
    let words = lensWords ?? StageWords.text(screen.stage, model, language)
    var lines = Prose.wrap(StyledText(words), width: text.width)
    if lines.count > text.height {
      let short = shortLensWords ?? StageWords.short(screen.stage, model, language)
      lines = Array(Prose.wrap(StyledText(short), width: text.width).prefix(text.height))
    }
    if lines.count < text.height, let lesson = screen.lesson(context) {
      lines.append(
        StyledText("L ", .accent) + StyledText(language("lesson: ", "课程：") + lesson.title, .muted))
    }
    Prose.draw(lines, text, into: &buffer)
    let last = lines.count < text.height ? 0 : lines.last?.width ?? 0
    if hasMap, last + width + 2 <= text.width {
      legend.draw(Rect(text.right - width, text.bottom - 1, width, 1), into: &buffer)
    }
  }
}
