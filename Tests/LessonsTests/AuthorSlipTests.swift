import Testing

@testable import Lessons

/// Slips of an author that nothing but the check would notice.
struct AuthorSlipTests {
  private func faults(_ yaml: String) -> [String] { Read.quiz("id: q\nprompt: p {{a}}\nwhy: w\n" + yaml).faults }

  private func says(_ faults: [String], _ words: String) -> Bool {
    faults.count == 1 && faults[0].contains(words)
  }

  @Test func `two options or steps that read the same`() {
    let draw = "draw: {a: {of: [1, 2]}}\n"
    #expect(
      says(
        faults(
          draw + "type: choice\noptions:\n  - {text: \"x\", correct: true}\n  - {text: \"x\", correct: false, why: n}"),
        "15:5: two options with the same text, “x”"))
    #expect(
      says(
        faults(
          draw
            + "type: multiple\noptions:\n  - {text: \"{{a}}\", correct: true}\n  - {text: \"{{3 - a}}\", correct: true}\n"
            + "  - {text: \"2\", correct: false, why: n}"), "two options with the same text, “2” (with a = "))
    #expect(says(faults(draw + "type: order\nsteps: [\"x\", \"y\", \"x\"]"), "two steps with the same text, “x”"))
    #expect(faults(draw + "type: order\nsteps: [\"x\", \"y\", \"z\"]").isEmpty)
  }

  @Test func `a number that is drawn and used nowhere`() {
    let yaml = "type: number\ndraw: {a: {of: [1, 2]}, b: {of: [3, 4]}}\n"
    #expect(says(faults(yaml + "compute: \"a + 1\""), "“b” is drawn and used nowhere; use it, or remove it"))
    #expect(faults(yaml + "compute: \"a + b\"").isEmpty)
    #expect(
      faults("type: grid\ndraw: {a: {of: [1, 2]}, b: {of: [3, 4]}}\ncompute: {op: relu, input: [[a, b]]}").isEmpty)
  }

  @Test func `a mistake that is never named`() {
    let yaml = "type: number\ndraw: {a: {of: [3, 5]}}\ncompute: \"a + 1\"\nmistakes:\n  - {compute: \"a\", says: one}\n"
    #expect(says(faults(yaml + "  - {compute: \"2*a - a\", says: two}"), "a mistake with the answer of one before it"))
    #expect(faults(yaml + "  - {compute: \"3\", says: two}").isEmpty)
  }

  @Test func `a shape with signs between its sizes`() {
    let found = Read.quiz("id: q\ntype: shape\nprompt: p\nwhy: w\nanswer: \"96x13x13\"").faults
    #expect(says(found, "“96x13x13” is no number; write a shape as a list: [96, 13, 13]"))
  }

  @Test func `a list or typographic quotation marks in an expression`() {
    let yaml = "id: q\ntype: number\nprompt: p\nwhy: w\n"
    #expect(
      says(
        Read.quiz(yaml + "compute: \"[1, 2]\"").faults, "a list inside an expression; put each part in quotes"))
    #expect(says(Read.quiz(yaml + "compute: “1 + 2”").faults, "the typographic quotation mark “ in an expression"))
  }

  @Test(arguments: ["{{ 2*3*4 }} and {{ 5*6 }}", "{{2*3*4}} *x* {{ 5*6 }}"])
  func `stars in placeholders are arithmetic`(_ text: String) {
    let lesson = Read.body(text)
    #expect(lesson.faults == [])
    #expect(lesson.firstParagraph.plain.hasPrefix("24 ") && lesson.firstParagraph.plain.hasSuffix(" 30"))
  }

  @Test func `stars outside of placeholders are emphasis`() {
    #expect(Read.body("*a {{ 2*3 }} b*").firstParagraph == [.emphasis([.text("a 6 b")])])
  }

  @Test func `TeX is told, prices are not`() {
    #expect(says(Read.body("So $x^2$ it is.").faults, "7:4: TeX, which a terminal does not set"))
    #expect(Read.body("It costs $5 here and $6_a there.").faults == [])
  }

  @Test func `a second title`() {
    #expect(says(Read.body("# A\n\n# B").faults, "9:1: a second heading of level 1; write ##"))
    #expect(Read.body("## A\n\n## B").faults == [])
  }

  @Test func `a setting given twice`() {
    #expect(
      says(
        Read.body("```lab convolution --set stride=1 --set stride=2\nx\n```").faults,
        "“stride” is set twice for one lab"))
  }

  @Test func `a block that is too wide for a small screen`() {
    let wide = String(repeating: "x ", count: 40)
    #expect(says(Read.body("```formula\na\n\(wide)\n```").faults, "9:1: a line of 80 columns in a block"))
    #expect(Read.body("```\n" + String(repeating: "x", count: 72) + "\n```").faults == [])
    // A number is shorter than its name.
    let sum = Array(repeating: "{{ paper.conv1.parameters }}", count: 5).joined(separator: " + ")
    #expect(sum.count > 72 && Read.body("```formula\n\(sum)\n```").faults == [])
    let long = "{{ 10 ^ 15 }} " + String(repeating: "x", count: 60)
    #expect(says(Read.body("```formula\n\(long)\n```").faults, "8:1: a line of 82 columns in a block"))
  }
}
