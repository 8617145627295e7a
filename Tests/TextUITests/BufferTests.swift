import Testing

@testable import TextUI

/// A small generator, so that every run draws the same.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var value = state
    value ^= value >> 33
    value = value &* 0xFF51_AFD7_ED55_8CCD
    return value ^ (value >> 29)
  }
}

struct BufferTests {
  /// Every tail follows a wide glyph, and every wide glyph is followed by its tail.
  private func isWhole(_ buffer: Buffer) -> Bool {
    for y in 0..<buffer.size.rows {
      for x in 0..<buffer.size.columns {
        let cell = buffer[x, y]
        if cell.isTail, x == 0 || GlyphWidth.of(buffer[x - 1, y].glyph) != 2 { return false }
        if !cell.isTail, GlyphWidth.of(cell.glyph) == 2 {
          if x + 1 >= buffer.size.columns || !buffer[x + 1, y].isTail { return false }
        }
        if !cell.isTail, GlyphWidth.of(cell.glyph) == 0 { return false }
      }
    }
    return true
  }

  @Test(arguments: 1...40)
  func `whatever is written wherever, no half of a wide glyph is left`(_ seed: UInt64) {
    var random = SeededGenerator(seed)
    let texts = ["a", "卷", "卷积神经网络", "x卷y", "e\u{301}🙂", "── ▀▀", "，。", "\n\t\u{7}", "0\u{0}\u{200B}1"]
    var buffer = Buffer(Size(Int.random(in: 0...12, using: &random), Int.random(in: 0...4, using: &random)))
    for _ in 0..<60 {
      let text = texts[Int.random(in: 0..<texts.count, using: &random)]
      let x = Int.random(in: -4...14, using: &random)
      let y = Int.random(in: -2...5, using: &random)
      let clip = Rect(
        Int.random(in: -2...8, using: &random), Int.random(in: -1...3, using: &random),
        Int.random(in: 0...9, using: &random), Int.random(in: 0...4, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: buffer.put(text, x, y)
      case 1: buffer.put(text, x, y, .text, clip: clip)
      case 2: buffer.put(Character(String(text.first ?? " ")), x, y, .text, clip: clip)
      default: buffer.fill(clip, .muted, seed % 2 == 0 ? " " : "x")
      }
      #expect(isWhole(buffer), "\(text) at \(x),\(y) in \(clip)")
    }
  }

  @Test func `nothing is written outside of the clip`() {
    var buffer = Buffer(Size(6, 1))
    buffer.put("卷积神经", -1, 0, .text, clip: Rect(1, 0, 3, 1))
    #expect(buffer.lines == [" 积"])
    buffer.put("xxxxxxxx", 0, 0, .text, clip: Rect(4, 0, 1, 1))
    #expect(buffer.lines == [" 积 x"])
  }

  @Test func `overwriting one half of a wide glyph leaves a space for the other`() {
    var buffer = Buffer(Size(4, 1))
    buffer.put("卷积", 0, 0)
    buffer.put("a", 1, 0)
    buffer.put("b", 2, 0)
    #expect(buffer.lines == [" ab"])
  }

  @Test func `control characters show as spaces and move nothing`() {
    var buffer = Buffer(Size(8, 1))
    let end = buffer.put("a\u{1B}b\tc", 0, 0)
    #expect(buffer.lines == ["a b c"])
    #expect(end == 5)
  }
}
