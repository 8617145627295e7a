import Engine
import TextUI

/// A probability of softmax: the exponentials of all classes.
extension NumberView {
  func drawShares(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    let inner = Panel(language("the probability of a class: its part of the sum", "类别的概率：它在总和中所占的部分")).draw(
      area, into: &buffer)
    let header =
      language("class", "类别").aligned(.leading, width: 9) + "z".aligned(.trailing, width: 10)
      + language("z − max", "z − 最大").aligned(.trailing, width: 11) + "e^(z−max)".aligned(.trailing, width: 12)
      + language("probability", "概率").aligned(.trailing, width: 12)
    buffer.put(StyledText(header, .muted), in: inner.cutTop(1).top)
    let sum = explanation.terms.reduce(0) { $0 + $1.contribution }
    let largest = explanation.terms.map(\.input).max() ?? 0
    let ordered = explanation.terms.sorted { $0.contribution.orNaNFirst > $1.contribution.orNaNFirst }
    let list = inner.cutTop(1).rest
    let top = explanation.terms.map(\.contribution).largestMagnitude
    let own = ordered.firstIndex { $0.source == index } ?? 0
    let first = max(0, min(own - list.height / 2, ordered.count - list.height))
    let labels = ClassLabels(model, stage: screen.stage)
    for (row, term) in ordered.dropFirst(first).prefix(list.height).enumerated() {
      let line = Rect(list.x, list.y + row, list.width, 1)
      let isOwn = term.source == index
      let ground: Colour = isOwn ? .role(.selection) : .standard
      if isOwn { buffer.fill(line, Style(.text).on(ground)) }
      let share = sum == 0 ? 0 : term.contribution / sum
      let text =
        StyledText(((isOwn ? "▸" : " ") + "\(term.source[0])").aligned(.leading, width: 9), isOwn ? .accent : .muted)
        + StyledText(number(term.input).aligned(.trailing, width: 10), Style(.input))
        + StyledText(number(term.input - largest).aligned(.trailing, width: 11))
        + StyledText(number(term.contribution).aligned(.trailing, width: 12))
        + StyledText(number(share).aligned(.trailing, width: 12), .strong)
      buffer.put(text.restyled { $0.on(ground) }, in: line)
      let free = Rect(line.x + text.width + 2, line.y, line.width - text.width - 3, 1)
      let room = labels.draw(term.source[0], free, on: ground, into: &buffer)
      guard room.width > 3 else { continue }
      let length = BarLength.cells(term.contribution, of: top, in: room.width)
      buffer.put(String(repeating: "█", count: length), room.x, room.y, Style(.probability).on(ground), clip: room)
    }
  }
}
