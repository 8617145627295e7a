import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Answers that the progress file does not take at the moment, on disk beside it: one line of JSON each, in a file that
/// belongs to one running program. The next one that can write the progress file takes over what a killed one has left.
final class WaitingAnswers: Sendable {
  private struct Open {
    var descriptor: Int32
    var path: String
    var length: Int
    var keys: Set<String> = []
  }

  private let progress: String
  private let open = Mutex<Open?>(nil)
  /// Larger files are none of ours.
  private static let limit = 64 << 20

  init(beside progress: String) { self.progress = progress }

  deinit { open.withLock { if let file = $0 { close(file.descriptor) } } }

  var isEmpty: Bool { open.withLock { $0 == nil } }

  // MARK: Writing

  /// - Returns: whether the answer is on disk.
  func add(_ timed: TimedAttempt) -> Bool {
    open.withLock { file in
      if file == nil { file = WaitingAnswers.create(beside: progress) }
      guard var own = file else { return false }
      if own.keys.contains(timed.key) { return true }
      guard let line = WaitingAnswers.line(timed), WaitingAnswers.write(line, own.descriptor) else {
        // A disk that is full takes half a line.
        ftruncate(own.descriptor, off_t(own.length))
        if own.keys.isEmpty { WaitingAnswers.remove(&file) }
        return false
      }
      own.length += line.count
      own.keys.insert(timed.key)
      file = own
      return true
    }
  }

  /// Forgets answers that the progress file has.
  func settle(_ keys: some Sequence<String>) {
    open.withLock { file in
      file?.keys.subtract(keys)
      if file?.keys.isEmpty == true { WaitingAnswers.remove(&file) }
    }
  }

  private static func remove(_ file: inout Open?) {
    guard let own = file else { return }
    unlink(own.path)
    close(own.descriptor)
    file = nil
  }

  private static func line(_ timed: TimedAttempt) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(AnswerEntry(timed))).map { Array($0) + [0x0A] }
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return fsync(descriptor) == 0
  }

  /// A file of this program's own; the lock on it says that the program runs.
  private static func create(beside progress: String) -> Open? {
    try? ProgressFile.createFolder(of: progress)
    let path = prefix(progress) + "\(getpid())-\(TimedAttempt.freshKey()).jsonl"
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    let folder = Glibc.open((progress as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
    return Open(descriptor: descriptor, path: path, length: 0)
  }

  /// Whether all these answers are on disk here.
  func has(_ keys: some Sequence<String>) -> Bool {
    open.withLock { file in keys.allSatisfy { file?.keys.contains($0) == true } }
  }

  // MARK: Reading

  private static func prefix(_ progress: String) -> String {
    (progress as NSString).deletingPathExtension + ".waiting-"
  }

  private static func files(beside progress: String) -> [String] {
    let folder = (progress as NSString).deletingLastPathComponent
    let start = (prefix(progress) as NSString).lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(start) && $0.hasSuffix(".jsonl") }.sorted().map { folder + "/" + $0 }
  }

  /// Every answer that waits, whoever gave it.
  static func all(beside progress: String) -> [TimedAttempt] {
    files(beside: progress).flatMap { answers(in: $0).found }
  }

  /// Hands over what programs have left that run no longer; a file is removed when `keep` has it.
  /// - Returns: how many lines are no answers; their file stays, under the name of its own.
  static func takeOver(beside progress: String, _ keep: ([TimedAttempt]) throws -> Void) throws -> Int {
    var unreadable = 0
    for path in files(beside: progress) {
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      let answers = answers(in: path)
      try keep(answers.found)
      if answers.unreadable == 0 { unlink(path) } else { rename(path, path + ".unreadable") }
      unreadable += answers.unreadable
    }
    return unreadable
  }

  /// The last line may be cut off: its answer was never judged.
  private static func answers(in path: String) -> (found: [TimedAttempt], unreadable: Int) {
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: limit) else {
      return ([], 0)
    }
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
    var (found, unreadable): ([TimedAttempt], Int) = ([], 0)
    for line in lines.dropLast() {
      let entry = try? JSONDecoder().decode(AnswerEntry.self, from: line)
      if let entry, case .success(let timed) = entry.answered { found.append(timed) } else { unreadable += 1 }
    }
    return (found, unreadable)
  }
}
