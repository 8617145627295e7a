import Foundation
import Lessons
import Testing
import TextUI

@testable import Tutor

/// One question on small screens: what is asked and what came of it can always be seen.
struct QuizScreenTests {
  private let context: Context = {
    var options: [Item.Option] = (0..<12).map { number in
      Item.Option(text: "Option number \(number).", correct: number == 11, why: "Why \(number).", lab: nil)
    }
    options[0].why = String(repeating: "A long explanation. ", count: 20)
    var item = Item(id: "a.q", kind: .choice(options), prompt: "Which one?", why: "The reason.")
    item.keepsOrder = true
    let lesson = Lesson(file: "en/a.md", language: "en", id: "a", title: "A", blocks: [.quiz(item)])
    return Context(course: CourseShelf([.english: [lesson]]), size: Size(60, 18))
  }()

  private func app() throws -> App {
    CourseFixture.app(try #require(QuizScreen(lesson: "a", item: "a.q", context)), context)
  }

  @Test func `the chosen option is on the screen, however many there are`() throws {
    var app = try app()
    for number in 0..<12 {
      app.press(.down)
      #expect(
        app.frame().text.contains("▸   ( ) Option number \(number).")
          || app.frame().text.contains("(•) Option number \(number)."))
    }
  }

  @Test func `how sure, and whether it was right, stand above the options`() throws {
    var app = try app()
    app.press(.end, .enter)
    #expect(app.frame().text.contains("How sure are you?"))
    app.press(.escape, .home, .enter, .character("1"))
    #expect(app.frame().text.contains("✗ not yet"))
    #expect(app.frame().text.contains("A long explanation."))
    app.press(.character("S"))
    for _ in 0..<30 { app.press(.down) }
    #expect(app.frame().text.contains("The reason."))
  }

  @Test func `nothing is chosen until the learner chooses`() throws {
    var app = try app()
    #expect(!app.frame().text.contains("(•)"))
    app.press(.enter, .enter)
    #expect(app.frame().text.contains("choose an answer first") && !app.frame().text.contains("How sure"))
    app.press(.up)
    #expect(app.frame().text.contains("(•) Option number 11."))
  }

  @Test func `the wheel goes no further than the text`() throws {
    var app = try app()
    for _ in 0..<100 { _ = app.update(.mouse(MouseEvent(.wheelDown, at: Point(10, 5)))) }
    let end = app.frame()
    #expect(end.text.contains("Option number 11."))
    _ = app.update(.mouse(MouseEvent(.wheelUp, at: Point(10, 5))))
    #expect(app.frame() != end)
    for _ in 0..<100 { _ = app.update(.mouse(MouseEvent(.wheelUp, at: Point(10, 5)))) }
    #expect(app.frame().text.contains("Which one?"))
  }

  @Test func `a wrong answer is explained, and the right one told when it is asked for`() throws {
    var app = try app()
    app.press(.home, .enter, .enter)
    #expect(app.frame().text.contains("✗ not yet.") && app.frame().text.contains("✗ (•) Option number 0."))
    for _ in 0..<30 { app.press(.down) }
    #expect(!app.frame().text.contains("✓") && !app.frame().text.contains("The reason."))
    app.press(.character("S"))
    for _ in 0..<30 { app.press(.down) }
    #expect(app.frame().text.contains("✓ ( ) Option number 11.") && app.frame().text.contains("The reason."))
  }

  @Test func `tried again it is the same question, known it is another`() throws {
    let context = CourseFixture.context()
    var app = CourseFixture.app(try #require(QuizScreen(lesson: "first", item: "first.number", context)), context)
    let asked = app.frame().lines[2]
    app.press(.character("9"), .enter, .enter)
    #expect(app.frame().text.contains("✗ not yet.") && !app.frame().text.contains("The answer is"))
    app.press(.character("u"))
    #expect(app.frame().lines[2] == asked)
    app.press(.character("S"), .character("u"))
    #expect(app.frame().lines[2] != asked)
  }

  @Test func `a decimal comma is no answer, and a fraction is one`() throws {
    let context = CourseFixture.context()
    var app = CourseFixture.app(try #require(QuizScreen(lesson: "first", item: "first.number", context)), context)
    for glyph in "0,5" { app.press(.character(glyph)) }
    #expect(app.press(.enter).recorded.isEmpty)
    #expect(app.frame().text.contains("a decimal point, please"))
    app.press(.backspace, .backspace, .backspace)
    for glyph in "24/2" { app.press(.character(glyph)) }
    app.press(.enter)
    #expect(app.frame().text.contains("How sure are you?"))
  }

  @Test func `the cells of a grid that are wrong are marked, and the answer is a grid`() throws {
    let context = CourseFixture.context()
    var app = CourseFixture.app(try #require(QuizScreen(lesson: "first", item: "first.grid", context)), context)
    for digit in "1 2 3 5" { app.press(.character(digit)) }
    app.press(.enter, .enter)
    let rows = app.frame().lines.filter { $0.contains("✗") }
    #expect(rows.count == 2 && rows.last?.contains("5 ✗") == true)
    app.press(.character("S"))
    #expect(app.frame().lines.contains { $0.trimmed == "1  2" } && app.frame().lines.contains { $0.trimmed == "3  4" })
  }

  @Test func `how sure one is of a sentence is asked before the model answer is seen, which stands there once`() throws
  {
    let context = CourseFixture.context()
    var app = CourseFixture.app(try #require(QuizScreen(lesson: "first", item: "first.text", context)), context)
    app.press(.character("x"), .enter)
    #expect(app.frame().text.contains("How sure are you?") && !app.frame().text.contains("a model answer"))
    app.press(.character("2"), .character(" "))
    let given = app.press(.enter).recorded
    #expect(given.map(\.confidence) == [2] && given.map(\.correct) == [true])
    #expect(app.frame().text.components(separatedBy: "a model answer  m").count == 2)
  }

  @Test func `after an answer enter goes back to the text, at that question`() throws {
    let context = CourseFixture.context()
    var app = CourseFixture.app(try #require(LessonScreen(id: "first", context)), context)
    app.press(.tab, .enter, .down, .down, .enter, .enter)
    app.press(.character("n"))
    #expect(app.frame().lines[0].contains("question 2"))
    app.press(.character("1"), .enter, .enter, .enter)
    #expect(app.frame().lines[0].contains("Lesson first") && !app.frame().lines[0].contains("question"))
    #expect(app.frame().lines.contains { $0.contains("▌ ✗ question") })
  }

  @Test func `behind the last question there is how all of them stand, and not the first again`() throws {
    let context = CourseFixture.context()
    var app = CourseFixture.app(try #require(QuizScreen(lesson: "first", item: "first.order", context)), context)
    app.press(.character("N"), .control("n"))
    #expect(app.frame().lines[0].contains("questions › results"))
    #expect(app.frame().text.contains("0 of 7 right, 7 not answered yet"))
    app.press(.escape)
    #expect(app.depth == 1)
  }

  @Test func `in another language it is the same question with the same answer`() throws {
    let context = CourseFixture.context()
    var screen = try #require(QuizScreen(lesson: "first", item: "first.choice", context))
    var app = CourseFixture.app(screen, context)
    app.press(.down, .down)
    #expect(app.frame().text.contains("(•) They are summed."))
    screen = try #require(app.screen as? QuizScreen)
    var other = context
    other.language = .chinese
    #expect(screen.adopt(&other).isEmpty)
    #expect(CourseFixture.app(screen, other).frame().text.contains("(•) 求和。"))
  }
}
