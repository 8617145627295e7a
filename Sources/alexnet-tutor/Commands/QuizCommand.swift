import ArgumentParser
import Lessons
import Tutor

struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Questions of the course as prompts, without the full screen.",
    discussion: """
      With the id of a lesson all its questions in the order of the text, with the id of a question that one; without an id \
      ten, mixed across lessons: those that are due, those that went wrong, then new ones.
      """)

  @Argument(help: ArgumentHelp("The id of a lesson or of a question.", valueName: "id"))
  var id: String?

  @OptionGroup var course: CourseOptions

  func run() throws {
    var session = try QuizSession(course)
    guard let id else { return session.play(session.assorted) }
    guard let run = session.run(of: id) else {
      throw Refusal(
        session.language(
          "there is no lesson and no question \(id); 'alexnet-tutor lessons list' lists the lessons",
          "没有叫 \(id) 的课，也没有叫 \(id) 的题；“alexnet-tutor lessons list”列出全部课程"))
    }
    session.play(run)
  }
}

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "The questions that are due, as prompts, without the full screen.",
    discussion:
      "Answered questions come back when they are about to be forgotten, mixed across lessons, with fresh numbers.")

  @OptionGroup var course: CourseOptions

  func run() throws {
    var session = try QuizSession(course)
    let run = QuizRun.review(session.context.course, session.language, session.context.progress)
    guard run.current != nil else {
      let language = session.language
      let next = session.context.progress.daysToNext
      let when = next.map { language(" The next question is due in \($0) d.", "下一道题在 \($0) 天后到期。") } ?? ""
      return try printResult(language("Nothing is due for review.", "没有到期的复习题。") + when, language)
    }
    session.play(run)
  }
}

/// Questions on the terminal that the program was started in; every answer is on disk before it is judged on screen.
struct QuizSession {
  let context: Context
  private var log: ProgressLog
  private var voice: StorageVoice
  var language: Language { context.language }
  private static let length = 10

  init(_ options: CourseOptions) throws {
    let folders = Folders()
    let language = Language.chosen(options.languageOption.chosen, folders)
    let shelf = try CourseLibrary(CourseFolders(folders), chosen: options.lessons, language).shelf
    guard shelf.count > 0 else { throw LessonsCommand.none(language) }
    log = ProgressLog(ProgressLog.path(folders)) { shelf }
    context = Context(language: language, course: shelf, progress: log.summary)
    voice = StorageVoice(language)
    for sentence in voice.sentences(&log) { printMessage(sentence) }
  }

  /// All questions of a lesson, or one question.
  func run(of id: String) -> QuizRun? {
    for lesson in context.course.lessons(language) {
      let items = lesson.items.map { ReviewItem(lesson: lesson.id, item: $0.id) }
      if lesson.id == id, !items.isEmpty { return QuizRun(.mixed(lesson: id), items) }
      if let item = items.first(where: { $0.item == id }) { return QuizRun(.mixed(lesson: lesson.id), [item]) }
    }
    return nil
  }

  /// Due, wrong, then new, at most ten.
  var assorted: QuizRun {
    let progress = context.progress
    let all = context.course.lessons(language).flatMap { lesson in
      lesson.items.map { ReviewItem(lesson: lesson.id, item: $0.id) }
    }
    let due = progress.due.filter { all.contains($0) }
    let wrong = all.filter { progress.last[$0.item]?.correct == false && !due.contains($0) }
    let fresh = all.filter { progress.last[$0.item] == nil }.mixed(seed: UInt64(progress.attempts))
    let rest = all.filter { progress.last[$0.item]?.correct == true && !due.contains($0) }
    let chosen = [ReviewItem]((due + wrong + fresh + rest).prefix(QuizSession.length))
    return QuizRun(.review, chosen.interleaved())
  }

  mutating func play(_ run: QuizRun) {
    var (log, voice) = (log, voice)
    let console = Console()
    PlainRun(context, console) { attempt in
      log.record(attempt)
      console.say(voice.sentences(&log).map { "! " + $0 })
    }.play(run)
    log.close()
    for sentence in voice.sentences(&log) { printMessage(sentence) }
    if let left = voice.unsaved(log) { printMessage(left) }
    (self.log, self.voice) = (log, voice)
  }
}
