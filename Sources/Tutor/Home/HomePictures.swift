import Engine
import TextUI

/// What became of the picture, at a glance: the picture itself and the liveliest map of a few stages.
struct HomePictures {
  private let model: WalkModel
  private let language: Language

  init(_ model: WalkModel, _ language: Language) { (self.model, self.language) = (model, language) }

  /// Rows below which nothing could be recognised.
  static let least = 6
  private static let gap = 5

  /// The stages whose maps change most: after the first convolution, then before each convolution that follows a pooling.
  private var stages: [Int] {
    let kinds = model.summaries.map(\.kind)
    let first = kinds.firstIndex(of: .convolution)
    let last = kinds.lastIndex(of: .convolution)
    let pools = kinds.indices.filter { kinds[$0] == .maxPooling || kinds[$0] == .averagePooling }
    let chosen = [first].compactMap { $0 } + pools.dropFirst().prefix(1) + [last].compactMap { $0 }
    return chosen.map { $0 + 1 }.filter { model.stages.indices.contains($0) }
  }

  func draw(_ buffer: inout Buffer, _ area: Rect) {
    guard area.height >= HomePictures.least, let input = model.input else { return }
    let height = min(area.height - 1, 22)
    let width = 2 * height
    let count = min(stages.count + 1, (area.width + HomePictures.gap) / (width + HomePictures.gap))
    guard count >= 1 else { return }
    var x = area.x + (area.width - count * (width + HomePictures.gap) + HomePictures.gap) / 2
    let picture = TextUI.Picture(columns: input.picture.width, rows: input.picture.height, bytes: input.picture.pixels)
    draw(&buffer, HeatMap(picture), Rect(x, area.y, width, height), input.name, area)
    for stage in stages.prefix(count - 1) {
      buffer.put("→", x + width + HomePictures.gap / 2, area.y + height / 2, .muted, clip: area)
      x += width + HomePictures.gap
      guard let output = model.output(stage) else { continue }
      let map = model.digests[stage].liveliest
      let name = "\(model.stageNames[stage]) · " + language("map \(map)", "特征图 \(map)")
      let heat = HeatMap(StageGrid(output.shape).map(map, of: output), .diverging(scale: model.digests[stage].scale))
      draw(&buffer, heat, Rect(x, area.y, width, height), name, area)
    }
  }

  private func draw(_ buffer: inout Buffer, _ map: HeatMap, _ place: Rect, _ name: String, _ area: Rect) {
    map.draw(place, into: &buffer)
    buffer.put(name.truncated(to: place.width), place.x, place.bottom, .muted, clip: area)
  }
}
