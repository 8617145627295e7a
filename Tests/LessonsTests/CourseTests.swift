import Testing

@testable import Lessons

/// What only shows when lessons lie side by side.
struct CourseTests {
  private func lesson(_ id: String, _ body: String = "Text.", header: String = "") -> String {
    "---\nid: \(id)\ntitle: t\ngoal: g\nminutes: 5\n\(header)---\n\(body)\n"
  }

  private func number(_ id: String, _ answer: String = "answer: 1") -> String {
    "```quiz\nid: \(id)\ntype: number\nprompt: p\nwhy: w\n\(answer)\n```\n"
  }

  private func faults(_ files: [(String, String)]) -> [String] {
    Read.course(files).diagnostics.map { "\($0.file):\($0.position.line):\($0.position.column): \($0.message)" }
  }

  @Test func `lessons come in the order of their files, languages apart`() {
    let course = Read.course([
      ("zh-Hans/01.md", lesson("a")), ("en/10-b.md", lesson("b")), ("en/02-a.md", lesson("a")),
      ("en/01-c.md", lesson("c")),
    ])
    #expect(course.lessons["en"]?.map(\.id) == ["c", "a", "b"])
    #expect(course.lessons["zh-Hans"]?.map(\.id) == ["a"])
    #expect(course.diagnostics.isEmpty && course.lessonCount == 4)
  }

  @Test func `a course in one language, or translated in part, is no fault`() {
    #expect(faults([("zh-Hans/01.md", lesson("a", number("a.x")))]) == [])
    #expect(faults([("en/01.md", lesson("a")), ("en/02.md", lesson("b")), ("zh-Hans/02.md", lesson("b"))]) == [])
  }

  @Test func `links lead to files beside the lesson`() {
    let files = [("en/01.md", lesson("a", "[next](02.md)")), ("en/02.md", lesson("b", "[back](./01.md)"))]
    #expect(faults(files) == [])
    #expect(
      faults([("en/01-a.md", lesson("a", "[next](02-b.md)")), ("zh-Hans/02-b.md", lesson("b"))])
        == ["en/01-a.md:7:1: a link to “02-b.md”, which does not exist"])
  }

  @Test func `an id is had once`() {
    #expect(
      faults([("en/01.md", lesson("a")), ("en/02.md", lesson("a"))])
        == ["en/02.md:2:5: the id “a” is that of en/01.md already"])
    #expect(
      faults([("en/01.md", lesson("a", number("x") + number("x"))), ("en/02.md", lesson("b", number("x")))]) == [
        "en/01.md:15:5: the id “x” is that of an item in en/01.md:8 already",
        "en/02.md:8:5: the id “x” is that of an item in en/01.md:8 already",
      ])
  }

  @Test func `both lessons of an id can be opened`() {
    let course = Read.course([("en/01.md", lesson("a")), ("en/02.md", lesson("a")), ("en/03.md", "x")])
    #expect(Set(course.lessons["en"]?.map(\.id) ?? []).count == 3)
  }

  @Test func `an id that a lesson elsewhere has is reserved`() {
    let file = LessonFile(language: "en", path: "en/01.md", bytes: Array(lesson("a").utf8))
    var ids = CourseIDs()
    ids.lessons["a"] = "ours/en/02.md"
    let course = Course.read([file], catalogue: .test, reserved: ids)
    #expect(course.diagnostics.map(\.message) == ["the id “a” is that of ours/en/02.md already"])
    #expect(course.lessons["en"]?.first?.id != "a")
  }

  @Test func `a lesson needs one of this course, or of those beside it`() {
    #expect(
      faults([("en/01.md", lesson("sizes", header: "needs: [convolution]\n"))])
        == ["en/01.md:6:9: there is no lesson “convolution”"])
    #expect(
      faults([("en/01.md", lesson("sizes", header: "needs: [sises]\n"))])
        == ["en/01.md:6:9: there is no lesson “sises”"])
    var ids = CourseIDs()
    ids.lessons["convolution"] = "ours/en/02.md"
    let file = LessonFile(
      language: "en", path: "en/01.md", bytes: Array(lesson("sizes", header: "needs: [convolution]\n").utf8))
    #expect(Course.read([file], catalogue: .test, reserved: ids).diagnostics.isEmpty)
  }

  @Test func `an item with the id of another is asked under a name of its own`() {
    let quiz = { (id: String) in "```quiz\nid: \(id)\ntype: number\nprompt: p\nanswer: 1\nwhy: w\n```\n" }
    let text = lesson("a") + quiz("x") + "\n" + quiz("x") + "\n" + quiz("y")
    let file = LessonFile(language: "en", path: "en/01.md", bytes: Array(text.utf8))
    var ids = CourseIDs()
    ids.items["y"] = "ours/en/07.md"
    let course = Course.read([file], catalogue: .test, reserved: ids)
    #expect(course.diagnostics.count == 2)
    #expect(course.diagnostics.contains { $0.message == "the id “y” is that of an item in ours/en/07.md already" })
    #expect(course.lessons["en"]?.first?.items.map(\.id) == ["x", "x~2", "y~2"])
  }

  @Test(
    "languages agree in ids, labs, types and right answers",
    arguments: [
      ("id: a\ntitle", "id: b\ntitle", "2:5: the id is “b”, but “a” in en/01.md"),
      ("labs: [convolution]", "labs: []", "6:1: the labs are [], but [convolution] in en/01.md"),
      (
        "```lab convolution\n", "```lab convolution --set stride=2\n",
        "10:8: the figure shows another state than in en/01.md:10"
      ),
      ("```lab convolution\nLook.\n```\n", "", "2:5: 0 figures, but 1 in en/01.md"),
      ("id: a.number", "id: a.other", "15:5: the item “a.other” is not in en/01.md"),
      ("type: number\nanswer: 5", "type: shape\nanswer: [5]", "15:5: the type is shape, but number in en/01.md"),
      ("answer: 5", "answer: 6", "15:5: the right answer is 6, but 5 in en/01.md"),
      ("answer: 5", "answer: 5\ntolerance: 1", "15:5: another tolerance than in en/01.md"),
      (
        "{text: one, correct: true}", "{text: one, correct: false, why: x}",
        "23:5: other options are right than in en/01.md"
      ),
      (
        "{text: two, correct: false, why: x}", "{text: two, correct: false, why: x, lab: convolution}",
        "23:5: the item points to other labs than in en/01.md"
      ),
      ("  - {text: three, correct: true}\n", "", "23:5: 2 options, but 3 in en/01.md"),
      (
        "steps: [one, two, three]", "steps: [one, [two, three]]",
        "34:5: the steps are grouped otherwise than in en/01.md"
      ),
      ("of: [1, 2]", "of: [1, 3]", "41:5: other numbers are drawn than in en/01.md"),
      ("compute: n + 1", "compute: n + 2", "41:5: the right answer is 3, but 2 in en/01.md"),
    ])
  func languages(_ text: String, _ changed: String, _ fault: String) {
    let english = CourseTests.bilingual
    #expect(english.contains(text))
    let chinese = english.replacing(text, with: changed)
    let found = faults([("en/01.md", english), ("zh-Hans/01.md", chinese)])
    // A new id is missing on one side and surplus on the other.
    let expected =
      ["zh-Hans/01.md:" + fault]
      + (text.hasPrefix("id: a.") ? ["zh-Hans/01.md:41:5: the item “a.number” of en/01.md:15 is missing"] : [])
    #expect(found == expected)
  }

  @Test func `what is broken in one language is not said to be missing there`() {
    let english = CourseTests.bilingual
    for (text, changed) in [
      ("answer: 5", "answer: [5"), ("id: a.number\n", ""), ("```\n\n```quiz\nid: a.order", "\n```quiz\nid: a.order"),
    ] {
      #expect(faults([("en/01.md", english), ("zh-Hans/01.md", english.replacing(text, with: changed))]).count == 1)
    }
  }

  private static let bilingual = """
    ---
    id: a
    title: t
    goal: g
    minutes: 5
    labs: [convolution]
    ---
    # Heading

    ```lab convolution
    Look.
    ```

    ```quiz
    id: a.number
    type: number
    answer: 5
    prompt: p
    why: w
    ```

    ```quiz
    id: a.multiple
    type: multiple
    prompt: p
    why: w
    options:
      - {text: one, correct: true}
      - {text: two, correct: false, why: x}
      - {text: three, correct: true}
    ```

    ```quiz
    id: a.order
    type: order
    prompt: p
    why: w
    steps: [one, two, three]
    ```
    ```quiz
    id: a.drawn
    type: number
    prompt: p
    why: w
    draw: {n: {of: [1, 2]}}
    compute: n + 1
    ```
    """
}
