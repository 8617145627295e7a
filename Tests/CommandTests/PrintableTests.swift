import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// Names that a terminal would obey come out as what they are.
@Suite("Names in messages")
struct PrintableTests {
  private static let hostile = "x\u{1B}]0;T\u{7}\n\u{9B}2J\u{202E}y"

  @Test("control characters are spelled out, text is not touched")
  func spelling() {
    #expect(PrintableTests.hostile.printable == "x\\x1B]0;T\\x07\\n\\x9B2J\\u{202E}y")
    #expect("卷积 é 👩‍👧 ok".printable == "卷积 é 👩‍👧 ok")
    #expect("a\nb\tc\u{7F}".printableLines == "a\nb\tc\\x7F")
    #expect(Refusal("a\nb\u{1B}").description == "a\\nb\\x1B")
  }

  @Test(
    "no command prints a name as it is",
    arguments: [
      ["forward", hostile], ["explain", hostile], ["summary", "--network", hostile], ["lab", hostile],
      ["lab", "pooling", "--set", hostile], ["lab", "pooling", "--keys", hostile],
      ["lab", "pooling", "--size", hostile],
      ["op", "relu", "--input", hostile], ["op", hostile], ["quiz", hostile], ["lessons", "show", hostile],
      ["lessons", "check", hostile], ["lessons", "new", hostile], ["progress", "import", hostile],
      ["progress", "export", "/nowhere/" + hostile], ["forward", "--weights", hostile], [hostile], ["--" + hostile],
      ["--image", hostile], ["bench", "ops", hostile], ["doctor", "--lessons", hostile], ["--lessons", hostile],
    ])
  func commands(arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    let text = outcome.output + outcome.errors
    #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("JSON stays JSON, and says the same")
  func json() throws {
    let text = PrintableTests.hostile + "\u{7F}\u{9B}"
    let encoded = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
    let printed = encoded.printableJSON
    #expect(!printed.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    #expect(!printed.unicodeScalars.contains("\u{202E}"))
    #expect(try JSONDecoder().decode([String].self, from: Data(printed.utf8)) == [text])
  }

  @Test("doctor prints variables as what they are")
  func doctor() throws {
    let hostile = PrintableTests.hostile
    let outcome = try Program.run(
      ["doctor"], environment: ["LANG": hostile, "TERM": hostile, "XDG_STATE_HOME": "/" + hostile, "ESCDELAY": hostile])
    #expect(outcome.output.contains("\\x1B]0;T") && !outcome.output.contains("\u{1B}"))
  }
}
