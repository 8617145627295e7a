import Tutor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The tutor as numbered prompts, where there is no full screen: the walk, the lessons with their questions, the labs.
struct PlainTutor {
  private var context: Context
  private let workers: Workers
  private let console = Console()
  private var language: Language { context.language }

  init(_ context: Context, _ workers: Workers) { (self.context, self.workers) = (context, workers) }

  mutating func run() {
    console.say([
      language("alexnet-tutor, in plain lines.", "alexnet-tutor，纯文本模式。"),
      language("Type a number or a letter and press Enter.", "输入数字或字母，然后按回车。"),
    ])
    while true {
      sayTroubles()
      if let words = context.trouble { console.say("! " + words) }
      console.say(menu)
      guard let answer = console.ask(">") else { return }
      switch answer.lowercased() {
      case "1": PlainWalk(arrived(), workers, console).run()
      case "2" where context.course.count > 0:
        var lessons = PlainLessons(context, workers, console)
        lessons.run()
        context.progress = lessons.progress
      case "3": PlainLabs(context, console).run()
      case "4" where context.course.count > 0: review()
      case "5": console.say(progress)
      case "q", "quit", "exit": return
      case "": continue
      default: console.say(language("There is no “\(answer)” here.", "这里没有“\(answer)”。"))
      }
    }
  }

  private var menu: [String] {
    let course = context.course
    var lines = ["", language("1 Walk through the network", "1 漫游网络")]
    if course.count > 0 {
      let done = course.done(context.progress)
      lines.append(language("2 Lessons (\(done) of \(course.count) done)", "2 课程（完成 \(done)/\(course.count)）"))
    }
    lines.append(language("3 Labs", "3 实验台"))
    if course.count > 0 {
      let due = course.due(context.progress, language)
      lines.append(language("4 Review (\(due) due)", "4 复习（到期 \(due) 题）"))
    }
    return lines + [language("5 Progress", "5 进度"), language("q Quit", "q 退出")]
  }

  private mutating func review() {
    let run = QuizRun.review(context.course, language, context.progress)
    guard run.current != nil else {
      console.say(language("Nothing is due for review.", "没有到期的复习题。"))
      return
    }
    var given: [Attempt] = []
    let storage = workers.storage
    PlainRun(context, console) { attempt in
      storage.record(attempt)
      given.append(attempt)
    }.play(run)
    for attempt in given { context.progress.add(attempt) }
  }

  private var progress: [String] {
    ProgressReport(summary: context.progress, language: language, course: context.course).lines
  }

  // MARK: Reports

  private mutating func sayTroubles() {
    for report in workers.mailbox.takeAll() { take(report) }
  }

  private mutating func take(_ report: Report) {
    switch report {
    case .trouble(let sentence): console.say("! " + sentence)
    case .standing(let words): context.trouble = words
    case .progress(let summary): context.progress.take(summary)
    case .course(let shelf): context.course = shelf
    default: context.walk.take(report)
    }
  }

  /// The context with the picture behind it pushed through the whole network.
  private mutating func arrived() -> Context {
    guard !context.walk.isComplete else { return context }
    if case .forward(let run, let network, let picture) = context.walk.start() {
      workers.forward.start(run, network: network, picture: picture)
    }
    while !context.walk.isComplete, context.walk.failure == nil {
      var descriptor = pollfd(fd: workers.mailbox.descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&descriptor, 1, -1)
      sayTroubles()
    }
    return context
  }
}
