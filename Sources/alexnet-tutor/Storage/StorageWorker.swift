import Dispatch
import Foundation
import Synchronization
import Tutor

/// The thread that writes progress, so that a slow disk never holds up the screen.
final class StorageWorker: Sendable {
  private enum Order: Sendable {
    /// The semaphore is signalled when the answer was written or could not be.
    case record(Attempt, DispatchSemaphore)
    case remember(Place)
    case look
    case close
  }

  private let orders = Inbox<Order>()
  private let finished = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)
  private let first = Mutex<ProgressSummary?>(nil)
  private let lastWords = Mutex<[String]>([])
  private let language: Language
  private let post: @Sendable (Report) -> Void

  /// How often writing is tried again while something waits.
  private static let retrySeconds = 5.0

  init(path: String, clock: Clock = .system, language: Language, post: @escaping @Sendable (Report) -> Void) {
    (self.language, self.post) = (language, post)
    Thread.detachNewThread { [self] in run(path, clock) }
  }

  /// What is known of the learner at the start; nil if the disk takes longer than `seconds`, a report follows then.
  func firstSummary(within seconds: Double) -> ProgressSummary? {
    _ = opened.wait(timeout: .now() + seconds)
    return first.withLock { $0 }
  }

  /// Writes an answer and waits for the disk, a quarter of a second at most: what the learner sees judged has been kept.
  func record(_ attempt: Attempt) {
    let handled = DispatchSemaphore(value: 0)
    orders.put(.record(attempt, handled))
    _ = handled.wait(timeout: .now() + 0.25)
  }

  func remember(_ place: Place) { orders.put(.remember(place)) }

  /// Reports what is on disk as the clock stands.
  func look() { orders.put(.look) }

  /// Writes what waits and returns what could not be done, if anything.
  func close(within seconds: Double = 6) -> [String] {
    orders.put(.close)
    _ = finished.wait(timeout: .now() + seconds)
    return lastWords.withLock { $0 }
  }

  private func run(_ path: String, _ clock: Clock) {
    var log = ProgressLog(path, clock: clock)
    first.withLock { $0 = log.summary }
    opened.signal()
    post(.progress(log.summary))
    if let (aside, kept) = log.movedAside {
      post(.trouble(StorageTrouble.movedAside(language, from: path, to: aside, kept: kept)))
    }
    var said: StorageTrouble?
    while true {
      if let trouble = log.trouble, trouble != said { post(.trouble(trouble.sentence(language))) }
      said = log.trouble
      let taken = orders.take(within: log.isBehind ? StorageWorker.retrySeconds : nil)
      if taken.isEmpty { log.flush() }
      var place: Place?
      for order in taken {
        switch order {
        case .record(let attempt, let handled):
          log.record(attempt)
          handled.signal()
        case .remember(let latest): place = latest
        case .look:
          log.refresh()
          post(.progress(log.summary))
        case .close: break
        }
      }
      if let place { log.remember(place) }
      if taken.contains(where: { if case .close = $0 { true } else { false } }) { break }
    }
    log.close()
    leave(log)
    finished.signal()
  }

  private func leave(_ log: ProgressLog) {
    var words: [String] = []
    if let (aside, kept) = log.movedAside {
      words.append(StorageTrouble.movedAside(language, from: log.path, to: aside, kept: kept))
    }
    if !log.unsaved.isEmpty {
      words.append(StorageTrouble.leftUnsaved(language, log.unsaved.count, log.trouble))
    } else if let trouble = log.trouble {
      words.append(trouble.sentence(language))
    }
    lastWords.withLock { $0 = words }
  }
}
