import ArgumentParser
import Foundation
import Tutor

struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "What the learner has done.", subcommands: [Show.self],
    defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answers, days, how sure against how right, mistakes met.")

    @OptionGroup var course: CourseOptions

    func run() throws {
      let folders = Folders()
      let language = Language.chosen(course.languageOption.chosen, folders)
      let (attempts, place): ([TimedAttempt], Place?)
      do { (attempts, place) = try ProgressFile.contents(ProgressLog.path(folders)) } catch {
        throw Refusal(error.readingSentence(language))
      }
      var summary = ProgressSummary(attempts, .system)
      summary.place = place
      let shelf = try CourseLibrary(CourseFolders(folders), chosen: course.lessons, language).shelf
      let report = ProgressReport(attempts: attempts, summary: summary, language: language) {
        shelf.title($0, language)
      }
      print(report.lines.joined(separator: "\n"))
    }
  }
}
