import Engine
import Foundation
import Tutor

/// Everything that works beside the loop, and the mailbox through which it reports.
struct Workers: Sendable {
  let mailbox: Mailbox<Report>
  let storage: StorageWorker
  let forward: ForwardWorker
  let settings: Settings
  private let language: Language

  init(_ language: Language, _ folders: Folders, _ sources: ForwardWorker.Sources, _ kernels: Kernels) {
    let mailbox = Mailbox<Report>()
    self.mailbox = mailbox
    storage = StorageWorker(path: ProgressLog.path(folders), language: language) {
      (try? CourseLibrary(CourseFolders(folders), chosen: [], language).shelf) ?? CourseShelf()
    } post: {
      mailbox.post($0)
    }
    forward = ForwardWorker(sources, kernels) { mailbox.post($0) }
    settings = Settings(folders)
    self.language = language
  }

  /// Does what an effect asks for; what can be said about it at once is returned.
  func perform(_ effect: Effect) -> Report? {
    switch effect {
    case .forward(let run, let network, let picture): forward.start(run, network: network, picture: picture)
    case .backward(let run, let network, let trace, let unit): forward.backward(run, network, trace, unit: unit)
    case .record(let attempt): storage.record(attempt)
    case .remember(let place): storage.remember(place)
    case .lookAtProgress: storage.look()
    case .setLanguage(let language):
      return keep(language) { () throws(Refusal) in try settings.keep(language, saying: language) }
    case .setPreferences(let preferences):
      return keep(language) { () throws(Refusal) in try settings.keep(preferences, saying: language) }
    case .readSource(let file): beside { [language] in .source(file, SourceFiles().text(file, language)) }
    // A folder may lie on a disk that does not answer.
    case .completePath(let typed): beside { .paths(PathCompletion.matches(typed)) }
    case .measureActivations: beside { .costs(ActivationTimes().measured) }
    case .quit, .suspend, .redraw: break
    }
    return nil
  }

  /// Does what may take longer than a frame on a thread of its own; the loop hears of it as of any other work.
  private func beside(_ work: @escaping @Sendable () -> Report) {
    startThread { [mailbox] in mailbox.post(work()) }
  }

  private func keep(_ language: Language, _ write: () throws(Refusal) -> Void) -> Report? {
    do {
      try write()
      return nil
    } catch {
      return .notice(
        language(
          "\(error.description); what you chose holds until you leave", "\(error.description)；所选的只在这次有效"))
    }
  }
}
