import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// The glossary on screen: a list that can be searched, a card, and the way to the lab.
@Suite struct GlossaryScreenTests {
  private static func app(
    _ term: String? = nil, _ size: Size = Size(80, 24), _ language: Language = .english
  ) -> App {
    App(GlossaryScreen(term: term), context: Context(language: language, size: size), size: size)
  }

  @Test(arguments: Language.allCases)
  func `the glossary looks as it should`(_ language: Language) throws {
    let frame = Self.app("weight-sharing", Size(80, 24), language).frame()
    try GoldenScreen.check("glossary-\(language.rawValue)-80x24", frame)
  }

  @Test func `a term opens on its card`() {
    let text = Self.app("pca-colour").frame().text
    #expect(text.contains("PCA 颜色扰动") && text.contains("Shifts the colours"))
    #expect(text.contains("the lab “Augmentation”"))
  }

  @Test func `a search finds names in both languages, and Escape brings the list back with the cursor on it`() {
    var app = Self.app()
    app.press(.character("/"))
    for letter in "权重共" { app.press(.character(letter)) }
    #expect(app.frame().text.contains("weight sharing"))
    #expect(app.frame().lines[0].contains("1 term "))
    app.press(.enter)
    app.press(.escape)
    #expect(app.frame().lines[0].contains("\(Glossary.terms.count) terms"))
    #expect(app.frame().lines[0].contains("weight sharing"))
    app.press(.character("/"))
    for letter in "q/?x" { app.press(.character(letter)) }
    #expect(app.frame().text.contains("no such term"))
    app.press(.enter, .enter)
    #expect(app.frame().lines.last?.contains("no term has these words") == true)
  }

  @Test(arguments: Glossary.terms.map(\.id))
  func `Enter leads to where a term can be seen`(_ id: String) throws {
    var app = Self.app(id)
    let effects = app.press(.enter)
    guard let place = try #require(Glossary.term(id)).lab.flatMap(TermPlace.init) else {
      #expect(effects.isEmpty && app.frame().lines.last?.contains("nothing to open") == true)
      return
    }
    switch place {
    case .lab: #expect(app.screen is any LabShowing)
    case .walk(let stage): #expect(app.frame().lines[0].contains(stage))
    }
    app.press(.escape)
    #expect(app.screen is GlossaryScreen)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `random keys at any size neither trap nor break a glyph`(_ seed: UInt64) {
    let sizes = [Size(20, 5), Size(60, 18), Size(76, 20), Size(80, 24), Size(133, 44), Size(220, 70)]
    let keys: [Key] = [
      .up, .down, .pageDown, .pageUp, .home, .end, .character("/"), .character("a"), .character("卷"), .backspace,
      .escape, .enter, .character("j"), .character("?"),
    ]
    var stream = KeyStream(seed: seed, keys)
    var app = Self.app(nil, sizes[0], seed % 2 == 0 ? .english : .chinese)
    for step in 0..<200 {
      if step % 15 == 0 { _ = app.update(.resize(sizes[(step / 15 + Int(seed)) % sizes.count])) }
      app.press(stream.next())
      if !(app.screen is GlossaryScreen) { app = Self.app(nil, app.size) }
      #expect(app.frame().brokenCells.isEmpty)
    }
  }

  @Test func `every hinted key changes the screen or says why not`() {
    for mode in [[], [Key.character("/")], [.character("/"), .character("p"), .enter]] {
      var base = Self.app("kernel")
      for key in mode { base.press(key) }
      for hint in base.screen.keys(base.context) {
        guard let key = hint.key else { continue }
        var app = base
        let before = app.frame()
        let effects = app.press(key)
        #expect(app.frame() != before || !effects.isEmpty, "\(hint.shown) after \(mode)")
      }
    }
  }
}
