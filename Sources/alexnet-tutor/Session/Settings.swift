import Foundation
import Tutor
import Yams

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the learner has chosen once and for all: `$XDG_CONFIG_HOME/alexnet-tutor/settings.yaml`.
struct Settings: Sendable {
  let path: String

  /// A file that is larger is none of ours.
  private static let largest = 1 << 20

  init(_ folders: Folders = Folders()) { path = folders.configuration + "/settings.yaml" }

  var language: Language? { values["language"].flatMap(Language.init(rawValue:)) }

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
    guard FileAccess.exists(path), let bytes = try? FileAccess(.english).read(path, limit: Settings.largest),
      let text = String(validating: bytes, as: UTF8.self)
    else { return [:] }
    return Settings.values(text) ?? [:]
  }

  /// The plain values of a text; nil where it is no mapping.
  private static func values(_ text: String) -> [String: String]? {
    guard let composed = try? Yams.compose(yaml: text) else { return nil }
    // Nothing but comments is no setting.
    guard let root = composed.mapping else { return composed.scalar?.string.isEmpty ?? false ? [:] : nil }
    var values: [String: String] = [:]
    for (key, value) in root { if let key = key.string, let value = value.string { values[key] = value } }
    return values
  }

  // MARK: Writing

  func keep(_ language: Language, saying words: Language = .english) throws(Refusal) {
    try keep(["language": language.rawValue], words)
  }

  func keep(_ preferences: Preferences, saying words: Language = .english) throws(Refusal) {
    try keep(
      [
        "motion": preferences.motion.rawValue, "glyphs": preferences.glyphs.rawValue,
        "colours": preferences.colours.rawValue, "mouse": preferences.mouse ? "on" : "off",
      ], words)
  }

  /// Writes these keys and leaves everything else in the file as it is. Where a link stands, the file that it leads to is
  /// written.
  private func keep(_ values: [String: String], _ words: Language) throws(Refusal) {
    let files = FileAccess(words)
    guard let target = Settings.target(of: path) else { throw strange(words) }
    var text = ""
    if FileAccess.exists(target) {
      let bytes = try files.read(target, limit: Settings.largest)
      guard let known = String(validating: bytes, as: UTF8.self) else { throw strange(words) }
      text = known
    }
    let lines = SettingsLines(text).setting(values)
    // Written some other way, in braces or in two documents, the file would be no settings any more.
    let before = text.isEmpty ? [:] : Settings.values(text)
    let isHarmless = text.utf8.allSatisfy { $0 <= 32 } || before != nil || SettingsLines(text).areComments
    guard isHarmless, Settings.values(lines) == (before ?? [:]).merging(values, uniquingKeysWith: { $1 }) else {
      throw strange(words)
    }
    try files.makeFolder((target as NSString).deletingLastPathComponent)
    try files.write(Array(lines.utf8), to: target)
  }

  private func strange(_ words: Language) -> Refusal {
    Refusal(
      words(
        "the settings \(path) are written in a way that this program does not change; edit them, or remove the file",
        "设置 \(path) 的写法本程序不会改动；请自行编辑，或删除该文件"))
  }

  /// Where the links lead, also to a file that is not there yet; nil where they lead in a circle.
  private static func target(of path: String) -> String? {
    var path = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = readlink(path, &buffer, buffer.count)
      guard count > 0 else { return path }
      let link = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = link.hasPrefix("/") ? link : (path as NSString).deletingLastPathComponent + "/" + link
    }
    return nil
  }
}
