import Testing

@testable import Lessons

/// `{{ name }}` in texts.
struct PlaceholderTests {
  @Test(
    arguments: [
      ("{{ paper.conv1.parameters }}", "34,944"), ("{{paper.conv1.parameters}}", "34,944"),
      ("{{ paper.conv2.weightShape }}", "256×48×5×5"), ("a {{ paper.parameters }} b", "a 60,965,224 b"),
      ("{{ single-tower.parameters - paper.parameters }}", "1,413,120"),
      ("{{ paper.parameters - single-tower.parameters }}", "−1,413,120"),
      ("{{ paper.conv1.parameters / 1000 }}", "34.944"), ("{ {x} }", "{ {x} }"), ("}} x", "}} x"),
    ])
  func `numbers have commas, shapes have crosses`(_ text: String, _ filled: String) {
    let lesson = Read.body(text)
    #expect(lesson.firstParagraph.plain == filled)
    #expect(lesson.faults == [])
  }

  @Test func `they work in headings, tables, lists, captions, links and bold words`() {
    let name = "{{ paper.conv1.parameters }}"
    let lesson = Read.body(
      "# \(name)\n\n| \(name) |\n|---|\n| **\(name)** |\n\n- [\(name)](walk:conv1)\n\n```lab convolution\n\(name)\n```\n"
    )
    #expect(lesson.faults == [])
    let words = lesson.blocks.map { "\($0)" }.joined()
    #expect(words.components(of: "34,944") == 5)
  }

  @Test func `a placeholder may go on in the next line`() {
    #expect(
      Read.body("{{ single-tower.parameters -\npaper.parameters }}").firstParagraph.plain == "1,413,120")
  }

  @Test func `drawn numbers are filled in when the item is asked`() {
    let item = Read.item(
      """
      id: q
      type: number
      prompt: "{{n}}, {{ n }}, {{ n + 1 }}, {{ n * paper.conv1.parameters }} of {{ paper.conv1.parameters }}"
      draw: {n: {of: [1000]}}
      compute: n
      why: "{{ 1 / n }}"
      """)
    #expect(item?.prompt == "{{ n }}, {{ n }}, {{ (n + 1) }}, {{ (n * 34944) }} of 34,944")
    let instance = item?.instance(seed: 1)
    #expect(instance?.prompt == "1,000, 1,000, 1,001, 34,944,000 of 34,944")
    #expect(instance?.why == "0.001")
  }

  @Test func `a division by zero in a text shows as a question mark, and as a fault`() {
    let lesson = Read.quiz(
      "id: q\ntype: number\nprompt: \"{{ 1 / n }}\"\ndraw: {n: {from: 0, to: 1}}\ncompute: n\nwhy: w")
    #expect(lesson.faults.count == 1)
    let prompts = Set((0..<20).compactMap { lesson.items.first?.instance(seed: $0).prompt })
    #expect(prompts == ["?", "1"])
  }
}

extension String {
  /// How often another string occurs in this one.
  func components(of other: String) -> Int { ranges(of: other).count }
}
