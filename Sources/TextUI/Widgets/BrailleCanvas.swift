/// Dots finer than character cells: two across and four down in each, as braille glyphs.
package struct BrailleCanvas: Sendable {
  package let columns: Int
  package let rows: Int
  private var dots: [UInt8]
  private var styles: [Style]

  package init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (max(0, columns), max(0, rows))
    dots = Array(repeating: 0, count: self.columns * self.rows)
    styles = Array(repeating: .plain, count: self.columns * self.rows)
  }

  package var dotColumns: Int { columns * 2 }
  package var dotRows: Int { rows * 4 }

  /// Sets one dot; its whole cell takes the style.
  package mutating func set(_ column: Int, _ row: Int, _ style: Style) {
    guard column >= 0, column < dotColumns, row >= 0, row < dotRows else { return }
    let at = row / 4 * columns + column / 2
    dots[at] |= BrailleCanvas.bits[row % 4][column % 2]
    styles[at] = style
  }

  /// A straight line of dots, both ends included.
  package mutating func line(_ fromX: Int, _ fromY: Int, _ toX: Int, _ toY: Int, _ style: Style) {
    let (across, down) = (toX - fromX, toY - fromY)
    let steps = max(abs(across), abs(down))
    if steps == 0 { return set(fromX, fromY, style) }
    for step in 0...steps {
      let x = Float(fromX) + Float(across) * Float(step) / Float(steps)
      let y = Float(fromY) + Float(down) * Float(step) / Float(steps)
      set(Int(x.rounded()), Int(y.rounded()), style)
    }
  }

  /// How many cells of `area` (counted from the canvas's corner) hold a dot.
  func used(_ area: Rect) -> Int {
    let area = area.intersection(Rect(0, 0, columns, rows))
    var count = 0
    for y in area.y..<area.bottom { for x in area.x..<area.right where dots[y * columns + x] != 0 { count += 1 } }
    return count
  }

  /// Draws the cells that hold a dot and leaves the others as they are.
  package func draw(_ area: Rect, into buffer: inout Buffer) {
    for y in 0..<min(rows, area.height) {
      for x in 0..<min(columns, area.width) where dots[y * columns + x] != 0 {
        guard let scalar = Unicode.Scalar(0x2800 + UInt32(dots[y * columns + x])) else { continue }
        buffer.put(Character(scalar), area.x + x, area.y + y, styles[y * columns + x])
      }
    }
  }

  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
