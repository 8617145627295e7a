import Dispatch
import Foundation
import Synchronization
import Tutor

/// The thread that writes progress, so that a slow disk never holds up the screen.
final class StorageWorker: Sendable {
  private enum Order: Sendable {
    /// The semaphore is signalled when the answer is on disk or cannot be.
    case record(TimedAttempt, DispatchSemaphore)
    /// The answer was put beside the progress file meanwhile.
    case waits(TimedAttempt)
    case remember(Place)
    case look
    case close
  }

  private let orders = Inbox<Order>()
  private let finished = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)
  private let first = Mutex<ProgressSummary?>(nil)
  private let lastWords = Mutex<[String]>([])
  private let waiting: WaitingAnswers
  private let clock: Clock
  private let language: Language
  private let post: @Sendable (Report) -> Void

  /// How long an answer may take to reach the progress file before it is put beside it.
  private static let patience = 0.3
  /// How often writing is tried again while something waits.
  private static let retry = Duration.seconds(2)

  /// - Parameter course: where old answers are carried over, it knows the names of their mistakes.
  init(
    path: String, clock: Clock = .system, language: Language, course: @escaping @Sendable () -> CourseShelf,
    post: @escaping @Sendable (Report) -> Void
  ) {
    (self.clock, self.language, self.post) = (clock, language, post)
    waiting = WaitingAnswers(beside: path)
    startThread { [self] in
      run(ProgressLog(path, clock: clock, waiting: waiting, course: course))
    }
  }

  /// What is known of the learner at the start; nil if the disk takes longer than `seconds`, a report follows then.
  func firstSummary(within seconds: Double) -> ProgressSummary? {
    _ = opened.wait(timeout: .now() + seconds)
    return first.withLock { $0 }
  }

  /// Returns when the answer is on disk: in the progress file, or beside it if that takes longer than a moment. Where neither
  /// is possible a report says so.
  func record(_ attempt: Attempt) {
    let timed = TimedAttempt(key: TimedAttempt.freshKey(), time: clock.now(), attempt: attempt)
    let handled = DispatchSemaphore(value: 0)
    orders.put(.record(timed, handled))
    guard handled.wait(timeout: .now() + StorageWorker.patience) == .timedOut else { return }
    let isOnDisk = waiting.add(timed)
    post(
      .standing(
        isOnDisk
          ? language("not in the progress file yet: it does not answer", "还没写入进度文件：它没有响应")
          : language("not on disk yet: the disk does not answer", "还没写入磁盘：磁盘没有响应")))
    orders.put(.waits(timed))
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

  // MARK: On the thread

  private func run(_ opened: ProgressLog) {
    var log = opened
    var bookmark = QuietBookmark()
    var voice = StorageVoice(language)
    first.withLock { $0 = log.summary }
    self.opened.signal()
    post(.progress(log.summary))
    var readings = log.readings
    while true {
      for report in voice.reports(&log) { post(report) }
      if log.readings != readings { post(.progress(log.summary)) }
      readings = log.readings
      let wait = [bookmark.wait, log.isBehind || voice.isTransient ? StorageWorker.retry : nil].compactMap { $0 }.min()
      let taken = orders.take(within: wait.map { $0 / .seconds(1) })
      if taken.isEmpty { log.flush() }
      for order in taken {
        switch order {
        case .record(let timed, let handled):
          log.record(timed)
          handled.signal()
        case .waits(let timed):
          if !log.unsaved.contains(timed) { waiting.settle([timed.key]) }
          voice.repeatStanding()
        case .remember(let place): bookmark.put(place)
        case .look:
          log.refresh()
          post(.progress(log.summary))
          readings = log.readings
        case .close: break
        }
      }
      let isLast = taken.contains { if case .close = $0 { true } else { false } }
      // Where an answer has just been written, the place where it was given is written after it.
      let hasAnswer = taken.contains { if case .record = $0 { true } else { false } }
      if let place = bookmark.take(atOnce: isLast || hasAnswer) { log.remember(place) }
      if isLast { break }
    }
    log.close()
    lastWords.withLock { $0 = voice.lastWords(&log) }
    finished.signal()
  }
}

/// Where the learner is changes with every key: it is written when nothing has changed for two seconds, or every ten.
struct QuietBookmark {
  private var place: Place?
  private var quiet = ContinuousClock.now
  private var latest = ContinuousClock.now

  mutating func put(_ place: Place) {
    if self.place == nil { latest = .now + .seconds(10) }
    self.place = place
    quiet = .now + .seconds(2)
  }

  /// How long it is until it is to be written.
  var wait: Duration? { place.map { _ in max(.zero, min(quiet, latest) - .now) } }

  /// What is to be written by now.
  mutating func take(atOnce: Bool) -> Place? {
    guard place != nil, atOnce || min(quiet, latest) <= .now else { return nil }
    defer { place = nil }
    return place
  }
}
