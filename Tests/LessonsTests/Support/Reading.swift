import Lessons

/// Lessons from texts, as a test writes them.
enum Read {
  static let header = "---\nid: test\ntitle: A test\ngoal: test it\nminutes: 5\n---\n"
  /// The line of the file that the first line of a body is.
  static let firstLine = 7

  static func course(_ files: [(String, String)]) -> Course {
    Course.read(
      files.map { path, text in
        let language = path.split(separator: "/").first.map(String.init) ?? "en"
        return LessonFile(language: language, path: path, bytes: Array(text.utf8))
      }, catalogue: .test)
  }

  static func file(_ text: String) -> Lesson { file(Array(text.utf8)) }

  static func file(_ bytes: [UInt8]) -> Lesson {
    let file = LessonFile(language: "en", path: "en/test.md", bytes: bytes)
    return Course.read([file], catalogue: .test).lessons["en"]?.first
      ?? Lesson(file: "", language: "", id: "no lesson", title: "")
  }

  /// A lesson of a proper front matter and this body.
  static func body(_ body: String) -> Lesson { file(header + body) }

  /// A lesson with one question.
  static func quiz(_ yaml: String) -> Lesson { body("```quiz\n" + yaml + "\n```\n") }

  static func item(_ yaml: String) -> Item? { quiz(yaml).items.first }
}

extension Lesson {
  /// `7:3: what is wrong; how to mend it`: lines of a body count from 7, lines of a quiz from 8.
  var faults: [String] {
    diagnostics.map { "\($0.position.line):\($0.position.column): \($0.message); \($0.mend)" }
  }

  /// The inline parts of the first paragraph.
  var firstParagraph: [Inline] {
    for case .paragraph(let inlines) in blocks { return inlines }
    return []
  }
}
