import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

@Suite("Progress store")
struct ProgressStoreTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/state/progress.sqlite" }

  private func answer(_ item: String, _ correct: Bool, _ text: String = "55") -> Attempt {
    Attempt(item: item, lesson: "sizes", answer: text, seed: .max, correct: correct, confidence: 2, mistake: nil)
  }

  /// A clock that stands at noon of day 20,000.
  private func clock(_ day: Int = 20_000) -> Clock { Clock(now: { day * 86_400 + 43_200 }, day: { $0 / 86_400 }) }

  @Test("an answer is on disk as soon as it was recorded, with everything that belongs to it")
  func recorded() throws {
    var log = ProgressLog(path, clock: clock())
    var attempt = answer("sizes.conv1", false, "[96, 54, 54]")
    (attempt.mistake, attempt.remark) = ("plus-one", "forgot the + 1")
    log.record(attempt)
    let other = ProgressLog(path, clock: clock())
    #expect(other.attempts.map(\.attempt) == [attempt])
    #expect(other.attempts.map(\.time) == [clock().now()])
    #expect(log.trouble == nil && !log.isBehind)
  }

  @Test("the summary counts answers, first answers that were right, days, and knows the last answer to each item")
  func summary() {
    var yesterday = ProgressLog(path, clock: clock(19_999))
    yesterday.record(answer("a", false))
    yesterday.record(answer("b", true))
    var today = ProgressLog(path, clock: clock())
    today.record(answer("a", true))
    let summary = ProgressLog(path, clock: clock()).summary
    #expect(summary == today.summary)
    #expect(summary.attempts == 3)
    #expect(summary.correctAtOnce == 1)
    #expect(summary.last["a"]?.correct == true)
    #expect(summary.days.suffix(3) == [0, 2, 1])
  }

  @Test("the last place is found again")
  func place() {
    var log = ProgressLog(path)
    log.remember(.walk(network: "paper", stage: "conv1"))
    log.remember(.lesson(id: "convolution", block: 7, item: "convolution.depth"))
    #expect(ProgressLog(path).summary.place == .lesson(id: "convolution", block: 7, item: "convolution.depth"))
  }

  @Test("two tutors write into one file and neither loses an answer")
  func together() async {
    let path = path
    let logs = (0..<2).map { _ in ProgressLog(path) }
    await withTaskGroup(of: Void.self) { group in
      for (number, log) in logs.enumerated() {
        group.addTask {
          var log = log
          for index in 0..<25 { log.record(answer("item.\(number).\(index)", true)) }
          #expect(!log.isBehind)
        }
      }
    }
    #expect(ProgressLog(path).summary.last.count == 50)
  }

  @Test("a damaged file is moved aside, byte for byte, and a fresh one takes its place")
  func damaged() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/state", withIntermediateDirectories: true)
    let rubbish = Data("this is no database, but somebody may want it back".utf8)
    try rubbish.write(to: URL(fileURLWithPath: path))
    var log = ProgressLog(path, clock: clock())
    let aside = try #require(log.movedAside).aside
    #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == rubbish)
    #expect(aside.contains("damaged-20241004T120000Z"))
    log.record(answer("a", true))
    #expect(ProgressLog(path).summary.attempts == 1)
    #expect(log.trouble == nil)
  }

  @Test("what can still be read from a damaged file is kept")
  func salvaged() throws {
    var log = ProgressLog(path)
    for index in 0..<200 { log.record(answer("item.\(index)", true, String(repeating: "long ", count: 20))) }
    log.close()
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let length = try file.seekToEnd()
    try file.seek(toOffset: length - 2 * 4096)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 2 * 4096))
    try file.close()
    let kept = try #require(ProgressLog(path).movedAside).kept
    #expect(kept > 0 && kept < 200)
    #expect(ProgressLog(path).summary.attempts == kept)
  }

  @Test("a second damaged file does not take the place of the first")
  func damagedTwice() throws {
    var names: Set<String> = []
    for _ in 0..<3 {
      try FileManager.default.createDirectory(atPath: folder.path + "/state", withIntermediateDirectories: true)
      try Data("rubbish".utf8).write(to: URL(fileURLWithPath: path))
      names.insert(try #require(ProgressLog(path, clock: clock()).movedAside).aside)
    }
    #expect(names.count == 3)
    #expect(names.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test("a file of a newer version is left as it is, and answers stay in memory")
  func newer() throws {
    ProgressLogFixture.writeNewer(path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    var log = ProgressLog(path)
    log.record(answer("a", true))
    #expect(log.trouble == .newer(path, 99))
    #expect(log.unsaved.count == 1 && log.summary.attempts == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("answers given while the folder cannot be made are written once it can")
  func blocked() throws {
    // A file where the folder should be: nobody can write there, not even the superuser.
    let blocker = folder.path + "/state"
    try Data().write(to: URL(fileURLWithPath: blocker))
    var log = ProgressLog(path)
    log.record(answer("a", true))
    log.remember(.walk(network: "paper", stage: "fc6"))
    #expect(log.trouble == .readOnly(path))
    #expect(log.isBehind && log.summary.attempts == 1)
    #expect(StorageTrouble.readOnly(path).sentence(.english).contains(path))
    try FileManager.default.removeItem(atPath: blocker)
    log.record(answer("b", false))
    #expect(log.trouble == nil && !log.isBehind)
    let summary = ProgressLog(path).summary
    #expect(summary.attempts == 2 && summary.place == .walk(network: "paper", stage: "fc6"))
  }

  @Test("a file that is moved away while it is open is written anew, so that later answers are found")
  func moved() throws {
    var log = ProgressLog(path)
    log.record(answer("a", true))
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    log.record(answer("b", true))
    #expect(ProgressLog(path).summary.last["b"] != nil)
    #expect(ProgressLog(path + ".old").summary.last["a"] != nil)
  }

  @Test("the worker keeps the answer before it returns, and says at the end what could not be kept")
  func worker() throws {
    let reports = Mailbox<Report>()
    let worker = StorageWorker(path: path, language: .english, course: { CourseShelf() }, post: { reports.post($0) })
    worker.record(answer("a", true))
    #expect(ProgressLog(path).summary.attempts == 1)
    #expect(worker.close().isEmpty)

    try Data().write(to: URL(fileURLWithPath: folder.path + "/blocked"))
    let blocked = StorageWorker(
      path: folder.path + "/blocked/progress.sqlite", language: .english, course: { CourseShelf() },
      post: { reports.post($0) })
    blocked.record(answer("a", true))
    let words = blocked.close()
    #expect(words.count == 1 && words[0].hasPrefix("1 answer could not be saved: "))
  }
}
