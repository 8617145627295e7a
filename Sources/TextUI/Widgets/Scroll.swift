/// Which part of something long is on screen: the index of the first row shown.
package struct Scroll: Hashable, Sendable {
  package var offset: Int
  package init(offset: Int = 0) { self.offset = offset }

  /// Arrows, j and k, page keys, Home and End, g and G. Returns whether the key was one of them.
  @discardableResult
  package mutating func handle(_ key: Key, rows: Int, page: Int) -> Bool {
    switch key {
    case .up, .character("k"): offset -= 1
    case .down, .character("j"): offset += 1
    case .pageUp, .control("b"): offset -= max(1, page - 1)
    case .pageDown, .control("f"), .character(" "): offset += max(1, page - 1)
    case .home, .character("g"): offset = 0
    case .end, .character("G"): offset = rows
    default: return false
    }
    clamp(rows: rows, page: page)
    return true
  }

  package mutating func clamp(rows: Int, page: Int) { offset = max(0, min(offset, rows - page)) }

  /// Moves as little as needed to show `row`.
  package mutating func reveal(_ row: Int, rows: Int, page: Int) {
    offset = max(min(offset, row), row - page + 1)
    clamp(rows: rows, page: page)
  }

  /// Draws a bar into the last column of `area` if there is more than `area` shows.
  package func drawBar(_ area: Rect, rows: Int, into buffer: inout Buffer) {
    guard rows > area.height, area.height > 0, area.width > 0 else { return }
    let length = max(1, area.height * area.height / rows)
    let room = area.height - length
    let start = min(room, (offset * room + (rows - area.height) / 2) / max(1, rows - area.height))
    for row in 0..<area.height {
      let inside = row >= start && row < start + length
      buffer.put(inside ? "┃" : "│", area.right - 1, area.y + row, inside ? .muted : .faint)
    }
  }
}
