import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// No number stands typed in the course that the engine can give.
@Suite struct CourseNumbersTests {
  private static let numbers = TypedNumbers()

  @Test(arguments: Language.allCases)
  func `the text types no number that a name of the engine gives`(_ language: Language) throws {
    var found: [String] = []
    for lesson in try CourseContentTests.shelf.get().lessons(language) {
      let text = try String(contentsOfFile: lesson.file, encoding: .utf8)
      found += Self.numbers.findings(in: text).map { "\(lesson.fileName):\($0)" }
    }
    #expect(found.isEmpty, "\(found.count)\n\(found.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("conv1 has 34,944 parameters", 1), ("conv1 has 34944 parameters", 1), ("{{ paper.conv1.parameters }}", 0),
    ("105.4 million multiply-adds", 1), ("105.4 M", 1), ("60 million parameters", 0), ("fc6 alone: 61.9 %", 1),
    ("61.9% 的参数", 1), ("1,000 classes in 2012", 0), ("compute: 11*11*3*96", 0), ("  answer: 34944", 0),
    ("12.3 % of nothing", 0), ("a 55×55 map", 0), ("6,096.5 万", 1),
  ])
  func `what is typed is found, what is computed is not`(_ line: String, _ count: Int) {
    #expect(Self.numbers.findings(in: line).count == count, "\(Self.numbers.findings(in: line))")
  }
}
