import Testing

@testable import Lessons

/// A lesson with one fault, and what is said of it.
struct BrokenLesson: CustomTestStringConvertible, Sendable {
  enum Form { case file, body, quiz }

  let form: Form
  let text: String
  /// `line:column: message`; bodies begin in line 7, questions in line 8.
  let fault: String

  static func file(_ text: String, _ fault: String) -> BrokenLesson { .init(form: .file, text: text, fault: fault) }
  static func body(_ text: String, _ fault: String) -> BrokenLesson { .init(form: .body, text: text, fault: fault) }
  static func quiz(_ text: String, _ fault: String) -> BrokenLesson { .init(form: .quiz, text: text, fault: fault) }

  /// A question of type number; the text is its answer, from line 10 on.
  static func number(_ text: String, _ fault: String) -> BrokenLesson {
    .quiz("id: q\ntype: number\n\(text)\nprompt: p\nwhy: w", fault)
  }

  static func grid(_ text: String, _ fault: String) -> BrokenLesson {
    .quiz("id: q\ntype: grid\n\(text)\nprompt: p\nwhy: w", fault)
  }

  static func choice(_ options: String, _ fault: String) -> BrokenLesson {
    .quiz("id: q\ntype: choice\nprompt: p\nwhy: w\noptions:\n\(options)", fault)
  }

  var lesson: Lesson {
    switch form {
    case .file: Read.file(text)
    case .body: Read.body(text)
    case .quiz: Read.quiz(text)
    }
  }

  var testDescription: String { fault }
}

struct BrokenLessonTests {
  @Test(arguments: BrokenLesson.files + BrokenLesson.texts + BrokenLesson.items + BrokenLesson.answers)
  func `one fault is one diagnostic, where it lies`(_ broken: BrokenLesson) {
    let diagnostics = broken.lesson.diagnostics
    #expect(diagnostics.map { "\($0.position.line):\($0.position.column): \($0.message)" } == [broken.fault])
    #expect(diagnostics.allSatisfy { !$0.mend.isEmpty && $0.file == "en/test.md" })
  }

  @Test func `all faults are reported, in the order of the text`() {
    let lesson = Read.file(
      """
      ---
      id: Bad Id
      title: t
      goal: g
      minutes: soon
      ---
      # {{ nothing }}

      ### <b>

      ```quiz
      id: q
      type: number
      prompt: p
      answer: x
      ```
      """)
    #expect(
      lesson.diagnostics.map(\.position)
        == [(2, 5), (5, 10), (7, 6), (9, 1), (9, 5), (12, 1), (15, 9)].map {
          SourcePosition(line: $0, column: $1)
        })
  }

  @Test func `a diagnostic is a line that an editor can jump to`() {
    #expect(
      Read.body("a <b>").diagnostics.map(\.description)
        == ["en/test.md:7:3: raw HTML “<b>”; put it between backticks, or write \\< for a single <"])
  }

  @Test func `there are only so many`() {
    #expect(Read.body(String(repeating: "<b> {{ x }} ", count: 1_000)).diagnostics.count == Findings.limit)
  }
}
