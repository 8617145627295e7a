import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// What a screen holds must fit the world also when the world has changed while another screen lay above.
@Suite struct LifecycleTests {
  /// Opens the list of networks, chooses one and comes back.
  private func choose(_ network: String, _ app: inout App) {
    app.press(.character("n"))
    for _ in 0..<(Architecture.names.firstIndex(of: network) ?? 0) { app.press(.right) }
    app.press(.enter)
  }

  @Test(arguments: Architecture.names)
  func `from the last stage to any other network`(_ network: String) {
    var app = Fixtures.app(Size(80, 24))
    app.press(.enter, .end)
    for _ in 0..<30 { app.press(.right) }
    choose(network, &app)
    #expect(app.context.walk.architecture.name == network)
    #expect(app.frame().brokenCells.isEmpty)
    #expect((app.screen as? WalkScreen)?.stage == app.context.walk.summaries.count)
  }

  @Test(arguments: [Key.character("?"), .character(":")])
  func `what lies over a screen is of the screen as it has become`(_ opening: Key) {
    var app = Fixtures.app(Size(100, 30), walk: WalkModel(network: "lenet-5"))
    app.press(.enter)
    var late = app
    app.press(opening)
    let before = app.frame()
    for change in [0, 1] {
      for which in [0, 1] {
        var changed = which == 0 ? app : late
        if change == 0 {
          // The picture arrives, and with it keys that look into it.
          changed.context.walk = Fixtures.computed
        } else {
          _ = changed.context.walk.start(network: "mini")
        }
        _ = changed.update(.resize(changed.size))
        if which == 0 { app = changed } else { late = changed }
      }
      var fresh = late
      fresh.press(opening)
      #expect(app.frame() == fresh.frame(), "change \(change)")
      if change == 0, opening == .character("?") { #expect(app.frame() != before) }
    }
  }

  @Test func `the chosen entry of the key list stays chosen while the list changes`() {
    let rest = [KeyHint(nil, "↑↓", "rows"), KeyHint(nil, "↑↓", "columns"), KeyHint(.enter, "⏎", "open")]
    var list = KeyList(rest)
    for _ in 0..<2 { _ = list.update(.down) }
    list.adopt([KeyHint(.character("b"), "b", "backward")] + rest)
    guard case .run(.enter) = list.update(.enter) else {
      Issue.record("another entry was chosen")
      return
    }
    // Entries that look alike are told apart by their place.
    var alike = KeyList(rest)
    _ = alike.update(.down)
    alike.adopt(rest)
    _ = alike.update(.down)
    guard case .run(.enter) = alike.update(.enter) else {
      Issue.record("the choice moved although nothing changed")
      return
    }
  }

  @Test func `a lesson drawn anew looks as it did`() {
    var app = Fixtures.app(Size(100, 30))
    app.press(.down, .enter, .enter)
    for _ in 0..<8 { app.press(.down) }
    #expect(app.frameDrawnAnew() == app.frame())
  }

  @Test func `a walk that lies deeper in the stack adopts the network as well when it comes to the front`() {
    var app = Fixtures.app(Size(100, 30))
    app.press(.enter)
    for _ in 0..<30 { app.press(.right) }
    // The glossary card of softmax leads to another walk, and there another network is chosen.
    _ = app.open(WalkScreen(stage: 3, app.context))
    choose("lenet-5", &app)
    #expect(app.context.walk.architecture.name == "lenet-5")
    for _ in 0..<4 where app.depth > 2 {
      app.press(.escape)
      #expect(app.frame().brokenCells.isEmpty)
    }
    #expect((app.screen as? WalkScreen)?.stage == app.context.walk.summaries.count)
  }
}
