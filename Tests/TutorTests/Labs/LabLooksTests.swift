import Engine
import Testing
import TextUI

@testable import Tutor

/// What labs print is true and can be read: formulas, scales, signs, hints, plurals.
@Suite struct LabLooksTests {
  static func frame(_ line: String, _ size: Size = Size(80, 24), _ language: Language = .english, _ keys: Key...) throws
    -> Buffer
  {
    var app = App(
      try LabRegistry.open(commandLine: line), context: Context(language: language, size: size), size: size)
    for key in keys { app.press(key) }
    LabTests.settle(&app)
    return app.frame()
  }

  // MARK: Formulas

  /// A weight's gradient is made of inputs, an input's of weights: what is no factor does not stand in the product.
  @Test func `a gradient is drawn as the product of what it is made of`() throws {
    func titles(_ view: String) throws -> [String] {
      let screen = try LabRegistry.open(commandLine: "convolution --set view=\(view)")
      let lab = try #require(screen as? LabScreen<ConvolutionLab>).lab
      let picture = LabTests.picture(screen, Size(100, 30)).text
      let titles = lab.gradientBlocks(LabView(.english)).map { $0.title.plain.trimmed }
      #expect(titles.allSatisfy { picture.contains($0) })
      return titles
    }
    #expect(try titles("dk") == ["input", "dL/d out", "dL/dK"])
    #expect(try titles("dx") == ["kernel", "dL/d out", "dL/dX"])
  }

  @Test func `weights that no window lays on the marked cell are not lit`() throws {
    let screen = try LabRegistry.open(commandLine: "convolution --set view=dx --set spot=0")
    let lab = try #require(screen as? LabScreen<ConvolutionLab>).lab
    let blocks = lab.gradientBlocks(LabView(.english))
    let lit = blocks[0].cells.joined().filter { $0.style.background == .role(.window) }
    // At the corner without padding there is one window, and it lays its first weight there.
    #expect(lit.count == lab.gradientTerms.count && lit.count == 1)
  }

  @Test func `digits are printed with which a difference is true`() {
    var stream = ActionStream(seed: 4)
    for _ in 0..<2000 {
      let (a, b) = (Float(stream.below(20_000)) / 12_345, Float(stream.below(20_000)) / 54_321)
      let digits = LabNumber.digits(of: [a, -b], sum: a - b, least: 3)
      func printed(_ value: Float) -> Double {
        Double(FormatNumber.fixed(value, digits: digits).replacing("−", with: "-")) ?? .nan
      }
      #expect(abs(printed(a) - printed(b) - printed(a - b)) < 1e-9, "\(a) − \(b) with \(digits)")
    }
    // Three would print 0.383 − 0.389 = −0.005.
    #expect(LabNumber.digits(of: [0.38349, -0.38851], sum: 0.38349 - 0.38851, least: 3) > 3)
  }

  @Test(arguments: ["draw --set view=occlusion", "optimizer --set place=1"])
  func `a sum or difference on screen is true as it is printed`(_ line: String) throws {
    let pattern = /(−?[\d.]+) (−|\+) \(?(−?[\d.]+)\)? = (−?[\d.]+)/
    func number(_ text: Substring) -> Double { Double(text.replacing("−", with: "-")) ?? .nan }
    var app = App(try LabRegistry.open(commandLine: line), context: Context(), size: Size(80, 24))
    var found = 0
    for _ in 0..<20 {
      LabTests.settle(&app)
      for line in app.frame().lines {
        guard let match = line.firstMatch(of: pattern) else { continue }
        let (left, right) = (number(match.1), number(match.3))
        #expect(abs(left + (match.2 == "−" ? -right : right) - number(match.4)) < 1e-9, "\(line)")
        found += 1
      }
      app.press(.character("."))
    }
    #expect(found > 5)
  }

  // MARK: Scales and colours

  @Test(arguments: ["lrn", "lrn --set scale=100", "lrn --set alpha=0.1", "lrn --set k=0.5 --set beta=1"])
  func `before and after are bars of one scale`(_ line: String) throws {
    let screen = try LabRegistry.open(commandLine: line)
    let lab = try #require(screen as? LabScreen<LRNLab>).lab
    let (before, after) = (lab.inputs, lab.normalized())
    let buffer = LabTests.picture(screen, Size(120, 30))
    /// Lengths of the runs of blocks in a row.
    func runs(_ text: String) -> [Int] {
      text.split { !"█▏▎▍▌▋▊▉".contains($0) }.map(\.count)
    }
    for channel in 0..<LRNLab.channels where before[channel] > 0 && after[channel] > 0 {
      let name = LRNPicture.text(before[channel])
      guard
        let row = buffer.lines.first(where: { line in
          let words = line.split(separator: " ").map(String.init).filter { !"▸┌│└".contains($0) }
          return words.first == "\(channel)" && line.contains(" \(name) ")
        }), case let bars = runs(row), bars.count == 2
      else { continue }
      let share = Float(bars[1]) / Float(bars[0])
      #expect(abs(share - after[channel] / before[channel]) < 0.15 + 1.5 / Float(bars[0]), "\(row)")
    }
  }

  @Test func `channels that were equal and still nearly are share their rank`() {
    let lab = LRNLab()
    let (before, after) = (lab.inputs, lab.normalized())
    #expect(Set(after).count > 3, "some differ in a late digit")
    for channel in 0..<LRNLab.channels { #expect(LRNLab.rank(channel, before) == LRNLab.rank(channel, after)) }
    #expect(LRNLab.rank(0, [1, 2, 1.005, 0]) == 2 && LRNLab.rank(3, [1, 2, 1.005, 0]) == 4)
  }

  @Test(arguments: ColourDepth.allCases.filter { $0 != .mono })
  func `the ground of a printed number says its sign, however small it is`(_ depth: ColourDepth) {
    let rendition = Rendition(depth, .unicode)
    func ground(_ colour: Colour) -> TerminalColour? {
      rendition.resolve(Cell("1", Style(.role(.text), on: colour))).background
    }
    for make in [Colour.number, Colour.weightNumber] as [@Sendable (Float, Float) -> Colour] {
      let zero = ground(make(0, 100))
      for value: Float in [0.01, 1, 24, 50, 100] {
        let (plus, minus) = (ground(make(value, 100)), ground(make(-value, 100)))
        #expect(plus != minus && plus != zero && minus != zero, "\(value)")
      }
    }
  }

  @Test func `an end of a legend is never printed as twice what it is`() throws {
    let text = try Self.frame("draw --set view=occlusion --set patch=4 --set slid=3").text
    let pattern = /(−[\d.e−]+) ▀+0▀+ ([\d.e−]+)/
    let match = try #require(text.firstMatch(of: pattern))
    let screen = try LabRegistry.open(commandLine: "draw --set view=occlusion --set patch=4 --set slid=3")
    let most = try #require(screen as? LabScreen<DrawLab>).lab.drops.largestMagnitude
    let shown = try #require(Float(match.2.replacing("−", with: "-")))
    #expect(abs(shown - most) <= 0.06 * most, "\(shown) for \(most)")
  }

  // MARK: Typing

  @Test func `arrows finish the number that is typed into a cell and go on`() throws {
    var app = try LabTests.app("convolution")
    app.press(.character("e"), .character("5"), .right, .character("7"), .down, .character("4"), .left)
    let screen = try #require(app.screen as? LabScreen<ConvolutionLab>)
    let grid = screen.lab.input[0]
    #expect(grid[0][0] == 5 && grid[0][1] == 7 && grid[1][1] == 4)
    #expect(screen.focus == .editing(LabCell(grid: 0, row: 1, column: 0)))
  }

  @Test(arguments: ["convolution", "pooling"])
  func `a cell that is edited has one pair of brackets`(_ name: String) throws {
    for size in [Size(80, 24), Size(60, 18), Size(100, 30)] {
      for keys in [[], [Key.right], [.down, .right], [.character("5")]] as [[Key]] {
        var app = try LabTests.app(name, size)
        app.press(.character("e"))
        for key in keys { app.press(key) }
        let text = app.frame().text
        #expect(!text.contains("[[") && !text.contains("]]") && text.contains("["))
      }
    }
  }

  // MARK: Words

  @Test(arguments: LabTests.names, Language.allCases)
  func `a short line keeps the hints that one cannot do without`(_ name: String, _ language: Language) throws {
    let footer = try #require(try Self.frame(name, Size(60, 20), language).lines.last)
    #expect(footer.contains("tab " + language("controls", "控件")))
    if name != "draw" { #expect(footer.contains(language("space play", "空格 播放"))) }
    let wide = try #require(try Self.frame(name, Size(80, 24), language).lines.last)
    if name == "draw" { #expect(wide.contains("c " + language("clear", "清空"))) }
    #expect(wide.contains("tab "))
  }

  @Test func `one way found says of which task`() throws {
    var app = try LabTests.app("convolution")
    app.press(.tab)
    for _ in 0..<40 where !app.frame().text.contains("stride ◂") { app.press(.tab) }
    app.press(.right)
    let text = app.frame().text
    #expect(text.contains("1 of 2 ways") && text.contains("2×2"))
  }

  @Test(arguments: Language.allCases)
  func `the note above a link is whole`(_ language: Language) throws {
    for size in [Size(80, 24), Size(60, 18), Size(100, 30)] {
      let text = try Self.frame("convolution", size, language, .character("y")).text
      #expect(language == .english ? text.contains("this screen.") : text.contains("打印这个") && text.contains("面。"))
    }
  }

  @Test func `the chain of a network names every layer that computes`() throws {
    let screen = try LabRegistry.open(commandLine: "sizes --set chain=paper --set input=227")
    let lab = try #require(screen as? LabScreen<SizesLab>).lab
    let rows = try #require(lab.run).rows.map(\.name)
    let paper = try #require(Architecture.named("paper"))
    let computing = paper.layers.filter { $0.operation is Convolution || $0.operation is Linear }.map(\.name)
    #expect(computing.allSatisfy { rows.contains($0) } && rows.contains("fc7"))
  }

  @Test(arguments: LabTests.names)
  func `a control is set by its name on screen as by its key`(_ name: String) throws {
    let lab = try #require(LabRegistry.lab(name))
    for language in Language.allCases {
      for option in lab.options where !option.labels.isEmpty {
        let value = option.values.contains("|") ? String(option.values.split(separator: "|")[0]) : "1"
        let label = language(option.labels[0], option.labels[option.labels.count - 1])
        let (byKey, byLabel) = (
          try? lab.open([LabSetting(option.key, value)]).link, try? lab.open([LabSetting(label, value)]).link
        )
        // A label that is the key of another setting means that one.
        guard !lab.options.contains(where: { $0.key == label && $0.key != option.key }) else { continue }
        #expect(byKey == byLabel, "\(label)")
      }
    }
  }

  /// `1 pixels`: in what is said and in what is drawn, wherever a lab gets.
  @Test(arguments: LabTests.names, [1, 2] as [UInt64])
  func `one thing is no plural`(_ name: String, _ seed: UInt64) throws {
    let things = [
      "answers", "cells", "channels", "columns", "crops", "groups", "images", "inputs", "kernels", "layers", "maps",
      "masks", "numbers", "outputs", "pixels", "places", "products", "rows", "samples", "steps", "summands", "terms",
      "times", "tries", "units", "weights", "windows", "zeros",
    ]
    // `row 1 weights` counts nothing.
    let names = ["row", "column", "layer", "class", "channel", "of", "to", "and", "stride", "kernel", "group"]
    var stream = ActionStream(seed: seed &* 31)
    var app = try LabTests.app(name, Size(120, 40))
    for _ in 0..<share(60) {
      for key in stream.round() { app.press(key) }
      LabTests.settle(&app)
      guard let lab = app.screen as? any LabShowing else { continue }
      let said = app.frame().lines + (lab.narration(.english, width: 200) ?? [])
      for line in said {
        let words = line.split(separator: " ").map { $0.trimming { !$0.isLetter && !$0.isNumber } }
        for (index, word) in words.enumerated().dropLast() where word == "1" && things.contains(words[index + 1]) {
          let before = index > 0 ? words[index - 1] : ""
          // Two spaces stand between a control and the next.
          guard !names.contains(before), line.contains("1 \(words[index + 1])") else { continue }
          Issue.record("1 \(words[index + 1]) in: \(line)\n\(lab.link)")
        }
      }
    }
  }
}

extension Substring {
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> String {
    var text = self
    while let first = text.first, isLeftOut(first) { text.removeFirst() }
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return String(text)
  }
}
