import Foundation
import Lessons
import Tutor

/// The course as it is, and as an author leaves it while she works on it.
package struct FuzzCourses: Sendable {
  let whole: CourseShelf
  let shortened: CourseShelf
  let withoutItems: CourseShelf
  let withOtherFigures: CourseShelf

  /// - Parameter folder: a course, with a folder for each language.
  package init(folder: String) {
    var files: [LessonFile] = []
    for language in ["en", "zh-Hans"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(language)")) ?? []
      for name in names.sorted() where name.hasSuffix(".md") {
        let path = "\(folder)/\(language)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else { continue }
        files.append(LessonFile(language: language, path: path, bytes: Array(data)))
      }
    }
    whole = FuzzCourses.shelf(files)
    shortened = FuzzCourses.shelf(files.filter { ($0.path.utf8.reduce(0) { $0 &* 31 &+ Int($1) }) % 3 == 0 })
    withoutItems = FuzzCourses.shelf(files.map { FuzzCourses.changed($0, "```quiz", to: "```text") })
    withOtherFigures = FuzzCourses.shelf(
      files.map {
        FuzzCourses.changed($0, "```lab convolution", to: "```lab pooling\nanother figure\n```\n\n```lab lrn")
      })
  }

  private static func changed(_ file: LessonFile, _ words: String, to others: String) -> LessonFile {
    guard case .bytes(let bytes) = file.content else { return file }
    let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: words, with: others)
    return LessonFile(language: file.language, path: file.path, bytes: Array(text.utf8))
  }

  /// Every name is taken for good: what counts here is what the screens make of a lesson.
  private static func shelf(_ files: [LessonFile]) -> CourseShelf {
    let catalogue = Catalogue(
      fact: { _ in .integer(7) },
      compute: { _ in .success(NumberGrid(shape: [1, 1, 2, 2], numbers: [1, 2, 3, 4])) },
      labFault: { _ in nil }, layers: [], labs: [], terms: Set(Glossary.terms.map(\.id)))
    let course = Course.read(files, catalogue: catalogue)
    var shelf = CourseShelf()
    for language in Language.allCases { shelf.lessons[language] = course.lessons[language.rawValue] }
    return shelf
  }
}
