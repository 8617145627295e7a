import Testing
import TextUI

@testable import Tutor

/// The home screen while the lessons are still being read: it says nothing that it does not know.
struct HomeComingTests {
  private func app(_ place: Place? = nil) -> App {
    var context = Context(course: CourseShelf(isComing: true), size: Size(80, 24))
    context.progress.place = place
    return App(HomeScreen(context), context: context, size: context.size)
  }

  private func row(_ app: App, _ name: String) -> String? { app.frame().lines.first { $0.contains(name) } }

  @Test func `no number of lessons is shown before it is known, and no entry changes its place`() {
    var app = app()
    let rows = { (app: App) in
      ["Walk", "Lessons", "Labs", "Review", "Progress"].map { name in
        app.frame().lines.firstIndex { $0.contains(" " + name) && !$0.contains("›") }
      }
    }
    let before = rows(app)
    #expect(row(app, "Lessons")?.hasSuffix("…") == true)
    #expect(!app.frame().lines.joined().contains("0/0") && !app.frame().lines.joined().contains(" done"))
    _ = app.update(.course(CourseFixture.shelf))
    #expect(rows(app) == before)
    #expect(row(app, "Lessons")?.hasSuffix("done") == true)
  }

  @Test func `lessons that are asked for open as soon as they are there`() {
    var app = app()
    app.press(.down, .enter)
    #expect(app.depth == 1 && row(app, "Lessons")?.contains("being read") == true)
    _ = app.update(.course(CourseFixture.shelf))
    #expect(app.screen is LessonListScreen && app.depth == 2)
  }

  @Test func `what is typed meanwhile is for what opens`() {
    var app = app()
    app.press(.down, .enter, .down, .enter)
    _ = app.update(.course(CourseFixture.shelf))
    #expect(app.screen is LessonScreen && app.depth == 3)
  }

  @Test func `Esc takes the wish back, and what was typed after it`() {
    var app = app()
    app.press(.down, .enter, .down, .escape)
    _ = app.update(.course(CourseFixture.shelf))
    #expect(app.depth == 1)
  }

  @Test func `a lesson to be continued is waited for, one that is gone is told of only then`() {
    var app = app(.lesson(id: "no-such-lesson", block: 0, item: nil))
    app.press(.enter)
    #expect(app.notice == nil)
    _ = app.update(.course(CourseFixture.shelf))
    #expect(app.notice?.contains("no longer there") == true)
  }

  @Test func `Esc at home does not leave`() {
    var app = app()
    let effects = app.update(.key(.escape))
    #expect(effects.isEmpty && app.notice == "this is the first screen; q leaves the program")
  }
}
