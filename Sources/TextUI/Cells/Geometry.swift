/// A size in character cells.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  package init(_ columns: Int, _ rows: Int) { (self.columns, self.rows) = (columns, rows) }
}

/// A cell's place: column `x` from the left, row `y` from the top.
package struct Point: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package init(_ x: Int, _ y: Int) { (self.x, self.y) = (x, y) }
}

/// A rectangle of cells. Never negative: cutting more than there is leaves an empty one.
package struct Rect: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, max(0, width), max(0, height))
  }

  package var right: Int { x + width }
  package var bottom: Int { y + height }
  package var isEmpty: Bool { width == 0 || height == 0 }

  package func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < right && point.y >= y && point.y < bottom
  }

  package func inset(_ horizontal: Int, _ vertical: Int) -> Rect {
    Rect(x + min(horizontal, width / 2), y + min(vertical, height / 2), width - 2 * horizontal, height - 2 * vertical)
  }

  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(left, top, min(right, other.right) - left, min(bottom, other.bottom) - top)
  }

  /// The upper `rows` rows and what is left below them.
  package func cutTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let cut = min(max(0, rows), height)
    return (Rect(x, y, width, cut), Rect(x, y + cut, width, height - cut))
  }

  package func cutBottom(_ rows: Int) -> (bottom: Rect, rest: Rect) {
    let cut = min(max(0, rows), height)
    return (Rect(x, bottom - cut, width, cut), Rect(x, y, width, height - cut))
  }

  package func cutLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let cut = min(max(0, columns), width)
    return (Rect(x, y, cut, height), Rect(x + cut, y, width - cut, height))
  }

  package func cutRight(_ columns: Int) -> (right: Rect, rest: Rect) {
    let cut = min(max(0, columns), width)
    return (Rect(right - cut, y, cut, height), Rect(x, y, width - cut, height))
  }
}
