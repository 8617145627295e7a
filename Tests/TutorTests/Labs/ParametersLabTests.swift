import Engine
import Testing
import TextUI

@testable import Tutor

/// The parameters lab: its counts are those of the worked examples and of the engine, its tasks can be solved.
@Suite struct ParametersLabTests {
  typealias Screen = LabScreen<ParametersLab>

  static func lab(_ line: String) throws -> ParametersLab {
    try Screen(settings: LabCommandLine("parameters " + line).settings).lab
  }

  static func screen(_ line: String, _ size: Size = Size(100, 30)) throws -> String {
    LabTests.picture(try Screen(settings: LabCommandLine("parameters " + line).settings), size).text
  }

  /// Of the worked examples: convolution, local without sharing, fully connected; sharing factor.
  static let maps: [(layer: String, counts: [Int], uses: Int)] = [
    ("conv1", [44_892_355_200, 105_705_600, 34_944], 3025),
    ("conv3", [2_807_725_440, 149_585_280, 885_120], 169),
    ("tiny", [50_348_032, 1_245_184, 1_216], 1024),
  ]

  @Test(arguments: maps.indices)
  func `the same map wired in three ways has the parameters of the worked example`(_ index: Int) throws {
    let (layer, counts, uses) = Self.maps[index]
    let lab = try Self.lab("--set layer=\(layer)")
    #expect(Wiring.allCases.map { lab.count($0).parameters } == counts)
    #expect(lab.count(.shared).uses == uses)
    let text = try Self.screen("--set layer=\(layer)")
    for count in counts { #expect(text.contains(FormatNumber.grouped(count))) }
    #expect(text.contains(FormatNumber.grouped(uses) + "×"))
  }

  @Test(arguments: ["", "--set layer=conv3", "--set layer=tiny", "--set layer=c5", "--set stride=3 --set padding=2"])
  func `a kernel's weights are used as often as the backward pass of ones says`(_ line: String) throws {
    let map = try Self.lab("--set view=usage " + line).map
    let convolution = Convolution(outChannels: 1, kernel: map.kernel, stride: map.stride, padding: map.padding)
    let input = Tensor([1, 1, map.size, map.size], Array(repeating: 1, count: map.size * map.size))
    let weight = Tensor(zeros: [1, 1, map.kernel, map.kernel])
    let output = convolution.forward(input, Parameters(weight: weight), .inference)
    let ones = Tensor(output.shape, Array(repeating: 1, count: output.shape.count))
    let gradient = convolution.backward(
      ones, input: input, output: output, Parameters(weight: weight), .inference, .parameters)
    var lab = ParametersLab()
    lab.map = map
    let uses = lab.uses(upTo: map.windows - 1).joined().map { Float($0) }
    #expect(uses == gradient.weight?.data)
  }

  @Test func `the counter goes up by one with each window, to 3,025`() throws {
    var lab = try Self.lab("--set view=usage")
    #expect(lab.uses(upTo: 0).joined().allSatisfy { $0 == 1 })
    for count in 2...60 {
      let isStepped = lab.step()
      #expect(isStepped)
      #expect(lab.uses(upTo: lab.place)[5][5] == count)
    }
    #expect(lab.uses(upTo: 3024).joined().allSatisfy { $0 == 3025 })
  }

  @Test func `the layers of the paper's network stand with their shares of 61 million`() throws {
    let text = try Self.screen("--set view=network --set place=5")
    for piece in [
      "34,944", "307,456", "885,120", "663,936", "442,624", "37,752,832", "16,781,312", "4,097,000", "60,965,224",
      "61.9 %", "fc6: 4,096·9,216 weights + 4,096 biases = 37,752,832", "3.83 %",
    ] { #expect(text.contains(piece), "\(piece)") }
    let work = try Self.screen("--set view=network --set measure=macs --set place=1")
    #expect(work.contains("256·(96/2)·5·5 weights · 27·27 places = 223,948,800"))
    #expect(work.contains("724,406,816") && work.contains("91.9 %"))
  }

  static let stacks: [(line: String, one: Int, stack: Int, ratio: String)] = [
    ("--set field=5", 102_400, 73_728, "1.389"), ("", 200_704, 110_592, "1.815"),
    ("--set field=11", 495_616, 184_320, "2.689"),
    ("--set field=11 --set in=3 --set width=96", 34_848, 334_368, "0.104"),
  ]

  @Test(arguments: stacks.indices)
  func `one kernel against its stack has the weights of the worked example`(_ index: Int) throws {
    let (line, one, stack, ratio) = Self.stacks[index]
    let lab = try Self.lab("--set view=stacks " + line)
    #expect(lab.single.summaries[0].weights == one)
    #expect(lab.stack.summaries.reduce(0) { $0 + $1.weights } == stack)
    #expect(lab.stack.summaries.last?.receptiveField == lab.single.summaries[0].receptiveField)
    #expect(lab.stack.summaries.map(\.output) == lab.stack.summaries.map { _ in lab.single.summaries[0].output })
    #expect(try Self.screen("--set view=stacks " + line).contains(ratio))
  }

  // MARK: Predict mode

  static let mistakes: [(line: String, guess: Float, says: String)] = [
    ("--set place=2", 34_848, "bias"), ("--set place=2", 105_705_600, "every place its own"),
    ("--set place=2", 105_415_200, "multiply-adds"), ("--set place=1", 0.034944, "is the convolution"),
    ("--set view=usage", 55, "one row"), ("--set view=usage", 290_400, "of one map"),
    ("--set view=network --set place=1", 614_656, "groups were forgotten"),
    ("--set view=network --set place=5", 1_052_672, "6×6"),
    ("--set view=network --set measure=macs --set place=2", 299_040_768, "one by one"),
    ("--set view=stacks --set place=3", 9, "overlap"), ("--set view=stacks --set place=3", 27, "multiplied"),
    ("--set view=stacks --set place=4", 5.444, "one layer of 3×3"),
    ("--set view=stacks --set place=4", 0.551, "divided"),
    ("--set view=stacks --set place=4", 2.333, "areas"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let question = try Self.lab(line).question(language)
    let mistake = try #require(question.mistake(of: LabAnswer(guess)), "\(line): \(guess) is known for nothing")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test(arguments: ParametersLab.View.allCases)
  func `what is asked stands nowhere on the screen until it is predicted`(_ view: ParametersLab.View) throws {
    let line = "--set view=\(view.rawValue)"
    let question = try Self.lab(line).question(.english)
    let answer = question.text(question.answer)
    let text = try Self.screen(line + " --set predict=true", Size(120, 40))
    #expect(!text.contains(answer), "\(answer)\n\(text)")
  }

  // MARK: Tasks

  static let solutions: [(task: String, line: String)] = [
    ("same-weights", "--set stride=8"), ("no-saving", "--set layer=c5"),
    ("half", "--set view=network --set place=5"),
    ("work", "--set view=network --set measure=macs --set place=1"),
    ("stack-loses", "--set view=stacks --set field=11 --set in=3"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(ParametersLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(ParametersLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(ParametersLab()) == nil, "\(name)")
    }
  }

  @Test func `a kernel that does not fit is refused with the largest that does`() {
    do {
      _ = try Self.lab("--set size=5 --set kernel=7")
      Issue.record("a kernel of 7 on 5 cells")
    } catch let error as LabError {
      #expect(error.english.contains("5 is the largest"))
    } catch { Issue.record("\(error)") }
  }

  @Test func `a click marks the row or the window under it`() throws {
    let (area, view) = (Rect(1, 5, 78, 12), LabView(.english))
    for (name, row) in [("sharing", 2), ("network", 5), ("stacks", 3)] {
      var lab = try Self.lab("--set view=\(name)")
      let isMarked = lab.press(Point(6, area.y + 1 + row), area, view)
      #expect(isMarked && lab.place == row, "\(name)")
      let isMissed = !lab.press(Point(6, area.y), area, view)
      #expect(isMissed && lab.place == row, "\(name)")
    }
    var lab = try Self.lab("--set view=usage --set layer=tiny")
    let map = lab.usageAreas(area, view).map
    let isMarked = lab.press(Point(map.x, map.y), area, view)
    #expect(isMarked && lab.place == 0)
  }
}
