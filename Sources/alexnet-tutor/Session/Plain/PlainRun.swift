import Lessons
import Tutor

/// Questions one after the other in plain lines: before a lesson, mixed at its end, a review, or one alone.
struct PlainRun {
  private let context: Context
  private let console: Console
  private let record: (Attempt) -> Void
  private var language: Language { context.language }

  /// - Parameter record: keeps an answer as soon as it was given.
  init(_ context: Context, _ console: Console, record: @escaping (Attempt) -> Void) {
    (self.context, self.console, self.record) = (context, console, record)
  }

  /// Returns whether the learner went to the end.
  @discardableResult
  func play(_ run: QuizRun) -> Bool {
    var run = run
    var asked: [String: UInt64] = [:]
    while let next = run.current {
      guard let item = context.course.item(next, language) else {
        run.position += 1
        continue
      }
      var isBefore = false
      if case .before = run.kind { isBefore = true }
      var question = PlainQuestion(item, lesson: next.lesson, language, console, explained: !isBefore)
      let outcome = question.ask(head(run, next), record)
      if let right = question.isRight { run.note(next.item, right) }
      asked[next.item] = question.seed
      switch outcome {
      case .goOn: run.position += 1
      case .back: run.position = max(0, run.position - 1)
      case .leave:
        say(run, asked)
        return false
      }
    }
    say(run, asked)
    return true
  }

  private func head(_ run: QuizRun, _ item: ReviewItem) -> String {
    let title = context.course.title(item.lesson, language) ?? item.lesson
    return language(
      "Question \(run.position + 1) of \(run.items.count) (\(title))",
      "第 \(run.position + 1)/\(run.items.count) 题（\(title)）")
  }

  /// - Parameter asked: the numbers that each question had.
  private func say(_ run: QuizRun, _ asked: [String: UInt64]) {
    guard !run.items.isEmpty else { return }
    var lines = [
      language("\(run.right) of \(run.items.count) right.", "\(run.items.count) 题答对 \(run.right) 题。")
    ]
    for item in run.items where run.outcomes[item.item] == false {
      let question = context.course.item(item, language)?.instance(seed: asked[item.item] ?? 1)
      let name = question?.prompt ?? item.item
      lines += PlainBlocks(language: language).hanging("- ", language("Not right yet: \(name)", "还没答对：\(name)"))
    }
    console.say(lines)
  }
}
