import Lessons
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// What the learner has done, and what is due.
struct ProgressScreenTests {
  private func context(_ language: Language = .english, _ size: Size = Size(80, 24)) -> Context {
    var context = CourseFixture.context(language, size)
    context.progress.days = [0, 3, 0, 1]
    context.progress.add(.given("first", "choice", true, 3))
    context.progress.add(.given("first", "number", false, 3))
    context.progress.add(.given("second", "number", false, 1))
    context.progress.due = [ReviewItem(lesson: "first", item: "first.choice")]
    return context
  }

  @Test func `an answer is counted in every respect`() {
    let progress = context().progress
    #expect(progress.attempts == 3 && progress.correctAtOnce == 1 && progress.days == [0, 3, 0, 4])
    #expect(progress.calibration[3]?.answers == 2 && progress.calibration[3]?.right == 1)
    #expect(progress.misconceptions.map(\.count) == [2])
    #expect(progress.misconceptions[0].at == ReviewItem(lesson: "second", item: "second.number"))
  }

  @Test func `a look at the disk that is older than the last answer does not undo it`() {
    var progress = context().progress
    progress.place = .lab("convolution")
    progress.take(ProgressSummary())
    #expect(progress.attempts == 3)
    var newer = progress
    newer.add(.given("first", "grid", true))
    newer.place = nil
    progress.take(newer)
    #expect(progress.attempts == 4 && progress.place == .lab("convolution"))
  }

  @Test func `a mistake leads to its question`() {
    var app = CourseFixture.app(ProgressScreen(), context())
    app.press(.tab)
    #expect(app.frame().text.contains("▸ 2× The two is missing."))
    app.press(.enter)
    #expect(app.frame().lines[0].contains("Lesson second › question 2"))
  }

  @Test func `a mistake met in one language is told in the other`() {
    var context = context(.chinese)
    #expect(ProgressText(context, width: 78).lines.contains { $0.plain.contains("2× 少了二。") })
    context.course = CourseShelf()
    #expect(ProgressText(context, width: 78).lines.contains { $0.plain.contains("2× The two is missing.") })
  }

  @Test func `the home screen says how much is due and leads to it, the time being looked at anew`() throws {
    let context = context()
    var app = App(HomeScreen(context), context: context, size: context.size)
    let text = app.frame().lines.first { $0.contains("Review") }
    #expect(text?.contains("1 due") == true)
    while !(app.screen is ReviewScreen) {
      let effects = app.press(.enter)
      if app.screen is ReviewScreen {
        #expect(effects.contains { if case .lookAtProgress = $0 { true } else { false } })
      } else {
        if app.depth > 1 { app.press(.escape) }
        app.press(.down)
      }
    }
    #expect(app.frame().text.contains("1 question is due"))
    app.press(.enter)
    #expect(app.frame().lines[0].contains("Review › 1/1"))
  }

  @Test func `when nothing is due it says when something will be`() {
    var context = context()
    context.progress.due = []
    context.progress.daysToNext = 3
    var app = CourseFixture.app(ReviewScreen(), context)
    #expect(app.frame().text.contains("comes back in 3 days"))
    app.press(.enter)
    #expect(app.frame().text.contains("nothing is due"))
    app.press(.character("p"))
    #expect(app.frame().lines[0].contains("Review › 1/3"))
  }

  @Test(arguments: Language.allCases) func `golden screens`(_ language: Language) throws {
    let context = context(language)
    try GoldenScreen.check("progress-\(language.rawValue)-80x24", CourseFixture.app(ProgressScreen(), context).frame())
    try GoldenScreen.check("review-\(language.rawValue)-80x24", CourseFixture.app(ReviewScreen(), context).frame())
    let home = App(HomeScreen(context), context: context, size: context.size)
    #expect(home.frame().brokenCells.isEmpty)
  }

  @Test(arguments: [(60, 18), (80, 24), (100, 30), (200, 60), (20, 5)], Language.allCases)
  func `no key at any size breaks a cell`(_ size: (Int, Int), _ language: Language) throws {
    let context = context(language, Size(size.0, size.1))
    let keys: [Key] =
      [.up, .down, .left, .right, .enter, .tab, .backtab, .pageDown, .home, .end, .backspace]
      + "nmpt/NBHSuoa123 x,;]G".map { .character($0) } + [.escape]
    var screens: [any Screen] = [ProgressScreen(), ReviewScreen()]
    screens += [LessonScreen(id: "first", context)].compactMap { $0 }
    screens += try #require(context.course.lesson("first", language)).items.compactMap {
      QuizScreen(lesson: "first", item: $0.id, context)
    }
    for (number, screen) in screens.enumerated() {
      var app = CourseFixture.app(screen, context)
      var stream = KeyStream(seed: UInt64(number + size.0), keys)
      for step in 0..<120 {
        app.press(stream.next())
        if step % 4 == 0 { #expect(app.frame().brokenCells.isEmpty) }
        if app.depth < 2 { _ = app.open(screen) }
      }
    }
  }
}
