import Lessons
import Testing
import Tutor

@testable import alexnet_tutor

/// A term is explained before it is used: in the order of the lessons its first use is in bold, where the text says what it
/// means, or a link to its entry in the glossary.
@Suite struct CourseTermsTests {
  @Test(arguments: Language.allCases)
  func `every term of the glossary is introduced where the course first uses it`(_ language: Language) throws {
    var reader = TermReader(language)
    reader.read(try CourseContentTests.shelf.get().lessons(language))
    #expect(reader.uses.count > 60)
    let missed = reader.uses.filter { !$0.isIntroduced }
    #expect(missed.isEmpty, "\(missed.count)\n\(missed.map(\.description).joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("the stride", false), ("the **stride**", true), ("[steps](term:stride) of a stride", false),
    ("[stride](term:stride)", true), ("[stride](term:padding)", false), ("**strides**, a stride", true),
  ])
  func `a first use is introduced if it is bold or linked`(_ text: String, _ isIntroduced: Bool) throws {
    var reader = TermReader(.english)
    reader.read([try lesson(text)])
    let use = try #require(reader.uses.first { $0.term == "stride" })
    #expect(use.isIntroduced == isIntroduced)
  }

  @Test(arguments: [
    ("astride", []), ("kernel size", ["kernel-size"]), ("`stride`", []), ("# Stride\n\ntext", []),
    ("| a | padding |\n|---|---|\n| b | stride |", ["padding", "stride"]),
    ("weight decay and a weight", ["weight-decay", "weight"]),
  ])
  func `names are found as words, the longest first`(_ text: String, _ terms: [String]) throws {
    var reader = TermReader(.english)
    reader.read([try lesson(text)])
    #expect(reader.uses.map(\.term) == terms)
  }

  private func lesson(_ text: String) throws -> Lesson {
    let whole = "---\nid: a\ntitle: T\ngoal: g\nminutes: 5\n---\n\(text)\n"
    let file = LessonFile(language: "en", path: "en/a.md", bytes: Array(whole.utf8))
    return try #require(Course.read([file], catalogue: .standard(.english)).lessons["en"]?.first)
  }
}
