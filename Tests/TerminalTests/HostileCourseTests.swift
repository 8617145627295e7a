import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// Lessons that are made to break the program, in the program: faults are shown, nothing hidden reaches the terminal, and
/// whatever happens to the folder, the tutor goes on.
@Suite("A course of broken lessons", .serialized)
struct HostileCourseTests {
  private let home = Home()
  private var folder: String { home.path + "/course" }

  private static let head = "---\nid: NAME\ntitle: Title of NAME\ngoal: g\nminutes: 5\n---\n\n"

  /// By the name of the lesson, what stands in its file.
  private static let lessons: [(name: String, text: String)] = [
    ("yaml", "---\nid: yaml\ntitle: \"never closed\n goal: [\n---\n\ntext\n"),
    ("key", "---\nid: key\ntitle: t\ngoal: g\nminutes: 5\nauthor: me\n---\n\ntext\n"),
    ("type", "---\nid: type\ntitle: [a, b]\ngoal: {a: b}\nminutes: soon\n---\n\ntext\n"),
    ("twice", head + "a\n\n" + question("q") + question("q")),
    ("large", head + String(repeating: "word ", count: 2 << 20)),
    ("deep", head + (0..<200).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()),
    ("table", head + "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n"),
    ("link", head + "[out](../../etc/passwd.md) [web](https://example.com) [odd](walk:nowhere)\n"),
    (
      "escape",
      head + "a \u{1B}[31;5mred\u{1B}]0;title\u{7} b \u{9B}2J &#27;[2J `\u{1B}c`\n\n" + question("e", "\u{1B}[2J")
    ),
    ("bidi", head + "left \u{202E}right\u{202C} zero\u{200B}width \u{2066}x\u{2069} 一\u{FEFF}二\n"),
    ("binary", "\u{0}\u{1}\u{2}PK\u{3}\u{4}\n"), ("empty", ""),
    ("quiz", head + "```quiz\nid: quiz.x\ntype: grid\nprompt: p\nwhy: w\nanswer: [[1, 2], [3]]\n```\n"),
  ]

  private static func question(_ id: String, _ extra: String = "") -> String {
    "```quiz\nid: \(id)\ntype: number\nprompt: \"one\(extra)\"\nanswer: 1\nwhy: w\n```\n\n"
  }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder + "/en", withIntermediateDirectories: true)
    for (name, text) in HostileCourseTests.lessons {
      let text = text.replacing("NAME", with: name)
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/en/\(name).md"))
    }
    try FileManager.default.createSymbolicLink(atPath: folder + "/en/out.md", withDestinationPath: "/etc/passwd")
  }

  private func hidden(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      return isControl || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        || scalar == "\u{200B}" || scalar == "\u{FEFF}"
    }
  }

  @Test("every one of them has its faults told, and none sends anything hidden through a pipe")
  func check() throws {
    let (output, _, status) = try home.pipe(["lessons", "check", folder, "--language", "en"], input: "")
    #expect(status == 1 && hidden(output).isEmpty)
    for (name, _) in HostileCourseTests.lessons { #expect(output.contains("\(name).md:"), "\(name)") }
    #expect(output.contains("out.md:1:1: the file is a link that leads out of the course"))
  }

  @Test("plain lines read them all, faults before the text")
  func plain() throws {
    let count = HostileCourseTests.lessons.count + 1
    let each = (1...count).flatMap { ["\($0)", "", "s", "", "s", "m"] }
    let input = (["2"] + each + ["m", "q"]).joined(separator: "\n") + "\n"
    let (output, _, status) = try home.pipe(["--plain", "--language", "en", "--lessons", folder], input: input)
    #expect(status == 0 && hidden(output).isEmpty)
    #expect(!output.contains("root:"))
  }

  @Test("on the full screen every lesson opens, scrolls and closes, and the program ends as it should")
  func screen() throws {
    let tutor = try home.start(["--language", "en", "--lessons", folder], size: (80, 24))
    #expect(tutor.waitText("▸ Walk"))
    tutor.key(.down)
    tutor.key(.enter)
    #expect(tutor.waitText("fault"))
    for _ in 0..<HostileCourseTests.lessons.count + 1 {
      tutor.key(.enter)
      for key in ["t", "]", "]", "[", "G", "g"] { tutor.send(key) }
      for key in [Pty.Key.escape, .tab, .enter, .escape, .end, .escape, .escape, .escape] { tutor.key(key) }
      // Wherever that has led: back to the list, one further down.
      tutor.settle()
      if tutor.waitText("▸ Lessons", timeout: 0.2) { tutor.key(.enter) }
      tutor.key(.down)
      #expect(hidden(tutor.lines.joined(separator: "\n")).isEmpty)
    }
    tutor.signal(SIGINT)
    #expect(tutor.waitEnd() != nil)
  }

  @Test("an author sees the lesson as she saves it, with its faults, and a folder that disappears leaves what was read")
  func reload() throws {
    let own = home.path + "/own"
    let file = own + "/en/mine.md"
    try FileManager.default.createDirectory(atPath: own + "/en", withIntermediateDirectories: true)
    let head = HostileCourseTests.head.replacing("NAME", with: "mine")
    func save(_ text: String) throws { try Data((head + text + "\n").utf8).write(to: URL(fileURLWithPath: file)) }
    try save("First words.")
    let tutor = try home.start(["--language", "en", "--lessons", own], size: (100, 30))
    #expect(tutor.waitText("▸ Walk"))
    tutor.key(.down)
    tutor.key(.enter)
    tutor.key(.enter)
    #expect(tutor.waitText("First words."))
    try save("Second words. {{ nothing }}")
    #expect(tutor.waitText("Second words."))
    #expect(
      tutor.waitText("✗ This lesson has a fault")
        && tutor.waitText("lessons read again: 1 fault; mine.md:8:18: there is no number"))
    try save("Third words.")
    #expect(tutor.waitText("Third words.") && tutor.waitGone("This lesson has a fault"))
    try FileManager.default.removeItem(atPath: own)
    #expect(tutor.waitText("a lessons folder is gone; what was read from it stays"))
    #expect(tutor.waitText("Third words."))
    tutor.send("q")
    tutor.send("q")
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
  }
}
