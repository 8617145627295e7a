import ArgumentParser
import Tutor

/// Which lessons, in which language.
struct CourseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A course folder of your own beside ours, with one folder a language; may be given several times.",
      valueName: "dir"),
    completion: .directory)
  var lessons: [String] = []

  @OptionGroup var languageOption: LanguageOption

  var language: Language { languageOption.language }
}
