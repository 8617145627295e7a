import Engine
import Testing
import TextUI

@testable import Tutor

/// The groups lab: outputs, gradients and the paper's weights are the engine's.
@Suite struct GroupsLabTests {
  typealias Screen = LabScreen<GroupsLab>

  static func lab(_ line: String) throws -> GroupsLab {
    let line = try LabCommandLine("groups " + line)
    return try Screen(settings: line.settings).lab
  }

  /// The worked example: weights and outputs at 1, 2 and 4 groups.
  static let examples: [(groups: Int, weights: Int, outputs: [Float])] = [
    (1, 16, [10, 10, 10, 10]), (2, 8, [3, 3, 7, 7]), (4, 4, [1, 2, 3, 4]),
  ]

  @Test(arguments: examples.indices)
  func `worked examples come out digit by digit`(_ index: Int) throws {
    let (groups, weights, outputs) = Self.examples[index]
    let lab = try Self.lab("--set groups=\(groups)")
    #expect(lab.outputs == outputs && lab.weightCount == weights)
    let text = LabTests.picture(Screen(lab)).text
    #expect(text.contains("weights: \(weights)"))
    for place in 0..<4 {
      let marked = try #require(lab.marking(place))
      let sum = marked.arithmetic(width: 200, rows: 4, LabView(.english)).map(\.plain).joined()
      #expect(sum.contains("= \(Int(outputs[place]))  "), "\(sum)")
    }
  }

  @Test func `gradients across towers are 0, however deep, until a layer reads across`() throws {
    let lab = try Self.lab("--set weights=random")
    for (output, row) in lab.gradients.enumerated() {
      for (input, value) in row.enumerated() { #expect((value == 0) == (output / 2 != input / 2)) }
    }
    #expect(lab.zeroGradients == 8)
    #expect(try Self.lab("--set second=same").zeroGradients == 8)
    #expect(try Self.lab("--set second=all").zeroGradients == 0)
    #expect(try Self.lab("--set groups=4").zeroGradients == 12)
  }

  @Test func `an input of the other GPU moves nothing`() throws {
    var lab = try Self.lab("")
    lab.setCell(LabCell(grid: 0, row: 3, column: 0), to: 50)
    #expect(lab.outputs == [3, 3, 53, 53])
  }

  @Test(arguments: [("conv2", 614_400, 307_200), ("conv4", 1_327_104, 663_552), ("conv5", 884_736, 442_368)])
  func `two groups halve the paper's weights`(_ name: String, _ whole: Int, _ halved: Int) throws {
    #expect(PaperGroups(1).layer(name)?.weights == whole)
    #expect(PaperGroups(2).layer(name)?.weights == halved)
    #expect(PaperGroups(2).parameters == Architecture.named("paper")?.summaries.reduce(0) { $0 + $1.parameters })
    let text = LabTests.picture(Screen(try Self.lab("--set view=paper"))).text
    #expect(text.contains(FormatNumber.grouped(halved)) && text.contains(FormatNumber.grouped(halved / 2)))
  }

  @Test func `what cannot be is refused with a way out`() throws {
    #expect(throws: LabError.self) { try Self.lab("--set groups=3") }
    #expect(throws: LabError.self) { try Self.lab("--set view=paper --set groups=5") }
    #expect(throws: LabError.self) { try Self.lab("--set channels=7") }
    #expect(throws: LabError.self) { try Self.lab("--set place=6") }
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("", "10", "All channels were added"), ("", "7", "other group"), ("", "1", "one channel alone"),
    ("", "1.5", "averaged"), ("--set place=4", "16", "without groups"), ("--set place=4", "4", "one group's"),
    ("--set place=5", "2", "one output's row"), ("--set second=same", "3", "after the first layer"),
    ("--set view=paper --set place=1", "614400", "undivided"),
    ("--set view=paper --set place=1", "153600", "one GPU's"),
    ("--set view=paper --set place=2", "442368", "not split"), ("--set view=paper --set place=1", "307456", "biases"),
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

  @Test func `numbers are hidden until they are predicted`() throws {
    var app = try LabTests.app("groups")
    app.press(.character("p"))
    #expect(!app.frame().text.contains("0: 3") && !app.frame().text.contains("weights: 8"))
    app.press(.character("3"), .enter, .character("2"))
    #expect(app.frame().text.contains("✓ right.") && app.frame().text.contains("1·1 + 2·1 = 3"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("silent", "--set inputs=[1,2,0,0]"), ("equal", "--set inputs=[1,4,2,3]"), ("join", "--set second=all"),
    ("copy", "--set groups=4"), ("quarter", "--set view=paper --set groups=4"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(GroupsLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(GroupsLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(GroupsLab()) == nil, "\(name)")
    }
  }

  @Test func `settings describe the whole state`() throws {
    var stream = KeyStream(seed: 11, LabTests.keys)
    var app = try LabTests.app("groups")
    for _ in 0..<150 {
      app.press(stream.next())
      // The list of keys may have opened the source.
      guard let lab = (app.screen as? Screen)?.lab else {
        app.press(.escape)
        continue
      }
      #expect(try GroupsLab(LabSettings(lab.settings, options: GroupsLab.options)) == lab)
    }
  }
}
