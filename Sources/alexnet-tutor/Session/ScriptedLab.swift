import TextUI
import Tutor

/// A lab inside the application's frame, played with keys that were written down.
struct ScriptedLab {
  private var app: App

  init(_ lab: any LabShowing, context: Context, size: Size = Size(80, 24)) {
    app = App(lab, context: context, size: size)
  }

  /// A key that would leave the lab does nothing: below it there is no screen.
  mutating func press(_ script: ScriptedKeys) {
    for key in script.keys { _ = app.update(.key(key)) }
  }

  /// The screen as text.
  var lines: [String] { app.frame().lines }
}
