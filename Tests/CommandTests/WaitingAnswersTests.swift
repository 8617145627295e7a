import Foundation
import GRDB
import Testing
import Tutor

@testable import alexnet_tutor

/// What is answered while the progress file cannot be written.
@Suite(.serialized) struct WaitingAnswersTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/state/progress.sqlite" }

  private func answer(_ item: String) -> Attempt {
    Attempt(item: item, lesson: "sizes", answer: "55", seed: 7, correct: false, mistake: "1")
  }

  private var beside: [String] {
    let folder = (path as NSString).deletingLastPathComponent
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.contains(".waiting-") }
  }

  /// Holds the file as another program might.
  private func locked(_ body: () throws -> Void) throws {
    let holder = try DatabaseQueue(path: path)
    try holder.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN EXCLUSIVE")
      defer { try? database.execute(sql: "COMMIT") }
      try body()
    }
  }

  @Test func `while another program holds the file answers wait on disk beside it, and are added when it lets go`()
    throws
  {
    var log = ProgressLog(path, busySeconds: 0.1)
    log.record(answer("a"))
    try locked {
      log.record(answer("b"))
      log.record(answer("c"))
      #expect(log.trouble == .busy(path) && log.kept == .beside && beside.count == 1)
      #expect(WaitingAnswers.all(beside: path).map(\.attempt) == [answer("b"), answer("c")])
    }
    log.flush()
    #expect(log.trouble == nil && !log.isBehind && beside.isEmpty)
    #expect(Set(ProgressLog(path).attempts.map(\.attempt.item)) == ["a", "b", "c"])
  }

  @Test func `what a killed program has left is read by all and taken over by the next that can write`() throws {
    _ = ProgressLog(path)
    let timed = ["a", "b"].map { TimedAttempt(key: $0, time: 5, attempt: answer($0)) }
    do {
      let waiting = WaitingAnswers(beside: path)
      for timed in timed { #expect(waiting.add(timed)) }
      // The program runs: nobody takes its answers, but they count.
      #expect(ProgressLog(path).attempts.isEmpty && beside.count == 1)
      #expect(try ProgressContents(path).attempts.map(\.key) == ["a", "b"])
    }
    let left = try #require(beside.first)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: folder.path + "/state/" + left))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"key\": \"cut o".utf8))
    try handle.close()
    #expect(ProgressLog(path).attempts.map(\.key) == ["a", "b"] && beside.isEmpty)
    #expect(try ProgressContents(path).attempts.map(\.key) == ["a", "b"])
  }

  @Test func `a line that is no answer is kept under a name of its own and told`() throws {
    _ = ProgressLog(path)
    let file = folder.path + "/state/progress.waiting-1-x.jsonl"
    try Data("rubbish\n".utf8).write(to: URL(fileURLWithPath: file))
    var log = ProgressLog(path)
    #expect(log.takeNews() == [.unreadable(1)])
    #expect(try Data(contentsOf: URL(fileURLWithPath: file + ".unreadable")) == Data("rubbish\n".utf8))
  }

  @Test func `the worker returns when the answer is on disk, says where it is, and that it is over`() throws {
    let reports = Mailbox<Report>()
    let worker = StorageWorker(path: path, language: .english, course: { CourseShelf() }, post: { reports.post($0) })
    worker.record(answer("a"))
    var standing: [String?] = []
    var sentences: [String] = []
    func listen() {
      for report in reports.takeAll() {
        if case .standing(let words) = report { standing.append(words) }
        if case .trouble(let sentence) = report { sentences.append(sentence) }
      }
    }
    try locked {
      let start = ContinuousClock.now
      worker.record(answer("b"))
      #expect(ContinuousClock.now - start < .seconds(1))
      #expect(WaitingAnswers.all(beside: path).map(\.attempt) == [answer("b")])
      for _ in 0..<100 where !standing.contains("not in the progress file yet: locked by another program") {
        Thread.sleep(forTimeInterval: 0.05)
        listen()
      }
      #expect(standing.last == "not in the progress file yet: locked by another program")
    }
    #expect(worker.close().isEmpty)
    #expect(Set(try ProgressContents(path).attempts.map(\.attempt.item)) == ["a", "b"] && beside.isEmpty)
    listen()
    #expect(sentences.contains { $0.contains("your answers wait on disk beside it") })
  }

  @Test func `a file that is removed or replaced while it is open is said, and gets the answers of the session again`()
    throws
  {
    var old = ProgressLog(path)
    old.record(answer("before"))
    old.close()
    var log = ProgressLog(path)
    log.record(answer("a"))
    try FileManager.default.removeItem(atPath: path)
    log.refresh()
    #expect(log.takeNews() == [.replaced(again: 1)])
    log.record(answer("b"))
    #expect(Set(ProgressLog(path).attempts.map(\.attempt.item)) == ["a", "b"])
    // Rubbish in its place, by another file and in the same.
    for isReplaced in [true, false] {
      let rubbish = Data(repeating: 0x41, count: 9000)
      if isReplaced { try FileManager.default.removeItem(atPath: path) }
      let handle = FileHandle(forWritingAtPath: path)
      if let handle { try handle.write(contentsOf: rubbish) } else { try rubbish.write(to: URL(fileURLWithPath: path)) }
      try handle?.close()
      log.record(answer("c\(isReplaced)"))
      #expect(log.trouble == nil && log.movedAside != nil)
      _ = log.takeNews()
    }
    #expect(Set(ProgressLog(path).attempts.map(\.attempt.item)) == ["a", "b", "ctrue", "cfalse"])
  }

  @Test func `a bookmark is written after an answer, when nothing has changed for a while, or at the end`() throws {
    let worker = StorageWorker(path: path, language: .english, course: { CourseShelf() }, post: { _ in })
    for stage in 0..<200 { worker.remember(.walk(network: "paper", stage: "s\(stage)")) }
    worker.look()
    #expect(ProgressLog(path).summary.place == nil)
    worker.record(answer("a"))
    #expect(try ProgressContents(path).attempts.count == 1)
    let end = ContinuousClock.now + .seconds(5)
    while try ProgressContents(path).place == nil, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
    #expect(try ProgressContents(path).place == .walk(network: "paper", stage: "s199"))
    worker.remember(.walk(network: "paper", stage: "last"))
    #expect(worker.close().isEmpty)
    #expect(try ProgressContents(path).place == .walk(network: "paper", stage: "last"))
  }
}
