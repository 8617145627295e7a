#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines out, lines in: all that a dumb terminal or a pipe can do.
struct Console: Sendable {
  func say(_ lines: [String]) {
    print(lines.map { $0.printableLines + "\n" }.joined(), terminator: "")
    fflush(nil)
  }

  func say(_ line: String) { say([line]) }

  /// The line that was typed, without white space around it; nil at the end of the input.
  func ask(_ prompt: String) -> String? {
    print(prompt, terminator: " ")
    fflush(nil)
    guard let line = readLine() else {
      print()
      return nil
    }
    // What comes from a pipe does not show on the terminal: the line is ended for it.
    if isatty(0) == 0 { print() }
    return String(line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
