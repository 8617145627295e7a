import TextUI

/// The languages that the program speaks; the raw value is the name of the folder of lessons.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh-Hans"

  /// The text for this language. Both stand side by side where they are used, so that neither is forgotten.
  package func callAsFunction(_ english: String, _ chinese: String) -> String {
    self == .english ? english : chinese
  }

  /// Before the sign of per cent stands a space in English, none in Chinese.
  package var percentSign: String { self == .english ? " %" : "%" }

  /// `14.6 %`, `14.6%`.
  package func percent(_ share: Double) -> String { FormatNumber.percent(share, isSpaced: self == .english) }

  /// As the header shows it.
  package var mark: String { self == .english ? "EN" : "中文" }

  /// The language that a POSIX locale such as `zh_CN.UTF-8` asks for.
  package init(locale: String) { self = locale.hasPrefix("zh") ? .chinese : .english }
}
