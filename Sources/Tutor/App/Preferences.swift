import TextUI

/// What a learner chooses once and for all; a file keeps it.
package struct Preferences: Hashable, Sendable {
  package enum Motion: String, Sendable, CaseIterable {
    case off, slow, normal, fast

    /// From one step to the next.
    package var milliseconds: Int {
      switch self {
      case .off, .normal: 250
      case .slow: 600
      case .fast: 100
      }
    }
  }

  /// What the terminal is taken for; `auto` asks it.
  package enum Glyphs: String, Sendable, CaseIterable { case auto, unicode, ascii }
  package enum Colours: String, Sendable, CaseIterable {
    case auto
    case c256 = "256"
    case c16 = "16"
    case mono = "none"
  }

  package var motion: Motion
  package var glyphs = Glyphs.auto
  package var colours = Colours.auto
  package var mouse = true

  package init(motion: Motion = .off) { self.motion = motion }
}
