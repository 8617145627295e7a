import ArgumentParser
import Foundation
import Tutor

struct LanguageOption: ParsableArguments {
  @Option(name: .customLong("language"), help: "Language of the messages: en or zh-Hans (default: the locale's).")
  var chosen: Language?

  var language: Language { Language.chosen(chosen, environment: ProcessInfo.processInfo.environment) }
}

extension Language: ExpressibleByArgument {}

extension Language {
  /// The one that was asked for, else the locale's.
  static func chosen(_ option: Language?, environment: [String: String] = ProcessInfo.processInfo.environment)
    -> Language
  {
    if let option { return option }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return Language(locale: locale ?? "C")
  }
}
