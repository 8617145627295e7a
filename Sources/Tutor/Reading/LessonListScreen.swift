import Lessons
import TextUI

/// The table of contents: every lesson with its goal and how far the learner has come.
package struct LessonListScreen: Screen {
  private var list = ListState()
  /// The lesson that the cursor stands on: its place may change while lessons are written.
  private var chosen: String?

  package init(_ context: Context) {
    if case .lesson(let id, _, _)? = context.progress.place {
      list.selection = context.course.lessons(context.language).firstIndex { $0.id == id } ?? 0
    }
  }

  /// The cursor stays on its lesson, and in the list.
  package mutating func adopt(_ context: inout Context) -> [Action] {
    let lessons = context.course.lessons(context.language)
    if let chosen, !(lessons.indices.contains(list.selection) && lessons[list.selection].id == chosen),
      let found = lessons.firstIndex(where: { $0.id == chosen })
    {
      list.selection = found
    }
    list.selection = max(0, min(list.selection, lessons.count - 1))
    list.scroll.reveal(list.selection, rows: lessons.count, page: rows(context).height)
    chosen = lessons.indices.contains(list.selection) ? lessons[list.selection].id : nil
    return []
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
    // Whatever moves the cursor chooses another lesson.
    defer { chosen = lessons.indices.contains(list.selection) ? lessons[list.selection].id : nil }
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter), .key(.right), .key(.character("l")): return open(lessons, list.selection, context)
    case .key(let key): list.handle(key, count: lessons.count, page: rows(context).height)
    case .mouse(let mouse):
      if mouse.action == .wheelUp { list.handle(.up, count: lessons.count, page: rows(context).height) }
      if mouse.action == .wheelDown { list.handle(.down, count: lessons.count, page: rows(context).height) }
      guard mouse.action == .press, let row = view(context).row(at: mouse.at, in: rows(context)) else { break }
      list.selection = row
      return open(lessons, row, context)
    case .resize, .paste: break
    }
    return []
  }

  private func open(_ lessons: [Lesson], _ row: Int, _ context: Context) -> [Action] {
    guard lessons.indices.contains(row), let screen = LessonScreen(id: lessons[row].id, context) else { return [] }
    return [.push(screen)]
  }

  // MARK: Drawing

  /// Where the list stands with its frame: what a lesson is good for needs the rows below it.
  private func frame(_ context: Context) -> Rect {
    let area = Rect(0, 1, context.columns, max(1, context.rows - 2))
    return area.cutTop(min(max(3, area.height - 6), context.course.lessons(context.language).count + 2)).top
  }

  private func rows(_ context: Context) -> Rect { Panel.inner(frame(context)).inset(1, 0) }

  private func view(_ context: Context) -> ListView {
    let language = context.language
    let items = context.course.lessons(language).map { lesson in
      let right = lesson.items.count { context.progress.last[$0.id]?.correct == true }
      let faults = lesson.diagnostics.count
      let isDone = right == lesson.items.count && right > 0
      let warning = language(faults == 1 ? "✗ 1 fault · " : "✗ \(faults) faults · ", "✗ \(faults) 处错误 · ")
      let mark = faults > 0 ? warning : isDone ? "✓ " : ""
      return ListItem(
        (lesson.number.map { "\($0)".aligned(.trailing, width: 2) + "  " } ?? "    ") + lesson.title,
        badge: mark
          + language(
            "\(right)/\(lesson.items.count) questions, \(lesson.minutes) min",
            "\(right)/\(lesson.items.count) 题，\(lesson.minutes) 分钟"))
    }
    return ListView(items, list)
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let frame = frame(context)
    Panel(language("lessons", "课程"), focused: true).draw(frame, into: &buffer)
    view(context).draw(rows(context), into: &buffer)
    let lessons = context.course.lessons(language)
    guard lessons.indices.contains(list.selection) else { return }
    let lesson = lessons[list.selection]
    let rest = area.cutTop(frame.height).rest.inset(3, 1)
    var lines = Prose.wrap(
      StyledText(language("After it you can: ", "学完你能："), .muted) + StyledText(lesson.goal), width: rest.width)
    let needs = lesson.needs.compactMap { context.course.title($0, language) }
    if !needs.isEmpty {
      let titles = needs.joined(separator: language("; ", "；"))
      lines += Prose.wrap(
        StyledText(language("It builds on: ", "先修："), .muted) + StyledText(titles), width: rest.width)
    }
    Prose.draw(lines, rest, into: &buffer)
  }
}
