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
    context.progress.add(.given("second", "number", false, 2))
    context.progress.due = [ReviewItem(lesson: "first", item: "first.choice")]
    return context
  }

  @Test func `an answer is counted in every respect`() {
    let progress = context().progress
    #expect(progress.attempts == 4 && progress.correctAtOnce == 1 && progress.days == [0, 3, 0, 5])
    #expect(progress.calibration[3]?.answers == 2 && progress.calibration[3]?.right == 1)
    #expect(progress.right == 1 && progress.misconceptions.map(\.count) == [1, 2])
    #expect(progress.misconceptions.last?.at == ReviewItem(lesson: "second", item: "second.number"))
  }

  @Test func `a look at the disk that is older than the last answer does not undo it`() {
    var progress = context().progress
    progress.place = .lab("convolution")
    progress.take(ProgressSummary())
    #expect(progress.attempts == 4)
    var newer = progress
    newer.add(.given("first", "grid", true))
    newer.place = nil
    progress.take(newer)
    #expect(progress.attempts == 5 && progress.place == .lab("convolution"))
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
    #expect(ProgressText(context, width: 78).lines.contains { $0.plain.contains("2× second.number 中的一个错误") })
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

  @Test(arguments: [56, 60, 76, 80, 92], Language.allCases)
  func `no row is wider than its place, however long the titles are`(_ width: Int, _ language: Language) {
    var context = context(language)
    for index in context.course.lessons[language]?.indices ?? 0..<0 {
      context.course.lessons[language]?[index].title =
        language("Backward: from the loss ", "反向：从损失到一个") + "to one new weight"
    }
    let lines = ProgressText(context, width: width).lines
    #expect(lines.allSatisfy { $0.width <= width })
    #expect(lines.count { $0.plain.contains(language("5 open", "未答 5")) } == 1, "\(lines.map(\.plain))")
  }

  @Test func `what is wrong with keeping answers stands before the keys until it is over`() throws {
    var app = CourseFixture.app(ProgressScreen(), context())
    _ = app.update(.standing("not on disk yet: the disk is full"))
    let row = app.size.rows - 1
    for key in [Key.down, .tab, .up] {
      app.press(key)
      #expect(app.frame().lines[row].hasPrefix(" ! not on disk yet: the disk is full"))
    }
    // The keys that are left are where they are drawn.
    let place = try #require(app.frame().lines[row].range(of: "? keys"))
    let column = app.frame().lines[row].distance(from: app.frame().lines[row].startIndex, to: place.lowerBound)
    _ = app.update(.mouse(MouseEvent(.press, at: Point(column, row))))
    #expect(app.isCovered)
    app.press(.escape)
    _ = app.update(.trouble("a sentence"))
    #expect(app.frame().lines[row].contains("a sentence"))
    app.press(.down)
    #expect(app.frame().lines[row].hasPrefix(" ! not on disk yet"))
    _ = app.update(.standing(nil))
    #expect(!app.frame().lines[row].contains("!"))
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
