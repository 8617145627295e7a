/// How much of a row or a column one part takes.
package enum Extent: Hashable, Sendable {
  /// Exactly so many cells, while there are any.
  case fixed(Int)
  /// A share of what the fixed parts leave, in proportion to the weight.
  case weight(Int)
}

extension Rect {
  /// Parts side by side, from the left, `gap` columns between them. What does not fit is empty.
  package func columns(_ extents: [Extent], gap: Int = 0) -> [Rect] {
    var from = x
    return Rect.divide(width, extents, gap).map { size in
      defer { from += size + gap }
      return Rect(from, y, size, height).intersection(self)
    }
  }

  /// Parts one below the other, from the top, `gap` rows between them. What does not fit is empty.
  package func rows(_ extents: [Extent], gap: Int = 0) -> [Rect] {
    var from = y
    return Rect.divide(height, extents, gap).map { size in
      defer { from += size + gap }
      return Rect(x, from, width, size).intersection(self)
    }
  }

  /// A rectangle of this size in the middle, cut to this one.
  package func centred(width: Int, height: Int) -> Rect {
    let size = Size(min(width, self.width), min(height, self.height))
    return Rect(x + (self.width - size.columns) / 2, y + (self.height - size.rows) / 2, size.columns, size.rows)
  }

  /// The sizes of the parts; the shares of the weights add up to exactly what is left.
  private static func divide(_ total: Int, _ extents: [Extent], _ gap: Int) -> [Int] {
    var left = total - gap * max(0, extents.count - 1)
    var weights = 0
    for extent in extents {
      switch extent {
      case .fixed(let size): left -= size
      case .weight(let weight): weights += max(0, weight)
      }
    }
    left = max(0, left)
    var weightSoFar = 0
    return extents.map { extent in
      switch extent {
      case .fixed(let size): return max(0, size)
      case .weight(let weight):
        if weights == 0 { return 0 }
        let from = left * weightSoFar / weights
        weightSoFar += max(0, weight)
        return left * weightSoFar / weights - from
      }
    }
  }
}
