/// All lessons of a course folder, in every language, and everything that is wrong with them.
package struct Course: Sendable {
  /// By the name of the language's folder, in the order of the files' names.
  package private(set) var lessons: [String: [Lesson]] = [:]

  /// - Parameter reserved: ids of lessons elsewhere that these must not have; the value says whose they are.
  package static func read(_ files: [LessonFile], catalogue: Catalogue, reserved: [String: String] = [:]) -> Course {
    let sorted = files.sorted { ($0.language, $0.path) < ($1.language, $1.path) }
    var check = CourseCheck(sorted.map { LessonReading($0, catalogue) }, reserved: reserved)
    check.run()
    var course = Course()
    for reading in check.readings { course.lessons[reading.lesson.language, default: []].append(reading.lesson) }
    return course
  }

  /// In the order of files, lines and columns.
  package var diagnostics: [Diagnostic] { Diagnostic.sorted(all.flatMap(\.diagnostics)) }

  package var lessonCount: Int { all.count { $0.fileName.hasSuffix(".md") } }
  package var itemCount: Int { all.reduce(0) { $0 + $1.items.count } }
  package var figureCount: Int { all.reduce(0) { $0 + $1.figures.count } }

  private var all: [Lesson] { lessons.sorted { $0.key < $1.key }.flatMap(\.value) }
}
