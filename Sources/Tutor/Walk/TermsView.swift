import Engine
import TextUI

/// The deepest level: every product (or candidate, or share) of one number, as a table that scrolls, with the running sum.
struct TermsView {
  let screen: WalkScreen
  let context: Context
  let language: Language

  init(_ screen: WalkScreen, _ context: Context) {
    (self.screen, self.context, language) = (screen, context, context.language)
  }

  /// Rows of the list in the present window: what is above, around and below it is taken away.
  static func rows(_ screen: WalkScreen, _ context: Context) -> Int {
    max(1, context.rows - 2 - WalkScreen.trailRows(screen, context) - 3 - 2 - 1)
  }

  func draw(_ buffer: inout Buffer, _ area: Rect) {
    let model = context.walk
    let index = screen.grid(context).index(screen.cell)
    guard let explanation = screen.explanation(context) else {
      return WalkViews(screen, context).drawWaiting(&buffer, area.inset(2, 1))
    }
    let name = (screen.isBackward ? "∂ " : "") + model.stageNames[screen.stage]
    let title = "\(name)[\(index.map(String.init).joined(separator: ", "))]"
    let (foot, upper) = area.cutBottom(3)
    let inner = Panel(title, note: "\(min(screen.offset + 1, explanation.terms.count))/\(explanation.terms.count)")
      .draw(upper, into: &buffer).inset(1, 0)
    drawTable(&buffer, inner, explanation)
    drawSum(&buffer, foot.inset(1, 0), title, explanation)
  }

  private func drawTable(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    var sum = Double(explanation.bias ?? 0)
    let isSum = explanation.rule == .sumOfProducts
    var terms: [(term: Explanation.Term, sum: Double)] = []
    let ordered =
      screen.sortsByMagnitude
      ? explanation.terms.sorted { $0.weightiness > $1.weightiness } : explanation.terms
    for term in ordered {
      sum += Double(term.contribution)
      terms.append((term, sum))
    }
    let scale = explanation.terms.map(\.contribution).largestMagnitude
    let weights = explanation.terms.compactMap(\.weight).largestMagnitude
    let isBackward = screen.isBackward
    let cell = isBackward ? language("read by", "读者") : language("input cell", "输入格")
    var header = cell.aligned(.leading, width: 15)
    let input = isBackward ? language("gradient", "梯度") : language("input", "输入")
    header += input.aligned(.trailing, width: 12)
    let weight = isBackward ? language("× derivative", "× 导数") : language("× weight", "× 权重")
    if isSum { header += weight.aligned(.trailing, width: 14) }
    header += contributionTitle(explanation.rule).aligned(.trailing, width: 16)
    if isSum { header += language("so far", "累计").aligned(.trailing, width: 13) }
    buffer.put(StyledText(header, .muted), in: area.cutTop(1).top)
    let list = area.cutTop(1).rest
    var scroll = Scroll(offset: screen.top)
    scroll.reveal(screen.offset, rows: terms.count, page: list.height)
    let first = scroll.offset
    for (row, item) in terms.dropFirst(first).prefix(list.height).enumerated() {
      let line = Rect(list.x, list.y + row, list.width, 1)
      drawRow(&buffer, line, item.term, isSum ? item.sum : nil, scale, weights, isChosen: first + row == screen.offset)
    }
  }

  private func contributionTitle(_ rule: Explanation.Rule) -> String {
    switch rule {
    case .sumOfProducts: language("= product", "= 乘积")
    case .maximum: language("candidate", "候选")
    case .mean: language("input / count", "输入 / 个数")
    case .gate: language("after the gate", "过门之后")
    case .localResponse: language("input²", "输入²")
    case .exponentialShare: "e^(z−max)"
    case .copy: language("value", "值")
    }
  }

  private func drawRow(
    _ buffer: inout Buffer, _ line: Rect, _ term: Explanation.Term, _ sum: Double?, _ scale: Float, _ weights: Float,
    isChosen: Bool
  ) {
    let ground: Colour = isChosen ? .role(.selection) : .standard
    if isChosen { buffer.fill(line, Style(.text).on(ground)) }
    func number(_ value: Float) -> String { FormatNumber.significant(Double(value), digits: 5) }
    var text = StyledText(
      (isChosen ? "▸" : " ") + "[" + term.source.map(String.init).joined(separator: ", ") + "]", .muted
    )
    .aligned(.leading, width: 15)
    text += StyledText(number(term.input).aligned(.trailing, width: 12), Style(.input))
    if let weight = term.weight {
      let factor = "× " + FormatNumber.beside(weight, largest: weights, digits: 5)
      text += StyledText(factor.aligned(.trailing, width: 14), Style(.weight))
    }
    let sign: Role = term.contribution < 0 ? .negative : term.contribution > 0 ? .positive : .muted
    let product = FormatNumber.beside(term.contribution, largest: scale, digits: 5)
    text += StyledText(product.aligned(.trailing, width: 16), Style(sign, .bold))
    if let sum { text += StyledText(FormatNumber.significant(sum, digits: 5).aligned(.trailing, width: 13)) }
    buffer.put(text.restyled { $0.on(ground) }, in: line)
    let room = Rect(line.x + text.width + 2, line.y, line.width - text.width - 3, 1)
    guard room.width >= 4 else { return }
    buffer.put(
      BarLength.text(term.contribution, of: scale, in: room.width), room.x, room.y, Style(sign).on(ground), clip: room)
  }

  private func drawSum(_ buffer: inout Buffer, _ area: Rect, _ title: String, _ explanation: Explanation) {
    func number(_ value: Float) -> StyledText {
      StyledText(FormatNumber.significant(Double(value), digits: 6), .strong)
    }
    let total = explanation.terms.reduce(0) { $0 + $1.contribution }
    let count = FormatNumber.grouped(explanation.terms.count)
    let result = StyledText("\(title) = ")
    var line: StyledText
    switch explanation.rule {
    case .sumOfProducts:
      func summand(_ value: Float) -> StyledText {
        value < 0 ? StyledText("(", .strong) + number(value) + StyledText(")", .strong) : number(value)
      }
      line =
        result + number(explanation.value)
        + StyledText("  = " + language.products(explanation.terms.count, " "), .muted) + summand(total)
      if let bias = explanation.bias { line += StyledText(language(" + bias ", " + 偏置 "), .muted) + summand(bias) }
    case .maximum:
      line =
        result + number(explanation.value)
        + StyledText(language("  the largest of \(count)", "  \(count) 个中最大的"), .muted)
    case .mean:
      line = result + number(explanation.value) + StyledText(language("  the sum of the shares", "  各份之和"), .muted)
    case .localResponse(let k, let alpha, let beta, _):
      let own = explanation.terms.first { $0.source == explanation.at }?.input ?? 0
      line =
        result + number(own) + StyledText(" / (") + StyledText(FormatNumber.significant(Double(k), digits: 3))
        + StyledText(" + ")
        + StyledText(FormatNumber.significant(Double(alpha), digits: 2)) + StyledText(" · ") + number(total)
        + StyledText(")^\(FormatNumber.significant(Double(beta), digits: 3)) = ") + number(explanation.value)
    case .exponentialShare:
      let own = explanation.terms.first { $0.source == explanation.at }?.contribution ?? 0
      line = result + number(own) + StyledText(" / ") + number(total) + StyledText(" = ") + number(explanation.value)
    case .gate, .copy: line = result + number(explanation.value)
    }
    buffer.put(line, in: Rect(area.x, area.y + 1, area.width, 1))
  }
}
