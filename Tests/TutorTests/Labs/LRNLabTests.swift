import Engine
import Testing
import TextUI

@testable import Tutor

/// The lab of local response normalisation: its numbers are the engine's.
@Suite struct LRNLabTests {
  typealias Screen = LabScreen<LRNLab>

  static func lab(_ line: String) throws -> LRNLab {
    let line = try LabCommandLine("lrn " + line)
    return try Screen(settings: line.settings).lab
  }

  /// The worked example at four values of α.
  static let examples: [(alpha: String, after: [Float])] = [
    ("0.0001", [0.5945, 0.5931, 0.5931, 4.7447, 0.5931, 0.5928, 0.5942, 2.3768]),
    ("0.01", [0.5880, 0.4788, 0.4774, 3.8193, 0.4774, 0.4583, 0.5555, 2.2296]),
    ("0.1", [0.5354, 0.1974, 0.1957, 1.5658, 0.1957, 0.1739, 0.3603, 1.4697]),
    ("1", [0.2991, 0.0418, 0.0413, 0.3306, 0.0413, 0.0357, 0.1019, 0.4229]),
  ]

  @Test(arguments: examples.indices)
  func `the worked example comes out digit by digit`(_ index: Int) throws {
    let (alpha, after) = Self.examples[index]
    let lab = try Self.lab("--set alpha=\(alpha)")
    #expect(zip(lab.normalized(), after).allSatisfy { abs($0 - $1) < 0.00006 })
    let text = LabTests.picture(Screen(lab)).text
    for channel in 0..<8 {
      #expect(text.contains(LabNumber.text(after[channel], digits: 4)), "\(channel)")
      let marked = try #require(lab.marking(channel))
      let sum = marked.arithmetic(width: 200, rows: 9, LabView(.english)).map(\.plain).joined()
      #expect(sum.hasSuffix("= " + LabNumber.text(after[channel], digits: 4)), "\(sum)")
    }
  }

  @Test func `at an alpha of 1 channel 7 overtakes channel 3`() throws {
    #expect(LRNLab.largest(try Self.lab("").normalized()) == 3)
    let lab = try Self.lab("--set alpha=1 --set channel=8")
    #expect(LRNLab.largest(lab.normalized()) == 7)
    #expect(LabTests.picture(Screen(lab)).text.contains("is more than b[3]"))
  }

  @Test func `channels that are level are all named, and each is right`() throws {
    let line = "--set k=1 --set n=3 --set alpha=1 --set beta=1 --set values=[1,2,0,3,1,0,2,1] --set channel=8"
    let lab = try Self.lab(line)
    #expect(LRNLab.leaders(lab.normalized()) == [1, 6] && LRNLab.leaders(lab.inputs) == [3])
    let question = lab.question(.english)
    #expect(["1", "6"].allSatisfy { question.read($0).map(question.isRight) == true })
    #expect(question.read("3").map(question.isRight) == false && question.expected == "1, 6")
    let text = LabTests.picture(Screen(lab), Size(120, 30)).text
    #expect(text.contains("largest before: channel 3   after: channels 1 and 6, level"), "\(text)")
    #expect(text.contains("b[1] = b[6] = 0.3333 is more than b[3] = 0.2727"))
    #expect(LabTests.picture(Screen(lab), Size(120, 30), .chinese).text.contains("之后最大：通道 1 和 6 并列"))
  }

  @Test func `alpha divided by n is a fifth of the paper's`() throws {
    let divided = try Self.lab("--set rule=divided")
    #expect(abs(divided.normalized()[3] - 4.754404) < 1e-5)
    #expect(abs(try Self.lab("").normalized()[3] - 4.744735) < 1e-5)
  }

  @Test(arguments: [("1", 0.5931), ("10", 0.4774), ("100", 0.0413)] as [(String, Float)])
  func `larger activations are damped more`(_ scale: String, _ ratio: Float) throws {
    let lab = try Self.lab("--set scale=\(scale)")
    #expect(abs(lab.normalized()[3] / lab.inputs[3] - ratio) < 0.00006)
  }

  @Test func `no window crosses the boundary of towers`() throws {
    let lab = try Self.lab("--set towers=2")
    #expect(lab.neighbours(3) == 1...3 && lab.neighbours(4) == 4...6)
    #expect(LabTests.picture(Screen(lab)).text.contains("boundary of the GPUs"))
    #expect(throws: LabError.self) { try Self.lab("--set towers=3") }
  }

  @Test func `the order with pooling makes a difference`() throws {
    let lab = try Self.lab("--set view=pooling --set alpha=0.1")
    for channel in 0..<8 {
      #expect(lab.lrnFirst[channel] == lab.normalizedPatch[channel].max())
      #expect(lab.pooled[channel] == lab.patch[channel].max())
    }
    #expect(lab.lrnFirst != lab.poolFirst)
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("--set alpha=1", "8", "number before"), ("--set alpha=1", "0.11", "power β"),
    ("--set alpha=0.1", "1.9", "k is missing"), ("--set alpha=0.1", "0.33", "α is missing"),
    ("--set alpha=1", "1.02", "divided by n"), ("--set alpha=1", "1.11", "without squaring"),
    ("--set alpha=1 --set channel=8", "3", "largest before"),
    ("--set view=pooling --set alpha=0.1", "0.75", "pooling first"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let question = try Self.lab(line).question(language)
    let value = try #require(question.read(guess))
    #expect(!question.isRight(value))
    let known = question.mistakes.map { "\($0.name) \($0.value.numbers)" }.joined(separator: ", ")
    let mistake = try #require(question.mistake(of: value), "\(line): \(guess) is none of \(known)")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test func `numbers are hidden until they are predicted`() throws {
    var app = try LabTests.app("lrn")
    app.press(.character("p"))
    #expect(!app.frame().text.contains("4.7447") && !app.frame().text.contains("1.6861"))
    app.press(.character("4"), .character("."), .character("7"), .character("4"), .enter, .character("1"))
    #expect(app.frame().text.contains("✓ right.") && app.frame().text.contains("4.7447"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("flip", "--set alpha=1"), ("factor", "--set scale=0.01"), ("boundary", "--set towers=2 --set alpha=1"),
    ("damp", "--set alpha=1"), ("commute", "--set view=pooling --set alpha=0.01 --set n=1"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(LRNLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(LRNLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(LRNLab()) == nil, "\(name)")
    }
  }

  @Test func `settings describe the whole state`() throws {
    var stream = KeyStream(seed: 11, LabTests.keys)
    var app = try LabTests.app("lrn")
    for _ in 0..<150 {
      app.press(stream.next())
      // The list of keys may have opened the source.
      guard let lab = (app.screen as? Screen)?.lab else {
        app.press(.escape)
        continue
      }
      #expect(try LRNLab(LabSettings(lab.settings, options: LRNLab.options)) == lab)
    }
  }
}
