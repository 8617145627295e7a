import Lessons
import TextUI

/// The learner's progress as rows of text.
package struct ProgressText: Sendable {
  package private(set) var lines: [StyledText] = []
  /// The mistakes, most frequent first, and the row at which each begins.
  private(set) var mistakes: [ProgressSummary.Misconception] = []
  private(set) var rows: [Int] = []

  private let context: Context
  private let width: Int
  private var language: Language { context.language }
  private var progress: ProgressSummary { context.progress }

  package init(_ context: Context, width: Int, chosen: Int? = nil) {
    (self.context, self.width) = (context, width)
    guard progress.attempts > 0 else {
      lines = Prose.wrap(
        StyledText(language("No question has been answered yet.", "还没有回答过问题。"), .strong), width: width)
      return
    }
    answers()
    calibration()
    misconceptions(chosen)
    lessons()
  }

  private mutating func section(_ title: String) {
    if !lines.isEmpty { lines.append(StyledText()) }
    lines.append(StyledText(title, .accent))
  }

  private mutating func add(_ text: StyledText, hanging: Int = 2) {
    lines += Prose.wrap(StyledText("  ") + text, width: width, hanging: hanging)
  }

  private mutating func answers() {
    section(language("Answers", "答题"))
    add(StyledText(progress.totals(language) + language(".", "。")))
    let active = progress.days.count { $0 > 0 }
    add(
      StyledText(Sparkline.text(progress.days.map(Float.init)), Style(.probability))
        + StyledText(
          language(
            "  answers a day, the last \(progress.days.count) days; here on \(active) of them",
            "  最近 \(progress.days.count) 天每天的答题数；其中有 \(active) 天来过"), .muted))
    let due = context.course.due(progress, language)
    add(
      StyledText(
        language(
          due == 0
            ? "Nothing is due for review."
            : due == 1 ? "1 question is due for review." : "\(due) questions are due for review.",
          due == 0 ? "没有到期的复习题。" : "有 \(due) 道题到期，该复习了。")))
  }

  /// Whether the learner knows what she knows: who is certain should nearly always be right.
  private mutating func calibration() {
    section(language("How sure, and how right", "把握与对错"))
    let names = [language("guess", "猜的"), language("fairly sure", "比较有把握"), language("certain", "确定")]
    let column = names.map(GlyphWidth.of).max() ?? 0
    for (index, name) in names.enumerated() {
      let label = StyledText(name + String(repeating: " ", count: column - GlyphWidth.of(name) + 2))
      guard let tally = progress.calibration[index + 1], tally.answers > 0 else {
        add(label + StyledText(language("no answer yet", "还没有"), .muted))
        continue
      }
      let filled = (tally.right * 20 + tally.answers / 2) / tally.answers
      let bar =
        StyledText(String(repeating: "▰", count: filled), Style(.correct))
        + StyledText(String(repeating: "▱", count: 20 - filled), .faint)
      add(
        label + bar
          + StyledText(language("  \(tally.right) of \(tally.answers) right", "  \(tally.answers) 次对 \(tally.right) 次"))
      )
    }
    if let remark { add(StyledText(remark, .muted)) }
  }

  private var remark: String? {
    guard let certain = progress.calibration[3], certain.answers >= 3 else { return nil }
    let wrong = certain.answers - certain.right
    if wrong * 5 > certain.answers {
      return language(
        "When certain you were wrong \(wrong) of \(certain.answers) times: those are the answers to look at again.",
        "你很确定的 \(certain.answers) 次里错了 \(wrong) 次：最值得回头看的就是这些。")
    }
    if let guess = progress.calibration[1], guess.answers >= 3, guess.right * 4 > guess.answers * 3 {
      return language("Your guesses are mostly right: you know more than you think.", "你猜的大多是对的：你知道的比自己以为的多。")
    }
    return language("What you are certain of is right nearly always.", "你确定的，几乎都是对的。")
  }

  private mutating func misconceptions(_ chosen: Int?) {
    mistakes = context.course.mistakes(progress)
    guard !mistakes.isEmpty else { return }
    section(language("Mistakes met", "犯过的错"))
    for (index, mistake) in mistakes.enumerated() {
      rows.append(lines.count)
      let isChosen = index == chosen
      let count = StyledText((isChosen ? "▸ " : "  ") + "\(mistake.count)× ", isChosen ? .accent : .muted)
      add(
        count + InlineText.styled(context.course.words(mistake, language), base: isChosen ? .strong : .text), hanging: 7
      )
    }
  }

  private mutating func lessons() {
    let lessons = context.course.lessons(language)
    guard !lessons.isEmpty else { return }
    section(language("Lessons", "课程"))
    let rows = lessons.map { LessonRow($0, context) }
    let (titles, counts) = (rows.map(\.title.width).max() ?? 0, rows.map(\.counts.width).max() ?? 0)
    let column = max(0, min(titles, width - 2 - 2 - LessonRow.barWidth - 2 - counts))
    for row in rows {
      let known = row.bar + StyledText("  ") + row.counts
      // Below a title that is too long for its column, so that neither is cut.
      let isLong = row.title.width > column
      if isLong { lines += Prose.wrap(row.mark + row.title, width: width, hanging: 2) }
      let head = isLong ? StyledText("  ") : row.mark + row.title
      lines.append(head + StyledText(String(repeating: " ", count: 2 + column + 2 - head.width)) + known)
    }
  }
}

/// How far a lesson's questions are answered.
private struct LessonRow {
  static let barWidth = 10
  var mark: StyledText
  var title: StyledText
  var bar: StyledText
  var counts: StyledText

  init(_ lesson: Lesson, _ context: Context) {
    let last = context.progress.last
    let right = lesson.items.count { last[$0.id]?.correct == true }
    let wrong = lesson.items.count { last[$0.id] != nil } - right
    let open = lesson.items.count - right - wrong
    let isDone = right == lesson.items.count && right > 0
    let filled = LessonRow.barWidth * right / max(1, lesson.items.count)
    title = StyledText(lesson.title)
    mark = isDone ? StyledText("✓ ", Style(.correct, .bold)) : StyledText("  ")
    bar =
      StyledText(String(repeating: "▰", count: filled), Style(.correct))
      + StyledText(String(repeating: "▱", count: LessonRow.barWidth - filled), .faint)
    let language = context.language
    let words = [
      (right, language("\(right) right", "对 \(right)")), (wrong, language("\(wrong) wrong", "错 \(wrong)")),
      (open, language("\(open) open", "未答 \(open)")),
    ]
    counts = StyledText(words.filter { $0.0 > 0 }.map(\.1).joined(separator: language(", ", "，")), .muted)
  }
}

extension ProgressSummary {
  /// How many answers, how many of them right; and what that means for the questions.
  package func totals(_ language: Language) -> String {
    let questions = last.count
    let inTheEnd = last.values.count { $0.correct }
    return language(
      (attempts == 1 ? "1 answer" : "\(attempts) answers")
        + (questions == 1 ? " to 1 question" : " to \(questions) questions")
        + ", \(right) right; of the questions \(inTheEnd) right in the end, \(correctAtOnce) at once",
      "共答 \(attempts) 次，对 \(right) 次；涉及 \(questions) 道题，最后答对 \(inTheEnd) 道，一次答对 \(correctAtOnce) 道")
  }
}
