import Foundation
import Testing
import TextUI

/// Screens as text files under `Screens`, one line a row. With RECORD_SCREENS=1 in the environment they are written anew
/// instead of being compared; what changed is then for `git diff` to show.
enum GoldenScreen {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Screens")

  static func check(_ name: String, _ buffer: Buffer, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name + ".txt")
    let text = buffer.lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
      return try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let rows = zip(lines(text), lines(expected)).enumerated().filter { $1.0 != $1.1 }
    let differences = rows.map { "row \($0):\n is  \($1.0)\n was \($1.1)" }.joined(separator: "\n")
    #expect(text == expected, "\(name).txt\n\(differences)", sourceLocation: sourceLocation)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
