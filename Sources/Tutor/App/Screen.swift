import TextUI

/// One full screen of the tutor: a value that changes with events and draws itself whole.
///
/// The application draws the frame around it (where I am, which keys work) and handles what is the same everywhere:
/// the key list, leaving, redrawing, the smallest size.
package protocol Screen: Sendable {
  /// Where this screen is, outermost first, without the program's name: `["Walk", "conv2", "map 17"]`.
  func crumbs(_ context: Context) -> [String]

  /// What stands at the right of the header before the language.
  func status(_ context: Context) -> [String]

  /// Every key that does something here and now, in the order of the footer. What is listed works.
  func keys(_ context: Context) -> [KeyHint]

  /// The state after an event. A screen that does not use an event returns nothing.
  mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action]

  /// Brings the screen into step with what all screens share, and asks for what it misses there. It is called before
  /// anything else is asked of the screen whenever something may have changed since: after every event and report, and
  /// when the screen comes to the front again. Called twice without a change in between, it does nothing the second time.
  mutating func adopt(_ context: inout Context) -> [Action]

  /// Lets go of what is kept only to draw faster.
  mutating func forgetKept()

  /// Time has passed; called only while ``wantsTicks(_:)`` is true.
  mutating func tick(_ context: Context) -> [Action]
  /// Whether something moves here. Without movement no timer runs.
  func wantsTicks(_ context: Context) -> Bool
  /// Milliseconds from one tick to the next.
  func interval(_ context: Context) -> Int

  /// Draws into `area`; `buffer` is already cleared there.
  func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context)

  /// The term of the field that this screen is about, as ``Glossary`` names it.
  func term(_ context: Context) -> String?

  /// Where Continue should come back to, if this screen is such a place.
  func place(_ context: Context) -> Place?
}

extension Screen {
  package func status(_ context: Context) -> [String] { [] }
  package mutating func adopt(_ context: inout Context) -> [Action] { [] }
  package mutating func forgetKept() {}
  package mutating func tick(_ context: Context) -> [Action] { [] }
  package func wantsTicks(_ context: Context) -> Bool { false }
  package func interval(_ context: Context) -> Int { context.preferences.motion.milliseconds }
  package func place(_ context: Context) -> Place? { nil }
  package func term(_ context: Context) -> String? { nil }
}

/// A screen that can have a text field: while one is open, characters are text and not keys.
package protocol TypingScreen: Screen {
  var isTyping: Bool { get }
  /// Whether pasted text has somewhere to go: also a field for numbers takes it, where other letters are still keys.
  var takesText: Bool { get }
}

extension TypingScreen {
  package var takesText: Bool { isTyping }
}

/// A key as a hint and in the key list: what to press, what it does.
package struct KeyHint: Sendable {
  /// The event that the key list sends when its entry is run; nil for a hint that stands for several keys.
  package let key: Key?
  package let shown: String
  package let label: String
  /// Hints that are in the key list but not in the footer.
  package let onlyInList: Bool

  package init(_ key: Key?, _ shown: String, _ label: String, onlyInList: Bool = false) {
    (self.key, self.shown, self.label, self.onlyInList) = (key, shown, label, onlyInList)
  }

  /// The name of the key in glyphs that the terminal has: arrows and the signs of keys become words in ASCII.
  package func spelled(_ glyphs: GlyphSet) -> String {
    guard glyphs == .ascii else { return shown }
    if let word = KeyHint.words[shown] { return word }
    return shown.map { KeyHint.words[String($0)] ?? String($0) }.joined()
  }

  private static let words = [
    "⏎": "enter", "⇥": "tab", "⇧⇥": "shift-tab", "⇧tab": "shift-tab", "↑↓": "up/down", "←→": "left/right",
    "←→↑↓": "arrows", "←↑↓→": "arrows", "←→↓↑": "arrows", "↑": "up", "↓": "down", "←": "left", "→": "right",
  ]
}

/// What a screen asks of the application.
package enum Action: Sendable {
  case push(any Screen)
  /// Down to the first screen, and this one upon it.
  case jump(any Screen)
  /// The list of everything there is to go to, or a part of it.
  case command(CommandPalette.Part)
  /// Up one level: the screen below comes back as it was.
  case pop
  /// Takes this screen's place.
  case replace(any Screen)
  case effect(Effect)
  /// A sentence for the learner, shown until the next key.
  case notice(String)
}
