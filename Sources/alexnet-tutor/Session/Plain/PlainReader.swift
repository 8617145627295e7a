import Lessons
import Tutor

/// One lesson as prompts: section by section, the questions where they stand, the results at the end.
struct PlainReader {
  private let lesson: Lesson
  private let console: Console
  private let remember: (Place) -> Void
  private let record: (Attempt) -> Void
  private(set) var context: Context
  private var language: Language { context.language }
  private var text: PlainBlocks {
    PlainBlocks(language: language, titles: PlainBlocks.titles(lesson, context.course, language))
  }

  /// - Parameters:
  ///   - remember: keeps where the learner is.
  ///   - record: keeps an answer as soon as it was given.
  init(
    _ lesson: Lesson, _ context: Context, _ console: Console, remember: @escaping (Place) -> Void,
    record: @escaping (Attempt) -> Void
  ) {
    (self.lesson, self.context, self.console) = (lesson, context, console)
    (self.remember, self.record) = (remember, record)
  }

  private enum Step {
    case next
    case block(Int)
    case leave
  }

  mutating func run() {
    console.say(lesson.diagnostics.map { "! \($0)" })
    beforeReading()
    let start = remembered
    var index = start
    while lesson.blocks.indices.contains(index) {
      switch pass(index, start) {
      case .next: index += 1
      case .block(let target): index = target
      case .leave: return
      }
    }
    remember(.lesson(id: lesson.id, block: 0, item: nil))
    end()
  }

  private mutating func pass(_ index: Int, _ start: Int) -> Step {
    switch lesson.blocks[index] {
    case .heading where index > start:
      remember(.lesson(id: lesson.id, block: index, item: nil))
      let step = pause(index)
      if case .next = step { console.say(text.lines(lesson.blocks[index]) + [""]) }
      return step
    case .quiz(let item):
      remember(.lesson(id: lesson.id, block: index, item: item.id))
      var question = PlainQuestion(item, lesson: lesson.id, language, console)
      switch question.ask(nil, keep) {
      case .goOn: return .next
      case .back: return .block(previousQuestion(index))
      case .leave: return .leave
      }
    default:
      console.say(text.lines(lesson.blocks[index]) + [""])
      return .next
    }
  }

  private func keep(_ attempt: Attempt) { record(attempt) }

  private func previousQuestion(_ index: Int) -> Int {
    lesson.blocks[..<index].lastIndex { if case .quiz = $0 { true } else { false } } ?? index
  }

  // MARK: Between the sections

  private func pause(_ index: Int) -> Step {
    let sections = lesson.sections
    while true {
      let prompt = language(
        "Enter goes on, b back, t contents, /words searches, m leaves the lesson >", "回车继续，b 上一节，t 目录，/词 查找，m 离开这一课 >")
      guard let answer = console.ask(prompt) else { return .leave }
      switch answer.lowercased() {
      case "": return .next
      case "m", "q": return .leave
      case "b":
        let before = sections.map(\.block).filter { $0 < index }
        return .block(before.dropLast().last ?? 0)
      case "t": console.say(sections.enumerated().map { "\($0 + 1) \($1.title)" })
      case _ where answer.hasPrefix("/"): search(String(answer.dropFirst()))
      default:
        if let number = Int(answer), sections.indices.contains(number - 1) { return .block(sections[number - 1].block) }
        console.say(language("There is no “\(answer)” here.", "这里没有“\(answer)”。"))
      }
    }
  }

  /// The rows with the words, each with the number of its section, which may be typed to go there.
  private func search(_ words: String) {
    guard !words.isEmpty else { return }
    var (section, found): (Int, [String]) = (0, [])
    for block in lesson.blocks {
      if case .heading = block { section += 1 }
      for line in text.lines(block) where line.lowercased().contains(words.lowercased()) {
        found.append("\(max(1, section)): \(line)")
      }
    }
    console.say(found.isEmpty ? [language("“\(words)” is not in this lesson.", "这一课里没有“\(words)”。")] : found)
  }

  // MARK: Before and after

  private func beforeReading() {
    guard let run = QuizRun.before(lesson, context.progress) else { return }
    let count = run.items.count
    let prompt = language(
      "Enter reads, p guesses the answers to \(count) questions before >", "回车开始读，p 先猜 \(count) 道题 >")
    guard console.ask(prompt)?.lowercased() == "p" else { return }
    PlainRun(context, console, record: record).play(run)
  }

  private var remembered: Int {
    guard case .lesson(lesson.id, let block, _)? = context.progress.place, block > 0,
      lesson.blocks.indices.contains(block)
    else { return 0 }
    let answer = console.ask(language("Enter goes on where you were, b begins anew >", "回车从上次的地方继续，b 从头开始 >"))
    return answer?.lowercased() == "b" ? 0 : block
  }

  private func end() {
    console.say(language("This is the end of the lesson.", "这一课到此结束。"))
    guard let run = QuizRun.mixed(lesson, context.course, language, context.progress) else { return }
    let prompt = language("Enter leaves, a asks all questions again, mixed >", "回车离开，a 把所有题打乱再答一遍 >")
    guard console.ask(prompt)?.lowercased() == "a" else { return }
    PlainRun(context, console, record: record).play(run)
  }
}
