import Foundation
import Tutor
import Yams

/// What the learner has chosen once and for all: `$XDG_CONFIG_HOME/alexnet-tutor/settings.yaml`.
struct Settings: Sendable {
  let path: String

  init(_ folders: Folders = Folders()) { path = folders.configuration + "/settings.yaml" }

  var language: Language? { value("language").flatMap(Language.init(rawValue:)) }

  /// A file that cannot be read or is no mapping has no settings in it.
  private func value(_ key: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let root = try? Yams.compose(yaml: text) else {
      return nil
    }
    return root.mapping?[Node(key)]?.string
  }

  /// Writes the language and leaves every other line of the file as it is.
  func keep(_ language: Language) throws {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let others = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("language:") }
    let lines = others.filter { !$0.isEmpty }.map(String.init) + ["language: \(language.rawValue)"]
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}

extension Language {
  /// What is spoken to this learner: the option, the settings, the locale.
  static func chosen(_ option: Language?, _ folders: Folders = Folders()) -> Language {
    if let language = option ?? Settings(folders).language { return language }
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = variables.lazy.compactMap { folders.environment[$0] }.first { !$0.isEmpty }
    return Language(locale: locale ?? "C")
  }
}
