import TextUI

extension Buffer {
  /// Cells that break a law: half of a wide glyph, or a glyph wider than its place.
  package var brokenCells: [Point] {
    var broken: [Point] = []
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        if cell.isTail {
          if x == 0 || GlyphWidth.of(self[x - 1, y].glyph) != 2 { broken.append(Point(x, y)) }
        } else if GlyphWidth.of(cell.glyph) == 2 {
          if x + 1 >= size.columns || !self[x + 1, y].isTail { broken.append(Point(x, y)) }
        }
      }
    }
    return broken
  }
}
