import ArgumentParser
import Foundation
import Lessons
import Tutor

struct LessonsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a course: every fault with file, line, column and what to do.",
    discussion: """
      Without a folder our own course is checked, the learner's, and the one of --lessons. The exit status is 1 if there is \
      any fault. A README.md is no lesson and passed over.
      """)

  @Argument(
    help: ArgumentHelp("A course folder, with one folder a language.", valueName: "dir"), completion: .directory)
  var folder: String?

  @OptionGroup var course: CourseOptions

  func run() throws {
    let folders = Folders()
    let language = Language.chosen(course.languageOption.chosen, folders)
    let courses = try courses(CourseFolders(folders), language)
    let diagnostics = courses.flatMap(\.diagnostics)
    guard courses.contains(where: { $0.lessonCount > 0 }) else { throw LessonsCommand.none(language) }
    guard diagnostics.isEmpty else {
      try printResult(diagnostics.map(\.description).joined(separator: "\n"), language)
      printMessage(summary(courses, diagnostics, language))
      throw ExitCode(1)
    }
    try printResult(summary(courses, diagnostics, language), language)
  }

  private func courses(_ folders: CourseFolders, _ language: Language) throws(Refusal) -> [Course] {
    guard let folder else {
      return try CourseLibrary(folders, chosen: course.lessons, language).entries.map(\.course)
    }
    guard FileAccess.exists(folder) else {
      throw Refusal(language("there is no folder \(folder); check the name", "没有文件夹 \(folder)；请检查名称"))
    }
    guard folders.isCourse(folder) else { throw CourseLibrary.noCourse(folder, language) }
    // What lies beside ours must not have its names.
    let beside = folders.ours.flatMap { isSame($0, folder) ? nil : $0 }
    let ours = beside.map { Course.read(CourseLoader.files(in: $0), catalogue: .standard(.english, opensLabs: false)) }
    return [
      Course.read(
        CourseLoader.files(in: folder), catalogue: .standard(.english), reserved: ours?.ids ?? CourseIDs())
    ]
  }

  private func isSame(_ one: String, _ other: String) -> Bool {
    (one as NSString).resolvingSymlinksInPath == (other as NSString).resolvingSymlinksInPath
  }

  private func summary(_ courses: [Course], _ diagnostics: [Diagnostic], _ language: Language) -> String {
    func count(_ path: KeyPath<Course, Int>) -> Int { courses.reduce(0) { $0 + $1[keyPath: path] } }
    func words(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    let (lessons, items, figures) = (count(\.lessonCount), count(\.itemCount), count(\.figureCount))
    let faults = diagnostics.count
    return language(
      "\(words(lessons, "lesson")), \(words(items, "item")), \(words(figures, "figure")): "
        + (faults == 0 ? "no faults" : words(faults, "fault")),
      "\(lessons) 课，\(items) 题，\(figures) 幅图：" + (faults == 0 ? "没有错误" : "\(faults) 处错误"))
  }
}
