import ArgumentParser
import Tutor

struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("language"),
    help: "Language of the messages: en or zh-Hans (default: the settings', else the locale's).")
  var chosen: Language?

  var language: Language { Language.chosen(chosen) }
}

extension Language: ExpressibleByArgument {}

extension Language {
  /// What is spoken to this learner: the option, the settings, the locale. Unless asked for by the option it is nothing
  /// that the locale cannot encode.
  static func chosen(_ option: Language?, _ folders: Folders = Folders()) -> Language {
    if let option { return option }
    let settings = Settings(folders).language
    let wanted = settings ?? Language(locale: named(["LC_ALL", "LC_MESSAGES", "LANG"], folders) ?? "C")
    // Where nothing names an encoding, the terminal is trusted with UTF-8.
    guard let encoding = named(["LC_ALL", "LC_CTYPE", "LANG"], folders)?.lowercased() else { return wanted }
    return encoding.hasSuffix("utf-8") || encoding.hasSuffix("utf8") ? wanted : .english
  }

  private static func named(_ variables: [String], _ folders: Folders) -> String? {
    variables.lazy.compactMap { folders.environment[$0] }.first { !$0.isEmpty }
  }

  /// What is said once where Chinese was asked for and cannot be shown.
  static let cannotShowChinese = "This terminal cannot show Chinese: its locale is not UTF-8. Set LANG=C.UTF-8."
}
