import Foundation
import Lessons
import Testing

@testable import alexnet_tutor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `lessons check`: the teacher's compiler, and the files that it is given.
struct LessonsCheckTests {
  private let folder: Program.Folder

  init() throws {
    folder = try Program.Folder()
    try FileManager.default.createDirectory(atPath: folder.file("en"), withIntermediateDirectories: true)
  }

  private func lesson(_ id: String, _ body: String = "Text.") -> [UInt8] {
    Array("---\nid: \(id)\ntitle: t\ngoal: g\nminutes: 5\n---\n\(body)\n".utf8)
  }

  private func check(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["lessons", "check"] + (arguments.isEmpty ? [folder.path] : arguments))
  }

  /// The diagnostics without the name of the folder.
  private func faults() throws -> [String] {
    let outcome = try check()
    #expect(outcome.status == (outcome.output.contains("no faults") ? 0 : 1))
    return outcome.output.split(separator: "\n").map { String($0.replacing(folder.path + "/", with: "")) }
  }

  @Test func `our own course is clean in both languages`() throws {
    let outcome = try Program.run("lessons", "check")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasSuffix(": no faults\n") && !outcome.output.hasPrefix("0 "))
    let ours = try #require(CourseFolders(executable: #filePath).ours)
    let course = Course.read(CourseLoader.files(in: ours), catalogue: .standard(.english))
    #expect(course.diagnostics.isEmpty)
    #expect(course.lessons["en"]?.map(\.fileName) == course.lessons["zh-Hans"]?.map(\.fileName))
    #expect(course.lessons["en"]?.map(\.items.count) == course.lessons["zh-Hans"]?.map(\.items.count))
  }

  @Test func `every fault is a line of standard output, sorted, and the sum goes to standard error`() throws {
    try folder.write(lesson("b", "# A\n\n### B {{ paper.conv1.macz }}"), "en/02.md")
    try folder.write(lesson("a", "[x](nowhere.md)"), "en/01.md")
    let outcome = try check()
    #expect(outcome.status == 1 && outcome.complaint == "2 lessons, 0 items, 0 figures: 3 faults")
    #expect(
      try faults() == [
        "en/01.md:7:1: a link to “nowhere.md”, which does not exist; the lessons here are 01.md, 02.md",
        "en/02.md:9:1: a heading of level 3 behind one of level 1; write ##",
        "en/02.md:9:10: there is no number called “paper.conv1.macz”; did you mean “paper.conv1.macs”?",
      ])
  }

  @Test func `answers are computed by the engine`() throws {
    let quiz = """
      ```quiz
      id: q
      type: grid
      prompt: p
      why: w
      answer: [[-1, 5], [-3, 2]]
      compute: {op: conv2d, input: [[1,2,0,1,3],[0,1,2,3,1],[2,1,0,0,1],[1,0,3,2,2],[0,2,1,1,0]], weight: [[1,0,-1],[2,0,-2],[1,0,-1]], stride: 2}
      ```

      ```quiz
      id: q.pool
      type: grid
      prompt: p
      why: w
      compute: {op: maxpool2d, input: [[1, 2], [3, 4]], kernel: 3}
      ```

      ```quiz
      id: q.many
      type: grid
      prompt: p
      why: w
      compute: {op: conv2d, input: [[1]], weight: [[1]], padding: 60}
      ```
      """
    try folder.write(lesson("a", quiz), "en/01.md")
    let faults = try faults()
    #expect(faults.count == 3)
    #expect(
      faults[0]
        == "en/01.md:12:9: the answer is [[−1, 5], [−3, 2]], but compute gives [[−1, −2], [−3, 2]]; correct one of them"
    )
    #expect(faults[1].hasPrefix("en/01.md:21:") && faults[1].contains("does not fit"))
    #expect(faults[2].hasPrefix("en/01.md:29:") && faults[2].contains("14641 numbers"))
  }

  // MARK: Folders

  @Test func `what is no course is refused in one sentence`() throws {
    let empty = try Program.Folder()
    for (path, words) in [
      (empty.path, "is no course"), (folder.file("nothing"), "there is no folder"), (folder.path, "no lessons"),
    ] {
      let outcome = try check(path)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(try #require(outcome.complaint).contains(words))
    }
  }

  @Test func `without a folder one's own course is checked beside ours`() throws {
    let data = try Program.Folder()
    let own = data.path + "/alexnet-tutor/lessons/en"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    try Data(lesson("convolution")).write(to: URL(fileURLWithPath: own + "/mine.md"))
    let outcome = try Program.run(["lessons", "check"], environment: ["XDG_DATA_HOME": data.path])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("\(own)/mine.md:2:5: the id “convolution” is that of "))
  }

  @Test func `a folder that is no language of the program is said to be none`() throws {
    try folder.write(lesson("a"), "en/01.md")
    for name in ["zh", "pictures", ".git"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
    }
    try folder.write(lesson("a"), "zh/01.md")
    try folder.write(lesson("a"), ".git/01.md")
    #expect(try faults() == ["zh:1:1: the folder is no language of the program; name it en or zh-Hans"])
  }

  // MARK: Files

  @Test func `other files are left alone`() throws {
    try folder.write(lesson("a"), "en/01.md")
    try folder.write([0], "en/notes.txt")
    try folder.write([0], "en/.hidden.md")
    try folder.write([0], "README.md")
    #expect(try faults() == ["1 lesson, 0 items, 0 figures: no faults"])
  }

  @Test func `a link that leads out of the course is not followed`() throws {
    let outside = try Program.Folder()
    let secret = try outside.write(lesson("secret", "A secret."), "secret.md")
    try folder.write(lesson("a"), "en/01.md")
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.file("en/02.md"), withDestinationPath: secret)
    try manager.createSymbolicLink(atPath: folder.file("en/03.md"), withDestinationPath: "../en/nothing.md")
    try manager.createSymbolicLink(atPath: folder.file("zh-Hans"), withDestinationPath: outside.path)
    #expect(
      try faults() == [
        "en/02.md:1:1: the file is a link that leads out of the course; copy the lesson here",
        "en/03.md:1:1: the file is a link to nothing; remove it, or copy the lesson here",
        "zh-Hans:1:1: the folder is a link that leads out of the course; copy it here",
      ])
  }

  @Test func `a link inside the course is`() throws {
    try folder.write(lesson("a"), "en/01.md")
    try FileManager.default.createSymbolicLink(atPath: folder.file("zh-Hans"), withDestinationPath: "en")
    #expect(try faults() == ["2 lessons, 0 items, 0 figures: no faults"])
  }

  @Test func `what is no readable text has one fault, and nothing hangs`() throws {
    try folder.write([], "en/01.md")
    try folder.write(Array("GIF89a\0\0".utf8), "en/02.md")
    try folder.write([UInt8](repeating: 0x61, count: 1 << 20 + 1), "en/03.md")
    try FileManager.default.createDirectory(atPath: folder.file("en/04.md"), withIntermediateDirectories: true)
    #expect(mkfifo(folder.file("en/05.md"), 0o600) == 0)
    try folder.write([0xFF, 0xFE] + Array("a".utf8), "en/06.md")
    #expect(
      try faults() == [
        "en/01.md:1:1: the file is empty; write a lesson, or remove the file",
        "en/02.md:1:1: the file is binary, not text; put a markdown file in its place",
        "en/03.md:1:1: the file is larger than 1 MiB; split the lesson, or keep what is not text elsewhere",
        "en/04.md:1:1: a folder with the name of a lesson; rename it",
        "en/05.md:1:1: no regular file; put a markdown file in its place",
        "en/06.md:1:1: the text is not UTF-8 from here on; save the file as UTF-8",
      ])
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a file that may not be read says so`() throws {
    chmod(try folder.write(lesson("a"), "en/01.md"), 0)
    #expect(
      try faults() == ["en/01.md:1:1: the file cannot be read: it is not permitted; check the permissions"])
  }

  @Test func `a name with an escape sequence in it does not reach the terminal`() throws {
    try folder.write([], "en/a\u{1B}[31m\nb.md")
    let outcome = try check()
    #expect(!outcome.output.contains("\u{1B}") && outcome.output.split(separator: "\n").count == 1)
  }
}
