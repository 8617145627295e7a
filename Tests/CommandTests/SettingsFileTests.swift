import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// What is written into the learner's settings, and what is left as it was.
@Suite("The file of settings")
struct SettingsFileTests {
  private let folder = TemporaryFolder()
  private var settings: Settings { Settings(Folders(["HOME": folder.path])) }

  private func write(_ bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(
      atPath: (settings.path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: settings.path))
  }

  private func bytes() throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: settings.path)), as: UTF8.self)
  }

  @Test(
    "lines, blank lines, comments, order and the ends of lines stay",
    arguments: [
      (
        "# a\n\nmouse: off # b\n\nlanguage: en # c\nmine: [1, 2]\n",
        "# a\n\nmouse: off # b\n\nlanguage: zh-Hans # c\nmine: [1, 2]\n"
      ),
      ("mouse: off\r\nmotion: none\r\n", "mouse: off\r\nmotion: none\r\nlanguage: zh-Hans\r\n"),
      ("mouse: off", "mouse: off\nlanguage: zh-Hans\n"), ("", "language: zh-Hans\n"),
      ("# only\n\n", "# only\n\nlanguage: zh-Hans\n"),
      ("languages: x\nlanguage: en\n", "languages: x\nlanguage: zh-Hans\n"),
    ])
  func lines(before: String, after: String) throws {
    try write(Array(before.utf8))
    try settings.keep(.chinese)
    #expect(try bytes() == after)
    #expect(settings.language == .chinese)
  }

  @Test("preferences in a file with carriage returns keep the others")
  func carriageReturns() throws {
    try write(Array("language: zh-Hans\r\nmouse: off\r\n".utf8))
    #expect(settings.preferences.mouse == false)
    var preferences = settings.preferences
    preferences.colours = .mono
    try settings.keep(preferences)
    #expect(settings.language == .chinese && settings.preferences == preferences)
  }

  @Test(
    "what cannot be changed line by line is left alone",
    arguments: [
      [0xFF, 0xFE, 0x41, 0x0A], Array("{language: en}\n".utf8), Array("- a\n".utf8), Array("a: b\n---\nc: d\n".utf8),
      Array("a: [\n".utf8),
    ])
  func strange(content: [UInt8]) throws {
    try write(content)
    #expect(throws: Refusal.self) { try settings.keep(.chinese) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: settings.path)) == Data(content))
  }

  @Test("where a link stands, what it leads to is written, and keeps its permissions")
  func links() throws {
    try write(Array("mouse: off\n".utf8))
    let real = folder.path + "/dotfiles.yaml"
    try FileManager.default.moveItem(atPath: settings.path, toPath: real)
    #expect(chmod(real, 0o600) == 0)
    try FileManager.default.createSymbolicLink(atPath: settings.path, withDestinationPath: "../../dotfiles.yaml")
    try settings.keep(.chinese)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: settings.path) == "../../dotfiles.yaml")
    #expect(try String(contentsOfFile: real, encoding: .utf8) == "mouse: off\nlanguage: zh-Hans\n")
    let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.removeItem(atPath: real)
    try settings.keep(.english)
    #expect(try String(contentsOfFile: real, encoding: .utf8) == "language: en\n")
  }

  @Test("a link that leads to itself stays, and is said to be strange")
  func circle() throws {
    let path = settings.path
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "settings.yaml")
    #expect(throws: Refusal.self) { try settings.keep(.chinese) }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "settings.yaml")
  }

  @Test("every command speaks the language of the settings, and English where Chinese cannot be encoded")
  func commands() throws {
    try settings.keep(.chinese)
    for command in [
      ["lab", "list"], ["summary", "--input-size", "5"], ["doctor"], ["lessons", "list"], ["forward", "none.png"],
    ] {
      let chinese = try Program.run(command, environment: ["HOME": folder.path])
      #expect(
        (chinese.output + chinese.errors).unicodeScalars.contains { (0x4E00..<0xA000).contains($0.value) }, "\(command)"
      )
      let english = try Program.run(command, environment: ["HOME": folder.path, "LC_ALL": "zh_CN.GBK"])
      #expect(
        !(english.output + english.errors).unicodeScalars.contains { (0x4E00..<0xA000).contains($0.value) },
        "\(command)")
    }
  }
}
