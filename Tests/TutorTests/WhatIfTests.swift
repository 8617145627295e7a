import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// Sizes that are changed, and the chain that follows.
@Suite struct WhatIfTests {
  private var paper: Architecture { get throws { try #require(Architecture.named("paper")) } }

  @Test func `the presets give the sizes that the puzzle is about`() throws {
    let expected: [(WhatIf.Preset, Int, Bool)] = [
      (.floor, 54, false), (.ceil, 55, true), (.same, 56, true), (.padded, 55, true), (.cropped, 55, true),
    ]
    #expect(expected.map(\.0) == WhatIf.Preset.allCases)
    for (preset, size, fits) in expected {
      var model = WhatIf(try paper)
      model.apply(preset)
      #expect(model.architecture.summarize().layers[0].output[1] == size, "\(preset)")
      #expect(model.fits == fits, "\(preset)")
    }
  }

  @Test func `every remedy mends the chain`() throws {
    for (layer, field, value) in [
      (-1, WhatIf.Field.size, 224), (0, .stride, 5), (0, .kernel, 13), (3, .stride, 3), (4, .groups, 3),
      (8, .maps, 100),
      (14, .padding, 1),
    ] {
      var model = WhatIf(try paper)
      model.set(layer, field, value)
      guard !model.fits else { continue }
      let remedies = model.remedies(near: max(0, layer))
      #expect(!remedies.isEmpty, "\(field) \(value)")
      for remedy in remedies {
        var mended = model
        mended.set(remedy.change.layer, remedy.change.field, remedy.value)
        #expect(mended.fits, "\(field) \(value): \(remedy)")
      }
    }
  }

  @Test func `what is set back is no change`() throws {
    var model = WhatIf(try paper)
    model.set(0, .stride, 3)
    #expect(model.changes.count == 1)
    model.set(0, .stride, 4)
    let usual = try paper.summaries.map(\.output)
    #expect(model.changes.isEmpty && model.architecture.summaries.map(\.output) == usual)
  }

  @Test(arguments: Language.allCases)
  func `the screen names the layer that breaks and what would fit`(_ language: Language) throws {
    var app = Fixtures.app(Size(80, 24), language)
    app.press(.enter, .right, .character("w"), .character("1"))
    try GoldenScreen.check("walk-what-if-\(language.rawValue)-80x24", app.frame())
    let text = app.frame().text
    #expect(text.contains("96×54×54") && text.contains("fc6") && text.contains("227"))
    app.press(.character("u"))
    #expect(!app.frame().text.contains("96×54×54"))
  }

  @Test(arguments: Array(1...6) as [UInt64])
  func `random keys never trap`(_ seed: UInt64) {
    let keys: [Key] = [
      .left, .right, .up, .down, .enter, .escape, .backspace, .character("+"), .character("+"), .character("-"),
      .character("1"), .character("3"), .character("5"), .character("0"), .character("9"), .character("u"),
      .character("r"), .pageDown, .pageUp, .home, .end, .tab,
    ]
    var stream = KeyStream(seed: seed &* 31, keys)
    let networks = Architecture.names
    var app = Fixtures.app(
      Size(80, 24), seed % 2 == 0 ? .english : .chinese, walk: WalkModel(network: networks[Int(seed) % networks.count]))
    app.press(.enter, .right)
    for step in 0..<120 {
      if !(app.screen is WhatIfScreen) {
        while app.depth > 1 { app.press(.character("q")) }
        app.press(.enter, .character("w"))
      }
      if step % 30 == 0 {
        _ = app.update(.resize([Size(60, 18), Size(200, 60), Size(100, 30), Size(20, 5)][step / 30]))
      }
      app.press(stream.next())
      #expect(app.frame().brokenCells.isEmpty)
    }
  }
}
