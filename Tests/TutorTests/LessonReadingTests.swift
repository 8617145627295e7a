import Lessons
import Testing
import TextUI

@testable import Tutor

/// A lesson on the screen: its faults above the text, links that lead to other lessons.
struct LessonReadingTests {
  private static let fault = Diagnostic(
    file: "lessons/en/02.md", position: SourcePosition(line: 12, column: 3), message: "no such number called “x”",
    mend: "did you mean “y”?")

  private func lesson(_ id: String, _ file: String, _ blocks: [Block]) -> Lesson {
    Lesson(file: file, language: "en", id: id, title: "Lesson \(id)", blocks: blocks)
  }

  private func context(_ lessons: [Lesson]) -> Context {
    Context(course: CourseShelf([.english: lessons]), size: Size(80, 24))
  }

  private func screen(_ lessons: [Lesson], _ keys: Key..., language: Language = .english) throws -> [String] {
    var context = context(lessons)
    context.language = language
    var app = App(LessonListScreen(context), context: context, size: Size(80, 24))
    for key in keys { _ = app.update(.key(key)) }
    return app.frame().lines
  }

  @Test func `a lesson with faults shows them above its text`() throws {
    var broken = lesson("a", "lessons/en/02.md", [.paragraph([.text("The text.")])])
    broken.diagnostics = [LessonReadingTests.fault, LessonReadingTests.fault]
    let lines = try screen([broken], .enter).map { $0.trimmed }
    let head = try #require(lines.firstIndex(of: "✗ This lesson has 2 faults"))
    #expect(lines[head + 1] == "12:3  no such number called “x”; did you mean “y”?")
    #expect(try #require(lines.firstIndex(of: "The text.")) > head + 2)
    #expect(try screen([broken], .enter, language: .chinese).contains { $0.contains("这一课有 2 处错误") })
  }

  @Test func `the list of lessons says where there are faults`() throws {
    var broken = lesson("a", "lessons/en/02.md", [])
    broken.diagnostics = [LessonReadingTests.fault]
    #expect(try screen([broken]).contains { $0.contains("Lesson a") && $0.contains("✗ 1 fault · ") })
    broken.diagnostics = []
    #expect(try !screen([broken]).contains { $0.contains("✗") })
  }

  @Test func `a link leads to the file beside the lesson, whatever its id`() throws {
    let first = lesson("a", "own/en/01.md", [.paragraph([.link([.text("on")], target: "02.md")])])
    let second = lesson("b", "own/en/02.md", [.paragraph([.text("The second.")])])
    let stranger = lesson("c", "ours/en/02.md", [.paragraph([.text("A stranger.")])])
    #expect(try screen([first, stranger, second], .enter, .tab, .enter).contains { $0.contains("The second.") })
    #expect(try screen([first, stranger], .enter, .tab, .enter).contains { $0.contains("A stranger.") })
    #expect(try screen([first], .enter, .tab, .enter).contains { $0.contains("outside the course: 02.md") })
  }

  @Test func `in a list longer than the screen a click opens the lesson that is seen there`() throws {
    let lessons = (0..<20).map { lesson("l\($0)", "en/\($0).md", [.paragraph([.text("Text \($0).")])]) }
    let context = context(lessons)
    var app = App(LessonListScreen(context), context: context, size: Size(80, 24))
    app.press(.end)
    let row = try #require(app.frame().lines.firstIndex { $0.contains("Lesson l17") })
    _ = app.update(.mouse(MouseEvent(.press, at: Point(10, row))))
    #expect(app.frame().text.contains("Text 17."))
  }

  @Test func `the list says what a lesson builds on`() throws {
    var second = lesson("b", "en/b.md", [])
    second.needs = ["a", "gone"]
    let lines = try screen([lesson("a", "en/a.md", []), second], .down)
    #expect(lines.contains { $0.contains("It builds on: Lesson a") && !$0.contains("gone") })
  }
}
