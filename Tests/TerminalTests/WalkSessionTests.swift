import Engine
import Foundation
import Glibc
import Testing

/// The walk in a terminal, key by key.
@Suite("A walk in a terminal", .serialized)
struct WalkSessionTests {
  private let home = Home()
  private static let stages = ["input"] + (Architecture.named("paper")?.layers.map(\.name) ?? [])

  private func walk(
    size: (columns: Int, rows: Int) = (80, 24), language: String = "en", arguments: [String] = []
  ) throws -> Pty {
    let tutor = try home.start(["--language", language] + arguments, size: size)
    // Continue leads to the walk too where it is there.
    #expect(tutor.waitText("▸ "))
    tutor.key(.enter)
    return tutor
  }

  @Test("24 times → leads from the input to softmax", arguments: [(80, 24), (100, 30), (200, 60)], ["en", "zh-Hans"])
  func allStages(_ size: (Int, Int), _ language: String) throws {
    let tutor = try walk(size: size, language: language)
    let crumb = language == "en" ? "Walk" : "漫游"
    for (index, stage) in WalkSessionTests.stages.enumerated() {
      if index > 0 { tutor.key(.right) }
      #expect(tutor.waitText("alexnet-tutor › \(crumb) › \(stage) "), "\(stage): \(tutor.lines[0])")
    }
    #expect(WalkSessionTests.stages.count == 25)
    tutor.key(.right)
    tutor.settle()
    #expect(tutor.wait { $0.lines[0].contains("softmax") })
  }

  @Test("200 keys at once are drawn in no time, and the last frame is the right one")
  func burst() throws {
    let tutor = try walk(size: (200, 60))
    #expect(tutor.waitText("Walk › input "))
    let start = ContinuousClock.now
    // 110 steps forth and 90 back: forth the walk stops at its end.
    tutor.keys(Array(repeating: .right, count: 110) + Array(repeating: .left, count: 90))
    tutor.key(.right)
    #expect(tutor.waitText("Walk › conv1 "))
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test("Enter goes down to the terms of a number and Esc goes up one level at a time")
  func zoom() throws {
    let tutor = try home.start(["--network", "lenet-5"])
    #expect(tutor.waitText("13 stages ready"))
    tutor.key(.enter)
    #expect(tutor.waitText("Walk › input "))
    tutor.key(.right)
    #expect(tutor.waitText("Walk › C1 "))
    // It begins on the strongest cell of the harbour.
    let crumbs = ["Walk › C1 › map 3  ", "Walk › C1 › map 3 › 3,9,8  ", "Walk › C1 › map 3 › 3,9,8 › terms  "]
    for crumb in crumbs {
      tutor.key(.enter)
      #expect(tutor.waitText(crumb), "\(crumb): \(tutor.lines[0])")
    }
    for crumb in crumbs.dropLast().reversed() + ["Walk › C1  "] {
      tutor.key(.escape)
      #expect(tutor.waitText(crumb), "\(crumb): \(tutor.lines[0])")
    }
    tutor.key(.escape)
    #expect(tutor.waitText("13 stages ready"))
  }

  @Test("a program that was killed finds the stage again")
  func killed() throws {
    let tutor = try walk()
    for stage in ["input", "conv1", "relu1", "lrn1"] {
      if stage != "input" { tutor.key(.right) }
      #expect(tutor.waitText("Walk › \(stage) "))
    }
    #expect(tutor.wait { _ in (try? home.place()) == "walk paper lrn1" })
    tutor.signal(SIGKILL)
    #expect(tutor.waitEnd() == .signalled(SIGKILL))
    let again = try home.start()
    #expect(again.waitText("▸ Continue"))
    again.key(.enter)
    #expect(again.waitText("Walk › lrn1 "))
  }

  @Test("two tutors at once work side by side")
  func two() throws {
    let first = try walk()
    let second = try walk()
    first.key(.right)
    second.key(.right)
    #expect(first.waitText("Walk › conv1 ") && second.waitText("Walk › conv1 "))
    first.send("qq")
    second.send("qq")
    #expect(first.waitEnd() == .exited(0) && second.waitEnd() == .exited(0))
    #expect(!first.text.contains("progress file") && !second.text.contains("progress file"))
  }
}
