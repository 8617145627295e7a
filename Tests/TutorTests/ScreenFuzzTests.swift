import Foundation
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// The whole tutor under random actions, in processes of their own, since a trap ends a process.
@Suite struct ScreenFuzzTests {
  /// The program lies beside the bundle of tests.
  private var program: URL {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
    let folder =
      bundle.bundlePath.hasSuffix(".xctest") ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
    return folder.appendingPathComponent("fuzz-screens")
  }

  private var lessons: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../lessons").path
  }

  private func run(_ words: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = words + ["--lessons", lessons]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test func `twenty thousand actions end no program and leave no screen behind its data`() throws {
    let outcome = try run(["\(share(20_000))", "9", "--jobs", "2"])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("faults: 0"))
    // Which screens so few actions reach is chance; that they get about at all is not.
    let visited = outcome.output.split(separator: "\n").first { $0.contains(" screens: ") } ?? ""
    #expect((Int(visited.prefix { $0.isNumber }) ?? 0) >= share(20), "\(visited)")
  }

  @Test func `a failing list is shortened to what it takes`() {
    var asked = 0
    let shortest = Shortening.shortest(Array(0..<250)) { list in
      asked += 1
      return list.contains(17) && list.contains(201) && list.contains(202)
    }
    #expect(shortest == [17, 201, 202])
    #expect(asked <= 300)
  }

  @Test func `a seed gives the same actions everywhere, and every kind of them`() {
    let (one, other) = (FuzzScript(seed: 5, count: 20_000), FuzzScript(seed: 5, count: 20_000))
    #expect(one.actions == other.actions && one.actions.count == 20_000)
    #expect(FuzzScript(seed: 6, count: 20_000).actions != one.actions)
    let kinds = Set(one.actions.map { String(String(describing: $0).prefix { $0.isLetter }) })
    for kind in ["palette", "paste", "press", "wheelUp", "resize", "tick", "work", "type"] {
      #expect(kinds.contains(kind), "no \(kind) among the actions")
    }
    #expect(FuzzAction.Change.allCases.allSatisfy { change in one.actions.contains(.world(change)) })
  }
}
