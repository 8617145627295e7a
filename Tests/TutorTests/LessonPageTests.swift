import Lessons
import Testing
import TextUI

@testable import Tutor

/// A lesson as it is set: kept while nothing changes, set anew when something does, with the reader where she was.
struct LessonPageTests {
  private func app(_ size: Size = Size(80, 24)) throws -> App {
    let context = CourseFixture.context(.english, size)
    return CourseFixture.app(try #require(LessonScreen(id: "first", context)), context)
  }

  /// What a screen opened in this context would look like.
  private func fresh(_ app: App) throws -> Buffer {
    CourseFixture.app(try #require(LessonScreen(id: "first", app.context)), app.context).frame()
  }

  @Test func `a copy is known by its storage, a change by another`() throws {
    let lesson = try #require(CourseFixture.shelf.lesson("first", .english))
    var other = lesson
    #expect(lesson.isCopy(of: other))
    other.blocks[0] = lesson.blocks[0]
    #expect(!lesson.isCopy(of: other))
  }

  @Test func `a lesson that was read again under a lab is as it is when the lab is left`() throws {
    var app = try app()
    var shelf = CourseFixture.shelf
    shelf.lessons[.english]?[0].blocks = [.lab(LiveFigure(command: "convolution --set kernel=2", caption: []))]
    _ = app.update(.course(shelf))
    app.press(.tab, .enter)
    #expect(app.frame().lines[0].contains("Labs › Convolution"))
    shelf.lessons[.english]?[0].blocks = [
      .paragraph([.text("New.")]), .lab(LiveFigure(command: "convolution --set kernel=1", caption: [])),
    ]
    _ = app.update(.course(shelf))
    app.press(.escape)
    #expect(app.frame().text.contains("New.") && app.frame().text.contains("kernel 1×1"))
  }

  @Test func `whatever happens beneath, nothing is out of its range`() throws {
    var app = try app(Size(120, 30))
    app.press(.end, .tab, .tab, .tab, .character("t"), .end)
    var shelf = CourseFixture.shelf
    for blocks in [[Block.paragraph([.text("Short.")])], [], CourseFixture.shelf.lessons(.english)[0].blocks] {
      shelf.lessons[.english]?[0].blocks = blocks
      _ = app.update(.course(shelf))
      _ = app.frame()
      for key in [Key.enter, .tab, .enter, .character("t"), .up, .enter, .character("n"), .escape, .down] {
        app.press(key)
        _ = app.frame()
      }
    }
    shelf.lessons[.english] = []
    shelf.lessons[.chinese] = []
    _ = app.update(.course(shelf))
    for key in [Key.down, .enter, .up] {
      _ = app.frame()
      app.press(key)
    }
  }

  @Test func `where an answer changes the rows above, the reader stays at her block`() throws {
    var app = try app()
    app.press(.tab, .enter, .down, .down, .enter, .enter, .enter)
    // The invitation to try first has gone from above the text.
    #expect(app.frame().lines.contains { $0.contains("▌ ✓ question  How are channels combined?") })
    #expect(!app.frame().text.contains("Before you read"))
    for _ in 0..<3 { app.press(.pageDown) }
    let place = app.screen.place(app.context)
    _ = app.update(.resize(Size(64, 20)))
    _ = app.update(.resize(Size(80, 24)))
    #expect(app.screen.place(app.context) == place)
  }

  @Test func `a question keeps the numbers that were asked`() throws {
    var app = try app()
    app.press(.tab, .tab, .enter)
    let asked = app.frame().lines[2].trimmed
    app.press(.character("1"), .enter, .enter, .enter)
    #expect(app.frame().text.contains("✗ question  \(asked)  enter asks it again"))
  }

  @Test func `the numbers of a run stand in its results`() throws {
    let context = CourseFixture.context()
    let items = ["first.number", "second.number"].map {
      ReviewItem(lesson: String($0.prefix { $0 != "." }), item: $0)
    }
    var app = CourseFixture.app(try #require(QuizScreen(QuizRun(.before(lesson: "first"), items), context)), context)
    let first = app.frame().lines[2].trimmed
    app.press(.character("1"), .enter, .enter, .enter)
    let second = app.frame().lines[2].trimmed
    app.press(.character("N"))
    #expect(app.frame().text.contains("✗ \(first)") && app.frame().text.contains("– \(second)"))
  }

  @Test func `beside the text a click goes to a section or a question`() throws {
    var app = try app(Size(120, 30))
    func press(_ words: String) throws {
      let row = try #require(app.frame().lines.firstIndex { $0.prefix(27).contains(words) }, "\(words)")
      _ = app.update(.mouse(MouseEvent(.press, at: Point(6, row))))
    }
    #expect(app.frame().text.contains("○ 7 p"))
    try press("○ 3 p")
    #expect(app.frame().lines.contains { $0.contains("▌ ○ question") })
    try press("○ 3 p")
    #expect(app.frame().lines[0].contains("question 3"))
    app.press(.escape)
    try press("The end")
    #expect(app.frame().text.contains("The last stride ends inside the row."))
  }

  @Test func `where the contents stand already, t goes into them`() throws {
    var app = try app(Size(120, 30))
    let before = app.frame().text.components(separatedBy: "Contents").count
    app.press(.character("t"), .down, .down)
    #expect(app.frame().text.components(separatedBy: "Contents").count == before)
    app.press(.enter)
    #expect(app.frame().text.contains("The last stride ends inside the row."))
  }

  @Test func `every link of a paragraph has a row, and tab does not jump to the top`() throws {
    var app = try app()
    var shelf = CourseFixture.shelf
    var blocks = (0..<30).map { Block.paragraph([.text("Paragraph \($0).")]) }
    let links = ["one", "two"].map { Inline.link([.text($0)], target: "walk:conv1") }
    blocks.append(.paragraph([links[0], .text(" and "), links[1]]))
    shelf.lessons[.english]?[0].blocks = blocks
    _ = app.update(.course(shelf))
    app.press(.tab, .tab)
    #expect(app.frame().lines.contains { $0.contains("▌ one and two") })
  }

  @Test func `a link to a term opens its card, and escape comes back to the text`() throws {
    var app = try app()
    var shelf = CourseFixture.shelf
    shelf.lessons[.english]?[0].blocks = [.paragraph([.link([.text("steps")], target: "term:stride")])]
    _ = app.update(.course(shelf))
    let before = app.frame()
    app.press(.tab, .enter)
    #expect(app.frame().lines[0].contains("Glossary") && app.frame().lines[0].contains("stride"))
    app.press(.escape)
    #expect(app.frame().lines.dropLast().first == before.lines.first)
  }

  @Test func `a formula that is too long goes on in the next row`() {
    let words = (1...30).map { "a\($0)" }.joined(separator: " + ")
    let lesson = Lesson(file: "en/a.md", language: "en", id: "a", title: "A", blocks: [.formula(words)])
    let text = LessonLayout.text(of: lesson, width: 60, .english)
    #expect(text.first == "A" && text.joined().contains("a30") && !text.joined().contains("…"))
  }

  @Test func `pasted text is no keys, and goes into the search while it is open`() throws {
    var app = try app()
    let before = app.frame()
    _ = app.update(.paste("qqqq\n]]]]"))
    #expect(app.frame().lines.dropLast() == before.lines.dropLast())
    app.press(.character("/"))
    _ = app.update(.paste("stride"))
    app.press(.enter)
    #expect(app.frame().text.contains("“stride”: row 1 of 2"))
  }

  @Test func `a lesson about a layer takes none of ours away`() {
    var own = Lesson(file: "own/en/x.md", language: "en", id: "own", title: "Own", layers: ["conv1"])
    let ours = Lesson(file: "ours/en/x.md", language: "en", id: "ours", title: "Ours", layers: ["conv1"])
    var shelf = CourseShelf([.english: [own, ours]])
    shelf.shipped = ["ours"]
    #expect(shelf.lesson(about: "conv1", .english)?.id == "ours")
    own.layers = ["pool1"]
    shelf.lessons[.english]?[0] = own
    #expect(shelf.lesson(about: "pool1", .english)?.id == "own")
  }
}
