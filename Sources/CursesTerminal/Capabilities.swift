import CNcurses
import Glibc
import TextUI

/// What the learner may set about the screen; everything is found out by itself unless set.
package struct TerminalOptions: Hashable, Sendable {
  package var depth: ColourDepth?
  package var glyphs: GlyphSet?
  package var mouse: Bool

  package init(depth: ColourDepth? = nil, glyphs: GlyphSet? = nil, mouse: Bool = true) {
    (self.depth, self.glyphs, self.mouse) = (depth, glyphs, mouse)
  }
}

/// What the environment and terminfo say about the terminal.
enum Capabilities {
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The colours to use, of those that terminfo promises. `NO_COLOR` means none unless the learner set a depth.
  static func depth(wanted: ColourDepth?) -> ColourDepth {
    guard has_colors() else { return .mono }
    let most: ColourDepth =
      tigetflag("RGB") > 0 || cn_colours() > 256 ? .direct : cn_colours() == 256 ? .c256 : .c16
    if cn_colours() < 8 { return .mono }
    guard let wanted else { return environment("NO_COLOR") == nil ? most : .mono }
    // A terminal of direct colours has no palette of 256.
    switch (wanted, most) {
    case (.direct, .c256): return .c256
    case (.direct, .c16), (.c256, .c16): return .c16
    case (.c256, .direct): return .direct
    default: return wanted
    }
  }
}
