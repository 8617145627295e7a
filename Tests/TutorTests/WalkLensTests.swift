import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// The walk through its lenses: backwards, by cost, along the path of one number.
@Suite struct WalkLensTests {
  static let kernels = Kernels.fast(FastKernels(level: .baseline, threads: 2))

  /// A walk with the gradients of its best class.
  static func backward(_ walk: WalkModel) throws -> WalkModel {
    var walk = walk
    let best = try #require(walk.ranking.first)
    let effect = walk.askGradients(of: best)
    guard case .backward(let run, let network, let trace, let unit) = effect else {
      Issue.record("no effect")
      return walk
    }
    walk.take(.gradients(run, ScoreGradients(network, trace, unit: unit, kernels: kernels)))
    return walk
  }

  static let lenet = Result { try backward(Fixtures.computed) }
  static let paper = Result { try backward(Fixtures.paper) }

  static func app(_ walk: WalkModel, _ keys: [Key], _ size: Size = Size(80, 24), _ language: Language = .english) -> App
  {
    var app = Fixtures.app(size, language, walk: walk)
    app.press(.enter)
    for key in keys { app.press(key) }
    return app
  }

  // MARK: Backwards

  @Test func `every gradient is the sum of what its readers pass back, in every stage`() throws {
    let walk = try Self.lenet.get()
    #expect(walk.gradients?.stages.count == walk.scoreStage + 1)
    for stage in 0..<walk.scoreStage {
      let shape = walk.stages[stage].output.shape.withoutBatch
      let scale = walk.gradients?.digests[stage].statistics
      for offset in Swift.stride(from: 0, to: shape.count, by: max(1, shape.count / 25)) {
        let at = shape.index(at: offset)
        let explanation = try #require(walk.explainGradient(stage, at: at))
        let sum = explanation.terms.reduce(0) { $0 + $1.contribution }
        let tolerance = 1e-4 * max(abs(scale?.min ?? 0), abs(scale?.max ?? 0))
        #expect(abs(sum - explanation.value) <= tolerance, "\(walk.stageNames[stage]) \(at)")
      }
    }
  }

  @Test func `a gradient is the slope of the score`() throws {
    let walk = try Self.lenet.get()
    let network = try #require(walk.network)
    let unit = try #require(walk.gradients?.unit)
    let gradient = try #require(walk.gradient(0))
    let input = walk.stages[0].output
    for offset in [300, 517, 700] {
      func score(_ step: Float) -> Float {
        var changed = input
        changed.data[offset] += step
        return network.forward(changed, kernels: .reference).stages[walk.scoreStage].output.data[unit]
      }
      let slope = (score(0.02) - score(-0.02)) / 0.04
      #expect(abs(slope - gradient.data[offset]) <= 0.02 * (walk.gradients?.digests[0].scale ?? 1))
    }
  }

  @Test func `b shows the gradients, asks for them once, and + takes the next class`() throws {
    var app = Self.app(Fixtures.computed, [])
    let effects = app.press(.character("b"))
    guard case .backward(_, _, _, let first) = effects.first else {
      Issue.record("no backward pass was asked for")
      return
    }
    #expect(first == Fixtures.computed.ranking[0])
    #expect(app.press(.character("b")).isEmpty && app.press(.character("b")).isEmpty)
    guard case .backward(_, _, _, let second) = app.press(.character("+")).first else {
      Issue.record("no other class")
      return
    }
    #expect(second == Fixtures.computed.ranking[1])
    #expect(app.context.walk.awaited == second)
  }

  @Test(arguments: Language.allCases)
  func `the backward lens looks as it should`(_ language: Language) throws {
    let walk = try Self.paper.get()
    let stage = Self.app(walk, [.character("2"), .character("b")], Size(80, 24), language)
    try GoldenScreen.check("walk-backward-\(language.rawValue)-80x24", stage.frame())
    let number = Self.app(walk, [.character("6"), .left, .character("b"), .enter, .enter], Size(80, 24), language)
    try GoldenScreen.check("walk-backward-number-\(language.rawValue)-80x24", number.frame())
  }

  // MARK: Cost

  @Test(arguments: Language.allCases)
  func `the cost lens looks as it should`(_ language: Language) throws {
    let app = Self.app(Fixtures.paper, [.character("6"), .character("c")], Size(80, 24), language)
    try GoldenScreen.check("walk-cost-\(language.rawValue)-80x24", app.frame())
  }

  @Test func `shares of the cost lens are those of the summary`() {
    let walk = Fixtures.paper
    for cost in Cost.allCases {
      let lens = CostLens(cost, walk)
      #expect(lens.values.count == walk.stageNames.count)
      #expect(lens.shares.max() == 1 && lens.shares.allSatisfy { (0...1).contains($0) })
    }
    #expect(Int(CostLens(.parameters, walk).total) == 60_965_224)
    #expect(Int(CostLens(.work, walk).total) == 724_406_816)
  }

  // MARK: Following

  @Test func `a followed number goes where most of it reaches the score, and every step is one that reads it`() throws {
    let walk = try Self.lenet.get()
    var app = Self.app(walk, [.right, .enter, .enter])
    app.press(.character("f"))
    for _ in 0..<4 { app.press(.right) }
    let screen = try #require(app.screen as? WalkScreen)
    #expect(screen.trail.count >= 3 && screen.trail.map(\.stage) == Array(1..<1 + screen.trail.count))
    for (before, after) in zip(screen.trail, screen.trail.dropFirst()) {
      let source = StageGrid(walk.stages[before.stage].output.shape.withoutBatch).index(before.cell)
      let target = StageGrid(walk.stages[after.stage].output.shape.withoutBatch).index(after.cell)
      let readers = walk.influences(before.stage, of: source)
      let chosen = try #require(readers.first { $0.at == target })
      let gradients = try #require(walk.gradients?.stages[after.stage])
      func reached(_ reader: Influence) -> Float { abs(reader.derivative * gradients[[0] + reader.at]) }
      #expect(reached(chosen) == readers.map(reached).max())
      let explanation = try #require(walk.explain(after.stage, at: target))
      #expect(explanation.terms.contains { $0.source == source })
    }
    // And back on the same path.
    for _ in 0..<screen.trail.count - 1 { app.press(.left) }
    #expect((app.screen as? WalkScreen)?.trail == [screen.trail[0]])
  }

  @Test func `a number that ReLU makes 0 is said to end there`() throws {
    let walk = try Self.paper.get()
    var app = Self.app(walk, [.right, .enter])
    let numbers = try #require(walk.output(1))
    for _ in 0..<60 {
      let screen = try #require(app.screen as? WalkScreen)
      if numbers.data[StageGrid(numbers.shape).offset(screen.cell)] < 0 { break }
      app.press(.right)
    }
    app.press(.character("f"), .right)
    #expect(app.frame().lines.last?.contains("it ends here") == true)
  }

  // MARK: All of it

  static let keys: [Key] = [
    .left, .right, .up, .down, .enter, .enter, .escape, .tab, .backtab, .pageDown, .pageUp, .home, .end,
    .character("b"), .character("c"), .character("f"), .character("a"), .character("m"), .character("w"),
    .character("n"), .character("s"), .character("o"), .character("+"), .character("-"), .character("/"),
    .character(":"), .character("?"), .character(" "), .character("]"), .character(">"), .character("<"),
    .character("1"), .character("7"), .character("x"), .character("é"), .control("p"),
  ]

  @Test(arguments: Array(1...10) as [UInt64])
  func `random keys at any size neither trap nor break a glyph`(_ seed: UInt64) throws {
    let walk = try (seed % 3 == 0 ? Self.paper : Self.lenet).get()
    let sizes = [Size(20, 5), Size(60, 18), Size(80, 24), Size(133, 44), Size(220, 70)]
    var stream = KeyStream(seed: seed &* 7919, Self.keys)
    var app = Self.app(walk, [], sizes[Int(seed) % sizes.count], seed % 2 == 0 ? .english : .chinese)
    app.context.preferences.motion = seed % 4 == 0 ? .normal : .off
    let steps = share(160)
    for step in 0..<steps {
      if step % max(1, steps / 4) == 0 { _ = app.update(.resize(sizes[(step * 4 / steps + Int(seed)) % sizes.count])) }
      // The walk is stopped at the door.
      if app.depth == 1 { app.press(.home, .enter) }
      app.press(stream.next())
      if app.wantsTicks { _ = app.tick() }
      let frame = app.frame()
      #expect(frame.size == app.size && frame.brokenCells.isEmpty)
    }
  }

  @Test(arguments: [
    [], [Key.enter], [.enter, .enter], [.enter, .enter, .enter], [.character("b")], [.character("c")],
  ])
  func `every hinted key changes the screen or says why not`(_ mode: [Key]) throws {
    let base = Self.app(try Self.lenet.get(), [.right, .right] + mode)
    for hint in base.screen.keys(base.context) {
      guard let key = hint.key else { continue }
      var app = base
      let before = app.frame()
      let effects = app.press(key)
      #expect(app.frame() != before || !effects.isEmpty, "\(hint.shown) after \(mode)")
    }
  }

  @Test func `space lets the window slide, and every key stops it`() throws {
    var app = Self.app(Fixtures.computed, [.right, .enter])
    app.press(.character(" "))
    #expect(!app.wantsTicks && app.frame().lines.last?.contains("motion is off") == true)
    app.context.preferences.motion = .normal
    app.press(.character(" "))
    #expect(app.wantsTicks && app.tickInterval == 250)
    let before = try #require(app.screen as? WalkScreen).cell
    _ = app.tick()
    #expect(try #require(app.screen as? WalkScreen).cell.column == before.column + 1)
    app.press(.character("x"))
    #expect(!app.wantsTicks)
  }

  @Test func `a map fills in a few steps and then nothing moves`() {
    var app = Self.app(Fixtures.computed, [])
    app.context.preferences.motion = .normal
    app.press(.right)
    var steps = 0
    while app.wantsTicks, steps < 20 {
      _ = app.tick()
      steps += 1
    }
    #expect((1...8).contains(steps))
    app.press(.right)
    #expect(app.wantsTicks)
    app.press(.character("]"))
    #expect(!app.wantsTicks, "a key ends the motion")
  }
}
