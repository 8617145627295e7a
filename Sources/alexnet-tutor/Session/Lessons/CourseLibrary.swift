import Lessons
import Tutor

/// The courses that the program finds: the one that was asked for, ours, the learner's own.
struct CourseLibrary: Sendable {
  struct Entry: Sendable {
    let folder: String
    /// Whether it comes with the program.
    let isOurs: Bool
    let course: Course
  }

  /// In the order in which a lesson is looked up by its id.
  let entries: [Entry]
  /// It remembers what it has checked: reading again is fast.
  private let catalogue: Catalogue

  /// - Throws: where a folder of `--lessons` is no course.
  init(_ folders: CourseFolders, chosen: [String], _ language: Language) throws(Refusal) {
    for folder in chosen where !folders.isCourse(folder) { throw CourseLibrary.noCourse(folder, language) }
    catalogue = .standard(.english)
    entries = CourseLibrary.read(folders, chosen: chosen, catalogue)
  }

  private init(_ entries: [Entry], _ catalogue: Catalogue) { (self.entries, self.catalogue) = (entries, catalogue) }

  private static func read(_ folders: CourseFolders, chosen: [String], _ catalogue: Catalogue) -> [Entry] {
    // Our own course is checked where it is written and tested, not whenever the program starts.
    let known = Catalogue.standard(.english, opensLabs: false)
    let found = folders.all(chosen: chosen)
    let ours = found.first { $0 == folders.ours }
    // Whoever adds lessons to ours takes none of them away: a name that we have keeps its meaning.
    var taken = CourseIDs()
    var courses: [String: Course] = [:]
    for folder in [ours].compactMap({ $0 }) + found.filter({ $0 != ours }) {
      let course = Course.read(
        CourseLoader.files(in: folder), catalogue: folder == ours ? known : catalogue, reserved: taken)
      taken = taken.and(course.ids)
      courses[folder] = course
    }
    return found.compactMap { folder in
      courses[folder].map { Entry(folder: folder, isOurs: folder == ours, course: $0) }
    }
  }

  /// The courses as they are at present; one whose folder has disappeared stays as it was read.
  func readAgain(_ folders: CourseFolders, chosen: [String]) -> CourseLibrary {
    var fresh = CourseLibrary.read(folders, chosen: chosen, catalogue)
    for (place, entry) in entries.enumerated() where !fresh.contains(where: { $0.folder == entry.folder }) {
      fresh.insert(entry, at: min(place, fresh.count))
    }
    return CourseLibrary(fresh, catalogue)
  }

  /// The lessons side by side, each under an id of its own.
  var shelf: CourseShelf {
    var shelf = CourseShelf()
    for language in Language.allCases {
      shelf.lessons[language] = entries.flatMap { $0.course.lessons[language.rawValue] ?? [] }
    }
    shelf.shipped = Set(entries.filter(\.isOurs).flatMap { $0.course.lessons.values.joined() }.map(\.id))
    return shelf
  }
}

extension CourseLibrary {
  /// Why a folder is no course, and what would make it one.
  static func noCourse(_ folder: String, _ language: Language) -> Refusal {
    let names = Language.allCases.map(\.rawValue)
    let trimmed = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
    let last = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
    if last.hasSuffix(".md") || names.contains(last) {
      return Refusal(
        language(
          "\(folder) is inside a course; name the folder that the folder of its language lies in",
          "\(folder) 在课程文件夹里面；请给出语言文件夹的上一级"))
    }
    if CourseLoader.lessonNames(in: trimmed).isEmpty {
      return Refusal(
        language(
          "\(folder) is no course: it has no folder \(names.joined(separator: " or ")); "
            + "'alexnet-tutor lessons new ID --lessons DIR' begins one",
          "\(folder) 不是课程文件夹：里面没有 \(names.joined(separator: " 或 ")) 文件夹；"
            + "可用“alexnet-tutor lessons new ID --lessons DIR”新建"))
    }
    return Refusal(
      language(
        "\(folder) has lessons, but no folder of a language; put them into \(trimmed)/en/ (or \(trimmed)/zh-Hans/)",
        "\(folder) 里有课程文件，但没有语言文件夹；请放到 \(trimmed)/zh-Hans/（或 \(trimmed)/en/）里"))
  }
}
