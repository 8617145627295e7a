import Testing

@testable import Lessons

/// What stands within a line.
struct InlineTests {
  @Test(
    arguments: [
      ("*a* **b** `c`", [.emphasis([.text("a")]), .text(" "), .strong([.text("b")]), .text(" "), .code("c")]),
      ("***both***", [.emphasis([.strong([.text("both")])])]),
      ("one\\\ntwo", [.text("one"), .lineBreak, .text("two")]),
      ("2 \\* 3 &amp; &lt;", [.text("2 * 3 & <")]),
      ("[a *b*](walk:conv2)!", [.link([.text("a "), .emphasis([.text("b")])], target: "walk:conv2"), .text("!")]),
      ("[a](<lab:convolution --set stride=2>)", [.link([.text("a")], target: "lab:convolution --set stride=2")]),
      ("[a](lab:convolution%20--set%20stride=2)", [.link([.text("a")], target: "lab:convolution --set stride=2")]),
      ("[t](./test.md)", [.link([.text("t")], target: "./test.md")]),
      ("[t][r]\n\n[r]: test.md", [.link([.text("t")], target: "test.md")]),
      ("`{{ paper.conv1.parameters }}`", [.code("34,944")]),
      ("a ~~b~~ http://c.d - [ ] e", [.text("a ~~b~~ http://c.d - [ ] e")]),
    ] as [(String, [Inline])])
  func `a paragraph is its parts`(_ text: String, _ inlines: [Inline]) {
    let lesson = Read.body(text)
    #expect(lesson.firstParagraph == inlines)
    #expect(lesson.faults == [])
  }

  @Test func `what is left of a fault can be read`() {
    #expect(Read.body("![the picture](a.png)").firstParagraph.plain == "the picture")
    #expect(Read.body("a <b>c</b>").firstParagraph.plain == "a <b>c</b>")
    #expect(Read.body("a {{ nothing }}").firstParagraph.plain == "a {{ nothing }}")
    #expect(Read.body("a&#27;[31m").firstParagraph.plain == "a\u{FFFD}[31m")
  }

  @Test func `stars nested beyond all reason are cut, not followed`() {
    let lesson = Read.body(String(repeating: "*a **b ", count: 400) + String(repeating: "c** d* ", count: 400))
    #expect(lesson.diagnostics.first?.message == "marks nested too deeply")
  }
}
