import Engine
import Formats
import Foundation
import Testing

/// The tutor with weights from a file, which somebody else may write to.
@Suite("Weights from a file in a terminal", .serialized)
struct WeightsSessionTests {
  private let home = Home()
  private var path: String { home.path + "/mini.safetensors" }

  private func start() throws -> Pty {
    let mini = try #require(Architecture.named("mini"))
    try Data(Safetensors.bytes(.seeded(mini, seed: 4))).write(to: URL(fileURLWithPath: path))
    return try home.start(["--network", "mini", "--weights", path], size: (120, 30))
  }

  @Test("the walk says where its weights are from")
  func name() throws {
    let tutor = try start()
    #expect(tutor.waitText("25 stages ready"))
    tutor.key(.enter)
    #expect(tutor.waitText("mini · weights from mini.safetensors"))
    tutor.send("qq")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("a bad file is one sentence before the screen is taken")
  func bad() throws {
    let tutor = try home.start(["--weights", "/nowhere.safetensors"])
    #expect(tutor.waitEnd() == .exited(1))
    #expect(tutor.text.contains("no such file") && !tutor.screen.isAlternate)
  }

  @Test("a file that was written to is not read again")
  func changed() throws {
    let tutor = try start()
    #expect(tutor.waitText("25 stages ready"))
    try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 100_000)
    tutor.key(.enter)
    #expect(tutor.waitText("Walk › input "))
    tutor.send("o")
    tutor.key(.down)
    tutor.key(.enter)
    // The sentence stands where the picture would, in as many lines as it takes: where they break depends on the path.
    #expect(
      tutor.wait { $0.words.contains("changed") && $0.words.contains("again") },
      "\(tutor.lines.joined(separator: "\n"))")
    tutor.send("qq")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("a file that is cut off while a number is opened ends the tutor with a sentence and the terminal as it was")
  func cutOff() throws {
    let tutor = try start()
    let before = tutor.modes
    #expect(tutor.waitText("25 stages ready"))
    tutor.key(.enter)
    #expect(tutor.waitText("Walk › input "))
    try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 4096)
    tutor.send("7")
    #expect(tutor.waitText("Walk › fc7 "))
    tutor.key(.enter)
    tutor.key(.enter)
    #expect(tutor.waitEnd() == .exited(1))
    #expect(tutor.text.contains("was cut off while it was read"))
    #expect(tutor.modes == before)
    #expect(!tutor.screen.isAlternate && tutor.screen.isCursorVisible && tutor.screen.mouseMode == 0)
  }
}

extension Pty {
  /// What is on the screen without the frames of its panels.
  fileprivate var words: String {
    text.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
  }
}
