import Lessons
import Tutor

/// The lessons as prompts: the text section by section, the questions where they stand.
struct PlainLessons {
  private(set) var progress: ProgressSummary
  private let context: Context
  private let workers: Workers
  private let console: Console
  private var language: Language { context.language }

  init(_ context: Context, _ workers: Workers, _ console: Console) {
    progress = context.progress
    (self.context, self.workers, self.console) = (context, workers, console)
  }

  mutating func run() {
    let lessons = context.course.lessons(language)
    while true {
      console.say(lessons.enumerated().map { "\($0 + 1) \(line($1))" })
      guard
        let answer = console.ask(language("number of a lesson, or m for the menu >", "课程的编号，或 m 回菜单 >")),
        !["m", "q"].contains(answer.lowercased())
      else { return }
      guard let number = Int(answer), lessons.indices.contains(number - 1) else {
        console.say(language("There is no lesson “\(answer)”.", "没有“\(answer)”这一课。"))
        continue
      }
      read(lessons[number - 1])
    }
  }

  private func line(_ lesson: Lesson) -> String {
    let right = lesson.items.count { progress.last[$0.id]?.correct == true }
    return lesson.title
      + language(" (\(right) of \(lesson.items.count) questions right)", "（\(lesson.items.count) 题答对 \(right) 题）")
  }

  // MARK: Reading

  private mutating func read(_ lesson: Lesson) {
    let text = PlainBlocks(language: language)
    console.say(lesson.diagnostics.map { "! \($0)" })
    let start = remembered(lesson)
    for (index, block) in lesson.blocks.enumerated().dropFirst(start) {
      if case .heading = block, index > start {
        workers.storage.remember(.lesson(id: lesson.id, block: index, item: nil))
        let prompt = language("Enter goes on, m leaves the lesson >", "回车继续，m 离开这一课 >")
        guard let answer = console.ask(prompt), answer.lowercased() != "m" else { return }
      }
      if case .quiz(let item) = block {
        workers.storage.remember(.lesson(id: lesson.id, block: index, item: item.id))
        var question = PlainQuestion(item, lesson: lesson.id, language, console)
        let outcome = question.ask { attempt in
          workers.storage.record(attempt)
          progress.add(attempt)
        }
        guard outcome == .goOn else { return }
      } else {
        console.say(text.lines(block) + [""])
      }
    }
    workers.storage.remember(.lesson(id: lesson.id, block: 0, item: nil))
    console.say(language("This is the end of the lesson.", "这一课到此结束。"))
  }

  private func remembered(_ lesson: Lesson) -> Int {
    guard case .lesson(lesson.id, let block, _)? = progress.place, block > 0, lesson.blocks.indices.contains(block)
    else {
      return 0
    }
    let answer = console.ask(language("Enter goes on where you were, b begins anew >", "回车从上次的地方继续，b 从头开始 >"))
    return answer?.lowercased() == "b" ? 0 : block
  }
}
