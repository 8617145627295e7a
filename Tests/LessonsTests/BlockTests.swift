import Testing

@testable import Lessons

/// The blocks of a lesson, as markdown has them.
struct BlockTests {
  @Test func `headings, paragraphs, rules and code keep their order`() {
    let lesson = Read.body(
      "# One\n\nSome text\nin two lines.\n\n## Two\n\n---\n\n```swift\nlet a = 1\n\tb\n```\n\n    indented\n")
    #expect(lesson.faults == [])
    #expect(lesson.sections.map { "\($0.level) \($0.title) \($0.block)" } == ["1 One 0", "2 Two 2"])
    #expect(lesson.firstParagraph == [.text("Some text in two lines.")])
    guard case .rule = lesson.blocks[3], case .code("swift", "let a = 1\n    b") = lesson.blocks[4],
      case .code("", "indented") = lesson.blocks[5]
    else {
      Issue.record("\(lesson.blocks)")
      return
    }
  }

  @Test func `lists nest and know their first number`() {
    let lesson = Read.body("3. three\n4. four\n   - inside\n\n     second paragraph\n")
    guard case .list(3, let items) = lesson.blocks.first, items.count == 2, items[1].count == 2,
      case .list(nil, let inner) = items[1][1], case .paragraph(let text) = inner[0][1]
    else {
      Issue.record("\(lesson.blocks)")
      return
    }
    #expect(text == [.text("second paragraph")])
    #expect(lesson.faults == [])
  }

  @Test func `a table has alignments, and every row as many cells as its header`() {
    let lesson = Read.body("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | **2** | `3` |\n")
    guard case .table(let table) = lesson.blocks.first else {
      Issue.record("\(lesson.blocks)")
      return
    }
    #expect(table.alignments == [.left, .centre, .right, .natural])
    #expect(table.header.map(\.plain) == ["a", "b", "c", "d"])
    #expect(table.rows == [[[.text("1")], [.strong([.text("2")])], [.code("3")], []]])
  }

  @Test func `a quote holds blocks`() {
    let lesson = Read.body("> quoted\n>\n> - a\n")
    guard case .quote(let inner) = lesson.blocks.first, inner.count == 2 else {
      Issue.record("\(lesson.blocks)")
      return
    }
    #expect(lesson.faults == [])
  }

  @Test func `a formula keeps its spacing and has its numbers filled in`() {
    let lesson = Read.body("```formula\n1·1  =   1\n   sum {{ paper.conv1.parameters }}\n```\n")
    guard case .formula(let text) = lesson.blocks.first else {
      Issue.record("\(lesson.blocks)")
      return
    }
    #expect(text == "1·1  =   1\n   sum 34,944")
  }

  @Test func `a line of dashes is no list of lists`() {
    let dashes = String(repeating: "- ", count: 60)
    #expect(Read.body("a\n\n\(dashes)\n\n```formula\n\(dashes.prefix(72))\n```\n").faults == [])
  }

  @Test func `a live figure has its command line and its caption`() {
    let lesson = Read.body("```lab convolution --set stride=2\nLook at *this*:\n{{ paper.conv1.parameters }}.\n```\n")
    #expect(lesson.faults == [])
    #expect(lesson.figures.map(\.command) == ["convolution --set stride=2"])
    #expect(lesson.figures.first?.lab == "convolution")
    #expect(
      lesson.figures.first?.caption == [.text("Look at "), .emphasis([.text("this")]), .text(": 34,944.")])
  }

  @Test func `figures and questions are found inside lists and quotes`() {
    let quiz = "id: q\n  type: number\n  prompt: p\n  answer: 1\n  why: w\n"
    let lesson = Read.body("- a\n\n  ```quiz\n  \(quiz)  ```\n\n> ```lab convolution\n> see\n> ```\n")
    #expect(lesson.faults == [])
    #expect(lesson.items.map(\.id) == ["q"])
    #expect(lesson.figures.count == 1)
  }

  @Test func `a fault inside an indented block has the column of the file`() {
    let lesson = Read.body("- a\n\n  ```quiz\n  id: q\n  type: numbr\n  prompt: p\n  answer: 1\n  why: w\n  ```\n")
    #expect(lesson.diagnostics.map(\.position) == [SourcePosition(line: 11, column: 9)])
  }

  @Test func `placeholders in other code are left as they are`() {
    let lesson = Read.body("```yaml\n{{ nothing }}\n```\n")
    #expect(lesson.faults == [])
    guard case .code("yaml", "{{ nothing }}") = lesson.blocks.first else {
      Issue.record("\(lesson.blocks)")
      return
    }
  }

  @Test func `a question that cannot be asked is shown as it was written`() {
    let lesson = Read.quiz("id: q\ntype: number\nprompt: p\nwhy: w")
    guard case .code("quiz", let text) = lesson.blocks.first else {
      Issue.record("\(lesson.blocks)")
      return
    }
    #expect(text.hasPrefix("id: q\ntype: number"))
    #expect(lesson.items.isEmpty && lesson.faults.count == 1)
  }
}
