import Engine
import Testing
import TextUI

@testable import Tutor

/// The lab of gradients by depth: what is measured agrees with what was measured elsewhere, and the counters count.
@Suite struct GradientsLabTests {
  typealias Screen = LabScreen<GradientsLab>

  static func lab(_ line: String) throws -> GradientsLab {
    try Screen(settings: try LabCommandLine("gradients " + line).settings).lab
  }

  /// ‖dz‖ of the last layer over the first and spread of the last activations, means over five seeds of another
  /// implementation: ten layers of width 64.
  static let measured: [(line: String, ratio: Float, spread: Float)] = [
    ("--set activation=sigmoid --set init=xavier", 4.79e5, 0.124),
    ("--set activation=tanh --set init=xavier", 3.37, 0.231),
    ("--set init=xavier", 22.3, 0.0299), ("--set init=he", 0.984, 0.958),
    ("--set activation=none --set init=xavier", 0.943, 1.05),
    ("--set activation=sigmoid --set init=xavier --set gain=4", 84.6, 0.343),
    ("--set activation=tanh --set init=xavier --set gain=3", 0.0681, 0.833), ("--set init=small", 1.66e11, 3.21e-13),
  ]

  @Test(arguments: measured.indices)
  func `ratios by depth agree with those measured by another implementation`(_ index: Int) throws {
    let (line, ratio, spread) = Self.measured[index]
    let labs = try [1, 2, 3].map { try Self.lab(line + " --set width=64 --set seed=\($0)") }
    func mean(_ value: (GradientsLab) -> Float) -> Float { labs.map(value).reduce(0, +) / Float(labs.count) }
    let found = mean { $0.last.deltaNorm } / mean { $0.layers[0].deltaNorm }
    #expect((0.5...2).contains(found / ratio), "\(line): \(found), not \(ratio)")
    let last = mean { $0.last.spread }
    #expect((0.5...2).contains(last / spread), "\(line): \(last), not \(spread)")
  }

  @Test(arguments: Language.allCases)
  func `a dead unit is said to be one for all inputs that were measured`(_ language: Language) throws {
    let text = LabTests.picture(
      Screen(try Self.lab("--set depth=30 --set width=64 --set bias=-8")), Size(80, 24), language
    ).text
    let words = language(
      "1,920 of 1,920 units are 0 for all 64 inputs", "1,920 个神经元中 1,920 个对全部 64 个输入都是 0")
    #expect(DepthProbe.samples == 64 && text.contains(words), "\(text)")
    #expect(text.contains("dz[k] = (W[k+1]ᵀ·dz[k+1]) ⊙ f′(z[k])"))
  }

  @Test func `gradients are the slopes of the loss`() {
    // The gain of the last layer moves the loss by ‖…‖ along itself: of a linear stack the loss is linear in every layer.
    let probe = DepthProbe(depth: 3, width: 8, activation: nil, initialization: .xavier, seed: 3)
    let layers = probe.run()
    #expect(layers.count == 3 && layers.allSatisfy { $0.deltaNorm > 0 && $0.weightNorm > 0 && $0.zeros == 0 })
    let doubled = DepthProbe(depth: 3, width: 8, activation: nil, initialization: .xavier, gain: 2, seed: 3).run()
    for (one, two) in zip(layers, doubled) { #expect(abs(two.weightNorm / one.weightNorm - 4) < 0.001) }
    #expect(abs(doubled[0].deltaNorm / layers[0].deltaNorm - 4) < 0.001)
  }

  @Test func `sparse and dead are counted apart`() throws {
    let fresh = try Self.lab("--set depth=2 --set width=64")
    #expect((0.4...0.6).contains(fresh.zeros()) && fresh.dead == 0)
    let silent = try Self.lab("--set depth=2 --set bias=-1 --set init=xavier --set width=64")
    #expect(silent.layers[0].dead == 0 && silent.zeros(0) > 0.75)
    let dead = try Self.lab("--set depth=2 --set bias=-8 --set init=xavier")
    #expect(dead.dead == dead.units && dead.zeros() == 1 && dead.layers[0].deltaNorm == 0)
  }

  @Test func `mistakes are recognised`() throws {
    let sigmoid = try Self.lab("--set activation=sigmoid --set init=xavier").question(.english)
    for name in ["sign", "oneLayer", "activations", "weightGradient", "constant"] {
      let mistake = sigmoid.mistakes.first { $0.name == name }
      // Two mistakes can come out alike; each is known for something.
      if let mistake { #expect(sigmoid.mistake(of: mistake.value) != nil) }
    }
    #expect(sigmoid.mistakes.contains { $0.name == "constant" } && sigmoid.mistakes.contains { $0.name == "sign" })
    let relu = try Self.lab("--set init=small").question(.chinese)
    #expect(try #require(relu.mistake(of: LabAnswer(0))).says.contains("权重"))
  }

  @Test func `the asked gradient is hidden, the last one is the yardstick`() throws {
    var app = try LabTests.app("gradients", Size(200, 60))
    let lab = try #require(app.screen as? Screen).lab
    app.press(.character("p"))
    #expect(!app.frame().text.contains(GradientsLab.norm(lab.layers[0].deltaNorm)))
    #expect(app.frame().text.contains(GradientsLab.norm(lab.last.deltaNorm)))
    app.press(.character("0"), .enter, .character("2"))
    #expect(app.frame().text.contains(GradientsLab.norm(lab.layers[0].deltaNorm)))
  }

  static let solutions: [(task: String, line: String)] = [
    ("vanish", "--set init=small"), ("explode", "--set gain=3"),
    ("thirty", "--set depth=30 --set width=64 --set seed=1"),
    ("hidden", "--set init=xavier --set width=64"), ("sparse", "--set depth=2 --set width=64"),
    ("dead", "--set bias=-8"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(GradientsLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(GradientsLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(GradientsLab()) == nil, "\(name)")
    }
  }
}
