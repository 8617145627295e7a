import Lessons
import TextUI

/// The table of contents: every lesson with its goal and how far the learner has come.
package struct LessonListScreen: Screen {
  private var list = ListState()

  package init(_ context: Context) {
    if case .lesson(let id, _, _)? = context.progress.place {
      list.selection = context.course.lessons(context.language).firstIndex { $0.id == id } ?? 0
    }
  }

  package func crumbs(_ context: Context) -> [String] { [context.language("Lessons", "课程")] }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    return [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("read", "阅读")),
      KeyHint(.escape, "esc", language("home", "主页")),
      KeyHint(.character("q"), "q", language("home", "主页"), onlyInList: true),
    ]
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let lessons = context.course.lessons(context.language)
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter), .key(.right), .key(.character("l")): return open(lessons, list.selection, context)
    case .key(let key): _ = list.handle(key, count: lessons.count, page: 10)
    case .mouse(let mouse):
      let row = mouse.at.y - 2
      if mouse.action == .press, lessons.indices.contains(row) {
        list.selection = row
        return open(lessons, row, context)
      }
    case .resize: break
    }
    return []
  }

  private func open(_ lessons: [Lesson], _ row: Int, _ context: Context) -> [Action] {
    guard lessons.indices.contains(row), let screen = LessonScreen(id: lessons[row].id, context) else { return [] }
    return [.push(screen)]
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let lessons = context.course.lessons(language)
    let items = lessons.map { lesson in
      let right = lesson.items.filter { context.progress.last[$0.id]?.correct == true }.count
      let faults = lesson.diagnostics.count
      let isDone = right == lesson.items.count && right > 0
      let warning = language(faults == 1 ? "✗ 1 fault · " : "✗ \(faults) faults · ", "✗ \(faults) 处错误 · ")
      let mark = faults > 0 ? warning : isDone ? "✓ " : ""
      return ListItem(
        lesson.title,
        badge: mark
          + language(
            "\(right)/\(lesson.items.count) questions, \(lesson.minutes) min",
            "\(right)/\(lesson.items.count) 题，\(lesson.minutes) 分钟"))
    }
    let (top, rest) = area.cutTop(min(max(3, area.height - 6), items.count + 2))
    let inner = Panel(language("lessons", "课程"), focused: true).draw(top, into: &buffer)
    ListView(items, list).draw(inner.inset(1, 0), into: &buffer)
    guard lessons.indices.contains(list.selection) else { return }
    let lesson = lessons[list.selection]
    let goal = StyledText(language("After it you can: ", "学完你能："), .muted) + StyledText(lesson.goal)
    Prose.draw(goal, rest.inset(3, 1), into: &buffer)
  }
}
