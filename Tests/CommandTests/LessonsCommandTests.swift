import Foundation
import Lessons
import Testing
import Tutor

@testable import alexnet_tutor

/// `lessons list`, `show` and `new`: the course from outside.
struct LessonsCommandTests {
  private let folder = TemporaryFolder()
  private var environment: [String: String] { ["XDG_DATA_HOME": folder.path] }
  private var own: String { folder.path + "/alexnet-tutor/lessons" }

  private func write(_ text: String, _ path: String) throws {
    let url = URL(fileURLWithPath: own + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private static let broken = "---\nid: mine\ntitle: Mine\ngoal: g\nminutes: 5\n---\n# Mine\n\nA {{ nothing }}.\n"

  // MARK: List

  @Test(arguments: Language.allCases) func `the list has a line for every lesson`(_ language: Language) throws {
    let outcome = try Program.run("lessons", "list", "--language", language.rawValue)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("convolution ") && $0.contains(language("question", "题")) })
    #expect(try Program.run("lessons", "--language", language.rawValue).output == outcome.output)
  }

  @Test func `lessons of one's own stand beside ours, with their faults`() throws {
    try write(LessonsCommandTests.broken, "en/01-mine.md")
    let lines = try Program.run(["lessons", "list"], environment: environment).output.split(separator: "\n")
    #expect(lines.count == 1 + (try Program.run("lessons").output.split(separator: "\n").count))
    let words = try #require(lines.last).split(separator: " ").joined(separator: " ")
    #expect(words == "mine Mine 5 min 0 questions 1 fault")
  }

  @Test func `where there are no lessons it says what to do`() throws {
    let outcome = try Program.run(["lessons", "list", "--lessons", "/nowhere"])
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(try #require(outcome.complaint).contains("/nowhere is no course"))
  }

  // MARK: Show

  @Test func `a lesson is shown with its figures and questions, without answers`() throws {
    let outcome = try Program.run("lessons", "show", "convolution", "--language", "en")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let text = outcome.output
    #expect(text.hasPrefix("How a convolution really happens\n====="))
    for words in [
      "290,400 times", "Question 1 (convolution.one-cell)", ") They are added, and one bias is added to that.",
      "(lab convolution --set", "(in the walk: conv2)", "384×256×3×3",
    ] {
      #expect(text.contains(words) || text.replacing("\n", with: " ").contains(words), "\(words)")
    }
    for words in ["Answer: ", "Hint 1", "Why: ", "{{", "```", "**"] { #expect(!text.contains(words), "\(words)") }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("(lab ") })
  }

  @Test func `with answers it has them, and why`() throws {
    let text = try Program.run("lessons", "show", "convolution", "--answers", "--language", "en").output
    for words in ["Answer: \n  −1  −2\n  −3   2", ") Dividing by three", "Hint 3: ", "Why: ", "  [ ] "] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func `a broken lesson is shown, its faults go to standard error`() throws {
    try write(LessonsCommandTests.broken, "en/mine.md")
    let outcome = try Program.run(["lessons", "show", "mine"], environment: environment)
    #expect(outcome.status == 0 && outcome.output.hasSuffix("A {{ nothing }}.\n"))
    #expect(try #require(outcome.complaint).hasPrefix("\(own)/en/mine.md:9:6: there is no number called “nothing”; "))
  }

  /// Paragraphs with links, as they are shown in a course of two lessons.
  private func shown(_ body: String, _ language: Language) throws -> String {
    let name = language.rawValue
    func text(_ id: String, _ body: String) -> String {
      "---\nid: \(id)\ntitle: \(language("Why 55?", "为什么是 55？"))\ngoal: g\nminutes: 5\n---\n\(body)\n"
    }
    try write(text("linking", body), "\(name)/01-linking.md")
    try write(text("linked", "Text."), "\(name)/03-linked.md")
    let course = ["--lessons", own, "--language", name]
    return try Program.run(["lessons", "show", "linking"] + course).output.replacing("\n", with: language(" ", ""))
  }

  @Test func `a link whose words have the number of the lesson does not say it again`() throws {
    let text = try shown(
      "See [lesson 3](03-linked.md), [sizes](03-linked.md), [why 55?](03-linked.md), [Lesson 30](03-linked.md).",
      .english)
    #expect(
      text.contains("See lesson 3 (Why 55?), sizes (lesson 3, Why 55?), why 55?, Lesson 30 (lesson 3, Why 55?)."),
      "\(text)")
  }

  @Test func `in Chinese a link has full-width brackets and no space beside them`() throws {
    let text = try shown(
      "[后面](03-linked.md) 讲它，见[第 3 课](03-linked.md)。[conv2](walk:conv2) 的权重，[打开](<lab:sizes --set input=8>) 看看。",
      .chinese)
    #expect(text.contains("后面（第 3 课，为什么是 55？）讲它，见第 3 课（为什么是 55？）。"), "\(text)")
    #expect(text.contains("conv2（漫游：conv2）的权重，打开（实验台 sizes --set input=8）看看。"), "\(text)")
  }

  @Test func `a lesson that there is not is refused`() throws {
    let outcome = try Program.run("lessons", "show", "convolutions")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(try #require(outcome.complaint).contains("there is no lesson convolutions"))
  }

  // MARK: New

  @Test(arguments: Language.allCases) func `a new lesson passes the check`(_ language: Language) throws {
    let new = try Program.run(
      ["lessons", "new", "padding", "--language", language.rawValue], environment: environment)
    #expect(new.status == 0 && new.output.hasPrefix("\(own)/\(language.rawValue)/padding.md"))
    let check = try Program.run(["lessons", "check", own, "--language", "en"], environment: environment)
    #expect(check.status == 0 && check.output == "1 lesson, 8 items, 1 figure: no faults\n")
    let list = try Program.run(["lessons", "list", "--language", language.rawValue], environment: environment)
    #expect(list.output.contains("\npadding "))
  }

  @Test func `two languages of one id agree`() throws {
    for language in Language.allCases {
      _ = try Program.run(["lessons", "new", "padding", "--language", language.rawValue], environment: environment)
    }
    let check = try Program.run(["lessons", "check", own], environment: environment)
    #expect(check.output == "2 lessons, 16 items, 2 figures: no faults\n")
  }

  @Test func `a new lesson has one of everything`() throws {
    _ = try Program.run(["lessons", "new", "padding", "--language", "en"], environment: environment)
    let course = Course.read(CourseLoader.files(in: own), catalogue: .standard(.english))
    let lesson = try #require(course.lessons["en"]?.first { $0.id == "padding" })
    #expect(
      Set(lesson.items.map(\.kind.name)) == ["choice", "multiple", "number", "shape", "grid", "order", "text"])
    let text = LessonSkeleton.text("padding", .english)
    for key in [
      "answer:", "compute:", "tolerance:", "mistakes:", "hints:", "draw:", "lab:", "options:", "keep-order:", "steps:",
      "model:", "checklist:", "needs:", "| ", "](walk:", "](<lab:", "](padding.md)",
    ] {
      #expect(text.contains(key), "\(key)")
    }
  }

  @Test func `an id of ours is refused for a new lesson, wherever it is begun`() throws {
    let outcome = try Program.run(
      ["lessons", "new", "lrn", "--lessons", own, "--language", "en"], environment: environment)
    #expect(outcome.status == 1 && outcome.complaint?.contains("the id lrn is that of") == true)
  }

  @Test func `a lesson and a question with the ids of ours take nothing away`() throws {
    let text = """
      ---
      id: lrn
      title: Mine
      goal: g
      minutes: 5
      ---
      Text.

      ```quiz
      id: pooling.average
      type: number
      prompt: p
      answer: 1
      why: w
      ```

      """
    try write(text, "en/lrn.md")
    let check = try Program.run(["lessons", "check", own], environment: environment)
    #expect(check.status == 1 && check.output.contains("the id “lrn” is that of"))
    #expect(check.output.contains("the id “pooling.average” is that of an item in"))
    let folders = CourseFolders(executable: #filePath)
    let library = try CourseLibrary(folders, chosen: [own], .english)
    let ours = try #require(library.shelf.lesson("lrn", .english))
    #expect(ours.title != "Mine" && library.shelf.shipped.contains("lrn"))
    let mine = try #require(library.shelf.lesson("lrn~2", .english))
    #expect(mine.title == "Mine" && mine.items.map(\.id) == ["pooling.average~2"] && mine.diagnostics.count == 2)
  }

  @Test func `nothing is overwritten`() throws {
    try write("mine", "en/padding.md")
    let outcome = try Program.run(["lessons", "new", "padding"], environment: environment)
    #expect(outcome.status == 1)
    #expect(try #require(outcome.complaint).contains("the id padding is that of \(own)/en/padding.md already"))
    try write(LessonsCommandTests.broken, "en/other.md")
    let again = try Program.run(["lessons", "new", "other"], environment: environment)
    #expect(try #require(again.complaint).contains("it is there already and is left alone"))
    #expect(try String(contentsOfFile: own + "/en/padding.md", encoding: .utf8) == "mine")
  }

  @Test func `an id of ours would hide one of the two`() throws {
    let outcome = try Program.run(["lessons", "new", "convolution"], environment: environment)
    #expect(outcome.status == 1)
    #expect(try #require(outcome.complaint).contains("the id convolution is that of "))
    #expect(!FileManager.default.fileExists(atPath: own))
  }

  @Test(arguments: ["My Lesson", "../escape", "a/b", "", ".hidden", "größe"])
  func `what is no id is refused`(_ id: String) throws {
    let outcome = try Program.run(["lessons", "new", id], environment: environment)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(try #require(outcome.complaint).contains("is no id"))
  }

  @Test func `a folder that is named is made`() throws {
    let outcome = try Program.run("lessons", "new", "padding", "--lessons", folder.path + "/course")
    #expect(outcome.status == 0)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/course/en/padding.md"))
  }
}
