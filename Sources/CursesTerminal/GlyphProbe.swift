import Glibc
import TextUI

/// Asks the terminal itself how many cells glyphs take: each is written at the start of a line, then the terminal is asked
/// where its cursor stands (Device Status Report, `ESC [ 6 n`), and the line is wiped.
package enum GlyphProbe {
  /// The glyphs to which the terminal gives another width than ``GlyphWidth``; nil where there is no terminal to ask or it
  /// does not answer.
  package static func disagreements(among glyphs: String) -> [(glyph: Character, cells: Int)]? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
    var quiet = modes
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0 else { return nil }
    defer {
      send("\r\u{1B}[K")
      tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    }
    var found: [(Character, Int)] = []
    for glyph in glyphs {
      send("\r\u{1B}[K\(glyph)\u{1B}[6n")
      guard let column = readColumn() else { return nil }
      if column - 1 != GlyphWidth.of(glyph) { found.append((glyph, column - 1)) }
    }
    return found
  }

  private static func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// From the answer `ESC [ row ; column R`; nil where none comes within half a second.
  private static func readColumn() -> Int? {
    var answer: [UInt8] = []
    while answer.count < 32, answer.last != UInt8(ascii: "R") {
      var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      var byte: UInt8 = 0
      guard poll(&source, 1, 500) > 0, read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
      answer.append(byte)
    }
    let text = String(decoding: answer.dropLast(), as: UTF8.self)
    return text.split(separator: ";").last.flatMap { Int($0) }
  }
}
