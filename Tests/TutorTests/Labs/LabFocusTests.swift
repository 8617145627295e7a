import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// What a lab holds beside its state points into the state: where the keys go, what is typed, what was predicted.
@Suite struct LabFocusTests {
  /// A control that only some states have has the focus when the state before comes back.
  static let vanishing: [(lab: String, size: Size, keys: String)] = [
    ("pooling", Size(80, 24), "\t\t\t\t\t\t>\t\t,"), ("augmentation", Size(80, 24), "\t<>\t,"),
    ("augmentation", Size(80, 24), "\t<\t,"), ("sizes", Size(60, 18), "\t\t>>\t\t\t,"),
    ("receptive-field", Size(80, 24), "\t\t>\t,"), ("groups", Size(80, 24), "\t>>>\t\t\t,,,"),
  ]

  private static func key(_ character: Character) -> Key {
    switch character {
    case "\t": .tab
    case "<": .left
    case ">": .right
    default: .character(character)
    }
  }

  @Test(arguments: vanishing.indices, Language.allCases)
  func `undo takes the focus from a control that the state before does not have`(
    _ index: Int, _ language: Language
  ) throws {
    let (name, size, keys) = Self.vanishing[index]
    var app = try LabTests.app(name, size, language)
    for character in keys {
      app.press(Self.key(character))
      try Self.check(app, name)
    }
  }

  /// The focus is on something that is there: its link opens, and turning it changes what it says or says why not.
  static func check(_ app: App, _ name: String) throws {
    let lab = try #require(app.screen as? any LabShowing)
    if let fault = LabRegistry.check(commandLine: lab.link) { Issue.record("\(lab.link): \(fault)") }
    #expect(app.frame().brokenCells.isEmpty)
  }

  @Test func `what is typed for a control goes when the control goes`() throws {
    var screen = try LabScreen<PoolingLab>(settings: [LabSetting("padding", "1")])
    let controls = screen.lab.controls(.english).map(\.key)
    let usual = PoolingLab().controls(.english).map(\.key)
    let extra = try #require(controls.first { !usual.contains($0) })
    screen.focus = .control(extra)
    screen.typed = TextField("1")
    screen.now = .init(lab: PoolingLab(), predictions: nil)
    #expect(screen.focus == .picture && screen.typed == nil)
  }

  @Test func `a cell that is edited stays inside the grid of the state`() throws {
    var screen = try LabScreen<ConvolutionLab>(settings: [LabSetting("input", "7"), LabSetting("edit", "0,6,6")])
    #expect(screen.focus == .editing(LabCell(grid: 0, row: 6, column: 6)))
    screen.now = .init(lab: ConvolutionLab(), predictions: nil)
    #expect(screen.focus == .editing(LabCell(grid: 0, row: 4, column: 4)))
  }

  /// Goes to some control, turns it, goes on to what may have appeared, and takes back: the walk that uniform keys hardly
  /// ever make.
  @Test(arguments: LabTests.names, [1, 2] as [UInt64])
  func `controls that come and go under undo, reset, predicting and typing`(_ name: String, _ seed: UInt64) throws {
    var stream = ActionStream(seed: seed &* 7919)
    let sizes = [Size(80, 24), Size(60, 18), Size(100, 30), Size(59, 17)]
    var app = try LabTests.app(name, sizes[Int(seed) % sizes.count], seed % 2 == 0 ? .english : .chinese)
    for round in 0..<share(44) {
      for key in stream.round() { app.press(key) }
      for _ in 0..<stream.below(3) {
        let at = Point(stream.below(app.size.columns), stream.below(app.size.rows))
        _ = app.update(.mouse(MouseEvent(stream.pick([.press, .wheelUp, .wheelDown, .drag]), at: at)))
      }
      if round % 9 == 8 { _ = app.update(.resize(stream.pick(sizes))) }
      if app.wantsTicks { _ = app.tick() }
      try Self.check(app, name)
      if round % 4 == 3 { try Self.checkFresh(&app) }
    }
  }

  /// What is on the screen is what its link opens: nothing stays behind from the states before.
  private static func checkFresh(_ app: inout App) throws {
    for _ in 0..<3 { app.press(.escape) }
    LabTests.settle(&app)
    let lab = try #require(app.screen as? any LabShowing)
    var again = try LabRegistry.open(commandLine: lab.link)
    again.finish()
    #expect(LabTests.picture(again) == LabTests.picture(lab), "\(lab.link)")
  }
}

/// Rounds of keys that belong together, in a fixed random order.
struct ActionStream {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, count)
  }

  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

  /// Some of one key, at least `least`.
  private mutating func some(_ key: Key, _ range: ClosedRange<Int>) -> [Key] {
    Array(repeating: key, count: range.lowerBound + below(range.count))
  }

  mutating func round() -> [Key] {
    var keys = some(.tab, 0...12) + some(pick([.left, .right]), 1...4) + some(pick([.tab, .backtab]), 0...3)
    switch below(8) {
    case 0: keys += [.enter, .character(pick(["1", "2", "7", "x"])), pick([.enter, .tab, .escape])]
    case 1: keys += [.escape, .character("p"), .character("1"), .enter, .character(pick(["1", "2", "3"]))]
    case 2: keys += [.character("e"), .right, .down, .character("5"), pick([.enter, .up, .right, .escape])]
    case 3: keys += [.character(pick(["r", "x", " ", "."])), pick([.character("."), .up, .down])]
    default: keys += some(pick([.left, .right, .up, .down]), 0...3)
    }
    return keys + some(.character(","), 0...6)
  }
}
