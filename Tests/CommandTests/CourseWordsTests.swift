import ForbiddenWords
import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// One thing has one name in the lessons, the one that it has in the program.
@Suite struct CourseWordsTests {
  @Test(arguments: Language.allCases)
  func `no lesson uses a word that has another name in this course`(_ language: Language) throws {
    let finder = try ForbiddenWordFinder(language.rawValue)
    var found: [String] = []
    for lesson in try CourseContentTests.shelf.get().lessons(language) {
      let text = try String(contentsOfFile: lesson.file, encoding: .utf8)
      // Names of questions stay as they are: answers are kept under them.
      let shown = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("id: ") }
      found += finder.findings(in: shown.joined(separator: "\n")).map { "\(lesson.fileName): \($0)" }
    }
    #expect(found.isEmpty, "\(found.count)\n\(found.joined(separator: "\n"))")
  }
}
