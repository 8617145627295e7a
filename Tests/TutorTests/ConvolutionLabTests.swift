import Engine
import Testing
import TextUI

@testable import Tutor

/// The convolution lab: its numbers are the engine's, its questions know the usual mistakes, its tasks can be solved.
@Suite struct ConvolutionLabTests {
  typealias Screen = LabScreen<ConvolutionLab>

  static func lab(_ line: String) throws -> ConvolutionLab {
    let line = try LabCommandLine("convolution " + line)
    return try Screen(settings: line.settings).lab
  }

  /// The worked examples, digit by digit, in the rows of the output.
  static let examples: [(line: String, map: [[Float]])] = [
    ("", [[-1, -2, -2], [0, -2, 0], [-3, -2, 2]]),
    (
      "--set padding=1",
      [[-5, 0, 0, -5, 5], [-5, -1, -2, -2, 7], [-3, 0, -2, 0, 5], [-3, -3, -2, 2, 5], [-4, -4, 0, 3, 4]]
    ),
    ("--set stride=2", [[-1, -2], [-3, 2]]),
    ("--set stride=2 --set padding=1", [[-5, 0, 5], [-3, -2, 5], [-4, 0, 4]]),
    ("--set flip=true", [[1, 2, 2], [0, 2, 0], [3, 2, -2]]),
    (
      "--set numbers=delta --set padding=1 --set kernel=[[1,2,3],[4,5,6],[7,8,9]]",
      [[0, 0, 0, 0, 0], [0, 9, 8, 7, 0], [0, 6, 5, 4, 0], [0, 3, 2, 1, 0], [0, 0, 0, 0, 0]]
    ),
    (
      "--set bias=1 --set input=[[[1,0,2,1],[0,1,1,0],[2,1,0,1],[1,0,1,2]],[[0,1,0,2],[1,1,0,0],[0,2,1,1],[1,0,0,1]]]"
        + " --set kernel=[[[1,0],[0,1]],[[0,1],[-1,0]]]",
      [[3, 1, 5], [3, 0, 2], [4, 4, 4]]
    ),
  ]

  @Test(arguments: examples.indices)
  func `worked examples come out digit by digit`(_ index: Int) throws {
    let (line, map) = Self.examples[index]
    let lab = try Self.lab(line)
    #expect(lab.outputShape == [1, map.count, map[0].count])
    #expect(lab.run.output.data == map.flatMap { $0 })
    // And on the screen, with a cell at every place marked in turn.
    for place in 0..<lab.outputShape.count {
      let marked = try #require(lab.marking(place))
      let sum = marked.arithmetic(width: 200, rows: 9, LabView(.english)).map(\.plain).joined(separator: " ")
      #expect(sum.hasSuffix("= " + LabNumber.text(map.flatMap { $0 }[place])), "\(sum)")
    }
  }

  @Test func `the screen shows the products of the marked cell and their sum`() throws {
    let screen = try Screen(settings: [LabSetting("cell", "1,0")])
    let text = LabTests.picture(screen, Size(100, 30)).text
    #expect(text.contains("out[1,0] = 0·1 + 1·0 + 2·(−1)  +  2·2 + 1·0 + 0·(−2)  +  1·1 + 0·0 + 3·(−1) = 0"))
    #expect(text.contains("size = (5 − 3 + 2·0)/1 + 1 = 3"))
  }

  // MARK: Predict mode

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("--set cell=1,0", "2", "without the last row"), ("--set bias=4", "-1", "bias is missing"),
    ("--set bias=2", "17", "every product"), ("", "1", "turned by 180"),
    ("--set padding=1 --set cell=1,1", "-2", "padding"),
    ("--set stride=2 --set cell=1,0", "0", "stride 1"), ("--set cell=1,2", "-2", "out["),
    ("--set channels=2", "0.5", "channels were averaged"), ("", "7", "minus signs"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let lab = try Self.lab(line)
    let question = lab.question(language)
    let value = try #require(question.read(guess))
    guard !question.isRight(value) else {
      Issue.record("\(guess) is right in \(line)")
      return
    }
    let mistake = try #require(question.mistake(of: value), "\(line): \(guess) is known for nothing")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test func `numbers are hidden until they are predicted, and the first prediction counts`() throws {
    var app = try LabTests.app("convolution")
    app.press(.character("p"))
    #expect(!app.frame().text.contains("[−1]"))
    #expect(app.frame().text.contains("out[0,0] = ?"))
    app.press(.character("5"), .enter)
    #expect(app.frame().text.contains("how sure?"))
    app.press(.character("3"))
    #expect(app.frame().text.contains("✗ not 5"))
    #expect(app.frame().text.contains("1·1 + 2·0"))
    app.press(.character("-"), .character("1"), .enter)
    #expect(app.frame().text.contains("[−1]"))
    #expect(app.frame().lines[0].contains("0/1"))
    app.press(.character("."), .character("-"), .character("2"), .enter, .character("2"))
    #expect(app.frame().lines[0].contains("1/2"))
    #expect(app.frame().text.contains("✓ right."))
  }

  // MARK: Tasks

  static let solutions: [(task: String, line: String)] = [
    ("same-size", "--set padding=1"), ("edge", "--set kernel=[[1,-1]]"),
    ("no-flip", "--set flip=true --set kernel=[[1,2,1],[0,5,0],[1,2,1]]"),
    ("impulse", "--set numbers=delta"), ("bias", "--set kernel=[[0]] --set bias=7"),
    ("two-by-two", "--set stride=2"), ("two-by-two", "--set kernel=[[1,2,3,4],[1,2,3,4],[1,2,3,4],[1,2,3,4]]"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(ConvolutionLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(ConvolutionLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(ConvolutionLab()) == nil, "\(name)")
    }
  }

  @Test func `a solved task is said at once and ticked in the list`() throws {
    var app = try LabTests.app("convolution")
    while !app.frame().text.contains("padding ◂") { app.press(.tab) }
    app.press(.right)
    #expect(app.frame().text.contains("✓ task solved"))
    app.press(.character("t"))
    #expect(app.frame().text.contains("✓ Find settings"))
  }
}

/// The pages of the lab beside the window: all windows as a matrix, and the gradients.
@Suite struct ConvolutionPageTests {
  private func lab(_ line: String) throws -> ConvolutionLab {
    let lab = try LabRegistry.open(commandLine: "convolution " + line)
    return try #require(lab as? LabScreen<ConvolutionLab>).lab
  }

  @Test func `the gradients of the worked example come out digit by digit`() throws {
    let weights = try lab("--set view=dk").gradient
    #expect(weights.data == [9, 10, 11, 10, 12, 14, 10, 10, 10])
    let input = try lab("--set view=dx").gradient
    #expect(
      input.data == [
        1, 1, 0, -1, -1, 3, 3, 0, -3, -3, 4, 4, 0, -4, -4, 3, 3, 0, -3, -3, 1, 1, 0, -1, -1,
      ])
  }

  @Test(arguments: [
    "", "--set stride=2", "--set padding=2", "--set padding=1 --set stride=2", "--set dilation=2",
    "--set channels=3", "--set channels=2 --set groups=2", "--set kernel=2 --set padding=1", "--set flip=true",
    "--set channels=2 --set kernel=2 --set stride=3 --set bias=2",
  ])
  func `every gradient is the sum of the terms that the screen shows`(_ settings: String) throws {
    for view in ["dk", "dx"] {
      var lab = try lab(settings + " --set view=\(view)")
      let gradient = lab.gradient
      for spot in 0..<gradient.shape.count {
        lab = try #require(lab.marking(spot))
        let sum = lab.gradientTerms.reduce(0) { $0 + $1.factor }
        #expect(abs(sum - gradient.data[spot]) < 1e-4, "\(view) \(settings) \(spot)")
        #expect(lab.question(.english).isRight(LabAnswer(gradient.data[spot])))
      }
    }
  }

  @Test(arguments: ["", "--set stride=2 --set padding=1", "--set channels=3", "--set channels=2 --set groups=2"])
  func `the kernel times a column of the matrix is the output`(_ settings: String) throws {
    var lab = try lab(settings + " --set view=im2col")
    let run = lab.run(bias: 0)
    for place in 0..<lab.outputShape.count {
      lab = try #require(lab.marking(place))
      let cell = lab.row * lab.outputShape[2] + lab.column
      let weights = lab.readChannels.flatMap { lab.laidKernel[$0].joined() }
      let sum = weights.indices.reduce(Float(0)) { $0 + weights[$1] * lab.matrixNumber($1, cell).value }
      #expect(sum == run[lab.map, lab.row, lab.column])
    }
  }

  @Test(arguments: ["im2col", "dk", "dx"], Language.allCases)
  func `every page looks as it should`(_ view: String, _ language: Language) throws {
    let lab = try LabRegistry.open(commandLine: "convolution --set view=\(view)")
    let app = App(lab, context: Context(language: language, size: Size(80, 24)), size: Size(80, 24))
    try GoldenScreen.check("lab-convolution-\(view)-\(language.rawValue)-80x24", app.frame())
  }

  @Test(arguments: ["dk", "dx", "im2col"])
  func `what is to be predicted is hidden, and a window's part is known for what it is`(_ view: String) throws {
    let lab = try LabRegistry.open(commandLine: "convolution --set view=\(view) --set predict=true")
    var app = App(lab, context: Context(size: Size(80, 24)), size: Size(80, 24))
    #expect(app.frame().text.contains("= ?"))
    if view == "dk" {
      app.press(.character("1"), .enter, .character("2"))
      #expect(app.frame().text.contains("one window"))
      app.press(.character("9"), .enter)
      #expect(app.frame().text.contains("right, this time"))
    }
  }
}
