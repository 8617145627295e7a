import ArgumentParser
import Lessons
import Tutor

struct LessonsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a lesson as text.",
    discussion: "Faults of the lesson, if it has any, go to standard error.")

  @Argument(help: ArgumentHelp("The id of a lesson, as 'lessons list' shows it.", valueName: "id"))
  var id: String

  @Flag(help: "Print the answers and explanations too.")
  var answers = false

  @OptionGroup var course: CourseOptions

  func run() throws {
    let folders = Folders()
    let language = Language.chosen(course.languageOption.chosen, folders)
    let shelf = try CourseLibrary(CourseFolders(folders), chosen: course.lessons, language).shelf
    guard let lesson = lesson(shelf, language) else {
      throw Refusal(
        language(
          "there is no lesson \(id); 'alexnet-tutor lessons list' lists them",
          "没有 \(id) 这一课；“alexnet-tutor lessons list”列出全部课程"
        ))
    }
    for diagnostic in lesson.diagnostics { printMessage("\(diagnostic)") }
    let text = PlainLesson(lesson, shelf, language, withAnswers: answers)
    try printResult(text.lines.joined(separator: "\n"), language)
  }

  /// In the language that was asked for, or else in any.
  private func lesson(_ shelf: CourseShelf, _ language: Language) -> Lesson? {
    let languages = [language] + Language.allCases
    return languages.lazy.compactMap { shelf.lessons[$0]?.first { $0.id == id } }.first
  }
}
