import ArgumentParser
import Lessons
import Tutor

struct LessonsNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a lesson: a file that passes the check and has one of everything.",
    discussion: "It is written into the learner's own course, or into the folder of --lessons, in the language chosen.")

  @Argument(help: ArgumentHelp("The lesson's id: small letters, digits and hyphens.", valueName: "id"))
  var id: String

  @OptionGroup var course: CourseOptions

  func run() throws {
    let folders = Folders()
    let language = Language.chosen(course.languageOption.chosen, folders)
    guard Identifier.isValid(id), !id.hasPrefix(".") else {
      throw Refusal(
        language(
          "\(id) is no id; use small letters, digits and hyphens: stride-two",
          "\(id) 不能作为编号；请用小写字母、数字和连字符，例如 stride-two"))
    }
    let courses = CourseFolders(folders)
    guard course.lessons.count < 2 else {
      throw Refusal(
        language(
          "a lesson is written into one folder; give --lessons once", "一课只写进一个文件夹；--lessons 请只给一次"))
    }
    let target = course.lessons.first ?? courses.own
    try refuseTaken(in: target, courses, language)
    let files = FileAccess(language)
    let path = "\(target)/\(language.rawValue)/\(id).md"
    try files.makeFolder("\(target)/\(language.rawValue)")
    try files.create(Array(LessonSkeleton.text(id, language).utf8), at: path)
    try printResult(
      language(
        "\(path): change it as you like, then 'alexnet-tutor lessons check \(target)'",
        "\(path)：改成你要的样子，再运行“alexnet-tutor lessons check \(target)”"), language)
  }

  /// An id that a lesson of this language has, in the target or in our course, names that one already.
  private func refuseTaken(in target: String, _ courses: CourseFolders, _ language: Language) throws(Refusal) {
    for folder in [target] + [courses.ours].compactMap({ $0 }) {
      let lessons = Course.read(CourseLoader.files(in: folder), catalogue: .standard(.english)).lessons
      guard let taken = lessons[language.rawValue]?.first(where: { $0.id == id }) else { continue }
      throw Refusal(
        language(
          "the id \(id) is that of \(taken.file) already; choose another", "编号 \(id) 已被 \(taken.file) 使用；请换一个"))
    }
  }
}
