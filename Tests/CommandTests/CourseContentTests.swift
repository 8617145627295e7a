import Lessons
import Testing
import TextUI
import Tutor

@testable import alexnet_tutor

/// The course that comes with the program, question by question: whatever numbers are drawn, the engine has an answer, that
/// answer is right and no mistake is, and both languages ask the same.
@Suite struct CourseContentTests {
  static let shelf = Result {
    let folders = CourseFolders(Folders(["HOME": "/nowhere"]), executable: Program.executable.path)
    return try CourseLibrary(folders, chosen: [], .english).shelf
  }

  private static let seeds: [UInt64] = [1, 2, 3, 5, 8, 13, 21, 34]

  private func lessons(_ language: Language) throws -> [Lesson] { try Self.shelf.get().lessons(language) }

  @Test func `fifteen lessons, 130 questions at least, eight and two figures in each`() throws {
    for language in Language.allCases {
      let lessons = try lessons(language)
      #expect(lessons.count == 15)
      #expect(lessons.reduce(0) { $0 + $1.items.count } >= 130)
      for lesson in lessons { #expect(lesson.items.count >= 8, "\(lesson.id)") }
    }
  }

  @Test(arguments: Language.allCases)
  func `every computed answer comes from the engine and is graded right`(_ language: Language) throws {
    for item in try lessons(language).flatMap(\.items) {
      for seed in Self.seeds {
        let instance = item.instance(seed: seed)
        switch item.kind {
        case .number, .shape, .grid:
          let answer = try #require(instance.answer, "\(item.id) \(seed)")
          #expect(instance.grade(answer).correct, "\(item.id) \(seed)")
          for (wrong, _) in instance.mistakes { #expect(!instance.grade(wrong).correct, "\(item.id) \(seed) \(wrong)") }
        case .choice(let options): #expect(options.filter(\.correct).count == 1, "\(item.id)")
        case .multiple(let options): #expect(!options.filter(\.correct).isEmpty, "\(item.id)")
        case .order: #expect(instance.steps.count >= 3, "\(item.id)")
        case .text: #expect(!instance.model.isEmpty && !instance.checklist.isEmpty, "\(item.id)")
        }
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `no placeholder is left in what is asked`(_ language: Language) throws {
    for item in try lessons(language).flatMap(\.items) {
      let instance = item.instance(seed: 4)
      let texts =
        [instance.prompt, instance.why, instance.model] + instance.hints + instance.steps
        + instance.options.map(\.text) + instance.checklist
      for text in texts { #expect(!text.contains("{{") && !text.contains("}}"), "\(item.id): \(text)") }
    }
  }

  @Test func `both languages ask for the same`() throws {
    let (english, chinese) = (try lessons(.english), try lessons(.chinese))
    #expect(english.map(\.id) == chinese.map(\.id))
    for (left, right) in zip(english.flatMap(\.items), chinese.flatMap(\.items)) {
      #expect(left.id == right.id)
      for seed in Self.seeds.prefix(3) {
        let (one, other) = (left.instance(seed: seed), right.instance(seed: seed))
        #expect(one.answer == other.answer, "\(left.id) \(seed)")
        #expect(one.options.map(\.correct) == other.options.map(\.correct), "\(left.id)")
        #expect(one.stepGroups == other.stepGroups, "\(left.id)")
      }
    }
  }
}

extension CourseContentTests {
  /// Closing punctuation belongs to what stands before it, opening punctuation to what follows, whatever the width.
  @Test(arguments: [60, 80, 120])
  func `no line of a lesson begins or ends with the wrong punctuation`(_ columns: Int) throws {
    for lesson in try Self.shelf.get().lessons(.chinese) {
      for line in LessonLayout.text(of: lesson, width: columns - 4, .chinese) {
        let text = line.drop { $0 == " " }
        if let first = text.first { #expect(!"，。；：？！、）”》".contains(first), "\(lesson.id): \(line)") }
        if let last = text.last { #expect(!"（“《".contains(last), "\(lesson.id): \(line)") }
        #expect(GlyphWidth.of(line) <= columns - 4, "\(lesson.id): \(line)")
      }
    }
  }
}
