import Tutor

/// What the learner has done, as lines of text, computed from every answer.
struct ProgressReport {
  let summary: ProgressSummary
  let language: Language
  let course: CourseShelf

  var lines: [String] {
    guard summary.attempts > 0 else {
      let none = language("No question has been answered yet.", "还没有回答过问题。")
      return [none] + continued
    }
    return [answers] + days + sureness + mistakes + lessons + continued + review
  }

  private func line(_ label: (String, String), _ text: String) -> String {
    let label = language(label.0, label.1)
    // A Chinese glyph is two columns wide.
    let width = label.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
    return label + String(repeating: " ", count: max(1, 16 - width)) + text
  }

  private var answers: String {
    line(("Answers", "答题"), summary.totals(language))
  }

  private var days: [String] {
    let counts = summary.days.map(String.init).joined(separator: " ")
    return [
      line(("Last \(summary.days.count) days", "最近 \(summary.days.count) 天"), counts + language(" (today)", "（今天）"))
    ]
  }

  /// How sure against how right.
  private var sureness: [String] {
    let names = [language("guess", "猜的"), language("fairly sure", "比较有把握"), language("certain", "确定")]
    let parts = names.enumerated().compactMap { index, name -> String? in
      guard let tally = summary.calibration[index + 1], tally.answers > 0 else { return nil }
      return language(
        "\(name): \(tally.right) of \(tally.answers) right", "\(name)：\(tally.answers) 次中对 \(tally.right) 次")
    }
    return parts.isEmpty ? [] : [line(("How sure", "把握"), parts.joined(separator: language(", ", "，")))]
  }

  private var mistakes: [String] {
    course.mistakes(summary).prefix(5).enumerated().map { row, met in
      line(row == 0 ? ("Mistakes met", "犯过的错") : ("", ""), "\(met.count)× \(course.words(met, language))")
    }
  }

  private var lessons: [String] {
    let ids = Set(summary.last.values.map(\.lesson)).sorted()
    return ids.enumerated().map { row, id in
      let items = summary.last.values.filter { $0.lesson == id }
      let right = items.filter(\.correct).count
      let name = course.title(id, language).map { "\(id) · \($0)" } ?? id
      return line(
        row == 0 ? ("Lessons", "课程") : ("", ""),
        name + language(": \(right) of \(items.count) answered questions right", "：答过的 \(items.count) 道题对 \(right) 道"))
    }
  }

  private var continued: [String] { summary.place.map { [line(("Continue at", "继续"), $0.line)] } ?? [] }

  private var review: [String] {
    let due = summary.due.count
    let next = summary.daysToNext.map { language("nothing due; the next in \($0) d", "没有到期的题；下一道在 \($0) 天后") }
    let words = due > 0 ? language("\(due) due", "到期 \(due) 题") : next
    return words.map { [line(("Review", "复习"), $0)] } ?? []
  }
}
