import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// Numbers that are none: huge weights make infinities, and infinities NaN. They are shown as what they are.
@Suite struct WalkFiniteTests {
  /// A walk whose every stage holds NaN, both infinities and the largest number there is, and so do its gradients.
  private static let poisoned: WalkModel = {
    let source = Fixtures.walk("mini")
    func poison(_ tensor: Tensor, _ step: Int) -> Tensor {
      let bad: [Float] = [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude]
      var tensor = tensor
      for place in Swift.stride(from: 0, to: tensor.data.count, by: step) { tensor.data[place] = bad[place / step % 5] }
      return tensor
    }
    var model = WalkModel(network: "mini")
    _ = model.start()
    if let network = source.network { model.take(.network(model.run, network)) }
    if let input = source.input { model.take(.picture(model.run, input)) }
    for (index, stage) in source.stages.enumerated() {
      model.take(
        .stage(model.run, index: index, Stage(name: stage.name, output: poison(stage.output, 3), milliseconds: 1)))
    }
    model.take(.finished(model.run, milliseconds: 1))
    guard let unit = model.ranking.first, case .backward? = model.askGradients(of: unit) else { return model }
    let stages = source.stages.prefix(model.scoreStage + 1).map { poison($0.output, 2) }
    model.take(.gradients(model.run, ScoreGradients(unit: unit, stages: stages)))
    return model
  }()

  @Test(arguments: [Size(80, 24), Size(200, 60)], [false, true])
  func `every stage, lens and level shows them and traps nowhere`(_ size: Size, _ isBackward: Bool) throws {
    let model = Self.poisoned
    #expect(model.gradients != nil)
    var seen = 0
    for stage in 0...model.summaries.count {
      var app = Fixtures.app(size, walk: model)
      app.press(.enter)
      _ = app.open(WalkScreen(stage: stage, app.context))
      if isBackward { app.press(.character("b")) }
      for _ in 0..<4 {
        for key in [.character("c"), .down, .character("a"), .character("m")] as [Key] {
          app.press(key)
          let frame = app.frame()
          #expect(frame.brokenCells.isEmpty)
          if frame.text.contains("NaN") || frame.text.contains("∞") { seen += 1 }
        }
        app.press(.enter)
      }
    }
    #expect(seen > 20)
  }

  @Test func `a class that is not a number wins nothing`() {
    let scores = Tensor([4], [.nan, 1, .infinity, 2])
    #expect(scores.ranking == [2, 3, 1, 0])
  }
}
