import FuzzSupport
import TextUI

/// Frames of styles and glyphs of every kind, each one the one before with some areas drawn anew; the last row only tells
/// how many there were. The same seed gives the same frames.
struct RandomFrames {
  private var numbers: FuzzNumbers
  private var frame = Buffer(Size(0, 0))
  private var count = 0

  init(seed: UInt64) { numbers = FuzzNumbers(seed: seed) }

  mutating func next(_ size: Size) -> Buffer {
    if frame.size != size || numbers.below(12) == 0 { frame = Buffer(size, style()) }
    for _ in 0..<1 + numbers.below(5) {
      let area = Rect(
        numbers.below(size.columns), numbers.below(size.rows - 1), 1 + numbers.below(size.columns), 1 + numbers.below(8)
      )
      draw(area.intersection(Rect(0, 0, size.columns, size.rows - 1)))
    }
    count += 1
    frame.put("frame \(count)|", 0, size.rows - 1, .plain)
    return frame
  }

  private mutating func draw(_ area: Rect) {
    let isBlank = numbers.below(4) == 0
    // Data change from cell to cell, text does now and then.
    let patience = numbers.below(2) == 0 ? 1 : 6
    var style = style()
    for y in area.y..<area.bottom {
      for x in area.x..<area.right {
        if !isBlank, numbers.below(patience) == 0 { style = self.style() }
        frame.put(isBlank ? " " : glyph(), x, y, style, clip: area)
      }
    }
  }

  private mutating func glyph() -> Character {
    // No marks: libvterm may lose one that comes apart from its letter.
    let glyphs: [Character] = [" ", " ", " ", "x", "é", "▀", "▄", "█", "▚", "─", "⣿", "卷", "🙂"]
    return glyphs[numbers.below(glyphs.count)]
  }

  private mutating func style() -> Style {
    // Most cells have no attribute.
    let attributes = numbers.below(3) == 0 ? Attributes(rawValue: UInt8(numbers.below(32))) : []
    return Style(colour(), on: colour(), attributes)
  }

  private mutating func colour() -> Colour {
    let level = Int8(truncatingIfNeeded: numbers.below(256) - 128)
    switch numbers.below(6) {
    case 0: return .standard
    case 1: return .role(Role.allCases[numbers.below(Role.allCases.count)])
    case 2: return .diverging(max(-127, level))
    case 3: return .weight(max(-127, level))
    case 4: return .grey(UInt8(bitPattern: level))
    default: return .rgb(UInt8(bitPattern: level), UInt8(numbers.below(256)), UInt8(numbers.below(256)))
    }
  }
}
