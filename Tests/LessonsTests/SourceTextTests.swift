import Testing

@testable import Lessons

/// Bytes become text with nothing hidden in it.
struct SourceTextTests {
  private func text(_ bytes: [UInt8]) -> (lines: [String]?, findings: Findings) {
    var findings = Findings(file: "f")
    let text = SourceText(bytes, &findings)
    return (text?.lines, findings)
  }

  @Test(
    "a line ends as any system ends it", arguments: ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb", "a\r\nb"])
  func lineEnds(_ source: String) {
    let (lines, findings) = text(Array(source.utf8))
    #expect(lines == ["a", "b"] && findings.diagnostics.isEmpty)
  }

  @Test(
    "what cannot be seen is reported where it is, and replaced",
    arguments: [
      ("a\u{1B}[2J", "an escape sequence begins here"), ("a\u{7}", "the control character U+0007"),
      ("a\u{9B}1m", "the control character U+009B"),
      ("a\u{202E}b", "the character U+202E, which turns the direction of the text"),
      ("a\u{2067}b", "the character U+2067, which turns the direction of the text"),
      ("a\u{200B}b", "the invisible character U+200B"), ("a\u{FEFF}b", "the invisible character U+FEFF"),
      ("a\u{AD}b", "the invisible character U+00AD"), ("a\u{E0041}", "the invisible character U+E0041"),
      ("a\u{2028}b", "the line separator U+2028"), ("a\u{0C}b", "the control character U+000C"),
    ])
  func hidden(_ source: String, _ message: String) {
    let (lines, findings) = text(Array(("line\n" + source + "\n").utf8))
    #expect(findings.diagnostics.map(\.message) == [message])
    #expect(findings.diagnostics.first?.position == SourcePosition(line: 2, column: 2))
    let expected = source.unicodeScalars.enumerated().map { $0.offset == 1 ? "\u{FFFD}" : Character($0.element) }
    #expect(lines?.last == String(expected))
  }

  @Test func `ordinary text of any script is left alone`() {
    let plain = "äöü ∑ × − “引号” ① 😀 한국어 кириллица\te\u{301}"
    let (lines, findings) = text(Array(plain.utf8))
    #expect(lines == [plain] && findings.diagnostics.isEmpty)
  }

  @Test func `the first byte that is not UTF-8 is pointed at`() {
    let (lines, findings) = text(Array("一\nab".utf8) + [0xC4, 0xE3] + Array("c\n".utf8) + [0xFF])
    #expect(findings.diagnostics.map(\.position) == [SourcePosition(line: 2, column: 3)])
    #expect(lines?.count == 3)
    #expect(Read.file([0xB2, 0xE2] + Array("\n{{ nothing }} <b>".utf8)).faults.count == 1)
  }

  @Test func `UTF-16 is called by its name`() {
    let (lines, findings) = text([0xFF, 0xFE, 0x61, 0x00])
    #expect(lines == nil && findings.diagnostics.map(\.message) == ["the file is UTF-16, not UTF-8"])
  }

  @Test func `a mebibyte is read, and not a byte more`() {
    let head = Array((Read.header + "a\n\n").utf8)
    func padded(_ size: Int) -> Lesson { Read.file(head + [UInt8](repeating: 0x20, count: size - head.count)) }
    #expect(padded(1 << 20).faults == [])
    #expect(padded(1 << 20 + 1).diagnostics.map(\.message) == ["the file is larger than 1 MiB"])
  }
}
