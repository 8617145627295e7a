import Engine
import TextUI

/// The weights that make the chosen map, as a picture: a kernel on colours in its colours, any other sheet by sheet.
struct KernelView {
  private let views: WalkViews
  /// `[inputs, kernel, kernel]` in reading order.
  private let weights: [Float]
  private let inputs: Int
  private let side: Int
  private let firstInput: Int

  /// Nil where the stage is no convolution.
  init?(_ views: WalkViews) {
    guard let summary = views.screen.summary(views.context), summary.kind == .convolution, let side = summary.kernel,
      let weight = views.model.network?.parameters[views.screen.stage - 1].weight, weight.shape.rank == 4
    else { return nil }
    let size = weight.shape.dimensions[1...].reduce(1, *)
    let map = views.screen.cell.channel
    guard map < weight.shape[0] else { return nil }
    (self.views, self.side, inputs) = (views, side, weight.shape[1])
    weights = weight.values(map * size..<(map + 1) * size)
    firstInput = map / (weight.shape[0] / (summary.groups ?? 1)) * weight.shape[1]
  }

  func draw(_ buffer: inout Buffer, _ area: Rect) {
    let language = views.language
    let map = views.screen.cell.channel
    buffer.put(
      StyledText(language("kernel of map \(map)", "特征图 \(map) 的卷积核"), .muted)
        + StyledText("  \(inputs)×\(side)×\(side)", Style(.weight)), in: area.cutTop(1).top)
    let place = area.cutTop(1).rest
    // On colours it can be seen in its colours as well, beside its three sheets.
    let hasColours = inputs == 3 && views.screen.stage == 1 && place.width >= 4 * (side + 2)
    let (colours, sheets) = place.cutLeft(hasColours ? side + 2 : 0)
    if hasColours { drawColours(&buffer, colours) }
    drawSheets(&buffer, sheets)
  }

  private var largest: Float { weights.largestMagnitude }

  /// Grey is zero in all three channels; a colour says which channels count as positive.
  private func drawColours(_ buffer: inout Buffer, _ area: Rect) {
    let scale = largest
    guard scale > 0 else { return }
    let count = side * side
    let bytes = (0..<count).flatMap { cell in
      (0..<3).map { colour -> UInt8 in
        let weight = weights[colour * count + cell]
        return weight.isFinite ? UInt8((127.5 + 127.5 * weight / scale).rounded()) : 0
      }
    }
    buffer.put(views.language("in colour", "彩色"), area.x, area.y, .muted, clip: area)
    let picture = Rect(area.x, area.y + 1, side, (side + 1) / 2).intersection(area)
    let shown = TextUI.Picture(columns: side, rows: side, bytes: bytes)
    HeatMap(shown, centred: false).draw(picture, into: &buffer)
  }

  /// As many sheets as there is room for, each below the number of the map that it reads.
  private func drawSheets(_ buffer: inout Buffer, _ area: Rect) {
    let scale = largest
    let factor = area.height >= 2 * ((2 * side + 1) / 2 + 2) ? 2 : 1
    let width = max(side * factor, 4)
    let height = (side * factor + 1) / 2
    let columns = max(1, (area.width + 2) / (width + 2))
    let rows = max(1, area.height / (height + 2))
    for slot in 0..<min(inputs, columns * rows) {
      let x = area.x + slot % columns * (width + 2)
      let y = area.y + slot / columns * (height + 2)
      let isColour = inputs == 3 && views.screen.stage == 1
      let name = isColour ? views.colourName(slot) : "\(firstInput + slot)"
      buffer.put(name.truncated(to: width + 1), x, y, .muted, clip: area)
      let sheet = Array(weights[slot * side * side..<(slot + 1) * side * side])
      let place = Rect(x, y + 1, side * factor, height).intersection(area)
      HeatMap(Grid(columns: side, rows: side, values: sheet), .weight(scale: scale), centred: false)
        .draw(place, into: &buffer)
    }
  }
}
