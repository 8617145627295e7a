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
    let item = Item(id: "a.q", kind: .choice(options), prompt: "Which one?", why: "The reason.")
    let lesson = Lesson(file: "en/a.md", language: "en", id: "a", title: "A", blocks: [.quiz(item)])
    return Context(course: CourseShelf([.english: [lesson]]), size: Size(60, 18))
  }()

  private func app() throws -> App {
    CourseFixture.app(try #require(QuizScreen(lesson: "a", item: "a.q", context)), context)
  }

  @Test func `the chosen option is on the screen, however many there are`() throws {
    var app = try app()
    for number in 0..<12 {
      #expect(
        app.frame().text.contains("▸   ( ) Option number \(number).")
          || app.frame().text.contains("(•) Option number \(number)."))
      app.press(.down)
    }
  }

  @Test func `how sure, and whether it was right, stand above the options`() throws {
    var app = try app()
    app.press(.end, .enter)
    #expect(app.frame().text.contains("How sure are you?"))
    app.press(.escape, .home, .enter, .character("1"))
    #expect(app.frame().text.contains("✗ not yet"))
    #expect(app.frame().text.contains("A long explanation."))
    for _ in 0..<30 { app.press(.down) }
    #expect(app.frame().text.contains("The reason."))
  }
}
