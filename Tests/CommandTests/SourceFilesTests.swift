import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// Where the program finds the texts that the source key shows.
@Suite("source files")
struct SourceFilesTests {
  private func lines(_ files: SourceFiles, _ name: String) -> Int {
    if case .lines(let lines) = files.text(name, .english) { lines.count } else { 0 }
  }

  @Test("a file from any folder of the engine is found above a built program and beside an installed one")
  func found() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "source-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    func write(_ path: String) throws {
      let folder = (root + path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try "one\ntwo".write(toFile: root + path, atomically: true, encoding: .utf8)
    }
    for file in ["Operations/A", "Pictures/B", "Network/C", "Anything/D"] {
      try write("/tree/Sources/Engine/\(file).swift")
    }
    let built = SourceFiles(executable: root + "/tree/.build/release/alexnet-tutor")
    for name in ["A", "B", "C", "D"] { #expect(lines(built, name) == 2) }
    #expect(lines(built, "E") == 0)
    try write("/usr/share/alexnet-tutor/source/E.swift")
    #expect(lines(SourceFiles(executable: root + "/usr/bin/alexnet-tutor"), "E") == 2)
  }

  /// What is installed is every folder of the engine, as it is searched.
  @Test("script/install takes the whole engine")
  func installed() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "script/install")
    #expect(try String(contentsOf: script, encoding: .utf8).contains("Sources/Engine/*/*.swift"))
  }
}
