/// All lessons of a course folder, in every language, and everything that is wrong with them.
package struct Course: Sendable {
  /// By the name of the language's folder, in the order of the files' names.
  package private(set) var lessons: [String: [Lesson]] = [:]

  /// - Parameter reserved: ids of other courses, which these lessons and items must not have.
  package static func read(_ files: [LessonFile], catalogue: Catalogue, reserved: CourseIDs = CourseIDs()) -> Course {
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

  /// The ids of its lessons and items, and whose they are.
  package var ids: CourseIDs {
    var ids = CourseIDs()
    for lesson in all {
      ids.lessons[lesson.id] = ids.lessons[lesson.id] ?? lesson.file
      for item in lesson.items { ids.items[item.id] = ids.items[item.id] ?? lesson.file }
    }
    return ids
  }

  private var all: [Lesson] { lessons.sorted { $0.key < $1.key }.flatMap(\.value) }
}

/// Ids that are taken, each with the file that has it.
package struct CourseIDs: Sendable {
  package var lessons: [String: String] = [:]
  package var items: [String: String] = [:]

  package init() {}

  /// With those of another course; the first that took an id keeps it.
  package func and(_ others: CourseIDs) -> CourseIDs {
    var all = self
    all.lessons.merge(others.lessons) { first, _ in first }
    all.items.merge(others.items) { first, _ in first }
    return all
  }
}
