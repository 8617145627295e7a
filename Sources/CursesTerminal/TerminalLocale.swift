import CNcurses
import Glibc
import TextUI

/// The locale of the environment, taken over for the whole process, and whether text beyond ASCII can be shown in it.
///
/// Made once, before there are threads: the locale and the environment are no thread's own.
package struct TerminalLocale: Sendable {
  /// What the terminal can be sent unless the learner chose.
  private let found: GlyphSet
  /// Whether the C library can encode more than ASCII.
  private let canEncode: Bool

  /// A locale that names UTF-8 but is not installed is replaced by C.UTF-8. Where nothing names a locale, as in a bare
  /// container, terminal emulators are trusted with UTF-8 and the kernel's own console is not.
  package init() {
    // The window's own size counts, also after it changed.
    unsetenv("LINES")
    unsetenv("COLUMNS")
    let isInstalled = setlocale(LC_ALL, "") != nil
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Capabilities.environment).first
    let isUTF8 =
      isInstalled && named != nil
      ? TerminalLocale.isUTF8
      : named.map(TerminalLocale.namesUTF8)
        ?? TerminalLocale.showsUTF8(terminal: Capabilities.environment("TERM") ?? "")
    found = isUTF8 ? .unicode : .ascii
    // For ASCII too: elsewhere ncurses shortens runs by asking the terminal to repeat a character, and not all of those
    // that terminfo takes for able to are.
    canEncode =
      TerminalLocale.isUTF8 || setlocale(LC_CTYPE, "C.UTF-8") != nil || setlocale(LC_CTYPE, "en_US.UTF-8") != nil
  }

  package func glyphs(wanted: GlyphSet? = nil) -> GlyphSet { canEncode ? wanted ?? found : .ascii }

  private static var isUTF8: Bool { String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" }

  private static func namesUTF8(_ locale: String) -> Bool {
    let name = locale.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  private static func showsUTF8(terminal: String) -> Bool {
    !["", "dumb", "linux", "ansi", "cons25"].contains(terminal) && !terminal.hasPrefix("vt")
  }
}
