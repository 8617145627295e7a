import Engine
import TextUI

/// The names of classes, for the stages whose units are classes: the last fully connected layer and what follows it.
struct ClassLabels {
  private let names: [String]

  init(_ model: WalkModel, stage: Int) {
    let last = model.architecture.layers.lastIndex { $0.operation is Linear } ?? stage
    names = stage > last ? model.network?.classNames ?? [] : []
  }

  subscript(unit: Int) -> String? { names.indices.contains(unit) ? names[unit] : nil }

  /// Writes the name of `unit` at the left of `room`; what is left of it is for a bar.
  func draw(_ unit: Int, _ room: Rect, on ground: Colour, into buffer: inout Buffer) -> Rect {
    guard let name = self[unit] else { return room }
    let (place, rest) = room.cutLeft(min(24, room.width * 3 / 5))
    buffer.put(StyledText(name.truncated(to: place.width - 1), Style(.text).on(ground)), in: place)
    return rest
  }
}
