import Testing

@testable import TextUI

struct RenditionTests {
  private static let all = ColourDepth.allCases.flatMap { depth in GlyphSet.allCases.map { Rendition(depth, $0) } }

  /// Every glyph that the screens draw with, besides letters.
  private let glyphs = Array(
    "─│╭╮╰╯├┤┬┴┼╋╀╁━┃═║▀▄█▌▐▁▂▃▄▅▆▇▉▊▋▍▎▏▕░▒▓⠁⠂⠿⡀⢀⣿×·−÷±≈≠≤≥∞√Σ∂Δ⌊⌋⌈⌉′°←→↑↓↔⏎⇥▸◂▶◀▴▾›‹✓✗●○◉•◦■□▪▰▱…–—“”‘’²³⁻¹⁰₀₁αβγδεημσπ½␣"
  )

  @Test(arguments: all)
  func `every role is legible: its foreground is not its background`(_ rendition: Rendition) {
    for role in Role.allCases {
      for background in [Colour.standard, .role(.bar), .role(.panel), .role(.selection)] {
        let cell = rendition.resolve(Cell("x", Style(.role(role), on: background)))
        if [.bar, .panel, .selection, .highlight].contains(role) { continue }
        if cell.foreground == nil && cell.background == nil { continue }
        #expect(cell.foreground != cell.background, "\(role) on \(background)")
      }
    }
  }

  @Test(arguments: [ColourDepth.c16, .mono])
  func `without a palette selection and focus are attributes`(_ depth: ColourDepth) {
    let rendition = Rendition(depth, .unicode)
    #expect(rendition.resolve(Cell("x", Style.text.on(.selection))).attributes.contains(.reverse))
    #expect(rendition.resolve(Cell("x", Style(.focus))).attributes.contains(.reverse))
  }

  @Test func `in 16 colours nothing depends on the terminal's own colours`() {
    let rendition = Rendition(.c16, .unicode)
    let colours: [Colour] = Role.allCases.map(Colour.role) + [.diverging(-90), .weight(9), .grey(200), .standard]
    for foreground in colours {
      for background in colours {
        for glyph in ["▀", "x"] as [Character] {
          let cell = rendition.resolve(Cell(glyph, Style(foreground, on: background)))
          #expect(cell.foreground != nil && cell.background != nil, "\(foreground) on \(background)")
        }
      }
    }
    // The letter of a key in the footer: dark on yellow.
    let key = rendition.resolve(Cell("q", Style.accent.on(.bar)))
    #expect(key.foreground == .indexed(3) && key.background == .indexed(0) && key.attributes.contains(.reverse))
  }

  @Test func `monochrome has no colours at all`() {
    let colours: [Colour] =
      Role.allCases.map(Colour.role) + [.diverging(90), .weight(-90), .grey(200), .rgb(10, 200, 30), .standard]
    for glyphs in GlyphSet.allCases {
      for foreground in colours {
        for background in colours {
          for glyph in ["▀", "x"] as [Character] {
            let cell = Rendition(.mono, glyphs).resolve(Cell(glyph, Style(foreground, on: background)))
            #expect(cell.foreground == nil && cell.background == nil)
          }
        }
      }
    }
  }

  @Test(arguments: ColourDepth.allCases)
  func `ASCII output is ASCII, and known glyphs do not become question marks`(_ depth: ColourDepth) {
    let rendition = Rendition(depth, .ascii)
    for glyph in glyphs {
      let shown = rendition.resolve(Cell(glyph)).glyph
      #expect(shown.isASCII && shown != "?", "\(glyph)")
      #expect(GlyphWidth.of(glyph) == 1, "\(glyph)")
    }
    #expect(rendition.resolve(Cell("☃")).glyph == "?")
    for level in Int8(-127)...127 {
      #expect(rendition.resolve(Cell("▀", Style(.diverging(level), on: .weight(level)))).glyph.isASCII)
    }
  }

  @Test func `a wide glyph without a stand-in becomes two question marks`() {
    var buffer = Buffer(Size(3, 1))
    buffer.put("卷x", 0, 0)
    let rendition = Rendition(.mono, .ascii)
    #expect((0..<3).map { rendition.resolve(buffer[$0, 0]).glyph } == ["?", "?", "x"])
  }

  /// How bright a fixed colour of the 256 is.
  private func luminance(_ colour: TerminalColour?) -> Int? {
    switch colour {
    case nil: return nil
    case .direct(let rgb): return rgb.luminance
    case .indexed(let index):
      if index >= 232 {
        let level = 8 + 10 * (Int(index) - 232)
        return level
      }
      guard index >= 16 else { return nil }
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index) - 16
      return RGB(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]).luminance
    }
  }

  @Test(arguments: [ColourDepth.direct, .c256])
  func `a larger magnitude is never darker`(_ depth: ColourDepth) {
    let rendition = Rendition(depth, .unicode)
    let ramps: [(Int) -> Colour] = [
      { .diverging(Int8($0)) }, { .diverging(Int8(-$0)) }, { .weight(Int8($0)) }, { .weight(Int8(-$0)) },
      { .grey(UInt8($0 * 2)) },
    ]
    for ramp in ramps {
      let levels = (0...127).compactMap { luminance(rendition.resolve(Cell("▀", Style(ramp($0)))).foreground) }
      #expect(levels.count == 128)
      #expect(zip(levels, levels.dropFirst()).allSatisfy(<=))
      #expect(levels[127] - levels[0] > 60)
    }
  }

  @Test(arguments: [ColourDepth.c16, .mono], GlyphSet.allCases)
  func `without a palette a larger magnitude is a denser shade`(_ depth: ColourDepth, _ glyphs: GlyphSet) {
    let rendition = Rendition(depth, glyphs)
    func shades(_ colour: (Int) -> Colour) -> [Character] {
      var shades: [Character] = []
      for level in 0...127 {
        let glyph = rendition.resolve(Cell("▀", Style(colour(level), on: colour(level)))).glyph
        if glyph != shades.last { shades.append(glyph) }
      }
      return shades
    }
    let positive = shades { .diverging(Int8($0)) }
    #expect(positive == (glyphs == .unicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", "+", "#", "@"]))
    let negative = shades { .diverging(Int8(-$0)) }
    #expect(negative.count == positive.count)
    #expect(depth == .c16 || Set(negative.dropFirst()).isDisjoint(with: positive))
    #expect(shades { .grey(UInt8($0 * 2)) }.count == (glyphs == .unicode ? 5 : 10))
  }

  @Test func `in 16 colours the hue says the sign`() {
    let rendition = Rendition(.c16, .unicode)
    func hue(_ level: Int8) -> TerminalColour? {
      rendition.resolve(Cell("▀", Style(.diverging(level), on: .diverging(level)))).foreground
    }
    #expect(hue(100) != hue(-100))
    #expect(hue(0) == .indexed(7))
  }

  @Test(arguments: all)
  func `text on data stays the text`(_ rendition: Rendition) {
    #expect(rendition.resolve(Cell("3", Style(.role(.text), on: .diverging(127)))).glyph == "3")
  }

  @Test func `text on a bright datum is dark, on a dark one light`() {
    for depth in [ColourDepth.direct, .c256] {
      let rendition = Rendition(depth, .unicode)
      let bright = luminance(rendition.resolve(Cell("3", Style(.role(.text), on: .grey(240)))).foreground)
      let dark = luminance(rendition.resolve(Cell("3", Style(.role(.text), on: .grey(10)))).foreground)
      #expect((bright ?? 255) < 60 && (dark ?? 0) > 180)
    }
  }

  @Test func `the nearest fixed colour of a fixed colour is itself`() {
    #expect(RGB(255, 0, 0).index256 == 196)
    #expect(RGB(95, 135, 175).index256 == 67)
    #expect(RGB(128, 128, 128).index256 == 244)
    #expect(RGB(0, 0, 0).index256 == 16)
    #expect(RGB(255, 255, 255).index256 == 231)
  }
}
