import CursesTerminal
import Engine
import TextUI
import Tutor

/// The tutor from start to end: on the full screen where there is one, else as lines of text.
func runTutor(_ options: TutorOptions) throws {
  let folders = Folders()
  // The locale belongs to all threads: it is set before there are any.
  let locale = TerminalLocale()
  let obstacle = options.plain ? nil : CursesTerminal.obstacle
  let isFull = !options.plain && obstacle == nil
  let preferences = Settings(folders).preferences
  let wanted = Language.chosen(options.language, folders)
  let glyphs = locale.glyphs(wanted: isFull ? TerminalOptions(preferences).glyphs : nil)
  let language = isFull || CursesTerminal.isTerminal ? wanted.shown(in: glyphs) : wanted
  CrashGuard.tell(faultWords(language))
  let courses = CourseFolders(folders)
  for chosen in options.lessons where !courses.isCourse(chosen) { throw CourseLibrary.noCourse(chosen, language) }
  let kernels = Kernels.fast(try .standard(language, environment: folders.environment))
  let sources = ForwardWorker.Sources.standard(language, try weightsFile(options, language))

  var context = Context(language: language, course: CourseShelf(isComing: true))
  context.preferences = preferences
  context.walk =
    options.image.map { WalkModel(network: options.network, picture: .file($0)) } ?? WalkModel(network: options.network)
  guard isFull else {
    if case .unknownTerminal(let name) = obstacle { printMessage(plainLines(name, language)) }
    if language != wanted { printMessage(Language.cannotShowChinese) }
    let watch = CourseWatch(courses, chosen: options.lessons, language)
    let library = try CourseLibrary(courses, chosen: options.lessons, language)
    context.course = library.shelf
    let workers = Workers(language, folders, sources, kernels)
    watch.start(library) { workers.mailbox.post($0) }
    if let known = workers.storage.firstSummary(within: 0.5) { context.progress = known }
    var tutor = PlainTutor(context, workers)
    tutor.run()
    return leave(workers)
  }
  let workers = Workers(language, folders, sources, kernels)
  let terminal: CursesTerminal
  do { terminal = try CursesTerminal(TerminalOptions(preferences), locale) } catch { throw Refusal("\(error)") }
  // Continue is the first thing that the learner looks for.
  if let known = workers.storage.firstSummary(within: 0.5) { context.progress = known }
  var screen = FullScreen(context, terminal, workers)
  if language != wanted { screen.say(Language.cannotShowChinese) }
  // The first frame needs no lesson: they are read while it is looked at.
  screen.run { CourseWatch.readBeside(courses, chosen: options.lessons, language) { workers.mailbox.post($0) } }
  let signal = screen.signal
  terminal.close()
  leave(workers)
  if let signal { CursesTerminal.endProcess(by: signal) }
}

extension Language {
  /// This language, or English where the glyphs have no Chinese.
  func shown(in glyphs: GlyphSet) -> Language { glyphs == .ascii ? .english : self }
}

/// The weights that were asked for, with every number looked at.
private func weightsFile(_ options: TutorOptions, _ language: Language) throws(Refusal) -> WeightsFile? {
  guard let path = options.weights, let architecture = Architecture.named(options.network) else { return nil }
  let file = try WeightsFile(path, for: architecture, language)
  try file.checkNumbers()
  return file
}

/// Writes what waits and says what could not be kept.
private func leave(_ workers: Workers) { workers.storage.close().forEach(printMessage) }

private func plainLines(_ terminal: String, _ language: Language) -> String {
  let name = terminal.isEmpty ? language("TERM is not set", "没有设置 TERM") : "TERM=\(terminal)"
  return language(
    "\(name): no full screen for this terminal, plain lines instead. Where it has one, set TERM to its type "
      + "(xterm-256color, most often); more types come with Debian's ncurses-term.",
    "\(name)：这个终端没有全屏，改用纯文本。若它有全屏功能，请把 TERM 设为终端的类型（多半是 xterm-256color）；"
      + "更多类型在 Debian 的 ncurses-term 包里。")
}

/// What is said after a fault of the program, around the name of the signal and before the path of the report.
private func faultWords(_ language: Language) -> (begin: String, end: String, report: String) {
  (
    language("alexnet-tutor ended by a fault of its own (", "alexnet-tutor 因自身的故障而结束（"),
    language(
      "). Your answers are kept, except those that it said it could not write.", "）。你的作答都已保存，提示过无法写入的除外。"),
    language(" A report for its authors is in ", "给作者的报告在 ")
  )
}
