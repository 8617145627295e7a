import Foundation
import GRDB
import Testing
import Tutor

@testable import alexnet_tutor

/// What is kept while several programs are open, and while nothing can be kept.
@Suite("Answers in several programs", .serialized)
struct ProgressSessionTests {
  private let home = Home()
  private var course: String { home.path + "/course" }
  private var options: [String] { ["--language", "en", "--network", "lenet-5", "--lessons", course] }

  /// A lesson with two questions that want numbers; it is the first of the list.
  init() throws {
    let questions = ["one", "two"].map { id in
      "```quiz\nid: few.\(id)\ntype: number\nprompt: How many?\nanswer: 7\nwhy: w\n```\n"
    }
    let text = "---\nid: few\ntitle: Few\ngoal: g\nminutes: 5\n---\n\nText.\n\n" + questions.joined(separator: "\n")
    try FileManager.default.createDirectory(atPath: course + "/en", withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: course + "/en/few.md"))
  }

  private func openQuestion(_ tutor: Pty) {
    #expect(tutor.waitText("Settings"))
    for _ in 0..<8 where !tutor.waitText("▸ Lessons", timeout: 0.3) { tutor.key(.down) }
    tutor.key(.enter)
    #expect(tutor.waitText("After it you can"))
    tutor.send("g")
    tutor.key(.enter)
    #expect(tutor.waitText("Lessons ›"))
    tutor.send("n")
    tutor.key(.enter)
    #expect(tutor.waitText("› question "))
  }

  /// An answer of digits to the question that is open.
  private func answer(_ tutor: Pty, _ digits: String) {
    tutor.send(digits)
    tutor.key(.enter)
    #expect(tutor.waitText("How sure"))
    tutor.send("1")
    #expect(tutor.waitText("✗ not yet") || tutor.waitText("✓ right"))
  }

  @Test("two tutors and a quiz beside them keep every answer, and one sees what the others have added")
  func together() throws {
    let (first, second) = (try home.start(options), try home.start(options))
    openQuestion(first)
    openQuestion(second)
    answer(first, "991")
    answer(second, "992")
    let (_, errors, status) = try home.pipe(
      ["quiz", "convolution.parameters", "--language", "en"], input: "993\n2\ns\n")
    #expect(status == 0 && errors.isEmpty)
    first.send("u")
    #expect(first.waitText("S show"))
    answer(first, "994")
    #expect(try home.answers().map(\.answer) == ["991", "992", "993", "994"])
    // Going to the progress screen looks at the disk.
    first.send(":")
    #expect(first.waitText("Go to"))
    first.send("progress")
    first.key(.enter)
    #expect(first.waitText("4 answers to 2 questions"))
  }

  @Test("with a progress file of a newer version the tutor says so, goes on, and leaves the file alone")
  func newer() throws {
    let folder = (home.state as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let database = try DatabaseQueue(path: home.state)
    try database.write { try $0.execute(sql: "CREATE TABLE later (id INTEGER); PRAGMA user_version = 99") }
    try database.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: home.state))
    let tutor = try home.start(options, size: (160, 30))
    #expect(tutor.waitText("is of a newer version (99)"))
    openQuestion(tutor)
    answer(tutor, "991")
    tutor.signal(SIGINT)
    #expect(tutor.waitEnd() != nil)
    #expect(tutor.text.contains("1 answer could not be saved"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: home.state)) == before)
  }

  @Test("while another program holds the file the status line says so until it lets go, and kill -9 loses nothing")
  func locked() throws {
    // Wide enough for the sentence, whatever the path of the folder for temporary files.
    let tutor = try home.start(options, size: (240, 30))
    openQuestion(tutor)
    answer(tutor, "991")
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    // The tutor may be writing where the learner is.
    configuration.busyMode = .timeout(5)
    let holder = try DatabaseQueue(path: home.state, configuration: configuration)
    try holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    tutor.send("u")
    #expect(tutor.waitText("S show"))
    answer(tutor, "992")
    #expect(tutor.waitText("your answers wait on disk beside it"))
    let standing = "! not in the progress file yet: locked by another program"
    // The sentence goes with the next key; what is wrong stays.
    tutor.send("u")
    #expect(tutor.waitText(standing))
    answer(tutor, "993")
    tutor.send("u")
    #expect(tutor.waitText(standing) && tutor.waitText("S show"))
    try holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    #expect(tutor.waitText("nothing is missing"))
    tutor.send("H")
    #expect(tutor.waitGone("not in the progress file yet"))
    #expect(try home.answers().map(\.answer) == ["991", "992", "993"])

    try holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    answer(tutor, "994")
    tutor.signal(SIGKILL)
    #expect(tutor.waitEnd() == .signalled(SIGKILL))
    try holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    #expect(try home.answers().map(\.answer) == ["991", "992", "993", "994"])
    let again = try home.start(options)
    #expect(again.waitText("4 in all"))
  }

  @Test(
    "one mistake in two languages, and with other numbers each time, is one mistake; each language tells it in its words"
  )
  func oneMistake() throws {
    let words = [("en", "You added 2 to {{n}}."), ("zh-Hans", "你给 {{n}} 加了二。")]
    for (language, says) in words {
      let text = """
        ---
        id: few
        title: Few
        goal: g
        minutes: 5
        ---

        Text.

        ```quiz
        id: few.drawn
        type: number
        prompt: "{{n}}?"
        draw: {n: {from: 10, to: 60}}
        compute: n
        mistakes:
          - {answer: 1000, says: "\(says)"}
        why: w
        ```
        """
      try FileManager.default.createDirectory(atPath: course + "/" + language, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: course + "/" + language + "/few.md"))
    }
    func run(_ arguments: [String], _ input: String = "") throws -> String {
      try home.pipe(arguments + ["--lessons", course], input: input).output
    }
    _ = try run(["quiz", "few.drawn", "--language", "en"], "1000\n\n1000\n\ns\n")
    _ = try run(["quiz", "few.drawn", "--language", "zh-Hans"], "1000\n\ns\n")
    #expect(try home.answers().map(\.mistake) == ["1", "1", "1"])
    let english = try run(["progress", "--language", "en"])
    #expect(english.contains("3× You added 2 to ") && english.components(separatedBy: "×").count == 2, "\(english)")
    #expect(try run(["progress", "--language", "zh-Hans"]).contains("3× 你给 "))
  }
}
