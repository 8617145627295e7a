import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// `progress show`: what the learner has done.
struct ProgressCommandTests {
  private let folder = TemporaryFolder()
  private var environment: [String: String] { ["XDG_STATE_HOME": folder.path] }
  private var path: String { ProgressLog.path(Folders(environment)) }

  @Test func `without an answer it says so and makes no file`() throws {
    let outcome = try Program.run(["progress", "show"], environment: environment)
    #expect(outcome.status == 0 && outcome.output == "No question has been answered yet.\n")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `it counts answers, certainty, mistakes and lessons, and names the place`() throws {
    var log = ProgressLog(path)
    for (item, correct, confidence) in [("a", false, 3), ("a", true, 2), ("b", true, 3)] {
      log.record(
        Attempt(
          item: item, lesson: "sizes", answer: "55", seed: 1, correct: correct, confidence: confidence,
          remark: correct ? nil : "forgot the padding"))
    }
    log.remember(.walk(network: "paper", stage: "conv2"))
    let outcome = try Program.run(["progress", "show"], environment: environment)
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines[0] == "Answers         3 answers to 2 questions, 2 right; of the questions 2 right in the end, 1 at once")
    #expect(lines[1].hasPrefix("Last 14 days") && lines[1].hasSuffix(" 3 (today)"))
    #expect(lines[2] == "How sure        fairly sure: 1 of 1 right, certain: 1 of 2 right")
    #expect(lines[3] == "Mistakes met    1× forgot the padding")
    #expect(lines[4].hasPrefix("Lessons         sizes") && lines[4].hasSuffix("2 of 2 answered questions right"))
    #expect(lines[5] == "Continue at     walk paper conv2")
  }

  @Test func `a damaged file is left where it is and said in one sentence`() throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: path))
    let outcome = try Program.run(["progress", "show", "--language", "en"], environment: environment)
    #expect(outcome.status == 1)
    #expect(try #require(outcome.complaint).contains("is damaged: start alexnet-tutor"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("rubbish".utf8))
  }
}
