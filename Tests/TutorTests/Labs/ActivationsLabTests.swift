import Engine
import Foundation
import Testing
import TextUI

@testable import Tutor

/// The lab of activation functions: the table of the lessons comes out, and what is measured comes from outside.
@Suite struct ActivationsLabTests {
  /// Of 4.1 the exact value is 0.98369750…, which 24 bits cannot tell from what rounds down.
  @Test func `digits that are printed are right`() {
    var checked = 0
    for tenth in -60...60 {
      let exact = 1 / (1 + exp(-Double(tenth) / 10))
      let printed = ActivationsLab.digits(
        Sigmoid().forward(Tensor([1, 1], [Float(tenth) / 10]), .none, .inference).data[0])
      guard let point = printed.firstIndex(of: "."), let value = Double(printed) else { continue }
      let digits = printed.distance(from: point, to: printed.endIndex) - 1
      #expect(printed == FormatNumber.fixed(exact, digits: digits) && abs(value - exact) < 1e-4)
      checked += 1
    }
    #expect(checked > 80)
  }

  typealias Screen = LabScreen<ActivationsLab>

  static func lab(_ line: String) throws -> ActivationsLab {
    try Screen(settings: try LabCommandLine("activations " + line).settings).lab
  }

  /// x, sigmoid, sigmoid′, tanh, tanh′.
  static let table: [(Float, [String])] = [
    (-4, ["0.017986", "0.017663", "−0.999329", "0.001341"]), (-3, ["0.047426", "0.045177", "−0.995055", "0.009866"]),
    (-2, ["0.119203", "0.104994", "−0.964028", "0.070651"]), (-1, ["0.268941", "0.196612", "−0.761594", "0.419974"]),
    (0, ["0.500000", "0.250000", "0", "1"]), (1, ["0.731059", "0.196612", "0.761594", "0.419974"]),
    (2, ["0.880797", "0.104994", "0.964028", "0.070651"]), (3, ["0.952574", "0.045177", "0.995055", "0.009866"]),
    (4, ["0.982014", "0.017663", "0.999329", "0.001341"]),
  ]

  @Test(arguments: table.indices)
  func `the worked table comes out digit by digit`(_ index: Int) throws {
    let (x, numbers) = Self.table[index]
    let screen = try Screen(settings: [LabSetting("x", NumberList.text(x))])
    let text = LabTests.picture(screen, Size(120, 30)).text
    for number in numbers { #expect(text.contains(number), "\(number) at \(x)") }
    for (offset, number) in numbers.enumerated() {
      let marked = try Self.lab("--set x=\(NumberList.text(x)) --set mark=\(4 + offset)")
      let sum = marked.arithmetic(width: 200, rows: 3, LabView(.english)).map(\.plain).joined(separator: " ")
      #expect(sum.contains("= " + number), "\(sum)")
    }
    let lab = try Self.lab("--set x=\(NumberList.text(x))")
    #expect(lab.value(.relu, at: x) == max(0, x) && lab.slope(.relu, at: x) == (x > 0 ? 1 : 0))
  }

  @Test func `derivatives are the slopes of the curves`() throws {
    let lab = try Self.lab("--set slope=0.2")
    for curve in ActivationsLab.Curve.allCases {
      for tenth in stride(from: -55, through: 55, by: 10) {
        let x = Float(tenth) / 10
        let slope = (lab.value(curve, at: x + 0.01) - lab.value(curve, at: x - 0.01)) / 0.02
        #expect(abs(slope - lab.slope(curve, at: x)) < 0.001)
      }
    }
  }

  @Test func `the quarter of sigmoid vanishes over eight layers`() throws {
    #expect(try Self.lab("--set x=0 --set layers=8").product(.sigmoid) == 1.52587890625e-05)
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("--set x=2 --set mark=4", "1.135", "brackets"), ("--set x=2 --set mark=4", "0.12", "−x"),
    ("--set x=2 --set mark=5", "0.88", "not the derivative"), ("--set x=-2 --set mark=0", "2", "|x|"),
    ("--set x=-2 --set mark=1", "1", "only above 0"), ("--set x=2 --set mark=5", "-2", "x·(1 − x)"),
    ("--set x=1 --set mark=7", "0.24", "square f first"), ("--set x=1 --set mark=6", "0.73", "sigmoid"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let question = try Self.lab(line).question(language)
    let value = try #require(question.read(guess))
    #expect(!question.isRight(value))
    let mistake = try #require(question.mistake(of: value), "\(line): \(guess) is known for nothing")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test func `what is asked is hidden in table and curves until it is predicted`() throws {
    var app = try LabTests.app("activations", Size(100, 40))
    app.press(.character("p"))
    let hidden = app.frame().text
    #expect(!hidden.contains("0.731059") && !hidden.contains("0.196612") && hidden.contains("[?]"))
    app.press(.character("0"), .character("."), .character("7"), .character("3"), .enter, .character("2"))
    #expect(app.frame().text.contains("0.731059") && !app.frame().text.contains("0.196612"))
    // A prediction at another x does not touch this one.
    app.press(.right)
    #expect(app.frame().text.contains("[?]"))
    app.press(.left)
    #expect(app.frame().text.contains("0.731059"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("steepest", "--set x=0 --set mark=5"), ("relu-passes", "--set x=5.5"), ("order-flips", "--set x=2"),
    ("vanish", "--set x=0 --set layers=9"), ("leak", "--set x=-1 --set slope=0.5 --set layers=2"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(ActivationsLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(ActivationsLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(ActivationsLab()) == nil, "\(name)")
    }
  }

  @Test func `m asks for a measurement, and what comes back stands in the table`() throws {
    var app = try LabTests.app("activations")
    #expect(app.frame().text.contains("press m"))
    let effects = app.press(.character("m"))
    guard case .measureActivations? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    _ = app.update(.costs(MeasuredCosts([.relu: 0.62, .leakyReLU: 0.7, .sigmoid: 5.5, .tanh: 12])))
    #expect(app.frame().text.contains("0.62") && app.frame().text.contains("5.5"))
    #expect(!app.frame().text.contains("press m"))
  }

  @Test func `a click on a curve moves the cursor, one in the table marks a number`() throws {
    var app = try LabTests.app("activations")
    _ = app.update(.mouse(MouseEvent(.press, at: Point(8, 6))))
    #expect(app.frame().text.contains("x = −4.5"))
    let row = try #require(app.frame().lines.firstIndex { $0.contains("T tanh") })
    _ = app.update(.mouse(MouseEvent(.press, at: Point(35, row))))
    #expect(app.frame().text.contains("tanh′ = 1 − f(x)²"))
  }
}
