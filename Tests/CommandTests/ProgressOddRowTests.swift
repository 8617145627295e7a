import Foundation
import GRDB
import Lessons
import Testing
import Tutor

@testable import alexnet_tutor

/// What stands in a sound file, or comes in from one, and is no answer.
struct ProgressOddRowTests {
  private let folder = TemporaryFolder()
  private var environment: [String: String] { ["XDG_STATE_HOME": folder.path] }
  private var path: String { ProgressLog.path(Folders(environment)) }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments + ["--language", "en"], environment: environment)
  }

  private func answer(_ item: String) -> Attempt {
    Attempt(item: item, lesson: "sizes", answer: "55", seed: 7, correct: true)
  }

  @Test(arguments: [
    "time = 'soon'", "time = x'00ff'", "time = 1e300", "time = 9223372036854775807", "time = -1", "seed = 'a'",
    "seed = 1.5", "correct = 'yes'", "correct = 7", "confidence = 'very'", "confidence = 9", "item = x'00ff'",
    "lesson = x'01'", "answer = x'02'", "misconception = x'03'", "mistake = x'04'", "key = x'05'",
  ])
  func `a row of the wrong kind or out of range is left where it is, counted and told`(_ change: String) throws {
    var log = ProgressLog(path)
    for item in ["a", "b", "c"] { log.record(answer(item)) }
    log.close()
    let database = try DatabaseQueue(path: path)
    try database.write { database in
      try database.execute(sql: "DROP TRIGGER attempts_are_kept")
      try database.execute(sql: "UPDATE attempts SET \(change) WHERE item = 'b'")
    }
    try database.close()
    var again = ProgressLog(path)
    #expect(again.summary.attempts == 2 && again.trouble == nil && again.takeNews() == [.unreadable(1)])
    again.record(answer("d"))
    #expect(again.summary.attempts == 3)
    let contents = try ProgressContents(path)
    #expect(contents.attempts.count == 3 && contents.unreadable == 1)
    let rows = try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM attempts") }
    #expect(rows == 4)
  }

  @Test func `no command trips over such a row, and each says that it is there`() throws {
    var log = ProgressLog(path)
    for item in ["a", "b"] { log.record(answer(item)) }
    log.close()
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: "DROP TRIGGER attempts_are_kept; UPDATE attempts SET time = 1e300, seed = 'x' WHERE item = 'b'")
    }
    for command in ["progress", "review", "quiz", "doctor"] {
      let outcome = try run(command)
      #expect((0...1).contains(outcome.status), "\(command): \(outcome.errors)")
      #expect((outcome.output + outcome.errors).contains("1 entry of the progress file"), "\(command)")
    }
    #expect(try run("progress").output.hasPrefix("Answers         1 answer to 1 question, 1 right; "))
  }

  @Test(arguments: [
    (#""time": 9223372036854775807"#, "answer 1 has a time that is not in the years 1970 to 9999"),
    (#""time": -5"#, "answer 1 has a time"), (#""time": 1e300"#, "cannot be imported"),
    (#""time": 1, "confidence": 4"#, "answer 1 has a confidence"),
    (#""time": 1, "seed": "-1""#, "answer 1 has a seed"),
  ])
  func `an entry out of range is refused with its number and its reason`(_ field: String, _ reason: String) throws {
    let seed = field.contains("seed") ? "" : #""seed": "1", "#
    let entry = #"{"key": "k", "item": "a.b", "lesson": "a", "answer": "x", \#(seed)"correct": true, \#(field)}"#
    let file = folder.path + "/odd.json"
    try Data(#"{"format": "alexnet-tutor progress", "version": 1, "attempts": [\#(entry)]}"#.utf8)
      .write(to: URL(fileURLWithPath: file))
    let outcome = try run("progress", "import", file)
    #expect(outcome.status == 1 && outcome.complaint?.contains(reason) == true, "\(outcome.errors)")
    #expect(try run("progress").output == "No question has been answered yet.\n")
  }

  @Test(arguments: [Int.min, -1, 0, ReviewSchedule.times.upperBound, .max])
  func `no moment makes the arithmetic of time overflow`(_ time: Int) {
    var schedule = ReviewSchedule()
    for moment in [time, 0, .max, time] {
      schedule.add(item: "a", lesson: "b", time: moment, .easy)
      schedule.add(item: "c", lesson: "b", time: moment, .again)
    }
    #expect(schedule.entries.count == 2 && schedule.due(at: .max).count == 2)
    _ = Clock.system.day(time)
    let clock = Clock(now: { time }, day: Clock.system.day)
    let attempts = [time, 0, .max].map { TimedAttempt(key: "\($0)", time: $0, attempt: answer("a")) }
    #expect(ProgressSummary(attempts, clock).attempts == 3)
  }
}
