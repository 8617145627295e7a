#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines out, lines in: all that a dumb terminal or a pipe can do.
struct Console: Sendable {
  /// Bytes of a line that are kept: nobody types as much, and a pipe may bring anything.
  private static let longestLine = 1 << 16
  /// An input that has ended no line after so many bytes is none that anybody answers with.
  private static let mostBytes = 1 << 26

  func say(_ lines: [String]) {
    print(lines.map { $0.printableLines + "\n" }.joined(), terminator: "")
    fflush(nil)
  }

  func say(_ line: String) { say([line]) }

  /// The line that was typed, without white space around it; nil at the end of the input.
  func ask(_ prompt: String) -> String? {
    print(prompt, terminator: " ")
    fflush(nil)
    guard let line = Console.readLine() else {
      print()
      return nil
    }
    // What comes from a pipe does not show on the terminal: the line is ended for it.
    if isatty(0) == 0 { print() }
    return String(line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The next line of the input, cut where it is too long; nil at the end of the input.
  private static func readLine() -> String? {
    var bytes: [UInt8] = []
    for count in 0..<mostBytes {
      let byte = getchar()
      if byte == EOF { return count == 0 ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == Int32(UInt8(ascii: "\n")) { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < longestLine { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    }
    return nil
  }
}
