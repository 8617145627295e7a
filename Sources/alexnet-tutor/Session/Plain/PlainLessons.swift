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

  private mutating func read(_ lesson: Lesson) {
    var context = context
    context.progress = progress
    let storage = workers.storage
    var (given, place): ([Attempt], Place?) = ([], nil)
    var reader = PlainReader(lesson, context, console) {
      storage.remember($0)
      place = $0
    } record: {
      storage.record($0)
      given.append($0)
    }
    reader.run()
    for attempt in given { progress.add(attempt) }
    progress.place = place ?? progress.place
  }
}
