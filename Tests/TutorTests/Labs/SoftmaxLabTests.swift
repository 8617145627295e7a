import Engine
import Foundation
import Testing
import TextUI

@testable import Tutor

/// The softmax lab: shares, loss and gradient are the engine's, and the naive form breaks as float32 does.
@Suite struct SoftmaxLabTests {
  typealias Screen = LabScreen<SoftmaxLab>

  static func lab(_ line: String) throws -> SoftmaxLab {
    try Screen(settings: try LabCommandLine("softmax " + line).settings).lab
  }

  static func text(_ line: String) throws -> String {
    LabTests.picture(try Screen(settings: try LabCommandLine("softmax " + line).settings), Size(120, 30)).text
  }

  /// Place, and how the line of arithmetic ends.
  static let examples: [(line: String, end: String)] = [
    ("", "= 0.659001"), ("--set place=1", "= 0.242433"), ("--set place=2", "= 0.098566"),
    ("--set place=3", "= 0.417030"),
    ("--set place=4", "= −0.340999"), ("--set place=5", "= 0.242433"), ("--set place=6", "= 0.098566"),
    ("--set logits=[0,200] --set place=2", "loss = ln Σ − (z[0] − m) = ln 1 − (0 − 200) = 200.000000"),
    ("--set logits=[0,20] --set temperature=0.1 --set place=2", "ln Σ − (z[0]/T − m) = ln 1 − (0 − 200) = 200.000000"),
    ("--set logits=[1000,1001,1002]", "= 0.090031"), ("--set logits=[1000,1001,1002] --set place=1", "= 0.244728"),
    ("--set logits=[1000,1001,1002] --set place=2", "= 0.665241"),
    ("--set logits=[0,1,2] --set offset=1000 --set trick=false --set place=1", "= ∞ / (∞ + ∞ + ∞) = ∞ / ∞ = NaN"),
  ]

  @Test(arguments: examples.indices)
  func `worked examples come out digit by digit`(_ index: Int) throws {
    let (line, end) = Self.examples[index]
    let sum = try Self.lab(line).arithmetic(width: 200, rows: 3, LabView(.english)).map(\.plain).joined(separator: " ")
    #expect(sum.hasSuffix(end), "\(sum)")
    #expect(try Self.text(line).contains(end))
  }

  @Test func `the naive form gives infinity and NaN, and the max trick mends it`() throws {
    let naive = try Self.lab("--set logits=[1000,1001,1002] --set trick=false")
    #expect(naive.powers.allSatisfy { $0 == .infinity } && naive.shares.allSatisfy(\.isNaN))
    #expect(naive.exact.shares.allSatisfy(\.isFinite) && !naive.exact.isBroken)
    let below = try Self.lab("--set offset=-1000 --set trick=false")
    #expect(below.shares.allSatisfy(\.isNaN) && below.powers.allSatisfy { $0 == 0 })
    let silent = try Self.lab("--set logits=[0,-200] --set target=1 --set trick=false --set place=2")
    #expect(silent.loss == .infinity && silent.exact.loss == 200)
  }

  /// The printed probability and the printed loss belong together.
  @Test func `no line says that a logarithm is what it is not`() throws {
    for far in [0, 1, 3, 10, 30, 80, 100, 103, 110, 200] {
      let lab = try Self.lab("--set logits=[0,\(far)] --set place=2")
      let line = lab.arithmetic(width: 300, rows: 3, LabView(.english)).map(\.plain).joined()
      guard let found = line.firstMatch(of: /−ln ([\d.e−]+) = ([\d.]+)$/) else {
        #expect(lab.comesFromLogits && line.contains("ln Σ"), "\(line)")
        continue
      }
      let (share, loss) = (Double(found.1.replacing("−", with: "-")), Double(found.2))
      #expect(abs(-log(try #require(share)) - (try #require(loss))) < 0.0011, "\(line)")
    }
  }

  @Test func `the gradient is the slope of the loss, at any temperature`() throws {
    for line in ["", "--set temperature=2", "--set temperature=0.5 --set target=2"] {
      let lab = try Self.lab(line)
      for index in 0..<lab.classes {
        var (low, high) = (lab, lab)
        low.scores[index] -= 0.05
        high.scores[index] += 0.05
        #expect(abs((high.loss - low.loss) / 0.1 - lab.gradient[index]) < 0.001)
      }
    }
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("", "1", "power"), ("", "0.65", "sum of logits"), ("", "1.93", "sum of the others"), ("", "0.24", "class 1"),
    ("--set temperature=2", "0.66", "temperature 1"), ("--set place=3", "-0.42", "sign"),
    ("--set place=3", "0.66", "probability"), ("--set place=3", "0.6", "base of 2"), ("--set place=4", "0.34", "sign"),
    ("--set place=4", "0.66", "its y is 1"), ("--set place=5", "-0.76", "only for the right class"),
    ("--set place=4 --set temperature=2", "-0.5", "T"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let question = try Self.lab(line).question(language)
    let value = try #require(question.read(guess))
    let mistake = try #require(question.mistake(of: value), "\(line): \(guess) is known for nothing")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test func `what is asked is hidden in the picture and below it`() throws {
    var app = try LabTests.app("softmax")
    app.press(.character("p"))
    #expect(!app.frame().text.contains("0.659") && !app.frame().text.contains("0.417"))
    app.press(.character("0"), .character("."), .character("6"), .character("6"), .enter, .character("3"))
    #expect(app.frame().text.contains("0.659001") && app.frame().lines[0].contains("1/1"))
    app.press(.character("."))
    #expect(!app.frame().text.contains("0.2424"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("break", "--set trick=false --set offset=100"), ("same-shares", "--set offset=10"),
    ("same-shares", "--set logits=[3,2,1.1]"), ("unsure", "--set logits=[5,5]"), ("softer", "--set temperature=10"),
    ("nothing-to-learn", "--set logits=[20,1,0]"), ("certain-and-wrong", "--set logits=[0,20]"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(SoftmaxLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(SoftmaxLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(SoftmaxLab()) == nil, "\(name)")
    }
  }

  @Test func `a click marks the bar it hits`() throws {
    var app = try LabTests.app("softmax")
    let before = app.frame()
    _ = app.update(.mouse(MouseEvent(.press, at: Point(70, 8))))
    #expect(app.frame() != before && app.frame().text.contains("dL/dz[1]"))
  }
}
