import Foundation
import Testing

@testable import Lessons

enum HostileText {
  static let size = 30_000

  static func fill(_ text: String, _ bytes: Int) -> String {
    String(repeating: text, count: bytes / text.utf8.count)
  }

  /// Without its limits cmark-gfm takes minutes or gigabytes for some of these.
  static let bodies: [String] =
    [
      ">", "- ", "> - ", "1. ", "* ", "[", "![", "![[]()", "[a](", "*a _b ", "**a *b ", "`` ` ", "<", "<!--", "|",
      "[a]: u\n",
      "***a", "\\", "a\n", "{{ ", "}} ", "{{ a }} ", "&#27;", "<b>", "“**”后", "```quiz\n", "~~~\n", "\t-", "# a\n",
      "- a\n\n",
    ].map { fill($0, size) } + [
      fill("- ", size / 2) + "a\n" + fill("\n", size / 2), fill("+ ", size / 2) + "\n" + fill("\n", size / 2),
      fill(">", size / 2) + "a\n" + fill("b\n", size / 2),
      (0..<120).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + fill("\n", size),
      fill("|a", 2_000) + "|\n" + fill("|-", 2_000) + "|\n" + fill("x\n", size),
      "[a]: /" + fill("x", size / 2) + "\n\n" + fill("[a] ", size / 2),
      fill("*a **b ", size / 2) + fill(" b** a*", size / 2), fill("*", size / 2) + "a" + fill("*", size / 2),
    ]
}

/// Texts that are made to take a parser hours, all memory or the program down.
struct HostileTextTests {
  @Test(arguments: HostileText.bodies.indices) func `bodies`(_ index: Int) {
    let clock = ContinuousClock()
    let time = clock.measure { _ = Read.body(HostileText.bodies[index]) }
    #expect(time < .seconds(5))
  }

  @Test(
    arguments: [
      "[", "{", "- ", "? ", "a: ", "'", "\"", "&a ", "*a ", "!a ", "|\n", "a:\n ", "[*a, ", "{a: ", "- [", "%", "---\n",
      "? [a] : ", "\"\\",
    ])
  func `questions and front matter`(_ text: String) {
    let yaml = HostileText.fill(text, 20_000)
    let clock = ContinuousClock()
    let time = clock.measure {
      _ = Read.quiz(yaml)
      _ = Read.file("---\n" + yaml + "\n---\nx")
      _ = Read.quiz("id: q\ntype: grid\nprompt: p\nwhy: w\ncompute: {op: relu, input: " + yaml)
    }
    #expect(time < .seconds(5))
  }

  @Test func `drawn numbers without end are sampled`() {
    let names = (0..<12).map { "n\($0): {from: -1000000, to: 1000000}" }.joined(separator: ", ")
    let sum = "n0 * n1 * n2 * n3" + (4..<12).map { " + n\($0)" }.joined()
    let lesson = Read.quiz("id: q\ntype: number\nprompt: p\nwhy: w\ndraw: {\(names)}\ncompute: \(sum)")
    #expect(lesson.diagnostics.map(\.message.isEmpty) == [false])
  }
}
