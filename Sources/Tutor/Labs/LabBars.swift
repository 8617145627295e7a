import TextUI

/// Named bars one below the other, as thick as there is room for, and which of them lies at a point.
struct LabBars {
  var bars: [Bar]
  /// The value of a bar of full length; nil: the largest magnitude.
  var scale: Float?
  /// Index of the marked bar. Room for its mark is kept in any case, so that nothing moves.
  var marked: Int?
  var labelWidth: Int?

  init(_ bars: [Bar], scale: Float? = nil, marked: Int? = nil, labelWidth: Int? = nil) {
    (self.bars, self.scale, self.marked, self.labelWidth) = (bars, scale, marked, labelWidth)
  }

  /// Rows from one bar to the next in an area of `height` rows.
  static func pitch(count: Int, height: Int) -> Int { max(1, min(6, height / max(1, count))) }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let pitch = LabBars.pitch(count: bars.count, height: area.height)
    let labelWidth = labelWidth ?? bars.map { GlyphWidth.of($0.label) }.max() ?? 0
    let chart = BarChart(bars, scale: scale, selection: marked ?? -1, labelWidth: labelWidth)
    var silent = chart
    silent.selection = -1
    silent.bars = bars.map { bar in
      var bar = bar
      bar.label = ""
      bar.text = String(repeating: " ", count: GlyphWidth.of(bar.text))
      return bar
    }
    let thickness = pitch >= 3 ? pitch - 1 : 1
    for index in bars.indices {
      for row in 0..<thickness {
        let line = Rect(area.x, area.y + index * pitch + row, area.width, 1).intersection(area)
        if line.isEmpty { continue }
        (row == (thickness - 1) / 2 ? chart : silent).draw(line, into: &buffer, offset: index)
      }
    }
  }

  /// The bar at a character cell.
  static func index(at point: Point, in area: Rect, count: Int) -> Int? {
    guard area.contains(point) else { return nil }
    let index = (point.y - area.y) / pitch(count: count, height: area.height)
    return index < count ? index : nil
  }
}

extension StyledText {
  /// `▸ ` before what is marked, as much room before the rest.
  static func mark(_ isMarked: Bool) -> StyledText {
    isMarked ? StyledText("▸ ", Style(.focus, .bold)) : StyledText("  ", .plain)
  }
}
