import Engine
import Testing
import TextUI

@testable import Tutor

/// What the walk draws: nothing cut, no scale that does not hold, no colour that means two things.
@Suite struct WalkDrawingTests {
  static let sizes = [Size(60, 18), Size(80, 24), Size(100, 30), Size(200, 60)]

  @Test func `the cursor of the cost lens has the colour of no number`() throws {
    for key in [[], [Key.character("c")], [.character("c"), .character("c")]] {
      for stage in [0, 2, 10] {
        var app = WalkLensTests.app(Fixtures.paper, Array(repeating: .right, count: stage) + key)
        let strip = NetworkStrip.height(for: Size(80, 22))
        let frame = app.frame()
        var white = 0
        for y in 1..<strip {
          for x in 0..<80 where frame[x, y].style.foreground == .role(.text) && "█▀▄".contains(frame[x, y].glyph) {
            white += 1
          }
        }
        #expect(white > 0, "stage \(stage)")
        app.press(.escape)
      }
    }
  }

  @Test(arguments: sizes, Language.allCases)
  func `the two towers are named at every size`(_ size: Size, _ language: Language) {
    var app = Fixtures.app(size, language)
    app.press(.enter, .right)
    #expect(app.frame().text.contains("GPU 1") && app.frame().text.contains("GPU 2"))
    var single = Fixtures.app(size, language, walk: WalkModel(network: "single-tower"))
    single.press(.enter, .right)
    #expect(!single.frame().lines.prefix(8).contains { $0.contains("GPU") })
  }

  @Test(arguments: [Size(80, 24), Size(100, 30), Size(200, 60)], Language.allCases)
  func `what if shows every number whole`(_ size: Size, _ language: Language) {
    var app = Fixtures.app(size, language)
    app.press(.enter, .right, .character("w"))
    for layer in 0..<Fixtures.paper.summaries.count {
      let lines = app.frame().lines
      #expect(!lines.contains { $0.contains("…") && $0.hasPrefix("│") })
      let summary = Fixtures.paper.summaries[layer]
      guard summary.macs > 0, let line = lines.first(where: { $0.contains(" \(summary.name) ") && $0.hasPrefix("│") })
      else { continue }
      let wanted =
        size.columns == 80 ? FormatNumber.short(summary.macs) : FormatNumber.grouped(summary.macs)
      #expect(line.contains(wanted), "\(summary.name): \(line)")
      app.press(.down)
    }
  }

  @Test func `what is given to the first linear layer is a product of its maps`() {
    var app = WalkLensTests.app(Fixtures.paper, [.right, .character("w"), .right, .right, .character("+")])
    #expect(app.frame().text.contains("256·4·4 = 4,096"))
    app.press(.character("5"))
    #expect(app.frame().lines.last?.contains("u brings it back") == true)
    app.press(.character("u"))
    #expect(app.frame().text.contains("256·4·4 = 4,096"))
    app.press(.character("2"), .character("3"))
    #expect(app.notice?.contains("put aside") != true, "from preset to preset nothing of one's own is lost")
  }

  @Test(arguments: [Size(80, 24), Size(100, 30), Size(200, 60)], Language.allCases)
  func `an opened gradient shows its products whole`(_ size: Size, _ language: Language) throws {
    let walk = try WalkLensTests.paper.get()
    for stage in [1, 2, 5, 9, 16] {
      var app = Fixtures.app(size, language, walk: walk)
      app.press(.enter)
      _ = app.open(WalkScreen(stage: stage, app.context))
      app.press(.character("b"), .enter, .enter)
      let lines = app.frame().lines
      #expect(lines.contains { $0.contains(language("= product", "= 乘积")) })
      #expect(!lines.dropLast(6).contains { $0.contains("…") && $0.contains("×") })
      #expect(!app.frame().text.contains("= 1 product"))
    }
  }

  private func hasRamp(_ app: App) -> Bool {
    // Nine steps of a ramp stand side by side, each in one colour.
    let frame = app.frame()
    for y in 0..<frame.size.rows {
      var run = 0
      for x in 0..<frame.size.columns {
        let cell = frame[x, y]
        let (front, back) = (cell.style.foreground, cell.style.background)
        let isStep = cell.glyph == "▀" && front == back && front.isDatum
        run = isStep ? run + 1 : 0
        if run == 4, x + 1 < frame.size.columns, frame[x + 1, y].glyph == "0" || frame[x + 1, y].glyph == " " {
          if y >= frame.size.rows - 4 { return true }
        }
      }
    }
    return false
  }

  @Test(arguments: ["fc6", "relu6", "drop6", "softmax", "conv1", "conv2"])
  func `a scale stands only where its colours are`(_ name: String) throws {
    var app = Fixtures.app(Size(100, 30))
    app.press(.enter)
    let stage = try #require(Fixtures.paper.stageNames.firstIndex(of: name))
    _ = app.open(WalkScreen(stage: stage, app.context))
    app.press(.enter, .enter)
    #expect(!hasRamp(app))
    if name.hasPrefix("conv") { #expect(app.frame().text.contains("±")) }
  }

  @Test func `a stage without negative numbers has no negative half of a scale`() throws {
    for (name, hasNegative) in [("conv1", true), ("relu1", false), ("pool1", false), ("lrn1", false)] {
      let found = Fixtures.paper.stageNames.firstIndex { $0.hasPrefix(name.prefix(4)) && $0.hasSuffix("1") }
      let stage = try #require(found)
      let context = Context(walk: Fixtures.paper, size: Size(100, 30))
      let legend = WalkViews(WalkScreen(stage: stage, context), context).legend
      #expect((legend.part == .both) == hasNegative)
      #expect(legend.text.plain.contains(FormatNumber.minus) == hasNegative)
    }
  }

  @Test func `the largest share of softmax has the full colour, and no other`() throws {
    let digest = try #require(Fixtures.paper.digests.last)
    #expect(digest.scale == digest.statistics.max)
  }

  @Test func `negative sums stand in parentheses and nothing is said to pass where nothing does`() {
    var app = Fixtures.app(Size(100, 30))
    app.press(.enter, .enter, .enter)
    #expect(!app.frame().text.contains("passes as it is"))
    let view = NumberView(WalkScreen(stage: 1, app.context), app.context)
    #expect(view.summand(-1.5).plain == "(−1.500)" && view.summand(1.5).plain == "1.500")
    #expect(FormatNumber.beside(5.3e-19, largest: 0.1, digits: 5) == "≈ 0")
    #expect(FormatNumber.beside(0.05, largest: 0.1, digits: 2) == "0.050")
    #expect(Language.english.products(1, "") == "one product")
  }

  @Test func `through the backward lens the panel of the picture speaks of the gradient`() throws {
    for language in Language.allCases {
      var app = Fixtures.app(Size(100, 30), language, walk: try WalkLensTests.paper.get())
      app.press(.enter, .character("b"))
      let text = app.frame().text
      #expect(text.contains(language("input · gradient", "input · 梯度")))
      #expect(!text.contains(language("value/255", "值/255")))
      app.press(.right, .right)
      #expect(!app.frame().text.contains("max(0, x)"))
    }
  }

  @Test func `long paths lose their middle`() {
    #expect("/photographs/pictures/holidays/coffee.png".shortenedInside(to: 24).hasSuffix("coffee.png"))
    #expect("/photographs/pictures/holidays/coffee.png".shortenedInside(to: 24).hasPrefix("/phot"))
    for width in 2...50 {
      let text = "/图片/很长的名字/海边的照片.png".shortenedInside(to: width)
      #expect(GlyphWidth.of(text) <= width)
    }
  }
}
