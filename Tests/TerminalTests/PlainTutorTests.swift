import Foundation
import Testing

/// The tutor where there is no full screen: everything as lines.
@Suite("Plain lines")
struct PlainTutorTests {
  private let home = Home()

  @Test("TERM=dumb gives plain lines without a single escape sequence")
  func dumb() throws {
    let tutor = try home.start(environment: ["TERM": "dumb"])
    #expect(tutor.waitText("1 Walk through the network"))
    #expect(!tutor.screen.isAlternate)
    tutor.send("q\n")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("in a pipe the walk tells every stage of the network and any number down to its terms")
  func walk() throws {
    let (output, errors, status) = try home.pipe(["--network", "lenet-5"], input: "1\nC1\n@2,3,4\nout\n@7\nm\nq\n")
    #expect(status == 0 && errors.isEmpty)
    #expect(!output.contains("\u{1B}"))
    #expect(output.contains("[1/12] C1: convolution"))
    #expect(output.contains("C1[2,3,4] = ") && output.contains("the sum of 25 products and the bias"))
    #expect(output.contains("out[7] = ") && output.contains("the sum of 84 products and the bias"))
  }

  @Test("the end of the input ends the program", arguments: ["", "1\n", "1\nC1\n", "nonsense\n"])
  func endOfInput(_ input: String) throws {
    let (output, _, status) = try home.pipe(["--network", "lenet-5"], input: input)
    #expect(status == 0)
    #expect(output.contains("q Quit"))
  }

  @Test("--plain speaks Chinese when it is asked to")
  func chinese() throws {
    let (output, _, status) = try home.pipe(["--plain", "--language", "zh-Hans"], input: "q\n")
    #expect(status == 0)
    #expect(output.contains("1 漫游网络"))
  }

  @Test("the stage that was looked at last is where the walk goes on")
  func place() throws {
    _ = try home.pipe(["--network", "lenet-5"], input: "1\nS4\nq\nq\n")
    let (output, _, _) = try home.pipe(["--network", "lenet-5"], input: "1\nq\nq\n")
    #expect(output.contains("[6/12] S4"))
  }

  @Test("a lesson of one's own is read beside ours, its faults before its text")
  func brokenLesson() throws {
    let folder = home.path + "/.local/share/alexnet-tutor/lessons/en"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = "---\nid: mine\ntitle: My own\ngoal: g\nminutes: 5\n---\nThe text. {{ nothing }}\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/mine.md"))
    let (output, _, status) = try home.pipe(["--plain", "--language", "en"], input: "2\n1\nm\nq\n")
    #expect(status == 0)
    // The number of ours stands in its file's name; this one takes the first that is free.
    #expect(output.contains("1 My own (0 of 0 questions right)"))
    #expect(output.contains("! \(folder)/mine.md:7:14: there is no number called “nothing”; "))
    #expect(output.contains("The text. {{ nothing }}"))
  }

  @Test("--lessons names a folder of lessons, and one that is none is refused")
  func chosenFolder() throws {
    let folder = home.path + "/course"
    _ = try home.pipe(["lessons", "new", "padding", "--lessons", folder], input: "")
    let (output, _, _) = try home.pipe(["--plain", "--language", "en", "--lessons", folder], input: "2\nm\nq\n")
    #expect(output.contains("1 A title for padding") && output.contains("2 How a convolution really happens"))
    let (_, errors, status) = try home.pipe(["--plain", "--lessons", "/nowhere"], input: "q\n")
    #expect(status == 1 && errors.contains("/nowhere is no course"))
  }

  @Test("several folders of lessons stand side by side, in the order in which they are named")
  func chosenFolders() throws {
    let (one, other) = (home.path + "/one", home.path + "/other")
    _ = try home.pipe(["lessons", "new", "padding", "--lessons", one], input: "")
    _ = try home.pipe(["lessons", "new", "blur", "--lessons", other], input: "")
    let both = ["--language", "en", "--lessons", other, "--lessons", one]
    let (output, _, status) = try home.pipe(["--plain"] + both, input: "2\nm\nq\n")
    #expect(status == 0)
    #expect(output.contains("1 A title for blur") && output.contains(" A title for padding"))
    let (list, _, _) = try home.pipe(["lessons", "list"] + both, input: "")
    #expect(list.contains("A title for blur") && list.contains("A title for padding"))
    let (_, refusal, refused) = try home.pipe(["lessons", "new", "third"] + both, input: "")
    #expect(refused == 1 && refusal.contains("give --lessons once"))
    let (_, errors, nowhere) = try home.pipe(["--plain"] + both + ["--lessons", "/nowhere"], input: "q\n")
    #expect(nowhere == 1 && errors.contains("/nowhere is no course"))
  }

  @Test("a line of two megabytes is one line, and an input that never ends one ends the program")
  func longLines() throws {
    let long = String(repeating: "x", count: 2 << 20)
    let (output, _, status) = try home.pipe(["--plain", "--language", "en"], input: long + "\n2\nm\nq\n")
    #expect(status == 0 && output.contains("How a convolution really happens"))
    let endless = try home.pipe(["--plain", "--language", "en"], input: "", from: "/dev/zero")
    #expect(endless.status == 0)
  }
}
