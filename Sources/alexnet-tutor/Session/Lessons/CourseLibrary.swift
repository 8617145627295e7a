import Lessons
import Tutor

/// The courses that the program finds: the one that was asked for, ours, the learner's own.
struct CourseLibrary: Sendable {
  struct Entry: Sendable {
    let folder: String
    let course: Course
  }

  /// In the order in which a lesson is looked up by its id.
  let entries: [Entry]
  /// It remembers what it has checked: reading again is fast.
  private let catalogue: Catalogue

  /// - Throws: where the folder of `--lessons` is no course.
  init(_ folders: CourseFolders, chosen: String?, _ language: Language) throws(Refusal) {
    if let chosen, !folders.isCourse(chosen) { throw CourseLibrary.noCourse(chosen, language) }
    catalogue = .standard(.english)
    entries = CourseLibrary.read(folders, chosen: chosen, catalogue)
  }

  private init(_ entries: [Entry], _ catalogue: Catalogue) { (self.entries, self.catalogue) = (entries, catalogue) }

  private static func read(_ folders: CourseFolders, chosen: String?, _ catalogue: Catalogue) -> [Entry] {
    // Our own course is checked where it is written and tested, not whenever the program starts.
    let known = Catalogue.standard(.english, opensLabs: false)
    let ours = folders.ours
    var owners: [String: String] = [:]
    return folders.all(chosen: chosen).map { folder in
      // A lesson of our own course may be replaced by one of the chosen folder; one of the learner's may not be hidden by ours.
      let reserved = folder == folders.own ? owners : [:]
      let course = Course.read(
        CourseLoader.files(in: folder), catalogue: folder == ours ? known : catalogue, reserved: reserved)
      for lesson in course.lessons.values.joined() { owners[lesson.id] = owners[lesson.id] ?? lesson.file }
      return Entry(folder: folder, course: course)
    }
  }

  /// The courses as they are at present; one whose folder has disappeared stays as it was read.
  func readAgain(_ folders: CourseFolders, chosen: String?) -> CourseLibrary {
    var fresh = CourseLibrary.read(folders, chosen: chosen, catalogue)
    for (place, entry) in entries.enumerated() where !fresh.contains(where: { $0.folder == entry.folder }) {
      fresh.insert(entry, at: min(place, fresh.count))
    }
    return CourseLibrary(fresh, catalogue)
  }

  static func noCourse(_ folder: String, _ language: Language) -> Refusal {
    let names = Language.allCases.map(\.rawValue)
    return Refusal(
      language(
        "\(folder) is no course: it has no folder \(names.joined(separator: " or ")); "
          + "'alexnet-tutor lessons new ID --lessons DIR' begins one",
        "\(folder) 不是课程文件夹：里面没有 \(names.joined(separator: " 或 ")) 文件夹；"
          + "可用“alexnet-tutor lessons new ID --lessons DIR”新建"))
  }

  /// The lessons side by side, each under an id of its own; the first of a name wins.
  var shelf: CourseShelf {
    var shelf = CourseShelf()
    for language in Language.allCases {
      var lessons: [Lesson] = []
      for lesson in entries.flatMap({ $0.course.lessons[language.rawValue] ?? [] })
      where !lessons.contains(where: { $0.id == lesson.id }) {
        lessons.append(lesson)
      }
      shelf.lessons[language] = lessons
    }
    return shelf
  }
}
