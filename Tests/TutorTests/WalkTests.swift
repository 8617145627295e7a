import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

@Suite struct WalkTests {
  static let sizes = [Size(80, 24), Size(100, 30), Size(200, 60)]

  @Test(arguments: sizes, Language.allCases)
  func twentyFourStepsRightReachSoftmaxAndEveryStageShowsShapeFormulaAndParameters(_ size: Size, _ language: Language) {
    var app = Fixtures.app(size, language)
    app.press(.enter)
    for summary in Fixtures.paper.summaries {
      app.press(.right)
      let screen = app.frame().text
      #expect(screen.contains("› \(summary.name)"))
      #expect(screen.contains(summary.output.description), "\(summary.name) at \(size)")
      if summary.parameters > 0 {
        #expect(screen.contains(FormatNumber.grouped(summary.parameters)), "\(summary.name) at \(size)")
        #expect(screen.contains(FormatNumber.grouped(summary.macs)), "\(summary.name) at \(size)")
      } else {
        #expect(screen.contains(language("no parameters", "没有参数")), "\(summary.name) at \(size)")
      }
      if summary.kernel != nil { #expect(screen.contains("+ 1 = \(summary.output[1])"), "\(summary.name) at \(size)") }
    }
    #expect(app.frame().text.contains("› softmax"))
    app.press(.right)
    #expect(app.frame().text.contains("› softmax"))
  }

  @Test(arguments: sizes, Language.allCases)
  func everyStageCanBeOpenedDownToItsTermsAndEscGoesUpOneLevel(_ size: Size, _ language: Language) {
    var app = Fixtures.app(size, language)
    app.press(.enter)
    for stage in 0...Fixtures.paper.summaries.count {
      let top = app.frame().lines[0]
      let levels = stage == 0 ? 2 : 3
      var headers = [top]
      for _ in 0..<levels {
        app.press(.enter)
        #expect(app.frame().lines[0] != headers.last)
        headers.append(app.frame().lines[0])
      }
      for header in headers.dropLast().reversed() {
        app.press(.escape)
        #expect(app.frame().lines[0] == header)
      }
      app.press(.right)
    }
  }

  @Test func theNumberOnScreenIsTheEnginesForEveryCellOfASmallNetwork() throws {
    let walk = Fixtures.computed
    for stage in 1..<walk.stages.count {
      let grid = StageGrid(walk.stages[stage].output.shape.withoutBatch)
      for row in stride(from: 0, to: grid.rows, by: 5) {
        let cell = StageCell(channel: grid.channels / 2, row: row, column: grid.columns / 2)
        let explanation = try #require(walk.explain(stage, at: grid.index(cell)))
        let value = walk.stages[stage].output.data[grid.offset(cell)]
        #expect(abs(explanation.value - value) <= 1e-5 * max(1, abs(value)))
      }
    }
  }

  @Test func theArrowKeysMoveTheCellAndTheBoxInThePictureFollows() {
    var app = Fixtures.app(Size(100, 30))
    app.press(.enter, .right, .enter)
    // To a corner first, and from there 27 columns to the right and rows down.
    for _ in 0..<54 { app.press(.left, .up) }
    for _ in 0..<27 { app.press(.right, .down) }
    #expect(app.frame().text.contains(", 27, 27]"))
    #expect(app.frame().text.contains("sees rows 108–118, columns 108–118"))
    app.press(.right, .up)
    #expect(app.frame().text.contains(", 26, 28]"))
    #expect(app.frame().text.contains("sees rows 104–114, columns 112–122"))
  }

  @Test func aCellAtTheEdgeSeesOnlyWhatThereIs() {
    let pool5 = Fixtures.paper.summaries[Fixtures.paper.architecture.layerIndex(named: "pool5")!]
    let box = ReceptiveBox(pool5, row: 0, column: 5, height: 227, width: 227)
    #expect(box.rows == 0..<131)
    #expect(box.columns == 96..<227)
  }

  @Test func numberKeysJumpToTheEightWeightLayers() {
    var app = Fixtures.app(Size(80, 24))
    app.press(.enter)
    for (digit, name) in zip("12345678", ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"]) {
      app.press(.character(digit))
      #expect(app.frame().lines[0].contains("› \(name)"))
    }
  }

  @Test func aPictureCanBeChosenAndTheRunStartsAgain() {
    var app = Fixtures.app(Size(80, 24))
    app.press(.enter, .character("o"), .down)
    let effects = app.press(.enter)
    guard case .forward(_, let network, let picture)? = effects.first else {
      Issue.record("no forward pass was asked for")
      return
    }
    #expect(network == "paper")
    #expect(picture == .sample(Samples.names[1]))
    #expect(app.context.walk.stages.isEmpty)
    #expect(app.frame().text.contains("computing"))
  }

  @Test func reportsOfAnEarlierRunAreIgnored() {
    var walk = Fixtures.paper
    let old = walk.run
    _ = walk.start(picture: .sample(Samples.names[1]))
    walk.take(.stage(old, index: 0, Stage(name: "input", output: Tensor(zeros: [1, 3, 227, 227]))))
    #expect(walk.stages.isEmpty)
  }

  @Test func aWindowThatIsTooSmallSaysWhatItNeeds() {
    var app = Fixtures.app(Size(20, 5))
    #expect(app.frame().text.contains("need 60x18"))
    _ = app.update(.resize(Size(60, 18)))
    #expect(app.frame().text.contains("Walk"))
  }

  @Test func everyHintedKeyOfTheWalkChangesTheScreenOrSaysWhyNot() {
    for level in 0...3 {
      var base = Fixtures.app(Size(100, 30))
      base.press(.enter, .right, .right)
      for _ in 0..<level { base.press(.enter) }
      for hint in base.screen.keys(base.context) {
        guard let key = hint.key else { continue }
        var app = base
        if [.up, .pageUp, .home].contains(key) || hint.shown == "[" { app.press(.down, .pageDown) }
        let before = app.frame()
        let effects = app.press(key)
        #expect(app.frame() != before || !effects.isEmpty, "\(hint.shown) at level \(level)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func randomKeysInAnySizeNeverLeaveTheScreen(_ seed: UInt64) {
    let keys: [Key] = [
      .left, .right, .up, .down, .enter, .enter, .escape, .tab, .backtab, .pageUp, .pageDown, .home, .end,
      .character("]"), .character("["), .character(">"), .character("<"), .character("5"), .character("8"),
      .character("m"),
      .character("?"), .character("x"), .character("é"), .control("l"), .backspace,
    ]
    var stream = KeyStream(seed: seed, keys)
    let sizes = [Size(20, 5), Size(60, 18), Size(61, 19), Size(80, 24), Size(97, 31), Size(133, 44), Size(220, 70)]
    var app = Fixtures.app(sizes[0], seed % 2 == 0 ? .english : .chinese)
    for step in 0..<60 {
      _ = app.update(.resize(sizes[(step + Int(seed)) % sizes.count]))
      if app.depth == 1 { app.press(.enter) }
      app.press(stream.next())
      let frame = app.frame()
      #expect(frame.size == app.size)
      #expect(frame.brokenCells.isEmpty)
    }
  }
}
