import Engine
import Testing
import TextUI

@testable import Tutor

/// The dropout lab: masks, factors and means are the engine's, and the two conventions agree where they should.
@Suite struct DropoutLabTests {
  typealias Screen = LabScreen<DropoutLab>

  static func lab(_ line: String) throws -> DropoutLab {
    try Screen(settings: try LabCommandLine("dropout " + line).settings).lab
  }

  static let examples: [(line: String, end: String)] = [
    ("", "out[1010] = 2·1 + 6·1 = 8"), ("--set scaling=inverted", "= 16"), ("--set place=16", "/ 16 = 10"),
    ("--set place=17", "test = 2·0.5·1 + 4·0.5·1 + 6·0.5·1 + 8·0.5·1 = 10"),
    ("--set scaling=inverted --set place=16", "/ 16 = 20"), ("--set scaling=inverted --set place=17", "= 20"),
    ("--set weights=[1,-1,1,-1] --set bias=3 --set relu=true --set place=16", "/ 16 = 2.8125"),
    ("--set weights=[1,-1,1,-1] --set bias=3 --set relu=true --set place=17", "= 1"),
  ]

  @Test(arguments: examples.indices)
  func `worked examples come out digit by digit`(_ index: Int) throws {
    let (line, end) = Self.examples[index]
    let screen = try Screen(settings: try LabCommandLine("dropout " + line).settings)
    let sum = screen.lab.arithmetic(width: 300, rows: 3, LabView(.english)).map(\.plain).joined(separator: " ")
    #expect(sum.hasSuffix(end), "\(sum)")
    #expect(LabTests.picture(screen, Size(200, 60)).text.contains(end))
  }

  @Test func `the spread over the masks is twice as large with inverted scaling`() throws {
    #expect(abs(try Self.lab("").expectation.deviation - 5.477226) < 1e-5)
    #expect(abs(try Self.lab("--set scaling=inverted").expectation.deviation - 10.954452) < 1e-5)
  }

  @Test func `a drawn mask is the one that training with this seed draws`() throws {
    for seed in 1...20 {
      let lab = try Self.lab("--set seed=\(seed) --set draws=9")
      let numbers = Tensor([9, 4], Array(repeating: 1, count: 36))
      let training = lab.dropout.forward(numbers, .none, .training(seed: UInt64(seed))).data
      for (draw, mask) in lab.drawnMasks.enumerated() {
        #expect(DropoutLab.kept(mask) == (0..<4).map { training[draw * 4 + $0] != 0 })
      }
    }
  }

  @Test(arguments: [0, 0.1, 0.3, 0.5, 0.9] as [Float])
  func `without a ReLU the mean over all masks is one pass at test time`(_ rate: Float) throws {
    for scaling in ["paper", "inverted"] {
      let lab = try Self.lab("--set rate=\(rate) --set scaling=\(scaling) --set bias=2")
      #expect(abs(lab.expectation.mean - lab.testOutput) < 0.001)
    }
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("", "16", "scaled up"), ("", "12", "dropped units"), ("", "20", "mask is missing"), ("", "4", "test time"),
    ("--set scaling=inverted", "8", "1/(1 − p)"), ("--set place=17", "20", "(1 − p) is missing"),
    ("--set place=16", "20", "without dropout"), ("--set place=16", "160", "Divide"), ("--set bias=3", "8", "bias"),
    ("--set place=17 --set rate=0.2", "4", "multiplied by p"),
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

  static let solutions: [(task: String, line: String)] = [
    ("half-alive", "--set draws=60"), ("eight", "--set place=1"), ("eight", "--set place=10"),
    ("spread", "--set scaling=inverted"), ("approximation", "--set relu=true --set weights=[1,-1,1,-1] --set bias=3"),
    ("converge", "--set draws=400"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(DropoutLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(DropoutLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
    }
  }

  @Test func `the start solves no task at once`() {
    // The mask that is marked at the start is one of the two that give 8.
    for task in DropoutLab.tasks where task.needed == 1 { #expect(task.solution(DropoutLab()) == nil, "\(task.name)") }
  }

  @Test func `playing draws masks and the running mean follows`() throws {
    var app = try LabTests.app("dropout")
    app.press(.character(" "))
    for _ in 0..<5 { _ = app.tick() }
    let lab = try #require(app.screen as? Screen).lab
    #expect(lab.draws == 6 && lab.place == lab.drawn(5) && app.frame().text.contains("running mean of 6 draws"))
  }
}
