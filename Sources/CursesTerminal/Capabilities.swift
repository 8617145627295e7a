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

  /// Takes over the locale and finds whether the terminal can be sent UTF-8.
  ///
  /// A locale that names UTF-8 but is not installed is replaced by C.UTF-8. Where nothing names a locale, as in a bare
  /// container, terminal emulators are trusted with UTF-8 and the kernel's own console is not.
  static func setLocale(wanted: GlyphSet?) -> GlyphSet {
    let isInstalled = setlocale(LC_ALL, "") != nil
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first
    let isUTF8 =
      isInstalled && named != nil
      ? String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
      : named.map(namesUTF8) ?? showsUTF8(terminal: environment("TERM") ?? "")
    let glyphs = wanted ?? (isUTF8 ? .unicode : .ascii)
    // For ASCII too: elsewhere ncurses shortens runs by asking the terminal to repeat a character, and not all of those
    // that terminfo takes for able to are.
    if String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" || setlocale(LC_CTYPE, "C.UTF-8") != nil
      || setlocale(LC_CTYPE, "en_US.UTF-8") != nil
    {
      return glyphs
    }
    return .ascii
  }

  static func namesUTF8(_ locale: String) -> Bool {
    let name = locale.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  static func showsUTF8(terminal: String) -> Bool {
    !["", "dumb", "linux", "ansi", "cons25"].contains(terminal) && !terminal.hasPrefix("vt")
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
