import Engine
import Testing
import TextUI

@testable import Tutor

/// The drawing lab: what is painted reaches the network, and what it says of it is what the textbook computes.
@Suite struct DrawLabTests {
  typealias Screen = LabScreen<DrawLab>

  static func lab(_ line: String) throws -> DrawLab {
    try Screen(settings: LabCommandLine("draw " + line).settings).lab
  }

  static func app(_ line: String = "", _ size: Size = Size(80, 24)) throws -> App {
    let lab = try LabRegistry.open(commandLine: "draw " + line)
    return App(lab, context: Context(size: size), size: size)
  }

  private static func lab(_ app: App) throws -> DrawLab { try #require(app.screen as? Screen).lab }

  // MARK: Canvas

  @Test func `a canvas is the same after it has been written and read`() throws {
    for seed in 0..<40 {
      let canvas = DrawCanvas.doodle(seed: seed)
      #expect(DrawCanvas(canvas.text) == canvas)
    }
    var one = DrawCanvas()
    one[33] = 1
    #expect(one.text == "33zb")
    for nonsense in ["", "k", "5", "1025a", "1024aa", "0a", "a5", "-1a", "é"] {
      #expect(DrawCanvas(nonsense) == nil, "\(nonsense)")
    }
  }

  @Test func `keys paint: space a pixel, the pen a line, f an area, c takes all away`() throws {
    var app = try Self.app("--set start=blank --set place=0")
    app.press(.character("1"), .character(" "))
    #expect(try Self.lab(app).canvas.text == "b")
    app.press(.enter, .right, .right, .down, .enter, .down)
    #expect(try Self.lab(app).canvas.text == "3b31zb")
    #expect(try Self.lab(app).isPenDown == false)
    app.press(.character("6"), .character("f"))
    let lab = try Self.lab(app)
    #expect(lab.canvas.painted == 1024 && lab.canvas[0] == 1 && lab.canvas[1023] == 6)
    app.press(.character("c"))
    #expect(try Self.lab(app).canvas.isEmpty)
    app.press(.character(","))
    #expect(try Self.lab(app).canvas.painted == 1024)
  }

  @Test func `the mouse paints where it is pressed and along where it is dragged`() throws {
    var app = try Self.app("--set start=blank --set colour=5")
    _ = app.update(.mouse(MouseEvent(.press, at: Point(3, 4))))
    let first = try Self.lab(app)
    #expect(first.canvas.painted == 1 && first.canvas[first.place] == 5)
    _ = app.update(.mouse(MouseEvent(.drag, at: Point(9, 4))))
    #expect(try Self.lab(app).canvas.painted == 7)
    _ = app.update(.mouse(MouseEvent(.drag, at: Point(9, 8))))
    let line = try Self.lab(app)
    #expect(line.canvas.painted == 15)
    #expect(line.place % 32 == first.place % 32 + 6 && line.place / 32 == first.place / 32 + 8)
  }

  // MARK: Network

  @Test(arguments: ["", "--set start=blank --set canvas=100z30b40z12c", "--set start=cat"])
  func `answer, maps and gradient are the textbook's`(_ line: String) throws {
    let lab = try Self.lab(line + " --set view=saliency --set class=3")
    let network = DrawNetwork.network
    let trace = network.forward(DrawNetwork.input(lab.picture), mode: .inference)
    let scores = try #require(trace.stages.last).output
    for (one, other) in zip(scores.data, lab.reading.scores) { #expect(abs(one - other) < 1e-3) }
    #expect(abs(lab.reading.shares.reduce(0, +) - 1) < 1e-4)
    var one = Tensor(zeros: scores.shape)
    one.data[3] = 1
    let gradient = network.backward(one, trace: trace, wanted: .input, kernels: .reference).stages[0]
    let scale = gradient.data.reduce(0) { max($0, abs($1)) }
    for (one, other) in zip(gradient.data, lab.reading.gradient) { #expect(abs(one - other) < 1e-3 * scale) }
  }

  @Test func `the gradient foretells what a small change of a pixel does to the score`() throws {
    let lab = try Self.lab("--set view=saliency --set start=patterns")
    let values = try #require(lab.saliency).values
    let place = try #require(values.indices.max { values[$0] < values[$1] })
    let channel = (0..<3).max {
      abs(lab.reading.gradient[$0 * 1024 + place]) < abs(lab.reading.gradient[$1 * 1024 + place])
    }
    let at = try #require(channel) * 1024 + place
    func score(_ change: Float) -> Float {
      var input = DrawNetwork.input(lab.picture)
      input.data[at] += change
      return DrawNetwork.network.forward(input, mode: .inference).stages.last?.output.data[0] ?? 0
    }
    let measured = (score(0.01) - score(-0.01)) / 0.02
    #expect(abs(measured - lab.reading.gradient[at]) < 0.02 * abs(measured))
  }

  @Test func `every stage that can be chosen is one of the network, with its maps`() throws {
    let names = Set(DrawNetwork.network.architecture.layers.map(\.name) + ["softmax"])
    for stage in DrawLab.Stage.allCases {
      #expect(names.contains(stage.rawValue))
      let lab = try Self.lab("--set stage=\(stage.rawValue)")
      #expect(lab.reading.shape.count == lab.reading.levels.count)
    }
    #expect(try Self.lab("--set stage=pool5").reading.shape == [64, 3, 3])
  }

  @Test func `the patch slides step by step, and all at once comes to the same`() throws {
    var stepped = try Self.lab("--set view=occlusion")
    var steps = 1
    while stepped.step() { steps += 1 }
    #expect(steps == 49)
    var app = try Self.app("--set view=occlusion")
    app.press(.character("o"))
    #expect(try Self.lab(app).isUnfinished)
    LabTests.settle(&app)
    let whole = try Self.lab(app)
    #expect(whole.covered.count == 49 && stepped.covered.count == 49)
    for (one, other) in zip(whole.covered, stepped.covered) { #expect(abs(one - other) < 1e-4) }
    // By hand: the last position, at the lower right.
    var bytes = whole.picture.pixels.map { Float($0) / 255 - 0.5 }
    for row in 24..<32 { for column in 24..<32 { for part in 0..<3 { bytes[3 * (row * 32 + column) + part] = 0 } } }
    let data = (0..<3).flatMap { part in (0..<1024).map { bytes[3 * $0 + part] } }
    let output = DrawNetwork.network.forward(Tensor([1, 3, 32, 32], data), mode: .inference).stages.last?.output
    #expect(abs((output?.data[0] ?? 0) - (whole.covered.last ?? 9)) < 1e-3)
  }

  @Test(arguments: Language.allCases)
  func `an untrained network is called so`(_ language: Language) throws {
    let screen = try LabRegistry.open(commandLine: "draw")
    for size in [Size(80, 24), Size(100, 30), Size(200, 60)] {
      let text = LabTests.picture(screen, size, language).text
      #expect(DrawNetwork.network.isTrained || text.contains(language("untrained", "未训练")))
    }
  }

  // MARK: Predict mode

  @Test func `the number that the network reads is asked`() throws {
    let lab = try Self.lab("")
    let question = lab.question(.english)
    let red = Float(lab.picture[16, 16].red)
    #expect(abs(question.answer.numbers[0] - (red / 255 - 0.5)) < 1e-5)
    #expect(question.mistake(of: LabAnswer(red))?.name == "raw")
    #expect(question.mistake(of: LabAnswer(red / 255))?.name == "mean")
    #expect(question.mistake(of: LabAnswer(red - 0.5))?.name == "range")
    #expect(question.mistake(of: LabAnswer(0.5 - red / 255))?.name == "sign")
  }

  @Test func `in predict mode digits are predictions and nothing is painted`() throws {
    var app = try Self.app()
    app.press(.character("p"), .character("5"), .enter, .character("2"))
    let lab = try Self.lab(app)
    #expect(lab.canvas.isEmpty && lab.colour == 2)
    #expect(app.frame().text.contains("✗ not 5"))
  }

  // MARK: Tasks

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    let saliency = try Self.lab("--set view=saliency")
    let values = try #require(saliency.saliency).values
    let brightest = try #require(values.indices.max { values[$0] < values[$1] })
    var solutions = [
      ("zeros", "--set canvas=1024j"), ("mirror", "--set start=blank --set canvas=6b20z6b2c28z2c"),
      ("brightest", "--set view=saliency --set place=\(brightest)"),
    ]
    let stage = DrawLab.Stage.allCases.first { stage in
      ((try? Self.lab("--set stage=\(stage.rawValue)"))?.reading.zeros ?? 0) > 0.5
    }
    solutions.append(("silent", "--set stage=\(try #require(stage).rawValue)"))
    // Sixty pixels of one colour somewhere turn an answer that hangs by a hair.
    let change = DrawLab.Start.allCases.dropFirst().lazy.flatMap { start in
      (0..<240).lazy.map { number in
        "--set start=\(start.rawValue) --set canvas=\(number % 24 * 40 + 1)z60"
          + ["a", "b", "c", "f", "g", "e"][number / 40]
      }
    }
    .first { line in
      guard let lab = try? Self.lab(line) else { return false }
      return DrawLab.tasks.first { $0.name == "answer" }?.solution(lab) != nil
    }
    solutions.append(("answer", try #require(change)))
    #expect(Set(solutions.map(\.0)) == Set(DrawLab.tasks.map(\.name)))
    for (name, line) in solutions {
      let task = try #require(DrawLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(try Self.lab("")) == nil, "\(name)")
    }
  }
}
