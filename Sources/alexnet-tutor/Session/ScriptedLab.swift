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
    for key in script.keys { perform(app.update(.key(key))) }
    finish()
  }

  /// What a lab's keys ask for besides the screen: without workers it is done at once.
  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .measureActivations: _ = app.update(.costs(ActivationTimes().measured))
      case .readSource(let file): _ = app.update(.source(file, SourceFiles().text(file, app.context.language)))
      default: break
      }
    }
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
  var lines: [String] { app.frame().tonedLines }

  /// The screen as what reads it can show it.
  func lines(_ rendition: Rendition) -> [String] { app.frame().lines(rendition) }
}
