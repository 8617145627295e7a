import Engine
import TextUI

/// One gradient, opened: which numbers of the next stage read this one, the derivative on the way and the gradient there.
struct GradientView {
  let screen: WalkScreen
  let context: Context

  private var language: Language { context.language }
  private var model: WalkModel { context.walk }

  func draw(_ buffer: inout Buffer, _ area: Rect) {
    let grid = screen.grid(context)
    let index = grid.index(screen.cell)
    guard let explanation = model.explainGradient(screen.stage, at: index) else {
      WalkViews(screen, context).drawWaiting(&buffer, area.inset(2, 1))
      return
    }
    let (foot, upper) = area.cutBottom(4)
    let name = "\(model.stageNames[screen.stage])[\(index.map(String.init).joined(separator: ", "))]"
    // The map of gradients with the cell on it, where there is room for both.
    let side = grid.isVector ? 0 : min(2 * (upper.height - 2) + 2, upper.width - 62)
    let (map, right) = upper.cutLeft(side >= 16 ? side : 0)
    if !map.isEmpty {
      WalkViews(screen, context)
        .drawLargeMap(&buffer, map, cursor: GridPoint(column: screen.cell.column, row: screen.cell.row))
    }
    if explanation.terms.isEmpty {
      drawScore(&buffer, right.inset(1, 0), name, explanation)
    } else {
      drawTerms(&buffer, right, explanation)
    }
    drawFoot(&buffer, foot.inset(1, 0), name, explanation)
  }

  private func number(_ value: Float, _ digits: Int = 4) -> String {
    FormatNumber.significant(Double(value), digits: digits)
  }

  private func drawScore(_ buffer: inout Buffer, _ area: Rect, _ name: String, _ explanation: Explanation) {
    let isScore = explanation.value == 1
    let words =
      isScore
      ? language(
        "This number is the score itself: its gradient is 1. From here the chain rule goes back to the picture.",
        "这个数就是得分本身，梯度是 1。链式法则从这里一直回到图片。")
      : language("Another class: the score does not depend on it.", "这是别的类别：得分与它无关。")
    Prose.draw(StyledText(words), area.inset(0, 1), into: &buffer)
  }

  private func drawTerms(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    let next = model.stageNames[screen.stage + 1]
    let readers = FormatNumber.grouped(explanation.terms.count)
    let count = explanation.terms.count
    let title = language(
      count == 1 ? "one number of \(next) reads it" : "\(readers) numbers of \(next) read it",
      "\(next) 中有 \(readers) 个数读它")
    let inner = Panel(title, note: count > 1 ? language("largest first", "按大小排") : "").draw(area, into: &buffer).inset(
      1, 0)
    let ordered = explanation.terms.sorted { $0.weightiness > $1.weightiness }
    // The longest numbers, `−1.234e−12`, with their signs; the four fit into the narrowest panel that has a map beside it.
    let widths = (place: 15, gradient: 12, derivative: 14, share: 14)
    let header =
      language("read by", "读者").aligned(.leading, width: widths.place)
      + language("gradient", "梯度").aligned(.trailing, width: widths.gradient)
      + language("× derivative", "× 导数").aligned(.trailing, width: widths.derivative)
      + language("= product", "= 乘积").aligned(.trailing, width: widths.share)
    buffer.put(StyledText(header, .muted), in: inner.cutTop(1).top)
    let list = inner.cutTop(1).rest.cutBottom(1).rest
    let scale = ordered.map(\.contribution).largestMagnitude
    for (row, term) in ordered.prefix(list.height).enumerated() {
      let line = Rect(list.x, list.y + row, list.width, 1)
      let sign: Role = term.contribution < 0 ? .negative : term.contribution > 0 ? .positive : .muted
      let text =
        StyledText(
          ("[" + term.source.map(String.init).joined(separator: ", ") + "]").aligned(.leading, width: widths.place),
          .muted)
        + StyledText(number(term.input).aligned(.trailing, width: widths.gradient), Style(.gradient))
        + StyledText(("× " + number(term.weight ?? 0)).aligned(.trailing, width: widths.derivative), Style(.weight))
        + StyledText(("= " + number(term.contribution)).aligned(.trailing, width: widths.share), Style(sign, .bold))
      buffer.put(text, in: line)
      let room = Rect(line.x + text.width + 2, line.y, line.width - text.width - 3, 1)
      guard room.width >= 4 else { continue }
      buffer.put(
        BarLength.text(term.contribution, of: scale, in: room.width), room.x, room.y, Style(sign), clip: room)
    }
    let rest = ordered.dropFirst(list.height)
    guard !rest.isEmpty else { return }
    let sum = rest.reduce(0) { $0 + $1.contribution }
    buffer.put(
      StyledText(
        language(
          "… and \(FormatNumber.grouped(rest.count)) more, together ", "……另外 \(FormatNumber.grouped(rest.count)) 个，合计 "),
        .muted) + StyledText(number(sum), .strong), in: inner.cutBottom(1).bottom)
  }

  private func drawFoot(_ buffer: inout Buffer, _ area: Rect, _ name: String, _ explanation: Explanation) {
    let unit = model.gradients?.unit ?? 0
    let score = "\(model.stageNames[model.scoreStage])[\(unit)]"
    let result =
      StyledText("∂ \(score) / ∂ \(name) = ") + StyledText(number(explanation.value, 5), Style(.gradient, .bold))
      + (explanation.terms.count > 1
        ? StyledText(language("   the sum of the products", "   各乘积之和"), .muted) : StyledText())
    let value = model.output(screen.stage).map { $0.data[screen.grid(context).offset(screen.cell)] } ?? 0
    let note = language(
      "The number itself is \(number(value)). The chain rule: what each reader passes back, times how fast it changes "
        + "with this number, added.",
      "这个数本身是 \(number(value))。链式法则：每个读者传回的梯度，乘以它随这个数变化的快慢，再相加。")
    Prose.draw([result] + Prose.wrap(StyledText(note, .muted), width: area.width), area, into: &buffer)
  }
}
