import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// The walk while the world around it changes: other pictures, other networks, passes that fail.
@Suite struct WalkWorldTests {
  private func app(_ walk: WalkModel, _ keys: [Key]) -> App { WalkLensTests.app(walk, keys) }

  /// Everything that a forward pass of `run` reports.
  private func arrive(_ run: Int, like walk: WalkModel, in app: inout App) -> [Effect] {
    var effects: [Effect] = []
    if let network = walk.network { effects += app.update(.network(run, network)) }
    if let input = walk.input { effects += app.update(.picture(run, input)) }
    for (index, stage) in walk.stages.enumerated() { effects += app.update(.stage(run, index: index, stage)) }
    return effects + app.update(.finished(run, milliseconds: 1))
  }

  @Test func `through the backward lens gradients are asked for anew when another picture is done`() throws {
    var app = app(try WalkLensTests.lenet.get(), [.right, .character("b"), .character("o"), .down])
    let run: Int
    switch app.press(.enter).first {
    case .forward(let number, _, _): run = number
    default: throw Missing()
    }
    #expect(app.context.walk.gradients == nil && app.context.walk.awaited == nil)
    let effects = arrive(run, like: Fixtures.computed, in: &app)
    let asked = effects.compactMap { if case .backward(_, _, _, let unit) = $0 { unit } else { nil } }
    #expect(asked == [Fixtures.computed.ranking[0]])
    #expect(app.context.walk.awaited == asked.first)
  }

  private struct Missing: Error {}

  @Test(arguments: ["+", "-"] as [Character])
  func `no class is chosen while there are no scores`(_ key: Character) throws {
    var app = app(try WalkLensTests.lenet.get(), [.character("b"), .character("o"), .down, .enter])
    #expect(app.context.walk.ranking.isEmpty)
    app.press(.character(key))
    #expect(app.frame().lines.last?.contains("forward pass") == true)
  }

  @Test func `what a run of long ago says is not shown`() {
    var app = app(Fixtures.computed, [])
    let old = app.context.walk.run
    app.press(.character("o"), .down, .enter)
    _ = app.update(.failed(old, "the old file is no picture"))
    #expect(app.notice == nil)
    _ = app.update(.failed(app.context.walk.run, "the new file is no picture"))
    #expect(app.notice == "the new file is no picture")
    #expect(app.context.walk.isComplete, "what was there before is there again")
  }

  @Test func `a picture that cannot be read gives way to the one that it interrupted`() throws {
    var walk = WalkModel(network: "lenet-5")
    _ = walk.start()
    _ = walk.start(picture: .sample(Samples.names[1]))
    _ = walk.start(picture: .file("/no/such/file"))
    let failed = walk.run
    guard case .forward(let run, let network, let picture)? = walk.take(.failed(failed, "not there")) else {
      throw Missing()
    }
    #expect(run > failed && run == walk.run && network == "lenet-5" && picture == .sample(Samples.names[1]))
    #expect(walk.failure == nil && walk.refused?.run == failed)
    guard case .forward(let other, _, let first)? = walk.take(.failed(run, "nor this")) else { throw Missing() }
    #expect(other == walk.run && first == .sample(Samples.names[0]))
    #expect(walk.take(.failed(other, "nor that")) == nil)
    #expect(walk.failure == "nor that")
  }

  @Test func `the app asks for the interrupted picture and says why`() throws {
    var app = Fixtures.app(Size(80, 24), .english, walk: WalkModel(network: "lenet-5"))
    _ = app.context.walk.start()
    _ = app.context.walk.start(picture: .file("/no/such/file"))
    let effects = app.update(.failed(app.context.walk.run, "there is no such file"))
    #expect(effects.contains { if case .forward(_, _, .sample) = $0 { true } else { false } })
    #expect(app.notice == "there is no such file")
  }

  @Test func `what a failed run still reports is not taken`() {
    var walk = Fixtures.computed
    _ = walk.start(network: "lenet-5")
    let failed = walk.run
    walk.take(.failed(failed, "no weights"))
    #expect(walk.isComplete && walk.architecture.name == Fixtures.computed.architecture.name)
    walk.take(.network(failed, Network.standard(Architecture.named("lenet-5") ?? walk.architecture)))
    walk.take(.stage(failed, index: walk.stages.count, Stage(name: "c1", output: Tensor(zeros: [1, 6, 28, 28]))))
    walk.take(.finished(failed, milliseconds: 9))
    #expect(walk.network?.architecture.name == Fixtures.computed.architecture.name)
    #expect(walk.stages.count == Fixtures.computed.stages.count && walk.milliseconds == Fixtures.computed.milliseconds)
  }

  @Test func `the numbers of the network before are kept until the next has its own, and no longer`() {
    var walk = Fixtures.computed
    _ = walk.start(picture: .sample(Samples.names[1]))
    #expect(walk.isFallbackKept)
    walk.take(.network(walk.run, Network.standard(walk.architecture)))
    for (index, stage) in Fixtures.computed.stages.enumerated() {
      walk.take(.stage(walk.run, index: index, stage))
    }
    walk.take(.finished(walk.run, milliseconds: 1))
    #expect(!walk.isFallbackKept)
  }

  @Test func `a followed number is forgotten with its network`() {
    var app = app(Fixtures.computed, [.right, .enter, .enter, .character("f"), .right])
    _ = app.context.walk.start(network: "mini")
    _ = app.update(.resize(Size(100, 30)))
    #expect((app.screen as? WalkScreen)?.trail.isEmpty == true)
    #expect(app.frame().brokenCells.isEmpty)
  }

  @Test func `what if takes the network that was chosen above it, unless something is changed already`() {
    for (keys, expected) in [([], "lenet-5"), ([.character("+")], "paper")] as [([Key], String)] {
      var app = app(Fixtures.paper, [.right, .character("w")] + keys)
      _ = app.context.walk.start(network: "lenet-5")
      _ = app.update(.resize(Size(100, 30)))
      #expect((app.screen as? WhatIfScreen)?.model.base == expected)
      #expect(app.frame().brokenCells.isEmpty)
    }
  }

  @Test(arguments: Architecture.names, Language.allCases)
  func `the list of pictures says how they are cut for the network at hand`(_ network: String, _ language: Language)
    throws
  {
    let preprocessing = try #require(Preprocessing.standard(for: network))
    var app = Fixtures.app(Size(80, 24), language, walk: WalkModel(network: network))
    app.press(.enter, .character("o"), .end, .enter)
    let text = app.frame().text
    #expect(text.contains("\(preprocessing.crop)×\(preprocessing.crop)"))
    #expect(text.contains("\(preprocessing.shorterSide)"))
    #expect(network == "paper" || network == "single-tower" || !text.contains("227"))
  }
}
