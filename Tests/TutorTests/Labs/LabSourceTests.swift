import Engine
import Foundation
import Testing
import TextUI

@testable import Tutor

/// The source key opens a text of the engine at the function that is meant.
@Suite struct LabSourceTests {
  private static let engine = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Engine")

  private static func text(_ file: String) -> String? {
    let rooms = (try? FileManager.default.contentsOfDirectory(atPath: engine.path)) ?? []
    return rooms.lazy.compactMap {
      try? String(contentsOf: engine.appending(path: "\($0)/\(file).swift"), encoding: .utf8)
    }.first
  }

  static func check(_ reference: SourceReference) throws {
    let text = try #require(Self.text(reference.file), "\(reference.file).swift is no file of the engine")
    let isThere = text.contains(reference.anchor)
    #expect(isThere, "\(reference.file).swift has no \(reference.anchor)")
  }

  /// The file that the key of this screen asks for.
  private static func asked(_ app: App) -> SourceReference? {
    var app = app
    app.press(.character("s"))
    return (app.screen as? SourceScreen)?.reference
  }

  @Test(arguments: LabTests.names)
  func `what the source key opens is there, in every view of a lab`(_ name: String) throws {
    let lab = try #require(LabRegistry.lab(name))
    let choices = lab.options.filter { $0.values.contains("|") }
    let settings = choices.flatMap { option in
      option.values.split(separator: "|").map { LabSetting(option.key, String($0)) }
    }
    var seen: Set<SourceReference> = []
    for setting in [nil] + settings.map(Optional.some) {
      guard let screen = try? lab.open(setting.map { [$0] } ?? []), setting?.key != "focus" else { continue }
      var app = App(screen, context: Context(size: Size(80, 24)), size: Size(80, 24))
      for key in [Key.down, .right, .character("."), .character("x")] {
        seen.formUnion([Self.asked(app)].compactMap { $0 })
        app.press(key)
      }
    }
    #expect(!seen.isEmpty)
    for reference in seen { try Self.check(reference) }
  }

  @Test(arguments: Architecture.names)
  func `every layer of a network has a text`(_ name: String) throws {
    for layer in try #require(Architecture.named(name)).layers {
      let file = SourceReference(layer.operation).file
      #expect(Self.text(file) != nil, "\(file).swift is no file of the engine")
    }
  }

  /// They lie in one folder beside an installed program.
  @Test func `no two files of the engine have one name`() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.engine.path)
    let files = rooms.flatMap {
      (try? FileManager.default.contentsOfDirectory(atPath: Self.engine.appending(path: $0).path)) ?? []
    }
    #expect(Set(files).count == files.count && files.count > 20)
  }
}
