import ArgumentParser
import Foundation
import Tutor

struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "What the learner has done.",
    subcommands: [Show.self, Export.self, Import.self, Reset.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answers, days, how sure against how right, mistakes met, what is due.")

    @OptionGroup var course: CourseOptions

    func run() throws {
      let folders = Folders()
      let language = Language.chosen(course.languageOption.chosen, folders)
      let contents = try ProgressCommand.contents(folders, language)
      var summary = ProgressSummary(contents.attempts, .system)
      summary.place = contents.place
      let shelf = try CourseLibrary(CourseFolders(folders), chosen: course.lessons, language).shelf
      let report = ProgressReport(summary: summary, language: language, course: shelf)
      try printResult(report.lines.joined(separator: "\n"), language)
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write every answer into a JSON file.",
      discussion: """
        The file is {"format": "alexnet-tutor progress", "version": 2, "place", "attempts": [{"key", "time", "item", \
        "lesson", "answer", "seed", "correct", "confidence", "mistake"}]}; 'progress import' reads it, and files of \
        version 1. - writes to standard output.
        """)

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file(extensions: ["json"]))
    var file: String

    @OptionGroup var course: CourseOptions

    func run() throws {
      let folders = Folders()
      let language = Language.chosen(course.languageOption.chosen, folders)
      let contents = try ProgressCommand.contents(folders, language)
      var archive = ProgressArchive(attempts: contents.attempts, place: contents.place)
      if archive.hasUnnamed { archive = archive.named(by: ProgressCommand.course(course)) }
      let json = try archive.json
      if file == "-" { return try printJSON(text: String(decoding: json, as: UTF8.self), language) }
      try FileAccess(language).write(json, to: file)
      let count = contents.attempts.count
      try printResult(
        language(count == 1 ? "\(file): 1 answer" : "\(file): \(count) answers", "\(file)：\(count) 个回答"), language)
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the answers of an exported file to those that are there.",
      discussion: "What is there already is not added again, and nothing is lost.")

    @Argument(help: ArgumentHelp("A file of 'progress export'.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var course: CourseOptions

    func run() throws {
      let folders = Folders()
      let language = Language.chosen(course.languageOption.chosen, folders)
      let bytes = try FileAccess(language).read(file, limit: ProgressArchive.limit)
      var archive = try ProgressArchive(bytes, path: file, language)
      if archive.hasUnnamed { archive = archive.named(by: ProgressCommand.course(course)) }
      let path = ProgressLog.path(folders)
      let (before, after): (Int, Int)
      do {
        let progress = try ProgressCommand.open(path, course)
        defer { progress.close() }
        before = try progress.count()
        try progress.append(archive.attempts)
        after = try progress.count()
        if let place = archive.place, try progress.place() == nil {
          try progress.remember(place, time: Clock.system.now())
        }
      } catch { throw Refusal(StorageTrouble(error, path).importSentence(language)) }
      let (added, known) = (after - before, archive.attempts.count - (after - before))
      try printResult(
        language(
          (added == 1 ? "1 answer added, " : "\(added) answers added, ")
            + (known == 1 ? "1 was there already" : "\(known) were there already"),
          "加入 \(added) 个回答，\(known) 个原来就有"), language)
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Begin anew.", discussion: "The file with the answers is renamed and kept, not deleted.")

    @OptionGroup var course: CourseOptions

    func run() throws {
      let folders = Folders()
      let language = Language.chosen(course.languageOption.chosen, folders)
      let path = ProgressLog.path(folders)
      let nothing = language("there is nothing to reset", "没有可以清除的进度")
      guard FileManager.default.fileExists(atPath: path) else { return try printResult(nothing, language) }
      do {
        let progress = try ProgressCommand.open(path, course)
        defer { progress.close() }
        guard let name = ProgressCopy.freeName(beside: path, "reset", time: Clock.system.now()) else { return }
        try progress.rename(to: name)
        try printResult(
          language("progress begins anew; what was answered lies in \(name)", "进度从头开始；以前的回答保存在 \(name)"), language)
      } catch let refusal as Refusal { throw refusal } catch {
        throw Refusal(StorageTrouble(error, path).importSentence(language))
      }
    }
  }

  /// Every answer and the place to continue at; what cannot be read is said.
  static func contents(_ folders: Folders, _ language: Language) throws(Refusal) -> ProgressContents {
    let path = ProgressLog.path(folders)
    do throws(StorageTrouble) {
      let contents = try ProgressContents(path)
      if contents.unreadable > 0 { printMessage(StorageNews.unreadable(contents.unreadable).sentence(language, path)) }
      return contents
    } catch { throw Refusal(error.readingSentence(language)) }
  }

  /// The file as this version keeps it, with the answers that wait beside it.
  static func open(_ path: String, _ options: CourseOptions) throws -> ProgressFile {
    let (lessons, language) = (options.lessons, options.language)
    let schema = ProgressSchema { ProgressCommand.course(lessons, language) }
    let file = try ProgressFile(path, .write(schema))
    _ = try WaitingAnswers.takeOver(beside: path) { try file.append($0) }
    return file
  }

  static func course(_ options: CourseOptions) -> CourseShelf { course(options.lessons, options.language) }

  /// The lessons that can be read; they are asked for the names of mistakes only.
  static func course(_ lessons: [String], _ language: Language) -> CourseShelf {
    (try? CourseLibrary(CourseFolders(Folders()), chosen: lessons, language).shelf) ?? CourseShelf()
  }
}

extension StorageTrouble {
  /// The same while something is added from outside.
  func importSentence(_ language: Language) -> String {
    switch self {
    case .damaged: readingSentence(language)
    case .newer(let path, let version):
      language(
        "the progress file \(path) is of a newer version (\(version)) of this program and is left alone: "
          + "update alexnet-tutor",
        "进度文件 \(path) 属于本程序更新的版本（\(version)），不会改动它：请升级 alexnet-tutor")
    case .readOnly(let path):
      language("cannot write the progress file \(path): check its permissions", "无法写入进度文件 \(path)：请检查权限")
    case .full(let path): language("the disk is full at \(path): nothing was changed", "\(path) 所在的磁盘已满：没有任何改动")
    case .busy(let path):
      language("another program holds the progress file \(path): try again", "另一个程序正占用进度文件 \(path)：请再试一次")
    case .other(let path, let reason):
      language("cannot write the progress file \(path): \(reason)", "无法写入进度文件 \(path)：\(reason)")
    }
  }
}
