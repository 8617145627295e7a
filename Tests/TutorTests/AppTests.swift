import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// What is the same on every screen: leaving, the lists that lie above, sentences in the footer, keys of input methods.
@Suite struct AppTests {
  private func click(_ x: Int, _ y: Int) -> InputEvent { .mouse(MouseEvent(.press, at: Point(x, y))) }

  /// The middle of the first place where `word` stands.
  private func place(of word: String, _ app: App) -> Point? {
    for (y, line) in app.frame().lines.enumerated() {
      guard let range = line.range(of: word) else { continue }
      return Point(GlyphWidth.of(String(line[..<range.lowerBound])), y)
    }
    return nil
  }

  @Test func `escape on the first screen says how to leave and does not`() {
    var app = Fixtures.app(Size(80, 24))
    #expect(app.press(.escape).isEmpty)
    #expect(app.frame().text.contains("q leaves the program"))
    guard case .quit? = app.press(.character("q")).first else {
      Issue.record("q does not leave")
      return
    }
  }

  @Test func `draw again works from the list of keys`() {
    var app = Fixtures.app(Size(80, 24))
    app.press(.character("?"), .end, .up, .up)
    guard case .redraw? = app.press(.enter).first else {
      Issue.record("nothing is drawn again")
      return
    }
  }

  @Test func `a click on a sentence does not press the key that it hides`() {
    var app = Fixtures.app(Size(80, 24))
    guard let quit = place(of: "q quit", app) else {
      Issue.record("the footer does not say how to quit")
      return
    }
    app.press(.escape)
    #expect(app.update(click(quit.x, quit.y)).isEmpty)
    #expect(app.notice == nil)
    guard case .quit? = app.update(click(quit.x, quit.y)).first else {
      Issue.record("a click on the hint itself does nothing")
      return
    }
  }

  @Test func `a click in the palette goes where it says, one outside closes it`() {
    var app = Fixtures.app(Size(100, 30))
    app.press(.character(":"))
    let entry = place(of: "Networks side by side", app)
    #expect(entry != nil)
    var other = app
    if let entry { _ = app.update(click(entry.x, entry.y)) }
    #expect(app.screen is NetworksScreen && !app.isCovered)
    _ = other.update(click(0, 0))
    #expect(!other.isCovered && other.depth == 1)
  }

  @Test func `a click in the list of keys does what the entry says, one on its frame nothing`() {
    var app = Fixtures.app(Size(100, 30))
    app.press(.character("?"))
    let entry = place(of: "glossary: the words", app)
    #expect(entry != nil)
    let frame = place(of: "Keys", app)
    if let frame { _ = app.update(click(frame.x, frame.y)) }
    #expect(app.isCovered)
    if let entry { _ = app.update(click(entry.x, entry.y)) }
    #expect(app.screen is GlossaryScreen && !app.isCovered)
  }

  @Test func `in a list a click opens the row under it, and one beside the list nothing`() {
    for size in [Size(60, 18), Size(80, 24), Size(200, 60)] {
      var app = Fixtures.app(size)
      _ = app.open(LabListScreen(app.context))
      app.press(.end)
      guard let last = place(of: "Draw & classify", app) else {
        Issue.record("the last lab is not to be seen at \(size)")
        continue
      }
      var title = app
      _ = title.update(click(30, 0))
      #expect(title.screen is LabListScreen)
      _ = app.update(click(last.x, last.y))
      #expect(app.frame().lines[0].contains("Draw & classify"), "\(size)")
      var settings = Fixtures.app(size)
      _ = settings.open(SettingsScreen(settings.context))
      let before = settings.frame()
      _ = settings.update(click(3, 0))
      #expect(settings.frame() == before)
    }
  }

  @Test func `the signs of a Chinese input method are the keys that they look like`() {
    for (sign, key) in [("？", "?"), ("：", ":"), ("，", ","), ("。", "."), ("／", "/"), ("【", "["), ("＋", "+")] {
      var (typed, meant) = (Fixtures.app(Size(80, 24)), Fixtures.app(Size(80, 24)))
      typed.press(.enter, .right, .character(Character(sign)))
      meant.press(.enter, .right, .character(Character(key)))
      #expect(typed.frame() == meant.frame(), "\(sign)")
    }
    // In a field a sign is text.
    var app = Fixtures.app(Size(80, 24))
    app.press(.character("i"), .character("/"), .character("？"))
    #expect(app.frame().text.contains("？"))
  }

  @Test func `a picture that failed and that nobody waits for any more is no trouble`() {
    var app = Fixtures.app(Size(80, 24))
    let old = app.context.walk.run
    app.press(.enter, .character("o"), .down, .enter)
    _ = app.update(.failed(old, "cannot read it"))
    #expect(app.notice == nil)
  }

  /// Screens on which a field is open, and one on which none is.
  private static let fields: [(String, @Sendable (inout App) -> Void)] = [
    ("home", { _ in }),
    ("palette", { $0.press(.character(":")) }),
    ("keys", { $0.press(.character("?"), .character("/")) }),
    ("glossary", { $0.press(.character("i"), .character("/")) }),
    ("lesson", { $0.openLesson(nil, .character("/")) }),
    ("text question", { $0.openLesson("first.text", .enter) }),
    ("number question", { $0.openLesson("first.number", .enter) }),
    ("grid question", { $0.openLesson("first.grid", .enter) }),
    ("lab", { $0.openLab("pooling", .character("e"), .character("1")) }),
    ("what if", { $0.press(.enter, .right, .character("w"), .enter) }),
    ("picture", { $0.press(.enter, .character("o"), .end, .enter) }),
  ]

  @Test(arguments: Self.fields.map(\.0))
  func `a hundred thousand letters are taken in at once and are never keys`(_ name: String) throws {
    let open = try #require(Self.fields.first { $0.0 == name }?.1)
    var app = CourseFixture.app(LessonListScreen(CourseFixture.context()), CourseFixture.context())
    app = App(HomeScreen(app.context), context: app.context, size: app.size)
    open(&app)
    let (depth, before) = (app.depth, app.frame())
    let text = String(repeating: "q 1\u{1B}[A\n", count: 15_000)
    let start = ContinuousClock.now
    let effects = app.update(.paste(text))
    let frame = app.frame()
    #if !DEBUG
      #expect(ContinuousClock.now - start < .milliseconds(500))
    #endif
    #expect(app.depth == depth && effects.isEmpty)
    #expect(frame.brokenCells.isEmpty)
    #expect(frame != before, "what became of the text is not to be seen")
    // Only where no field is open it is left out.
    #expect((app.notice != nil) == (name == "home"))
  }
}

extension App {
  fileprivate mutating func openLesson(_ item: String?, _ keys: Key...) {
    guard let screen = LessonScreen(id: "first", block: 0, item: item, context) else { return }
    _ = open(screen)
    for key in keys { press(key) }
  }

  fileprivate mutating func openLab(_ name: String, _ keys: Key...) {
    guard let screen = try? LabRegistry.open(name, []) else { return }
    _ = open(screen)
    for key in keys { press(key) }
  }
}
