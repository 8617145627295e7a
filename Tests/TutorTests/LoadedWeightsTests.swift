import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// Weights from a file: nothing is called untrained any more, and classes have names.
@Suite struct LoadedWeightsTests {
  @Test(arguments: [("softmax", [.end]), ("softmax-number", [.end, .enter, .enter])] as [(String, [Key])])
  func `classes have their names beside their bars`(_ name: String, _ keys: [Key]) throws {
    var app = Fixtures.app(Size(80, 24), walk: Fixtures.loaded)
    app.press(.enter)
    for key in keys { app.press(key) }
    try GoldenScreen.check("walk-loaded-\(name)-en-80x24", app.frame())
  }

  @Test(arguments: [Size(60, 18), Size(80, 24), Size(200, 60)], Language.allCases)
  func `names break no screen`(_ size: Size, _ language: Language) {
    var app = Fixtures.app(size, language, walk: Fixtures.loaded)
    app.press(.enter, .end)
    for _ in 0..<4 {
      #expect(app.frame().brokenCells.isEmpty)
      app.press(.enter)
    }
  }

  @Test(arguments: Language.allCases)
  func `the header names the file and not the training`(_ language: Language) {
    for (walk, words) in [
      (Fixtures.loaded, language("weights from alexnet.safetensors", "权重来自 alexnet.safetensors")),
      (Fixtures.paper, language("untrained: drawn conv1", "未训练，conv1 手绘")),
    ] {
      var app = Fixtures.app(Size(120, 30), language, walk: walk)
      app.press(.enter)
      #expect(app.frame().lines[0].contains(words))
    }
  }

  @Test func `only units that are classes have names`() {
    for (stage, name) in Fixtures.loaded.stageNames.enumerated() {
      let labels = ClassLabels(Fixtures.loaded, stage: stage)
      #expect((labels[0] == "tench") == (name == "fc8" || name == "softmax"), "\(name)")
      #expect(ClassLabels(Fixtures.paper, stage: stage)[0] == nil)
    }
    #expect(ClassLabels(Fixtures.loaded, stage: 24)[1000] == nil)
  }

  @Test func `plain lines list the likeliest classes`() throws {
    let model = Fixtures.loaded
    let shares = try #require(model.output(24)?.data)
    let best = try #require(shares.indices.max { shares[$0] < shares[$1] })
    let lines = WalkNarration(model, .english).stage(24)
    #expect(lines.contains { $0.contains("\(best)") && $0.contains(ImageNetClasses.names[best]) })
    #expect(!WalkNarration(Fixtures.paper, .english).stage(24).contains { $0.contains(ImageNetClasses.names[best]) })
  }
}
