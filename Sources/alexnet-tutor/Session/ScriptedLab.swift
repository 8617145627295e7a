import TextUI
import Tutor

/// A lab inside the application's frame, played with keys that were written down.
struct ScriptedLab {
  private var app: App

  init(_ lab: any LabShowing, context: Context, size: Size = Size(80, 24)) {
    app = App(lab, context: context, size: size)
    finish()
  }

  /// A key that would leave the lab does nothing: below it there is no screen.
  mutating func press(_ script: ScriptedKeys) {
    for key in script.keys { _ = app.update(.key(key)) }
    finish()
  }

  /// Nothing is left to come: the screen is printed once.
  private mutating func finish() {
    while (app.screen as? any LabShowing)?.isUnfinished ?? false { _ = app.tick() }
  }

  /// The lab in words, or the screen as text where something lies over it.
  func narration(width: Int) -> [String] {
    let words = app.isCovered ? nil : (app.screen as? any LabShowing)?.narration(app.context.language, width: width)
    return (words ?? lines) + (words == nil ? [] : [app.notice].compactMap { $0 })
  }

  /// What every key does, one a line.
  var keys: [String] { app.keys.map { $0.spelled(.ascii) + ": " + $0.label } }

  /// The screen as text.
  var lines: [String] { app.frame().lines }
}
