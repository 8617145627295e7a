import Lessons
import TextUI

/// What the learner has done: lessons, days, how sure against how right, and the mistakes that were made.
package struct ProgressScreen: Screen {
  private var scroll = 0
  /// The mistake that the cursor stands on.
  private var chosen: Int?

  package init() {}

  package func crumbs(_ context: Context) -> [String] { [context.language("Progress", "进度")] }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    var keys = [KeyHint(.down, "↑↓", language("scroll", "滚动"))]
    if !context.progress.misconceptions.isEmpty {
      keys.append(KeyHint(.tab, "⇥", language("next mistake", "下一个错误")))
      keys.append(KeyHint(.backtab, "⇧⇥", language("mistake before", "上一个错误"), onlyInList: true))
    }
    if chosen != nil { keys.append(KeyHint(.enter, "⏎", language("its question", "打开那道题"))) }
    return keys + [
      KeyHint(.escape, "esc", language("home", "主页")),
      KeyHint(.character("q"), "q", language("home", "主页"), onlyInList: true),
    ]
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let report = ProgressText(context, width: ProgressScreen.width(context), chosen: chosen)
    let page = max(1, context.rows - 3)
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.tab): choose(1, context, page)
    case .key(.backtab): choose(-1, context, page)
    case .key(.enter):
      guard let chosen, report.mistakes.indices.contains(chosen) else { return [] }
      let place = report.mistakes[chosen].at
      guard let screen = QuizScreen(lesson: place.lesson, item: place.item, context) else {
        return [.notice(context.language("this question is no longer in the course", "课程里已经没有这道题了"))]
      }
      return [.push(screen)]
    case .key(let key):
      var state = Scroll(offset: scroll)
      _ = state.handle(key, rows: report.lines.count, page: page)
      scroll = state.offset
    case .mouse(let mouse):
      if mouse.action == .wheelDown { scroll += 3 }
      if mouse.action == .wheelUp { scroll -= 3 }
    case .resize, .paste: break
    }
    scroll = max(0, min(scroll, report.lines.count - page))
    return []
  }

  private mutating func choose(_ step: Int, _ context: Context, _ page: Int) {
    let report = ProgressText(context, width: ProgressScreen.width(context), chosen: chosen)
    guard !report.mistakes.isEmpty else { return }
    let next = max(0, min((chosen ?? (step > 0 ? -1 : report.mistakes.count)) + step, report.mistakes.count - 1))
    chosen = next
    let row = report.rows[next]
    if row < scroll || row >= scroll + page - 1 { scroll = max(0, row - page / 2) }
  }

  private static func width(_ context: Context) -> Int { min(context.columns - 4, 92) }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let width = ProgressScreen.width(context)
    let place = Rect(area.x + (area.width - width) / 2, area.y + 1, width, area.height - 1)
    let lines = ProgressText(context, width: width, chosen: chosen).lines
    let first = max(0, min(scroll, lines.count - place.height))
    Prose.draw(lines, place, into: &buffer, offset: first)
    Scroll(offset: first).drawBar(Rect(area.right - 1, area.y, 1, area.height), rows: lines.count, into: &buffer)
  }
}
