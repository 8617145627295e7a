import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// Where the cursor of the walk stands, and where it goes.
@Suite struct WalkCursorTests {
  private func screen(_ app: App) throws -> WalkScreen { try #require(app.screen as? WalkScreen) }

  @Test func `the cursor begins on the strongest cell of the map that passes most, in every stage`() throws {
    let walk = Fixtures.paper
    var app = WalkLensTests.app(walk, [])
    for stage in 1...walk.summaries.count {
      app.press(.right)
      let screen = try screen(app)
      let numbers = try #require(walk.output(stage))
      let grid = StageGrid(numbers.shape)
      let value = numbers.data[grid.offset(screen.cell)]
      #expect(value > 0, "\(walk.stageNames[stage])")
      guard !grid.isVector else { continue }
      let passing = (0..<grid.channels).map { grid.map($0, of: numbers).values.reduce(0) { $0 + max(0, $1) } }
      #expect(passing[screen.cell.channel] == passing.max())
      #expect(value == grid.map(screen.cell.channel, of: numbers).values.max())
    }
  }

  @Test func `a cell that was chosen by hand keeps its place from stage to stage`() throws {
    var app = WalkLensTests.app(Fixtures.paper, [.right, .enter, .home, .escape, .right])
    #expect(try screen(app).cell.column == 0)
    app.press(.right)
    #expect(try screen(app).cell.column == 0)
  }

  @Test func `a puts the liveliest map at the top, and the cursor on it`() throws {
    var app = WalkLensTests.app(Fixtures.paper, [.right, .down, .down, .down, .character("a")])
    let activity = Fixtures.paper.digests[1].activity
    #expect(activity[try screen(app).cell.channel] == activity.max())
    #expect(app.frame().text.contains("▸\(try screen(app).cell.channel)"))
    app.press(.character("2"), .enter, .enter, .enter, .pageDown, .character("m"))
    #expect(try screen(app).offset == 0)
  }

  @Test func `from the first cell of every stage a followed number reaches a class`() throws {
    let walk = try WalkLensTests.paper.get()
    let score = try #require(walk.gradients?.unit)
    let last = walk.summaries.count
    for stage in 1..<last {
      var app = WalkLensTests.app(walk, [])
      for _ in 0..<stage { app.press(.right) }
      app.press(.enter, .enter, .character("f"))
      for _ in stage..<last { app.press(.right) }
      let trail = try screen(app).trail
      #expect(trail.map(\.stage) == Array(stage...last), "\(walk.stageNames[stage])")
      #expect(trail.allSatisfy { $0.value != 0 })
      let unit = trail.first { $0.stage == walk.scoreStage }.map { StageGrid([1000]).index($0.cell) }
      #expect(stage > walk.scoreStage || unit == [score])
    }
  }

  @Test func `following asks for the gradients that show the way`() throws {
    var app = WalkLensTests.app(Fixtures.computed, [.right, .enter, .enter])
    let effects = app.press(.character("f"))
    #expect(effects.contains { if case .backward = $0 { true } else { false } })
    app.press(.right)
    #expect(try screen(app).trail.count == 1)
    #expect(app.frame().lines.last?.contains("gradients") == true)
  }

  @Test(arguments: [Size(60, 18), Size(80, 24), Size(100, 30), Size(200, 60)])
  func `a page of terms is what is shown of them, and the cursor moves in it`(_ size: Size) throws {
    var app = Fixtures.app(size)
    app.press(.enter, .character("2"), .enter, .enter, .enter)
    let rows = app.frame().lines.filter { $0.hasPrefix("│ ") && $0.contains("[") }.count
    #expect(TermsView.rows(try screen(app), app.context) == rows)
    app.press(.pageDown)
    #expect(try screen(app).offset == rows)
    app.press(.tab)
    #expect(try screen(app).offset == 2 * rows)
    let before = app.frame().lines
    app.press(.up)
    let after = app.frame().lines
    func marked(_ lines: [String]) -> Int? { lines.firstIndex { $0.contains("▸[") } }
    #expect(marked(after) != marked(before), "the mark moves and the page stays")
  }

  @Test(arguments: [Size(60, 18), Size(80, 24), Size(100, 30), Size(200, 60)], ["fc6", "flat", "softmax"])
  func `every unit has a place of its own, to which the cross moves`(_ size: Size, _ name: String) throws {
    var app = Fixtures.app(size)
    app.press(.enter)
    let layers = Fixtures.paper.summaries
    let found = layers.firstIndex { $0.name == name || (name == "flat" && $0.kind == .flatten) }
    let stage = try #require(found) + 1
    _ = app.open(WalkScreen(stage: stage, app.context))
    app.press(.enter)
    func cross() -> Point? {
      let frame = app.frame()
      for y in 0..<size.rows {
        for x in 0..<size.columns where "╀╁╋".contains(frame[x, y].glyph) { return Point(x, y) }
      }
      return nil
    }
    app.press(.home)
    for _ in 0..<300 { app.press(.up) }
    var places: [String] = []
    for key in [.right, .right, .down, .down, .down] as [Key] {
      app.press(key)
      let at = try #require(cross())
      let frame = app.frame()
      // Where the part that is shown moves with the cursor, what lies around it changes.
      places.append("\(at.x),\(at.y)\(frame[at.x, at.y].glyph)" + frame.lines[frame.size.rows - 4])
    }
    #expect(Set(places).count == places.count)
  }

  @Test func `continue leads back to the cell and how deep it was opened`() throws {
    let app = WalkLensTests.app(Fixtures.paper, [.character("2"), .enter, .right, .down, .enter])
    let before = try screen(app)
    let place = try #require(before.place(app.context))
    #expect(Place(line: place.line) == place)
    var context = app.context
    guard case .push(let screen)? = HomeScreen.resume(place, &context).last, let after = screen as? WalkScreen else {
      Issue.record("no walk")
      return
    }
    #expect(after.stage == before.stage && after.cell == before.cell && after.level == .number)
  }

  @Test func `places of other versions and of other networks are read as far as they hold`() throws {
    #expect(Place(line: "walk paper conv2") == .walk(network: "paper", stage: "conv2"))
    for words in ["number 9999999999 1 1", "number 1 1", "depth 1 1 1", "number 1 1 1 1", "number -1 0 0"] {
      #expect(Place(line: "walk paper conv2 \(words)") == .walk(network: "paper", stage: "conv2"))
    }
    let spot = WalkSpot(level: .terms, cell: StageCell(channel: 900, row: 900, column: 900))
    let context = Context(walk: Fixtures.paper, size: Size(80, 24))
    for name in Fixtures.paper.stageNames + ["none"] {
      let app = App(WalkScreen(stageNamed: name, at: spot, context), context: context, size: context.size)
      #expect(app.frame().brokenCells.isEmpty)
    }
  }
}
