import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

@Suite("Settings and folders")
struct ProgressSettingsTests {
  private let folder = TemporaryFolder()

  private func folders(_ more: [String: String] = [:]) -> Folders {
    Folders(["HOME": folder.path].merging(more) { $1 })
  }

  @Test(
    "the option wins over the settings, the settings over the locale", arguments: ["LC_ALL", "LC_MESSAGES", "LANG"])
  func language(variable: String) throws {
    let folders = folders([variable: "zh_CN.UTF-8"])
    #expect(Language.chosen(nil, folders) == .chinese)
    #expect(Language.chosen(.english, folders) == .english)
    try Settings(folders).keep(.english)
    #expect(Language.chosen(nil, folders) == .english)
    #expect(Language.chosen(.chinese, folders) == .chinese)
  }

  @Test("LC_ALL wins over LANG, and an empty variable counts as none")
  func locale() {
    #expect(Language.chosen(nil, folders(["LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8"])) == .english)
    #expect(Language.chosen(nil, folders(["LC_ALL": "", "LANG": "zh_CN.UTF-8"])) == .chinese)
    #expect(Language.chosen(nil, folders()) == .english)
  }

  @Test("keeping the language leaves other settings as they are")
  func otherSettings() throws {
    let settings = Settings(folders())
    try settings.keep(.english)
    try "# mine\nmouse: off\nlanguage: en\n".write(toFile: settings.path, atomically: true, encoding: .utf8)
    try settings.keep(.chinese)
    #expect(try String(contentsOfFile: settings.path, encoding: .utf8) == "# mine\nmouse: off\nlanguage: zh-Hans\n")
  }

  @Test("a settings file that is no YAML has no settings in it", arguments: ["{", "\u{0}", "- a", "language: {{ x }}"])
  func rubbish(text: String) throws {
    let settings = Settings(folders())
    try settings.keep(.chinese)
    try text.write(toFile: settings.path, atomically: true, encoding: .utf8)
    #expect(settings.language == nil)
  }

  @Test("relative XDG folders are ignored, as the specification says")
  func relative() {
    #expect(folders(["XDG_STATE_HOME": "here"]).state == folder.path + "/.local/state/alexnet-tutor")
    #expect(folders(["XDG_STATE_HOME": "/there"]).state == "/there/alexnet-tutor")
  }

  @Test("lessons are found beside an installed program, above a built one, and where --lessons points")
  func courses() throws {
    func course(_ path: String) throws {
      try FileManager.default.createDirectory(atPath: path + "/en", withIntermediateDirectories: true)
    }
    let root = folder.path
    let built = CourseFolders(folders(), executable: root + "/source/.build/release/alexnet-tutor")
    #expect(built.ours == nil)
    try course(root + "/source/lessons")
    #expect(built.ours == root + "/source/lessons")
    try course(root + "/usr/share/alexnet-tutor/lessons")
    let installed = CourseFolders(folders(), executable: root + "/usr/bin/alexnet-tutor")
    #expect(installed.ours == root + "/usr/share/alexnet-tutor/lessons")
    try course(root + "/mine")
    #expect(built.all(chosen: [root + "/mine"]) == [root + "/mine", root + "/source/lessons"])
    try course(built.own)
    #expect(built.all(chosen: [built.own, root + "/mine"]) == [built.own, root + "/mine", root + "/source/lessons"])
    #expect(built.all(chosen: []) == [root + "/source/lessons", built.own])
  }
}
