import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// `progress export`, `import` and `reset`.
struct ProgressArchiveTests {
  private let folder = TemporaryFolder()
  private var environment: [String: String] { ["XDG_STATE_HOME": folder.path] }
  private var path: String { ProgressLog.path(Folders(environment)) }
  private var file: String { folder.path + "/mine.json" }

  private func answer(_ item: String, _ correct: Bool = true) -> Attempt {
    Attempt(
      item: item, lesson: "sizes", answer: "55", seed: .max - 7, correct: correct, confidence: correct ? 3 : nil,
      remark: correct ? nil : "forgot the padding")
  }

  private func fill(_ path: String) {
    var log = ProgressLog(path)
    log.record(answer("a", false))
    log.record(answer("b"))
    log.remember(.walk(network: "paper", stage: "conv2"))
    log.close()
  }

  private func run(_ arguments: String..., in environment: [String: String]? = nil) throws -> Program.Outcome {
    try Program.run(["progress"] + arguments + ["--language", "en"], environment: environment ?? self.environment)
  }

  @Test func `what was exported comes in elsewhere, once, with everything that belongs to it`() throws {
    fill(path)
    #expect(try run("export", file).output == "\(file): 2 answers\n")
    let other = ["XDG_STATE_HOME": folder.path + "/other"]
    #expect(try run("import", file, in: other).output == "2 answers added, 0 were there already\n")
    #expect(try run("import", file, in: other).output == "0 answers added, 2 were there already\n")
    let (before, after) = (try ProgressContents(path), try ProgressContents(ProgressLog.path(Folders(other))))
    #expect(before.attempts == after.attempts && before.place == after.place)
  }

  @Test func `importing keeps what is there, and the place where the learner is`() throws {
    fill(path)
    _ = try run("export", file)
    let other = ["XDG_STATE_HOME": folder.path + "/other"]
    var log = ProgressLog(ProgressLog.path(Folders(other)))
    log.record(answer("c"))
    log.remember(.walk(network: "paper", stage: "fc6"))
    #expect(try run("import", file, in: other).status == 0)
    // The tutor that is open goes on writing into the same file.
    log.record(answer("d"))
    let contents = try ProgressContents(ProgressLog.path(Folders(other)))
    #expect(Set(contents.attempts.map(\.attempt.item)) == ["a", "b", "c", "d"])
    #expect(contents.place == .walk(network: "paper", stage: "fc6"))
  }

  @Test func `the format is the one that is documented`() throws {
    fill(path)
    _ = try run("export", file)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file))) as? [String: Any])
    #expect(object["format"] as? String == "alexnet-tutor progress" && object["version"] as? Int == 2)
    #expect(object["place"] as? String == "walk paper conv2")
    let attempt = try #require((object["attempts"] as? [[String: Any]])?.last)
    #expect(attempt["seed"] as? String == "\(UInt64.max - 7)" && attempt["confidence"] as? Int == 3)
    #expect(try run("export", "-").output.contains("\"misconception\" : \"forgot the padding\""))
  }

  @Test(arguments: [
    ("{\"format\": \"alexnet-tutor progress\", \"version\": 3, \"attempts\": 7}", "a newer version"),
    ("{}", "is no progress file"), ("not json", "is no progress file"), ("", "is no progress file"),
    ("{\"format\": \"alexnet-tutor progress\", \"version\": 1}", "attempts is missing"),
    (
      "{\"format\": \"alexnet-tutor progress\", \"version\": 1, \"attempts\": [{\"key\": \"a\", \"time\": \"x\"}]}",
      "has a value of the wrong kind"
    ),
    (
      "{\"format\": \"alexnet-tutor progress\", \"version\": 1, \"attempts\": [{\"key\": \"\", \"time\": 1, \"item\": \"i\", "
        + "\"lesson\": \"l\", \"answer\": \"\", \"seed\": \"1\", \"correct\": true}]}", "answer 1 has no key"
    ),
  ])
  func `what cannot be imported is refused with a sentence and changes nothing`(_ text: String, _ reason: String) throws
  {
    fill(path)
    let before = try ProgressContents(path).attempts
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let outcome = try run("import", file)
    #expect(outcome.status == 1)
    let complaint = try #require(outcome.complaint)
    #expect(complaint.contains(file) && complaint.contains(reason), "\(complaint)")
    #expect(try ProgressContents(path).attempts == before)
  }

  @Test func `nothing hidden in the texts of a file is taken over`() throws {
    let text =
      "{\"format\": \"alexnet-tutor progress\", \"version\": 1, \"attempts\": [{\"key\": \"k\", \"time\": 1, \"item\": \"i\", "
      + "\"lesson\": \"l\", \"answer\": \"\", \"seed\": \"1\", \"correct\": false, \"misconception\": \"a\\u001b[31mb\\u202e\"}]}"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    #expect(try run("import", file).status == 0)
    let shown = try run("show").output
    #expect(shown.contains("a\u{FFFD}[31mb\u{FFFD}") && !shown.contains("\u{1B}"))
  }

  @Test func `a reset keeps the old answers in a file beside the new one`() throws {
    #expect(try run("reset").output == "there is nothing to reset\n")
    fill(path)
    var open = ProgressLog(path)
    let outcome = try run("reset")
    #expect(outcome.status == 0)
    let name = try #require(outcome.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
    #expect(try ProgressContents(name).attempts.count == 2)
    #expect(try run("show").output == "No question has been answered yet.\n")
    // A tutor that was open all the while writes into the new file.
    open.record(answer("later"))
    #expect(try ProgressContents(path).attempts.map(\.attempt.item) == ["later"])
  }

  @Test(arguments: ["import", "reset", "export"]) func `a progress file from a newer version is left alone`(
    _ command: String
  ) throws {
    fill(folder.path + "/other.sqlite")
    try ProgressArchive(attempts: [], place: nil).json.withUnsafeBytes { Data($0) }.write(
      to: URL(fileURLWithPath: file))
    ProgressLogFixture.writeNewer(path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let outcome =
      try command == "reset" ? run("reset") : run(command, command == "export" ? folder.path + "/x.json" : file)
    #expect(outcome.status == 1 && outcome.complaint?.contains("newer version (99)") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `what is due is computed from the answers and the time`() throws {
    let day = 86_400
    func clock(_ time: Int) -> Clock { Clock(now: { time }, day: { $0 / day }) }
    var log = ProgressLog(path, clock: clock(100 * day))
    log.record(answer("wrong", false))
    log.record(answer("certain"))
    #expect(log.summary.due.isEmpty)
    log.close()
    let tomorrow = ProgressLog(path, clock: clock(101 * day)).summary
    #expect(tomorrow.due.map(\.item) == ["wrong"] && tomorrow.daysToNext == 7)
    #expect(ProgressLog(path, clock: clock(108 * day)).summary.due.map(\.item) == ["wrong", "certain"])
  }
}
