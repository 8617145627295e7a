import Foundation
import FuzzSupport
import Testing
import Tutor

@testable import alexnet_tutor

/// A file that is damaged or cut off keeps every answer that can be read.
struct ProgressSalvageTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/state/progress.sqlite" }

  private func fill(_ count: Int, answer: (Int) -> String = { "answer \($0)" }) throws -> Data {
    var log = ProgressLog(path)
    for index in 0..<count {
      log.record(
        Attempt(item: "item.\(index)", lesson: "sizes", answer: answer(index), seed: 7, correct: true, confidence: 2))
    }
    log.close()
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test(arguments: [(95, 380), (80, 280), (60, 165), (40, 40)])
  func `of a file that was cut off all that is left is kept`(_ percent: Int, _ least: Int) throws {
    let whole = try fill(400)
    let cut = whole.prefix(whole.count * percent / 100)
    try cut.write(to: URL(fileURLWithPath: path))
    let log = ProgressLog(path)
    let (aside, kept) = try #require(log.movedAside)
    #expect(kept >= least && log.summary.attempts == kept, "\(kept)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == cut)
    let items = Set(log.attempts.map(\.attempt.item))
    #expect(
      items.count == kept && log.attempts.allSatisfy { $0.attempt.answer == "answer \($0.attempt.item.dropFirst(5))" })
  }

  @Test func `long answers come back whole from the pages that they run over to`() throws {
    let whole = try fill(12) { String(repeating: "long \($0) ", count: 1500) }
    var torn = whole
    torn.replaceSubrange(0..<100, with: Data(repeating: 0, count: 100))
    try torn.write(to: URL(fileURLWithPath: path))
    let log = ProgressLog(path)
    #expect(try #require(log.movedAside).kept == 12)
    #expect(log.attempts.enumerated().allSatisfy { $1.attempt.answer == String(repeating: "long \($0) ", count: 1500) })
  }

  @Test(arguments: [(47, 9), (59, 7), (18, 9), (19, 9), (16, 1), (20, 255), (0, 0)])
  func `a file whose header names a format that there is not is moved aside with its answers kept`(
    _ place: Int, _ byte: UInt8
  ) throws {
    var torn = try fill(60)
    torn[place] = byte
    try torn.write(to: URL(fileURLWithPath: path))
    var log = ProgressLog(path)
    log.record(Attempt(item: "new", lesson: "sizes", answer: "1", seed: 1, correct: true))
    #expect(log.summary.last["new"] != nil)
    // SQLite reads a file of a newer write version and refuses to write it: the answers wait beside it.
    if place == 18 { return }
    let (aside, kept) = try #require(log.movedAside)
    #expect(kept == 60, "\(place): \(kept)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == torn)
  }

  @Test func `whatever bytes are changed, it opens and tells what it kept`() throws {
    let whole = try fill(60)
    var random = FuzzNumbers(seed: 100)
    for _ in 0..<60 {
      var torn = whole
      for _ in 0..<Int.random(in: 1...200, using: &random) {
        torn[Int.random(in: 0..<torn.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { torn = torn.prefix(Int.random(in: 0...torn.count, using: &random)) }
      try torn.write(to: URL(fileURLWithPath: path))
      var log = ProgressLog(path)
      log.record(Attempt(item: "new", lesson: "sizes", answer: "1", seed: 1, correct: true))
      if case .newer? = log.trouble { continue }
      #expect(log.summary.last["new"] != nil && !log.isBehind)
      if let (aside, _) = log.movedAside { #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == torn) }
      log.close()
    }
  }
}
