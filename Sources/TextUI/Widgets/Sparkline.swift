/// A row of upright bars, one a column, in eighths of a cell: the course of a few numbers.
package struct Sparkline: Sendable {
  package var values: [Float]
  /// What the lower edge and the upper edge stand for; nil: 0 and the largest value.
  package var range: ClosedRange<Float>?
  package var style: Style

  package init(_ values: [Float], range: ClosedRange<Float>? = nil, _ style: Style = Style(.probability)) {
    (self.values, self.range, self.style) = (values, range, style)
  }

  /// Bars as high as `area`, from its left; values that have no column are left out at the front.
  package func draw(_ area: Rect, into buffer: inout Buffer) {
    let low = range?.lowerBound ?? 0
    let high = range?.upperBound ?? values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
    for (column, value) in values.suffix(area.width).enumerated() {
      let share = value.isFinite && high > low ? max(0, min(1, (value - low) / (high - low))) : 0
      let exact = BarLength.cells(share, of: 1, in: area.height, parts: 8)
      let eighths = share > 0 ? max(1, exact) : 0
      for row in 0..<area.height {
        let level = max(0, min(8, eighths - row * 8))
        if level == 0 { break }
        buffer.put(Sparkline.levels[level - 1], area.x + column, area.bottom - 1 - row, style, clip: area)
      }
    }
  }

  /// One row of text for values from 0 to the largest; an empty value is `▁`, so that the row has its full length.
  package static func text(_ values: [Float]) -> String {
    let high = values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
    return String(
      values.map { value in
        let share = value.isFinite && high > 0 ? max(0, min(1, value / high)) : 0
        return levels[min(7, Int((share * 7).rounded()))]
      })
  }

  static let levels = Array("▁▂▃▄▅▆▇█")
}

/// How many values fall into each of some intervals of equal width.
package struct Histogram: Hashable, Sendable {
  package let range: ClosedRange<Float>
  package let counts: [Int]

  /// Counts the finite values; the last interval holds its upper edge. `range` is that of the values unless given.
  package init(_ values: [Float], bins: Int, range: ClosedRange<Float>? = nil) {
    precondition(bins > 0, "a histogram needs at least one interval, not \(bins)")
    self = values.withUnsafeBufferPointer { values in
      var limits = range ?? 0...0
      if range == nil {
        var (low, high) = (Float.infinity, -Float.infinity)
        for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
        limits = low <= high ? low...high : 0...0
      }
      let width = limits.upperBound / 2 - limits.lowerBound / 2
      var counts = [Int](repeating: 0, count: bins)
      for value in values where value.isFinite && value >= limits.lowerBound && value <= limits.upperBound {
        // Halved, so that a range from the least to the largest of all numbers has a width.
        let bin = width > 0 ? Int((value / 2 - limits.lowerBound / 2) / width * Float(bins)) : 0
        counts[min(bins - 1, bin)] += 1
      }
      return Histogram(range: limits, counts: counts)
    }
  }

  private init(range: ClosedRange<Float>, counts: [Int]) { (self.range, self.counts) = (range, counts) }

  /// The same in fewer intervals of about equal width: neighbours are added.
  package func merged(into bins: Int) -> Histogram {
    guard bins > 0, bins < counts.count else { return self }
    var merged = [Int](repeating: 0, count: bins)
    for (bin, count) in counts.enumerated() { merged[bin * bins / counts.count] += count }
    return Histogram(range: range, counts: merged)
  }

  /// One column an interval, the fullest interval as high as `area`.
  package func draw(_ area: Rect, into buffer: inout Buffer, _ style: Style = Style(.probability)) {
    Sparkline(counts.map(Float.init), style).draw(area, into: &buffer)
  }
}
