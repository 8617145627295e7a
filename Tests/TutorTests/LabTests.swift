import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// What holds for every lab.
@Suite struct LabTests {
  static let names = LabRegistry.all.map(\.name)
  static let keys: [Key] = [
    .left, .right, .up, .down, .tab, .tab, .backtab, .enter, .escape, .backspace, .character(" "), .character("."),
    .character("."), .character(","), .character("r"), .character("x"), .character("e"), .character("p"),
    .character("t"), .character("y"), .character("+"), .character("-"), .character("1"), .character("3"),
    .character("7"), .character("q"), .character("?"), .character("é"), .pageDown, .home,
  ]

  static func app(_ name: String, _ size: Size = Size(80, 24), _ language: Language = .english) throws -> App {
    let lab = try #require(LabRegistry.lab(name)).open()
    return App(lab, context: Context(language: language, size: size), size: size)
  }

  /// What is computed piece by piece has come.
  static func settle(_ app: inout App) {
    while (app.screen as? any LabShowing)?.isUnfinished ?? false { _ = app.tick() }
  }

  /// The screen without the frame around it.
  static func picture(_ screen: any Screen, _ size: Size = Size(80, 24), _ language: Language = .english) -> Buffer {
    var buffer = Buffer(size, .text)
    screen.draw(into: &buffer, buffer.bounds, Context(language: language, size: size))
    return buffer
  }

  @Test(arguments: names, Language.allCases)
  func `a lab looks as it should`(_ name: String, _ language: Language) throws {
    try GoldenScreen.check("lab-\(name)-\(language.rawValue)-80x24", Self.app(name, Size(80, 24), language).frame())
  }

  @Test(arguments: names, [1, 2, 3, 4] as [UInt64])
  func `the link of a lab opens it in the same state`(_ name: String, _ seed: UInt64) throws {
    var stream = KeyStream(seed: seed, Self.keys)
    var app = try Self.app(name)
    for _ in 0..<share(25) {
      for _ in 0..<8 { app.press(stream.next()) }
      // What is half typed or lies over the screen is no state: it is closed first.
      for _ in 0..<3 { app.press(.escape) }
      Self.settle(&app)
      let lab = try #require(app.screen as? any LabShowing)
      var again = try LabRegistry.open(commandLine: lab.link)
      again.finish()
      #expect(Self.picture(again) == Self.picture(lab), "\(lab.link)")
      #expect(again.link == lab.link)
    }
  }

  /// 2,000 keys for every lab, spread over sizes, languages, glyph sets and colour depths.
  @Test(arguments: names, Array(1...8) as [UInt64])
  func `random keys at any size neither trap nor break a glyph`(_ name: String, _ seed: UInt64) throws {
    let sizes = [
      Size(20, 5), Size(60, 18), Size(61, 19), Size(80, 24), Size(97, 31), Size(120, 20), Size(133, 44), Size(220, 70),
    ]
    var stream = KeyStream(seed: seed &* 977, Self.keys)
    let language: Language = seed % 2 == 0 ? .english : .chinese
    var app = try Self.app(name, sizes[0], language)
    app.context.preferences.motion = seed % 3 == 0 ? .normal : .off
    let renditions = GlyphSet.allCases.flatMap { glyphs in ColourDepth.allCases.map { Rendition($0, glyphs) } }
    let steps = share(250)
    for step in 0..<steps {
      if step % max(1, steps / 8) == 0 {
        _ = app.update(.resize(sizes[(step * 8 / steps + Int(seed)) % sizes.count]))
      }
      app.press(stream.next())
      if app.wantsTicks { _ = app.tick() }
      let frame = app.frame()
      #expect(frame.size == app.size && frame.brokenCells.isEmpty)
      guard step % 16 == 0 else { continue }
      let rendition = renditions[(step / 16 + Int(seed)) % renditions.count]
      for cell in Set(frame.cells) where !cell.isTail {
        let shown = rendition.resolve(cell).glyph
        #expect(rendition.glyphs == .unicode || shown.isASCII || GlyphWidth.of(shown) == 2, "\(shown)")
      }
    }
  }

  @Test(arguments: names)
  func `every hinted key changes the screen or says why not`(_ name: String) throws {
    let modes: [[Key]] = [[], [.tab], [.character("e")], [.character("p")], [.character("t")], [.character(".")]]
    for mode in modes {
      var base = try Self.app(name)
      for key in mode { base.press(key) }
      for hint in base.screen.keys(base.context) {
        guard let key = hint.key else { continue }
        var app = base
        let before = app.frame()
        // That a place is remembered is nothing that the learner sees.
        let effects = app.press(key).filter { effect in
          if case .remember = effect { false } else { true }
        }
        #expect(app.frame() != before || !effects.isEmpty, "\(hint.shown) after \(mode)")
      }
    }
  }

  @Test(arguments: names)
  func `every step can be taken back`(_ name: String) throws {
    var stream = KeyStream(seed: 5, [.left, .right, .up, .down, .character("."), .character("x"), .character("+")])
    var app = try Self.app(name)
    app.press(.tab)
    let start = try #require(app.screen as? any LabShowing).link
    for _ in 0..<30 { app.press(stream.next()) }
    for _ in 0..<40 { app.press(.character(",")) }
    #expect(try #require(app.screen as? any LabShowing).link == start)
    #expect(app.frame().lines.last?.contains("nothing to take back") == true)
  }

  @Test(arguments: LabRegistry.all.map(\.name))
  func `every setting that is listed is taken, and nonsense is refused in both languages`(_ name: String) throws {
    let lab = try #require(LabRegistry.lab(name))
    for option in lab.options {
      for nonsense in ["", "nonsense", "[[", "-1,,", "99999999999999999999", "1e99", "nan", "[[1,2],[3]]"] {
        do {
          _ = try lab.open([LabSetting(option.key, nonsense)])
        } catch {
          #expect(!error(.english).isEmpty && !error(.chinese).isEmpty)
          #expect(!error(.english).contains("\n"))
        }
      }
    }
    #expect(throws: LabError.self) { try lab.open([LabSetting("nonsense", "1")]) }
  }
}
