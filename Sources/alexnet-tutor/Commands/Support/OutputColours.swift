import TextUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Rendition {
  /// What standard output can show: colours on a terminal that has some, tones everywhere else and with NO_COLOR.
  static var ofOutput: Rendition {
    let environment = Folders().environment
    func value(_ name: String) -> String { environment[name] ?? "" }
    let terminal = value("TERM")
    guard isatty(STDOUT_FILENO) == 1, value("NO_COLOR").isEmpty, !["", "dumb"].contains(terminal),
      !terminal.hasPrefix("vt")
    else { return Rendition(.mono, .unicode) }
    if ["truecolor", "24bit"].contains(value("COLORTERM")) || terminal.hasSuffix("-direct") {
      return Rendition(.direct, .unicode)
    }
    let isRich = ["256", "kitty", "alacritty", "foot", "ghostty", "wezterm"].contains { terminal.contains($0) }
    return Rendition(isRich ? .c256 : .c16, .unicode)
  }
}
