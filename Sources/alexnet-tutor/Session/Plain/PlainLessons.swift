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
    let numbers = PlainLessons.numbers(lessons)
    while true {
      console.say(zip(numbers, lessons).map { "\($0) \(line($1))" })
      guard
        let answer = console.ask(language("number of a lesson, or m for the menu >", "课程的编号，或 m 回菜单 >")),
        !["m", "q"].contains(answer.lowercased())
      else { return }
      guard let number = Int(answer), let chosen = numbers.firstIndex(of: number) else {
        console.say(language("There is no lesson “\(answer)”.", "没有“\(answer)”这一课。"))
        continue
      }
      read(lessons[chosen])
    }
  }

  /// Lessons go by the numbers that their texts call them by; those that have none take what is free.
  static func numbers(_ lessons: [Lesson]) -> [Int] {
    var taken: Set<Int> = []
    let own = lessons.map { lesson in lesson.number.flatMap { taken.insert($0).inserted ? $0 : nil } }
    var next = 1
    return own.map { number in
      if let number { return number }
      while !taken.insert(next).inserted { next += 1 }
      return next
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
