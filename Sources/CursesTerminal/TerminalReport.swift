import CNcurses
import Glibc
import TextUI

/// What is known of the terminal without opening it, for a report on this machine.
package struct TerminalReport {
  /// What TERM says; nil where it says nothing.
  package let name: String?
  /// Whether terminfo has an entry for it that can place the cursor.
  package let isKnown: Bool
  package let inputIsTerminal: Bool
  package let outputIsTerminal: Bool
  /// Colours that terminfo promises; 0 for none.
  package let colours: Int
  package let hasDirectColour: Bool
  /// The variable that decides the locale and its value; nil where none is set.
  package let locale: (variable: String, value: String)?
  package let glyphs: GlyphSet
  /// Milliseconds until a lone Esc counts as the key.
  package let escapeDelay: String
  /// The window's size, where there is one.
  package let size: Size?

  /// Takes over the locale of the environment, as opening the terminal does.
  package init() {
    name = Capabilities.environment("TERM")
    inputIsTerminal = isatty(STDIN_FILENO) == 1
    outputIsTerminal = isatty(STDOUT_FILENO) == 1
    isKnown = name != nil && cn_terminal_is_known() != 0
    colours = isKnown ? max(0, Int(tigetnum("colors"))) : 0
    hasDirectColour = isKnown && tigetflag("RGB") > 0
    locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { variable in Capabilities.environment(variable).map { (variable, $0) } }.first
    glyphs = TerminalLocale().glyphs()
    escapeDelay = Capabilities.environment("ESCDELAY") ?? "25"
    var window = winsize()
    let hasWindow = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
    size = hasWindow ? Size(Int(window.ws_col), Int(window.ws_row)) : nil
  }

  /// Glyphs that the screens use and that the C library gives another width than ``GlyphWidth``.
  package func disagreements(among glyphs: String) -> [Character] {
    glyphs.filter { glyph in
      guard let scalar = glyph.unicodeScalars.first else { return false }
      return Int(cn_width(wchar_t(bitPattern: scalar.value))) != GlyphWidth.of(scalar)
    }
  }
}
