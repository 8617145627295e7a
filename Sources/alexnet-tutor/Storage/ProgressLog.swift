import Foundation
import Tutor

/// The learner's progress, kept on disk as long as that is possible and in memory as long as it is not.
///
/// Nothing that was answered is dropped: what could not be written stays in `unsaved` and is tried again. A damaged file is
/// moved aside under a name with the time, never deleted.
struct ProgressLog {
  let path: String
  private let clock: Clock
  private let busySeconds: Double
  private var file: ProgressFile?
  private var known = ProgressSummary()
  private(set) var unsaved: [TimedAttempt] = []
  private var unsavedPlace: Place?
  private(set) var trouble: StorageTrouble?
  /// What happened to a damaged file, said once.
  private(set) var movedAside: (aside: String, kept: Int)?

  init(_ path: String, clock: Clock = .system, busySeconds: Double = 5) {
    (self.path, self.clock, self.busySeconds) = (path, clock, busySeconds)
    open()
  }

  static func path(_ folders: Folders) -> String { folders.state + "/progress.sqlite" }

  /// Whether something waits to be written.
  var isBehind: Bool { !unsaved.isEmpty || unsavedPlace != nil }

  // MARK: Writing

  mutating func record(_ attempt: Attempt) {
    let key = String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
    unsaved.append(TimedAttempt(key: key, time: clock.now(), attempt: attempt))
    flush()
  }

  mutating func remember(_ place: Place) {
    unsavedPlace = place
    flush()
  }

  /// Writes what waits; opens the file again if it was lost or could not be opened.
  mutating func flush() {
    guard isBehind else { return }
    for _ in 0..<3 {
      if file == nil { open() }
      guard let file else { return }
      do {
        if !unsaved.isEmpty { try file.append(unsaved) }
        known = summary
        unsaved = []
        if let place = unsavedPlace { try file.remember(place, time: clock.now()) }
        unsavedPlace = nil
        trouble = nil
        return
      } catch {
        fail(error)
        // A file that was moved away or damaged while it was open is opened anew at once; the rest waits.
        guard trouble == .readOnly(path) || trouble == .damaged(path) else { return }
      }
    }
  }

  private mutating func fail(_ error: any Error) {
    trouble = StorageTrouble(error, path)
    file?.close()
    file = nil
  }

  mutating func close() {
    flush()
    file?.close()
    file = nil
  }

  // MARK: Opening

  private mutating func open() {
    do {
      file = try ProgressFile(path, busySeconds: busySeconds)
      trouble = nil
      load(file)
    } catch {
      fail(error)
      switch trouble {
      case .damaged: moveAside()
      case .readOnly: readOnly()
      default: break
      }
    }
  }

  /// What can be read without writing is still known: Continue works from a read-only folder.
  private mutating func readOnly() {
    guard let file = try? ProgressFile(path, writable: false, busySeconds: busySeconds) else { return }
    load(file)
    file.close()
  }

  private mutating func load(_ file: ProgressFile?) {
    guard let file, let attempts = try? file.attempts() else { return }
    known = ProgressSummary(attempts, clock)
    known.place = (try? file.place()) ?? nil
  }

  private mutating func moveAside() {
    let damaged = identity(path)
    let kept = ProgressFile.salvage(path)
    guard let aside = ProgressFile.freeName(beside: path, "damaged", time: clock.now()), damaged == identity(path),
      rename(path, aside) == 0
    else { return }
    _ = rename(path + "-journal", aside + "-journal")
    guard let fresh = try? ProgressFile(path, busySeconds: busySeconds) else { return }
    do {
      try fresh.append(kept)
      movedAside = (aside, kept.count)
    } catch { unsaved = kept + unsaved }
    file = fresh
    trouble = nil
    load(fresh)
  }

  /// Device and number of the file: another tutor may have put a whole one in its place.
  private func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
  }

  // MARK: Reading

  /// Reads anew what is on disk: time has passed, and another tutor may have added answers.
  mutating func refresh() {
    flush()
    load(file)
  }

  /// What is known of the learner, with what is not on disk yet.
  var summary: ProgressSummary {
    var summary = known
    for timed in unsaved { summary.add(timed.attempt) }
    if let place = unsavedPlace { summary.place = place }
    return summary
  }

  /// Every answer that is known, oldest first.
  var attempts: [TimedAttempt] { ((try? file?.attempts()) ?? []) + unsaved }
}
