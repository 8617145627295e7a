import Foundation
import Tutor
import Yams

/// What the learner has chosen once and for all: `$XDG_CONFIG_HOME/alexnet-tutor/settings.yaml`.
struct Settings: Sendable {
  let path: String

  init(_ folders: Folders = Folders()) { path = folders.configuration + "/settings.yaml" }

  var language: Language? { value("language").flatMap(Language.init(rawValue:)) }

  /// What the file says; what it does not say, or says in words that mean nothing, is as usual.
  var preferences: Preferences {
    var preferences = Preferences(motion: .normal)
    let values = values
    func read<Value: RawRepresentable>(_ key: String, _ path: WritableKeyPath<Preferences, Value>)
    where Value.RawValue == String {
      if let value = values[key].flatMap(Value.init(rawValue:)) { preferences[keyPath: path] = value }
    }
    read("motion", \.motion)
    read("glyphs", \.glyphs)
    read("colours", \.colours)
    if let mouse = values["mouse"] { preferences.mouse = !["off", "false", "no"].contains(mouse) }
    return preferences
  }

  /// A file that cannot be read or is no mapping has no settings in it.
  private var values: [String: String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let root = try? Yams.compose(yaml: text) else {
      return [:]
    }
    var values: [String: String] = [:]
    for (key, value) in root.mapping ?? [:] {
      if let key = key.string, let value = value.string { values[key] = value }
    }
    return values
  }

  private func value(_ key: String) -> String? { values[key] }

  func keep(_ language: Language) throws { try keep(["language": language.rawValue]) }

  func keep(_ preferences: Preferences) throws {
    try keep([
      "motion": preferences.motion.rawValue, "glyphs": preferences.glyphs.rawValue,
      "colours": preferences.colours.rawValue, "mouse": preferences.mouse ? "on" : "off",
    ])
  }

  /// Writes these keys and leaves every other line of the file as it is.
  private func keep(_ values: [String: String]) throws {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let others = text.split(separator: "\n").map(String.init).filter { line in
      !values.keys.contains { line.hasPrefix($0 + ":") }
    }
    // In YAML an unquoted on or off is a truth value: it is read as the word that it is.
    let lines = others + values.keys.sorted().map { "\($0): \(values[$0] ?? "")" }
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
