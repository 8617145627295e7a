import Testing
import TextUI

@testable import Tutor

/// Going anywhere by a few letters, and what is chosen once and for all.
@Suite struct PaletteTests {
  private func type(_ text: String, _ app: inout App) { for letter in text { app.press(.character(letter)) } }

  @Test(arguments: [
    ("conv3", "conv3"), ("soft", "softmax"), ("pl2", "pool2"), ("lab conv", "Convolution"), ("lab 卷积", "Convolution"),
    ("what", "What if"), ("netw", "networks"), ("sett", "Settings"),
  ])
  func `a few letters find a place`(_ typed: String, _ crumb: String) {
    var app = Fixtures.app(Size(100, 30))
    app.press(.character(":"))
    type(typed, &app)
    app.press(.enter)
    #expect(app.frame().lines[0].contains(crumb), "\(app.frame().lines[0])")
    // Up again to where it all begins.
    for _ in 0..<4 { app.press(.escape) }
    #expect(app.depth == 1)
  }

  @Test func `every entry of the palette can be run, in both languages`() {
    for language in Language.allCases {
      let base = Fixtures.app(Size(80, 24), language)
      for command in CommandList.everything(base.context) {
        var context = base.context
        #expect(!command.run(&context).isEmpty, "\(command.title)")
        #expect(SearchedText(command).score(FuzzyPattern(command.title)) != nil)
      }
    }
  }

  @Test func `nothing that fits is said, and escape leaves all as it was`() {
    var app = Fixtures.app(Size(80, 24))
    let before = app.frame()
    app.press(.control("p"))
    type("zzzzqqq", &app)
    #expect(app.frame().text.contains("nothing is called like that"))
    app.press(.enter, .escape)
    #expect(app.frame() == before)
  }

  @Test func `letters that begin words are found first`() {
    let texts = ["a stride further", "stride", "destroy idea"]
    let scores = texts.map { FuzzyMatch.score("stride", $0) }
    #expect(scores[2] == nil || (scores[2] ?? 0) < (scores[0] ?? 0))
    #expect((scores[1] ?? 0) > (scores[0] ?? 0))
    #expect(FuzzyMatch.score("net walk", "Walk the network") != nil)
    #expect(FuzzyMatch.score("xyz", "Walk") == nil)
  }

  @Test(arguments: [("lrn", 12), ("soft", 12), ("zzzz", 0), ("conv", 60)])
  func `what does not fit is not found`(_ typed: String, _ most: Int) {
    let commands = CommandList.everything(Fixtures.app(Size(80, 24)).context)
    let found = commands.filter { SearchedText($0).score(FuzzyPattern(typed)) != nil }
    #expect(found.count <= most, "\(found.map(\.title))")
  }

  @Test func `a name is found before what only mentions it`() {
    let commands = CommandList.everything(Fixtures.app(Size(80, 24)).context)
    func best(_ typed: String) -> String? {
      let scores = commands.map { SearchedText($0).score(FuzzyPattern(typed)) ?? .min }
      return scores.indices.max { scores[$0] < scores[$1] }.map { commands[$0].title }
    }
    #expect(best("lrn")?.lowercased().contains("learning rate") == false)
    #expect(best("softmax") == "softmax")
  }

  @Test func `a pattern of a hundred thousand letters costs nothing`() {
    let texts = CommandList.everything(Fixtures.app(Size(80, 24)).context).map(SearchedText.init)
    let start = ContinuousClock.now
    for letter in ["a", "e", "ab "] {
      let pattern = FuzzyPattern(String(repeating: letter, count: 100_000))
      for text in texts { _ = text.score(pattern) }
    }
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test func `the search of the walk finds stages only`() {
    var app = Fixtures.app(Size(80, 24))
    app.press(.enter, .character("/"))
    type("fc7", &app)
    app.press(.enter)
    #expect((app.screen as? WalkScreen)?.stage == 20)
  }

  // MARK: Settings

  @Test func `a setting that is changed holds at once and is kept`() throws {
    var app = Fixtures.app(Size(80, 24))
    app.press(.character(":"))
    type("settings", &app)
    app.press(.enter, .down)
    guard case .setPreferences(let kept) = app.press(.right).first else {
      Issue.record("nothing was kept")
      return
    }
    #expect(kept.motion != .off && app.context.preferences.motion == kept.motion)
    app.press(.home)
    guard case .setLanguage(.chinese) = app.press(.right).first else {
      Issue.record("the language was not kept")
      return
    }
    #expect(app.frame().lines[0].contains("设置"))
  }

  @Test func `every value of every setting can be reached and left`() {
    var context = Fixtures.app(Size(80, 24)).context
    for index in SettingsScreen.entries(context).indices {
      let start = SettingsScreen.entries(context)[index].value
      var values: [String] = []
      repeat {
        _ = SettingsScreen.entries(context)[index].next(&context, 1)
        values.append(SettingsScreen.entries(context)[index].value)
      } while values.last != start && values.count < 10
      #expect(values.count >= 2 && values.count < 10)
    }
  }

  @Test(arguments: Language.allCases)
  func `palette, settings and networks look as they should`(_ language: Language) throws {
    var app = Fixtures.app(Size(80, 24), language)
    app.press(.character(":"), .character("p"), .character("o"))
    try GoldenScreen.check("palette-\(language.rawValue)-80x24", app.frame())
    app.press(.escape)
    var networks = app
    networks.press(.enter, .character("n"))
    try GoldenScreen.check("networks-\(language.rawValue)-80x24", networks.frame())
    app.press(.end, .enter)
    try GoldenScreen.check("settings-\(language.rawValue)-80x24", app.frame())
  }
}
