import Engine
import Foundation
import Testing
import TextUI

@testable import Tutor

/// The optimiser's lab: every step is the engine's rule, every gradient survives the numeric check.
@Suite struct OptimizerLabTests {
  typealias Screen = LabScreen<OptimizerLab>

  static func lab(_ line: String) throws -> OptimizerLab {
    try Screen(settings: try LabCommandLine("optimizer " + line).settings).lab
  }

  @Test(arguments: LossSlice.allCases)
  func `gradients agree with central differences all along the slice`(_ slice: LossSlice) {
    for tenth in stride(from: -60, through: 60, by: 5) {
      let weight = Float(tenth) / 10
      let (loss, gradient) = slice.gradient(weight)
      #expect(abs(slice.difference(weight, 0.01) - gradient) < 0.002)
      #expect(loss == slice.loss(weight))
    }
  }

  @Test(arguments: ["", "--set start=2", "--set loss=valleys", "--set loss=plateau", "--set rate=30"])
  func `without momentum no caption says what momentum does`(_ line: String) throws {
    for place in stride(from: 0, to: 238, by: 2) {
      let caption = try Self.lab("--set momentum=0 --set place=\(place) " + line).caption(.english)
      for words in ["keeps 0", "remembers", "is left after", "Momentum carries", "Only v"] {
        #expect(!caption.contains(words), "\(place): \(caption)")
      }
    }
    #expect(try Self.lab("--set place=2").caption(.english).contains("keeps 90.0 %"))
  }

  @Test(arguments: ["", "--set momentum=0.5 --set decay=0.1 --set rate=1", "--set loss=valleys --set start=2"])
  func `the path follows the rule of the paper`(_ line: String) throws {
    let lab = try Self.lab(line)
    let recipe = lab.recipe
    for (now, next) in zip(lab.path, lab.path.dropFirst()) {
      let velocity =
        recipe.momentum * now.velocity - recipe.decay * recipe.rate * now.weight - recipe.rate * now.gradient
      #expect(abs(next.velocity - velocity) < 1e-5)
      #expect(abs(next.weight - (now.weight + next.velocity)) < 1e-5)
    }
  }

  @Test func `the screen shows the rule with the numbers filled in`() throws {
    let screen = try Screen(settings: [LabSetting("place", "2")])
    let text = LabTests.picture(screen, Size(100, 30)).text
    let lab = screen.lab
    #expect(text.contains("v ← 0.9·v − 0.0005·ε·w − ε·dL/dw     w ← w + v"))
    #expect(text.contains("= " + OptimizerLab.digits(lab.path[2].velocity)))
    #expect(text.contains(FormatNumber.fixed(lab.path[1].gradient, digits: 6)))
    let later = LabTests.picture(try Screen(settings: [LabSetting("place", "3")]), Size(100, 30)).text
    let sum = try #require(later.firstMatch(of: /w ← (−?[\d.]+) \+ \(?(−?[\d.]+)\)? = (−?[\d.]+)/))
    let numbers = [sum.1, sum.2, sum.3].compactMap { Float($0.replacing("−", with: "-")) }
    let expected = [lab.path[1].weight, lab.path[2].velocity, lab.path[2].weight]
    #expect(numbers.count == 3 && zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test(arguments: LossSlice.allCases)
  func `the gradient is the mean of what its samples add`(_ slice: LossSlice) throws {
    for weight: Float in [-5.5, -4, -1, 0, 0.7, 3] {
      let parts = slice.parts(weight)
      let count = parts.reduce(0) { $0 + $1.count }
      let mean = parts.reduce(0) { $0 + Float($1.count) * $1.value } / Float(count)
      #expect(abs(mean - slice.gradient(weight).gradient) < 1e-5)
    }
    let text = LabTests.picture(try Screen(settings: [LabSetting("loss", slice.rawValue)]), Size(200, 60)).text
    #expect(text.contains("dL/dw = [") && text.contains("(p − y)·4·(1 − t²)·x"))
    let small = LabTests.picture(try Screen(settings: [LabSetting("loss", slice.rawValue)]), Size(80, 24)).text
    #expect(small.contains("dL/dw = ["))
  }

  @Test(arguments: LossSlice.allCases)
  func `the lab says what the loss is and where it is least`(_ slice: LossSlice) throws {
    let lab = try Self.lab("--set loss=\(slice.rawValue)")
    #expect(lab.curve.allSatisfy { $0.y >= lab.lowest.y - 1e-6 })
    #expect(abs(lab.lowest.x) == 6 || abs(slice.gradient(lab.lowest.x).gradient) < 1e-3)
    for language in Language.allCases {
      let text = LabTests.picture(Screen(lab), Size(100, 30), language).text
      #expect(text.contains("w = \(lab.lowestText)") && text.contains("−ln σ(±4·tanh(w·x + c))"))
    }
    // L as it is written, by other means than the engine's.
    for weight: Float in [-4, 0, 1.5] {
      let losses = slice.samples.map { sample -> Double in
        let t = tanh(Double(weight * sample.x + sample.c))
        return log(1 + exp((sample.target == 0 ? -4 : 4) * t))
      }
      #expect(abs(losses.reduce(0, +) / Double(losses.count) - Double(slice.loss(weight))) < 1e-5)
    }
  }

  @Test func `the bowl is lowest at 1`() throws {
    #expect(abs(try Self.lab("").lowest.x - 1) < 0.01)
    #expect(try Self.lab("--set rate=1 --set momentum=0.5 --set place=120").caption(.english).contains("w = 1:"))
  }

  @Test func `the paper's numbers by hand`() {
    let rule = GradientDescent.paper
    let (weight, velocity) = OptimizerLab.step(rule, 2, 0.1, 3)
    // 0.9·0.1 − 0.0005·0.01·2 − 0.01·3
    #expect(abs(velocity - 0.05999) < 1e-7 && abs(weight - 2.05999) < 1e-6)
  }

  static let mistakes = [
    "uphill", "noRate", "gradient", "onlyGradient", "weight", "oldVelocity", "wholeVelocity", "noDecay",
  ]

  @Test(arguments: Language.allCases)
  func `a wrong prediction is told what it looks like`(_ language: Language) throws {
    let lab = try Self.lab("--set decay=0.1 --set rate=0.3 --set place=10")
    let question = lab.question(language)
    for name in Self.mistakes {
      let mistake = try #require(question.mistakes.first { $0.name == name }, "\(name)")
      #expect(question.mistake(of: mistake.value) != nil && !mistake.says.isEmpty)
    }
    let next = try Self.lab("--set place=11").question(language)
    #expect(Set(next.mistakes.map(\.name)).isSuperset(of: ["minus", "velocity", "oldVelocity", "uphill", "same"]))
  }

  @Test func `the next row is hidden until it is predicted`() throws {
    var app = try LabTests.app("optimizer")
    let next = try #require(app.screen as? Screen).lab.path[1]
    app.press(.character("p"))
    #expect(!app.frame().text.contains(OptimizerLab.digits(next.velocity)))
    #expect(!app.frame().text.contains(OptimizerLab.digits(next.weight)))
    for character in NumberList.text((next.velocity * 10000).rounded() / 10000) { app.press(.character(character)) }
    app.press(.enter, .character("3"))
    #expect(app.frame().lines[0].contains("1/1"))
    #expect(app.frame().text.contains(OptimizerLab.digits(next.velocity)))
    app.press(.character("."))
    #expect(app.frame().text.contains("next w") && !app.frame().text.contains(OptimizerLab.digits(next.weight)))
  }

  static let solutions: [(task: String, line: String)] = [
    ("fast", "--set rate=1 --set momentum=0.5 --set place=44"),
    ("over-the-hill", "--set loss=valleys --set start=-4.5 --set rate=1 --set place=220"),
    ("stuck", "--set loss=valleys --set start=-3 --set rate=0.3 --set momentum=0.8 --set place=200"),
    ("too-long", "--set rate=100 --set start=2 --set place=20"),
    ("balance", "--set decay=0.1 --set rate=0.3 --set momentum=0.5 --set place=220"),
    ("bad-check", "--set loss=valleys --set start=-1 --set h=1"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(OptimizerLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(OptimizerLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(OptimizerLab()) == nil, "\(name)")
    }
  }
}
