import Testing

@testable import TextUI

struct GlyphWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("卷", 2), ("，", 2), ("“", 1), ("…", 1), ("→", 1), ("⏎", 1), ("×", 1), ("▀", 1),
    ("⠿", 1), ("✓", 1), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("🙂", 2), ("❤\u{FE0F}", 1), ("👩‍👩‍👧", 2), ("\u{301}", 0),
    ("\u{200B}", 0),
    ("𠀀", 2), ("⚡", 2), ("", 0),
  ])
  func `a glyph takes as many cells as terminals give it`(_ text: String, _ width: Int) {
    #expect(GlyphWidth.of(text) == width)
  }

  @Test func `the width of text is the sum over its glyphs`() {
    #expect(GlyphWidth.of("AlexNet 卷积 e\u{301}🙂") == 7 + 1 + 4 + 1 + 1 + 2)
  }

  @Test func `the ranges of wide glyphs are in order, so that a search finds each`() {
    for (left, right) in zip(GlyphWidth.wide, GlyphWidth.wide.dropFirst()) {
      #expect(left.upperBound < right.lowerBound)
    }
    for range in GlyphWidth.wide {
      for value in [range.lowerBound, range.upperBound] {
        guard let scalar = Unicode.Scalar(value) else { continue }
        #expect(GlyphWidth.of(scalar) == 2, "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func `only the first scalar and its marks are sent to a terminal`() {
    #expect(GlyphWidth.shown("❤\u{FE0F}") == ["❤"])
    #expect(GlyphWidth.shown("👩‍👩‍👧") == ["👩"])
    #expect(GlyphWidth.shown("e\u{301}") == ["e", "\u{301}"])
  }
}
