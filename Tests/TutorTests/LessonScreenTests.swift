import Lessons
import Testing
import TextUI

@testable import Tutor

/// Finding one's way in a lesson: contents, search, what stands before the text and after it.
struct LessonScreenTests {
  private func app(_ language: Language = .english, _ id: String = "first", _ size: Size = Size(80, 24)) throws -> App {
    let context = CourseFixture.context(language, size)
    return CourseFixture.app(try #require(LessonScreen(id: id, context)), context)
  }

  @Test func `the table of contents leads to a section`() throws {
    var app = try app()
    app.press(.character("t"))
    #expect(app.frame().text.contains("Contents") && app.frame().text.contains("▸ Windows"))
    app.press(.down, .down, .enter)
    #expect(app.frame().text.contains("The last stride ends inside the row."))
    app.press(.character("t"), .escape)
    #expect(app.depth == 2 && !app.frame().text.contains("Contents"))
  }

  @Test func `a search goes from match to match and round, and escape ends it`() throws {
    var app = try app()
    app.press(.character("/"))
    for letter in "STRIDE q" { app.press(.character(letter)) }
    app.press(.backspace, .backspace, .enter)
    #expect(app.frame().text.contains("“STRIDE”: row 1 of 2"))
    app.press(.character("n"))
    #expect(app.frame().text.contains("row 2 of 2") && app.frame().text.contains("The last stride ends"))
    app.press(.character("n"))
    #expect(app.frame().text.contains("row 1 of 2"))
    app.press(.character("N"))
    #expect(app.frame().text.contains("row 2 of 2"))
    app.press(.escape)
    #expect(app.depth == 2)
    app.press(.escape)
    #expect(app.depth == 1)
  }

  @Test func `what is not there is said`() throws {
    var app = try app(.chinese)
    app.press(.character("/"))
    for letter in "没有的词" { app.press(.character(letter)) }
    app.press(.enter)
    #expect(app.frame().text.contains("这一课里没有“没有的词”"))
  }

  @Test func `words are found across the end of a row`() {
    var search = LessonSearch()
    search.words = "slides over"
    #expect(search.rows(["a window slides", "  over the row", "slides overhead"]) == [0, 2])
    search.words = "步长"
    #expect(search.rows(["一次一个步", "长。"]) == [0])
  }

  @Test func `found words are marked and nothing else changes`() {
    var search = LessonSearch()
    search.words = "ROW"
    let text = StyledText("a row, ", .muted) + StyledText("Rows", .strong)
    let marked = search.marked(text)
    #expect(marked.plain == text.plain)
    let reversed = marked.spans.filter { $0.style.attributes.contains(.reverse) }.map(\.text).joined()
    #expect(reversed == "rowRow")
  }

  @Test func `before the text an invitation, after it the results, the mixed quiz and the next lesson`() throws {
    var app = try app()
    #expect(app.frame().text.contains("Before you read, press p"))
    app.press(.character("p"))
    #expect(app.frame().lines[0].contains("before reading › 1/3"))
    app.press(.escape, .end)
    #expect(app.frame().text.contains("Results  0 of 7 right, 7 open"))
    #expect(app.frame().text.contains("Next lesson  Lesson second"))
    for _ in 0..<10 { app.press(.tab) }
    app.press(.enter)
    #expect(app.frame().lines[0].contains("Lesson second"))
    app.press(.character("m"))
    #expect(app.frame().lines[0].contains("mixed quiz › 1/7"))
  }

  @Test func `a lesson that disappears while it is read says so, and one that changes is shown as it is`() throws {
    var app = try app()
    var shelf = CourseFixture.shelf
    shelf.lessons[.english]?[0].blocks = [.paragraph([.text("Only this is left.")])]
    _ = app.update(.course(shelf))
    #expect(app.frame().text.contains("Only this is left."))
    shelf.lessons[.english]?.removeFirst()
    _ = app.update(.course(shelf))
    #expect(app.frame().text.contains("The lesson first is no longer there."))
    app.press(.down)
    #expect(app.depth == 1)
  }

  @Test func `a figure that was put into a lesson while it is read is drawn`() throws {
    var app = try app()
    var shelf = CourseFixture.shelf
    let figure = LiveFigure(command: "convolution --set kernel=2", caption: [.text("Look here.")])
    shelf.lessons[.english]?[0].blocks = [.lab(figure)]
    _ = app.update(.course(shelf))
    #expect(app.frame().text.contains("kernel 2×2") && app.frame().text.contains("Look here."))
  }

  @Test(arguments: Language.allCases) func `golden screens`(_ language: Language) throws {
    var app = try app(language)
    try GoldenScreen.check("lesson-\(language.rawValue)-80x24", app.frame())
    app.press(.character("t"))
    try GoldenScreen.check("lesson-contents-\(language.rawValue)-80x24", app.frame())
  }
}
