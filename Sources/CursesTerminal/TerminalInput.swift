import CNcurses
import Glibc
import TextUI

/// Reads what the terminal sends. ncurses only writes here: it takes a byte at a time, and knows neither pastes nor replies.
struct TerminalInput {
  private var parser: InputParser
  private var lastByte = ContinuousClock.now
  /// Whether the terminal has gone.
  private(set) var isAtEnd = false

  /// More than this at once is left for the next time, so that a flood does not keep the screen from being drawn.
  private static let most = 1 << 20

  init() {
    let delay = Capabilities.environment("ESCDELAY").flatMap { Int($0) } ?? 25
    parser = InputParser(
      KeySequences(own: TerminalInput.ownSequences), escapeDelay: max(0, min(delay, 10_000)))
  }

  /// All that can be read without waiting.
  mutating func readAll() -> [InputParser.Reading] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    var terminal = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !isAtEnd, bytes.count < TerminalInput.most, poll(&terminal, 1, 0) > 0 {
      let count = read(STDIN_FILENO, &block, block.count)
      if count > 0 {
        bytes += block[..<count]
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        isAtEnd = true
      }
    }
    guard !bytes.isEmpty else { return [] }
    lastByte = .now
    return parser.read(bytes)
  }

  /// Milliseconds until what is open is taken for what it is; nil where nothing is open.
  var patience: Int32? {
    parser.patience.map { patience in
      Int32(max(0, (.milliseconds(patience) - (.now - lastByte)) / .milliseconds(1)).rounded(.up))
    }
  }

  /// What was left open for long enough.
  mutating func settle() -> [InputParser.Reading] { patience == 0 ? parser.giveUp() : [] }

  /// What terminfo says that this terminal sends for its keys.
  private static var ownSequences: [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcub1", .left), ("kcuf1", .right), ("kcuu1", .up), ("kcud1", .down), ("kLFT", .left), ("kRIT", .right),
      ("kri", .up), ("kind", .down), ("kent", .enter), ("kcbt", .backtab), ("kbs", .backspace), ("kdch1", .delete),
      ("kDC", .delete), ("kpp", .pageUp), ("ka3", .pageUp), ("knp", .pageDown), ("kc3", .pageDown), ("khome", .home),
      ("kHOM", .home), ("kfnd", .home), ("ka1", .home), ("kend", .end), ("kEND", .end), ("kslt", .end), ("kc1", .end),
    ]
    names += (1...12).map { ("kf\($0)", .function($0)) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      guard let text = cn_capability(name) else { continue }
      let bytes = Array(CursesTerminal.withoutPadding(String(cString: text)).utf8)
      if !bytes.isEmpty, keys[bytes] == nil { keys[bytes] = key }
    }
    return keys
  }
}
