import Engine
import TextUI

/// A number that dropout lets pass, among the units around it: as they are at inference, and as one mask of training would
/// leave them.
struct DropoutView {
  private let view: NumberView
  private let dropout: Dropout
  private var language: Language { view.language }

  /// The mask that is shown; training draws another for every picture.
  private static let seed: UInt64 = 1

  init(_ view: NumberView, _ dropout: Dropout) { (self.view, self.dropout) = (view, dropout) }

  func draw(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    guard let input = view.input, let unit = explanation.at.first else { return }
    let inner = Panel(language("units around it", "附近的神经元")).draw(area, into: &buffer).inset(1, 0)
    let widths = [9, 13, 28]
    let header =
      StyledText(language("unit", "神经元").aligned(.leading, width: widths[0]))
      + StyledText(language("x = y, now", "x = y，现在").aligned(.trailing, width: widths[1]))
      + StyledText(language("with one mask of training", "训练时某一次掩码").aligned(.trailing, width: widths[2]))
    buffer.put(header.restyled { _ in .muted }, in: inner.cutTop(1).top)
    let list = inner.cutTop(1).rest
    let first = max(0, min(unit - list.height / 2, input.data.count - list.height))
    let scale = input.data.largestMagnitude
    let masked = dropout.forward(input, .none, .training(seed: DropoutView.seed))
    for (row, other) in (first..<min(first + list.height, input.data.count)).enumerated() {
      let line = Rect(list.x, list.y + row, list.width, 1)
      let isOwn = other == unit
      let ground: Colour = isOwn ? .role(.selection) : .standard
      if isOwn { buffer.fill(line, Style(.text).on(ground)) }
      var text = StyledText(
        ((isOwn ? "▸" : " ") + "\(other)").aligned(.leading, width: widths[0]), isOwn ? .accent : .muted)
      text += StyledText(view.number(input.data[other]).aligned(.trailing, width: widths[1]), Style(.output, .bold))
      text += mask(other, input.data[other], masked.data[other]).aligned(.trailing, width: widths[2])
      buffer.put(text.restyled { $0.on(ground) }, in: line)
      let room = Rect(line.x + widths.reduce(2, +), line.y, line.width - widths.reduce(3, +), 1)
      guard room.width > 3 else { continue }
      let length = BarLength.cells(masked.data[other] / 2, of: scale, in: room.width)
      buffer.put(String(repeating: "█", count: length), room.x, room.y, Style(.regularization).on(ground), clip: room)
    }
  }

  /// `✗ dropped`, or `× 2.0 = 3.1`.
  private func mask(_ unit: Int, _ number: Float, _ masked: Float) -> StyledText {
    guard dropout.keeps(unit, seed: DropoutView.seed) else {
      return StyledText(language("✗ dropped", "✗ 丢弃"), Style(.wrong))
    }
    let kept = view.number(1 / (1 - dropout.rate), 2)
    return StyledText("× \(kept) = ", .muted) + StyledText(view.number(masked))
  }
}
