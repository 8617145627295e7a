import Engine
import Testing
import TextUI

@testable import Tutor

/// The path of a picture for the walk, typed by hand.
@Suite struct WalkPictureTests {
  private func typing(_ path: String) -> App {
    var app = WalkLensTests.app(Fixtures.computed, [.character("o"), .end, .enter])
    for glyph in path { app.press(.character(glyph)) }
    return app
  }

  @Test func `a path that leads nowhere stays to be mended`() throws {
    var app = typing("/no/cat.png")
    app.press(.enter)
    #expect(app.frame().text.contains("reading"))
    _ = app.update(.failed(app.context.walk.run, "there is no file /no/cat.png"))
    #expect(app.notice == "there is no file /no/cat.png")
    #expect((app.screen as? PictureScreen)?.isTyping == true)
    #expect(app.frame().text.contains("/no/cat.png") && !app.frame().text.contains("reading"))
    app.press(.backspace, .character("G"), .enter)
    let run = app.context.walk.run
    _ = app.update(.stage(run, index: 0, Fixtures.computed.stages[0]))
    #expect(app.screen is WalkScreen, "a picture that is there closes the list")
    #expect(app.context.walk.source == .file("/no/cat.pnG"))
  }

  @Test func `tab completes a path as far as it is sure, and shows what there is`() {
    var app = typing("/p/c")
    let effects = app.press(.tab)
    #expect(effects.contains { if case .completePath("/p/c") = $0 { true } else { false } })
    _ = app.update(.paths(PathMatches(typed: "/p/c", paths: ["/p/cat.png", "/p/catalogue/"])))
    let text = app.frame().text
    #expect(text.contains("/p/cat▏") && text.contains("/p/cat.png") && text.contains("/p/catalogue/"))
    app.press(.character("."))
    #expect(!app.frame().text.contains("catalogue"))
    app.press(.tab)
    _ = app.update(.paths(PathMatches(typed: "/p/cat.", paths: ["/p/cat.png"])))
    #expect(app.frame().text.contains("/p/cat.png▏"))
    app.press(.tab)
    _ = app.update(.paths(PathMatches(typed: "/p/cat.png", paths: [])))
    #expect(app.notice?.contains("begins so") == true)
  }

  @Test func `what was found for another text is not taken`() {
    var app = typing("/p/c")
    app.press(.tab, .character("x"))
    _ = app.update(.paths(PathMatches(typed: "/p/c", paths: ["/p/cat.png"])))
    #expect(app.frame().text.contains("/p/cx▏"))
  }
}
