import Lessons
import Testing
import TextUI

@testable import Tutor

/// Questions asked one after the other: before a lesson, mixed at its end, in a review.
struct QuizRunTests {
  private let context = CourseFixture.context()
  private func lesson(_ id: String) throws -> Lesson { try #require(context.course.lesson(id, .english)) }

  @Test func `the fixture is a course without faults`() { #expect(CourseFixture.faults.map(\.description) == []) }

  @Test func `before the reading three quick questions are asked, and only while none was answered`() throws {
    let run = try #require(QuizRun.before(try lesson("first"), context.progress))
    #expect(run.items.map(\.item) == ["first.choice", "first.multiple", "first.shape"])
    var progress = context.progress
    progress.add(.given("first", "text", false))
    #expect(QuizRun.before(try lesson("first"), progress) == nil)
  }

  @Test func `the mixed quiz has every question of the lesson, and some that went wrong in others`() throws {
    var progress = context.progress
    for kind in ["choice", "number", "shape", "grid", "order"] { progress.add(.given("second", kind, false)) }
    let run = try #require(QuizRun.mixed(try lesson("first"), context.course, .english, progress))
    #expect(Set(run.items.map(\.item)).isSuperset(of: try lesson("first").items.map(\.id)))
    #expect(run.items.count { $0.lesson == "second" } == 3)
    #expect(run.items.map(\.item) != run.items.map(\.item).sorted())
    #expect(run == QuizRun.mixed(try lesson("first"), context.course, .english, progress))
  }

  @Test func `a review asks what is due and still there, lessons in turn`() {
    var progress = context.progress
    progress.due = ["first.choice", "first.number", "gone.x", "second.choice"].map {
      ReviewItem(lesson: String($0.prefix { $0 != "." }), item: $0)
    }
    let run = QuizRun.review(context.course, .english, progress)
    #expect(run.items.map(\.lesson) == ["first", "second", "first"])
    #expect(context.course.due(progress, .english) == 3)
    progress.add(.given("first", "choice", true))
    #expect(context.course.due(progress, .english) == 2)
  }

  @Test func `practice asks what went wrong first, never more than a sitting`() {
    var progress = context.progress
    for kind in ["choice", "number", "shape", "grid", "order"] {
      progress.add(.given("first", kind, true))
      progress.add(.given("second", kind, kind != "grid"))
    }
    let run = QuizRun.practice(context.course, .english, progress)
    #expect(run.items.count == 10 && run.items.contains { $0.item == "second.grid" })
  }

  @Test func `skipped, gone back, answered wrong: the results say so and ask it again`() throws {
    let items = ["first.choice", "second.choice"].map { ReviewItem(lesson: String($0.prefix { $0 != "." }), item: $0) }
    var app = CourseFixture.app(try #require(QuizScreen(QuizRun(.review, items), context)), context)
    #expect(app.frame().lines[0].contains("Review › 1/2"))
    app.press(.character("N"))
    #expect(app.frame().lines[0].contains("Review › 2/2"))
    app.press(.character("B"))
    #expect(app.frame().lines[0].contains("Review › 1/2"))
    // The first option, which is wrong, and certain.
    app.press(.down, .enter)
    let effects = app.press(.character("3"))
    #expect(effects.recorded.map(\.confidence) == [3] && effects.recorded.map(\.correct) == [false])
    #expect(effects.recorded.first?.mistake == "1")
    let judged = app.frame().text
    #expect(judged.contains("Nothing divides by three."))
    #expect(judged.contains("✗ (•) They are averaged.") && !judged.contains("✓"))
    app.press(.character("o"))
    #expect(app.frame().lines[0].contains("Labs › Convolution"))
    app.press(.escape, .enter)
    #expect(app.frame().lines[0].contains("Review › 2/2"))
    app.press(.down, .down, .enter, .enter, .enter)
    let results = app.frame().text
    #expect(results.contains("1 of 2 right") && results.contains("✗ How are channels combined?"))
    app.press(.character("a"))
    #expect(app.frame().lines[0].contains("Review › 1/1"))
    app.press(.escape)
    #expect(app.depth == 1)
  }

  @Test func `before the reading an answer is judged but not explained`() throws {
    let run = try #require(QuizRun.before(try lesson("first"), context.progress))
    var app = CourseFixture.app(try #require(QuizScreen(run, context)), context)
    app.press(.down, .enter, .character("1"))
    let text = app.frame().text
    #expect(text.contains("✗ not yet") && text.contains("Look for it while you read"))
    #expect(!text.contains("Nothing divides by three.") && !text.contains("One sum runs"))
  }

  @Test func `what was shown without an answer counts for nothing, and one key says how sure`() throws {
    var app = CourseFixture.app(
      try #require(QuizScreen(lesson: "first", item: "first.number", context)), context)
    #expect(app.press(.character("S")).recorded.isEmpty)
    #expect(app.frame().text.contains("The answer is"))
    app.press(.character("u"))
    for digit in "999" { app.press(.character(digit)) }
    app.press(.enter)
    #expect(app.frame().text.contains("1 guess   2 fairly   3 certain"))
    #expect(app.press(.character("2")).recorded.map(\.confidence) == [2])
  }

  @Test func `three hints are counted, and a mistake is named with its lab`() throws {
    let item = try #require(context.course.item(ReviewItem(lesson: "first", item: "first.number"), .english))
    let seed = QuizScreen.seed("first.number", context.progress)
    guard case .number(let right)? = item.instance(seed: seed).answer else { throw Missing() }
    var app = CourseFixture.app(
      try #require(QuizScreen(lesson: "first", item: "first.number", context)), context)
    app.press(.character("H"), .character("H"), .character("H"), .character("H"))
    let hints = app.frame().text
    #expect(hints.contains("hint 1/3") && hints.contains("hint 3/3"))
    for digit in "\(Int(right) - 2)" { app.press(.character(digit)) }
    app.press(.enter)
    let given = app.press(.enter).recorded
    #expect(given.map(\.mistake) == ["1"] && given.map(\.confidence) == [nil])
    #expect(app.frame().text.contains("What it may be: The two is missing."))
    app.press(.character("o"))
    #expect(app.frame().lines[0].contains("Convolution"))
  }

  private struct Missing: Error {}
}
