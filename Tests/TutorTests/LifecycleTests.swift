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
