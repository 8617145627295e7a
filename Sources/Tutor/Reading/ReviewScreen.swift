import Lessons
import TextUI

/// What is due for review, by lesson, and the way into it.
package struct ReviewScreen: Screen {
  package init() {}

  package func crumbs(_ context: Context) -> [String] { [context.language("Review", "复习")] }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    var keys: [KeyHint] = []
    if isDue(context) { keys.append(KeyHint(.enter, "⏎", language("begin", "开始"))) }
    if context.progress.attempts > 0 {
      keys.append(KeyHint(.character("p"), "p", language("practise all the same", "照样练一练")))
    }
    return keys + [
      KeyHint(.escape, "esc", language("home", "主页")),
      KeyHint(.character("q"), "q", language("home", "主页"), onlyInList: true),
    ]
  }

  private func isDue(_ context: Context) -> Bool { context.course.due(context.progress, context.language) > 0 }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let (course, language, progress) = (context.course, context.language, context.progress)
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter): return begin(.review(course, language, progress), context)
    case .key(.character("p")): return begin(.practice(course, language, progress), context)
    case .mouse(let mouse) where mouse.action == .press: return begin(.review(course, language, progress), context)
    default: return []
    }
  }

  private func begin(_ run: QuizRun, _ context: Context) -> [Action] {
    let language = context.language
    guard let screen = QuizScreen(run, context) else {
      return [.notice(language("nothing is due; p practises what was answered before", "没有到期的题；按 p 可以练练以前答过的"))]
    }
    return [.push(screen)]
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let width = min(area.width - 4, 84)
    let place = Rect(area.x + (area.width - width) / 2, area.y + 1, width, area.height - 1)
    var lines = Prose.wrap(StyledText(head(context), .strong), width: width) + [StyledText()]
    lines += byLesson(context, width) + [StyledText()]
    let how = language(
      "A question comes back when you are about to forget it: after a day, then after longer and longer pauses, sooner after "
        + "a wrong answer, later after one that you were certain of. Numbers are drawn afresh, lessons are mixed.",
      "一道题会在你快要忘记的时候回来：先隔一天，以后间隔越来越长；答错了就早一点，答对而且很确定就晚一点。题中的数每次重新抽取，各课的题混在一起。")
    lines += Prose.wrap(StyledText(how, .muted), width: width)
    Prose.draw(lines, place, into: &buffer)
  }

  private func head(_ context: Context) -> String {
    let language = context.language
    let due = context.course.due(context.progress, language)
    guard due == 0 else {
      let sitting =
        due > QuizRun.reviewLength
        ? language(", \(QuizRun.reviewLength) at a time", "，每次 \(QuizRun.reviewLength) 道") : ""
      return language(due == 1 ? "1 question is due" : "\(due) questions are due", "有 \(due) 道题到期") + sitting
    }
    guard context.progress.attempts > 0 else {
      return language(
        "Nothing to review yet: answer some questions in the lessons first.", "还没有可复习的题：先在课程里答几道题。")
    }
    guard let days = context.progress.daysToNext else { return language("Nothing is due.", "没有到期的题。") }
    return language(
      days <= 1
        ? "Nothing is due. The next question comes back within a day."
        : "Nothing is due. The next question comes back in \(days) days.",
      days <= 1 ? "没有到期的题。一天之内会有下一道。" : "没有到期的题。\(days) 天后会有下一道。")
  }

  private func byLesson(_ context: Context, _ width: Int) -> [StyledText] {
    let language = context.language
    var counts: [String: Int] = [:]
    for item in context.progress.due where context.course.item(item, language) != nil {
      counts[item.lesson, default: 0] += 1
    }
    let most = counts.values.max() ?? 1
    return context.course.lessons(language).compactMap { lesson in
      guard let count = counts[lesson.id] else { return nil }
      let bar = String(repeating: "▰", count: max(1, count * 20 / max(20, most)))
      let title = StyledText(lesson.title, .text).truncated(to: max(10, width - 30))
      let room = String(repeating: " ", count: max(1, width - 30 - title.width))
      return title + StyledText(room) + StyledText(bar, Style(.probability)) + StyledText(" \(count)", .muted)
    }
  }
}
