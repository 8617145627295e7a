import Foundation
import Tutor

/// The learner's progress, kept on disk as long as that is possible and in memory as long as it is not.
///
/// Nothing that was answered is dropped: what the progress file does not take waits beside it and is tried again. A damaged
/// file is moved aside under a name with the time, never deleted; one that is removed while it is open is begun anew with the
/// answers of this session.
struct ProgressLog {
  let path: String
  let waiting: WaitingAnswers
  private let clock: Clock
  private let busySeconds: Double
  private let schema: ProgressSchema
  private var file: ProgressFile?
  /// Device and number of the file that was open last.
  private var identity: [UInt64]?
  private var isLost = false
  private var known = ProgressSummary()
  /// The answers of this session that are in the file.
  private var session: [TimedAttempt] = []
  private(set) var unsaved: [TimedAttempt] = []
  private var unsavedPlace: Place?
  private(set) var trouble: StorageTrouble?
  /// What has happened to the file, each to be said once.
  private(set) var news: [StorageNews] = []
  /// How often the file was read as a whole.
  private(set) var readings = 0

  /// - Parameter course: where old answers are carried over, it knows the names of their mistakes.
  init(
    _ path: String, clock: Clock = .system, busySeconds: Double = 1, waiting: WaitingAnswers? = nil,
    course: @escaping @Sendable () -> CourseShelf = { CourseShelf() }
  ) {
    (self.path, self.clock, self.busySeconds) = (path, clock, busySeconds)
    self.waiting = waiting ?? WaitingAnswers(beside: path)
    schema = ProgressSchema(course: course)
    open()
  }

  static func path(_ folders: Folders) -> String { folders.state + "/progress.sqlite" }

  /// Whether something waits to be written.
  var isBehind: Bool { !unsaved.isEmpty || unsavedPlace != nil }

  /// What happened to a damaged file.
  var movedAside: (aside: String, kept: Int)? {
    news.lazy.compactMap { if case .movedAside(let aside, let kept) = $0 { (aside, kept) } else { nil } }.last
  }

  mutating func takeNews() -> [StorageNews] {
    defer { news = [] }
    return news
  }

  // MARK: Writing

  mutating func record(_ attempt: Attempt) {
    record(TimedAttempt(key: TimedAttempt.freshKey(), time: clock.now(), attempt: attempt))
  }

  /// When it returns the answer is on disk, or `trouble` says why it is not.
  mutating func record(_ timed: TimedAttempt) {
    unsaved.append(timed)
    flush()
    guard unsaved.last == timed else { return }
    // A newer version may keep its answers otherwise.
    if case .newer? = trouble { return }
    _ = waiting.add(timed)
  }

  mutating func remember(_ place: Place) {
    unsavedPlace = place
    flush()
  }

  /// Writes what waits; opens the file again if it was lost or could not be opened.
  mutating func flush() {
    noticeRemoval()
    guard isBehind || trouble != nil else { return }
    for _ in 0..<3 {
      if file == nil { open() }
      guard let file else { return }
      do {
        if !unsaved.isEmpty { try file.append(unsaved) }
        known = summary
        session += unsaved
        waiting.settle(unsaved.map(\.key))
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
      let opened = try ProgressFile(path, .write(schema), busySeconds: busySeconds)
      file = opened
      try begin(opened)
      trouble = nil
    } catch {
      fail(error)
      switch trouble {
      case .damaged: moveAside()
      case .readOnly: readOnly()
      default: break
      }
    }
  }

  /// Takes over what others have left beside the file, writes what this session had in another one, and reads it all.
  private mutating func begin(_ file: ProgressFile) throws {
    let unreadable = try WaitingAnswers.takeOver(beside: path) { try file.append($0) }
    if unreadable > 0 { news.append(.unreadable(unreadable)) }
    let found = ProgressLog.identity(path)
    let isAnother = identity != nil && (identity != found || isLost)
    if isAnother || !session.isEmpty { try writeAgain(file, isAnother) }
    (identity, isLost) = (found, false)
    try load(file)
  }

  /// What can be read without writing is still known: Continue works from a read-only folder.
  private mutating func readOnly() {
    guard let file = try? ProgressFile(path, .read, busySeconds: busySeconds) else { return }
    try? load(file)
    file.close()
  }

  private mutating func load(_ file: ProgressFile) throws {
    var history = ProgressHistory(clock)
    let unreadable = try file.read { history.add($0) }
    known = history.summary
    known.place = try file.place()
    if unreadable > 0, readings == 0 { news.append(.unreadable(unreadable)) }
    readings += 1
  }

  private mutating func moveAside() {
    let damaged = ProgressLog.identity(path)
    let kept = salvaged
    guard let aside = ProgressCopy.freeName(beside: path, "damaged", time: clock.now()),
      damaged == ProgressLog.identity(path), rename(path, aside) == 0
    else { return }
    _ = rename(path + "-journal", aside + "-journal")
    news.append(.movedAside(aside, kept: kept.count))
    do {
      let fresh = try ProgressFile(path, .write(schema), busySeconds: busySeconds)
      file = fresh
      try fresh.append(kept)
      ProgressCopy(of: path).keep(version: 1)
      try begin(fresh)
      trouble = nil
    } catch {
      unsaved = kept.filter { !unsaved.contains($0) } + unsaved
      fail(error)
    }
  }

  /// What can be read of a damaged file, and of the copy that was made if it was damaged on its way to this version.
  private var salvaged: [TimedAttempt] {
    let found = ProgressSalvage.answers(in: path)
    let copy = ProgressCopy(of: path).unfinished
    guard FileManager.default.fileExists(atPath: copy) else { return found }
    let keys = Set(found.map(\.key))
    return found + ProgressSalvage.answers(in: copy).filter { !keys.contains($0.key) }
  }

  // MARK: A file that goes away

  /// SQLite goes on writing into a file that has lost its name.
  private mutating func noticeRemoval() {
    guard let file, ProgressLog.identity(path) != identity else { return }
    file.close()
    self.file = nil
    // A new file may get the number of the one that was removed.
    isLost = true
    open()
  }

  /// Another file may lie in the place of the one that this session wrote into, or the same without what it held.
  private mutating func writeAgain(_ file: ProgressFile, _ isAnother: Bool) throws {
    if isAnother, let reset = ProgressLog.files(beside: path).first(where: { ProgressLog.identity($0) == identity }),
      (reset as NSString).lastPathComponent.contains(".reset-")
    {
      session = []
      return news.append(.reset(reset))
    }
    let before = try file.count()
    try file.append(session)
    let again = try file.count() - before
    if movedAside == nil, isAnother || again > 0 { news.append(.replaced(again: again)) }
  }

  private static func files(beside path: String) -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { folder + "/" + $0 }
  }

  /// Device and number of a file: another tutor may have put another one in its place.
  private static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
  }

  // MARK: Reading

  /// Reads anew what is on disk: time has passed, and another tutor may have added answers.
  mutating func refresh() {
    flush()
    guard let file else { return }
    do { try load(file) } catch {
      fail(error)
      open()
    }
  }

  /// What is known of the learner, with what is not in the file yet.
  var summary: ProgressSummary {
    var summary = known
    for timed in unsaved { summary.add(timed.attempt) }
    if let place = unsavedPlace { summary.place = place }
    return summary
  }

  /// Every answer that is known, oldest first.
  var attempts: [TimedAttempt] { ((try? file?.attempts()) ?? []) + unsaved }
}
