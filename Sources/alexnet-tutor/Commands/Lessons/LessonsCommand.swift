import ArgumentParser
import Lessons
import Tutor

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "The course from outside: list, show, check, begin a lesson.",
    subcommands: [List.self, LessonsShow.self, LessonsCheck.self, LessonsNew.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the lessons with their ids.")

    @OptionGroup var course: CourseOptions

    func run() throws {
      let folders = Folders()
      let language = Language.chosen(course.languageOption.chosen, folders)
      let shelf = try CourseLibrary(CourseFolders(folders), chosen: course.lessons, language).shelf
      let lessons = shelf.lessons(language)
      guard !lessons.isEmpty else { throw LessonsCommand.none(language) }
      try printResult(TextColumns(lessons.map { row($0, language) }).text, language)
    }

    private func row(_ lesson: Lesson, _ language: Language) -> [String] {
      let (items, faults) = (lesson.items.count, lesson.diagnostics.count)
      let row = [
        lesson.id, lesson.title, language("\(lesson.minutes) min", "\(lesson.minutes) 分钟"),
        language(items == 1 ? "1 question" : "\(items) questions", "\(items) 题"),
      ]
      return faults == 0 ? row : row + [language(faults == 1 ? "1 fault" : "\(faults) faults", "\(faults) 处错误")]
    }
  }

  static func none(_ language: Language) -> Refusal {
    Refusal(
      language(
        "no lessons were found; --lessons DIR names a folder of them, 'alexnet-tutor lessons new ID' begins one",
        "没有找到课程；可用 --lessons DIR 指定文件夹，或用“alexnet-tutor lessons new ID”新建一课"))
  }
}
