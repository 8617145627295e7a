import CursesTerminal
import Engine
import Foundation
import Tutor

/// The tutor from start to end: on the full screen where there is one, else as lines of text.
func runTutor(_ options: TutorOptions) throws {
  let folders = Folders()
  let language = Language.chosen(options.language, folders)
  let courses = CourseFolders(folders)
  let watch = CourseWatch(courses, chosen: options.lessons, language)
  let library = try CourseLibrary(courses, chosen: options.lessons, language)
  let kernels = Kernels.fast(try .standard(language, environment: folders.environment))
  let sources = ForwardWorker.Sources.standard(language, try weightsFile(options, language))
  let workers = Workers(language, folders, sources, kernels)
  var context = Context(language: language, course: library.shelf)
  context.preferences = workers.settings.preferences
  context.walk =
    options.image.map { WalkModel(network: options.network, picture: .file($0)) } ?? WalkModel(network: options.network)
  let mailbox = workers.mailbox
  watch.start(library) { mailbox.post($0) }
  // Continue is the first thing that the learner looks for.
  if let known = workers.storage.firstSummary(within: 0.5) { context.progress = known }
  guard !options.plain, CursesTerminal.isUsable else {
    var tutor = PlainTutor(context, workers)
    tutor.run()
    return leave(workers)
  }
  let terminal: CursesTerminal
  do { terminal = try CursesTerminal(TerminalOptions(context.preferences)) } catch { throw Refusal("\(error)") }
  var screen = FullScreen(context, terminal, workers)
  screen.run()
  let signal = screen.signal
  terminal.close()
  leave(workers)
  if let signal { CursesTerminal.endProcess(by: signal) }
}

/// The weights that were asked for, with every number looked at.
private func weightsFile(_ options: TutorOptions, _ language: Language) throws(Refusal) -> WeightsFile? {
  guard let path = options.weights, let architecture = Architecture.named(options.network) else { return nil }
  let file = try WeightsFile(path, for: architecture, language)
  try file.checkNumbers()
  return file
}

/// Writes what waits and says what could not be kept.
private func leave(_ workers: Workers) {
  let sentences = workers.storage.close()
  FileHandle.standardError.write(Data(sentences.map { $0 + "\n" }.joined().utf8))
}
