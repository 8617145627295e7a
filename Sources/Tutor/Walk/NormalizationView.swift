import Engine
import TextUI

/// A number of local response normalisation: the same cell in the maps around it, the squares of those in the window, the
/// divisor.
extension NumberView {
  func drawNormalization(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) -> Bool {
    let (source, right) = split(area, rest: 46)
    let hasScale = !source.isEmpty && drawSource(&buffer, source, channel: index[0], terms: explanation.terms)
    buffer.put(
      StyledText(language("the same cell in neighbouring maps", "相邻特征图上的同一单元格"), .accent), in: right.cutTop(1).top)
    let header =
      language("map", "特征图").aligned(.leading, width: 8) + "a".aligned(.trailing, width: 10)
      + "a²".aligned(.trailing, width: 12)
    buffer.put(StyledText(header, .muted), in: Rect(right.x, right.y + 2, right.width, 1))
    let sums = sums(explanation)
    let (below, list) = right.cutTop(3).rest.cutBottom(sums.count + 1)
    let maps = mapsShown(explanation, most: max(explanation.terms.count, list.height))
    let largest = maps.map(neighbour).largestMagnitude
    for (row, map) in maps.enumerated() where row < list.height {
      let term = explanation.terms.first { $0.source[0] == map }
      drawNeighbour(&buffer, Rect(list.x, list.y + row, list.width, 1), map, term, largest)
    }
    Prose.draw(sums, below.cutTop(1).rest, into: &buffer)
    return hasScale
  }

  /// The maps of the window and as many around it as there is room for.
  private func mapsShown(_ explanation: Explanation, most: Int) -> Range<Int> {
    let window = explanation.terms.map { $0.source[0] }
    guard let low = window.min(), let high = window.max() else { return 0..<0 }
    let count = min(grid.channels, most)
    let first = max(0, min((low + high + 1) / 2 - count / 2, grid.channels - count))
    return first..<first + count
  }

  /// The input at the same place of another map.
  private func neighbour(_ map: Int) -> Float {
    guard let input else { return 0 }
    return input[[map] + index.dropFirst()]
  }

  /// Maps outside the window have no square: they do not count.
  private func drawNeighbour(
    _ buffer: inout Buffer, _ line: Rect, _ map: Int, _ term: Explanation.Term?, _ largest: Float
  ) {
    let (isOwn, number) = (map == index[0], neighbour(map))
    let mark = isOwn ? "▸" : term == nil ? " " : "│"
    var text = StyledText(
      (mark + "\(map)").aligned(.leading, width: 8), isOwn ? .accent : term == nil ? .faint : .muted)
    text += StyledText(
      self.number(number).aligned(.trailing, width: 10), term == nil ? .faint : Style(.input))
    text += StyledText((term.map { self.number($0.contribution) } ?? "").aligned(.trailing, width: 12))
    buffer.put(text, in: line)
    let room = Rect(line.x + 32, line.y, min(30, line.width - 32), 1)
    guard room.width > 2 else { return }
    let length = BarLength.cells(number, of: largest, in: room.width)
    buffer.put(
      String(repeating: "▆", count: length), room.x, room.y, term == nil ? .faint : Style(.normalization), clip: room)
  }

  private func sums(_ explanation: Explanation) -> [StyledText] {
    guard case .localResponse(let k, let alpha, let beta, _) = explanation.rule else { return [] }
    let sum = explanation.terms.reduce(0) { $0 + $1.contribution }
    let base = k + alpha * sum
    let own = explanation.terms.first { $0.source == index }?.input ?? 0
    var lines: [StyledText] = [
      StyledText("Σ a² = ") + StyledText(number(sum, 5), .strong),
      StyledText("k + α·Σ = \(number(k, 3)) + \(number(alpha, 2)) · \(number(sum, 5)) = ")
        + StyledText(number(base, 6), .strong),
    ]
    if own != 0 {
      lines.append(
        StyledText(language("divisor ", "除数 "), .muted) + StyledText("\(number(base, 6))^\(number(beta, 3)) = ")
          + StyledText(number(own / explanation.value, 6), .strong))
    }
    return lines
  }
}
