import Engine
import TextUI

/// A unit of a fully connected layer: its largest products on either side of zero.
extension NumberView {
  func drawLinear(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    // What is not a number belongs to neither side, but must be seen.
    let positive = explanation.terms.filter { $0.contribution > 0 || $0.contribution.isNaN }
      .sorted { $0.weightiness > $1.weightiness }
    let negative = explanation.terms.filter { $0.contribution < 0 }.sorted { $0.contribution < $1.contribution }
    let halves = area.inset(1, 0).columns([.weight(1), .weight(1)], gap: 2)
    drawTerms(&buffer, halves[0], language("largest positive products", "最大的正乘积"), positive)
    drawTerms(&buffer, halves[1], language("largest negative products", "最大的负乘积"), negative)
  }

  private func drawTerms(_ buffer: inout Buffer, _ area: Rect, _ title: String, _ terms: [Explanation.Term]) {
    let inner = Panel(title).draw(area, into: &buffer)
    let rows = max(0, inner.height - 2)
    let scale = terms.map(\.contribution).largestMagnitude
    let weights = terms.compactMap(\.weight).largestMagnitude
    for (row, term) in terms.prefix(rows).enumerated() {
      let line = Rect(inner.x, inner.y + row, inner.width, 1)
      let unit = "[\(term.source.map(String.init).joined(separator: ","))]"
      let text =
        StyledText(unit.aligned(.leading, width: 7), .muted)
        + StyledText(number(term.input, 3).aligned(.trailing, width: 6), Style(.input))
        + StyledText(" × ", .muted)
        + StyledText(
          FormatNumber.beside(term.weight ?? 0, largest: weights, digits: 3).aligned(.trailing, width: 8),
          Style(.weight))
        + StyledText(" = ", .muted) + signed(term.contribution, 3)
      buffer.put(text, in: line)
      let room = Rect(line.x + 38, line.y, line.width - 38, 1)
      if room.width > 2 {
        buffer.put(
          BarLength.text(term.contribution, of: scale, in: room.width), room.x, room.y,
          Style(term.contribution < 0 ? .negative : .positive), clip: room)
      }
    }
    let rest = terms.dropFirst(rows)
    let sum = rest.reduce(0) { $0 + $1.contribution }
    let all = terms.reduce(0) { $0 + $1.contribution }
    let count = FormatNumber.grouped(rest.count)
    buffer.put(
      StyledText(language("… and \(count) more, together ", "……另外 \(count) 个，合计 "), .muted) + signed(sum),
      in: Rect(inner.x, inner.bottom - 2, inner.width, 1))
    buffer.put(
      StyledText("Σ ", .muted) + signed(all), in: Rect(inner.x, inner.bottom - 1, inner.width, 1))
  }
}
