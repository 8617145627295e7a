import CursesTerminal
import FuzzSupport
import Testing

/// Bytes for the terminal without what it was told already: fewer of them, and the same screen.
@Suite struct ColourStreamTests {
  private func squeezed(_ text: String) -> String {
    String(decoding: ColourStream.squeezed(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    // Both, then the background alone, then neither.
    (
      "\u{1B}[38;5;1m\u{1B}[48;5;2m▀\u{1B}[38;5;1m\u{1B}[48;5;3m▀\u{1B}[38;5;1m\u{1B}[48;5;3m▀",
      "\u{1B}[38;5;1;48;5;2m▀\u{1B}[48;5;3m▀▀"
    ),
    // What is not drawn with need not be told.
    ("\u{1B}[31m\u{1B}[32mx", "\u{1B}[32mx"),
    ("\u{1B}[31mx\u{1B}[32m\u{1B}[5;7H\u{1B}[31mx", "\u{1B}[31mx\u{1B}[5;7Hx"),
    // Resets and what follows them are one sequence, and none where all stays.
    ("\u{1B}(B\u{1B}[m\u{1B}[1m\u{1B}[31mx\u{1B}(B\u{1B}[m\u{1B}[1;31my", "\u{1B}(B\u{1B}[0;1;31mxy"),
    ("\u{1B}[0;1;31mx\u{1B}[0;2;31my\u{1B}[m", "\u{1B}[0;1;31mx\u{1B}[0;2;31my\u{1B}[0m"),
    // A number that ends an attribute is sent to a terminal that knows it, and where it is shorter.
    (
      "\u{1B}[0;3;38;5;99mx\u{1B}[23my\u{1B}[3mz\u{1B}[m\u{1B}[38;5;99mx",
      "\u{1B}[0;3;38;5;99mx\u{1B}[23my\u{1B}[3mz\u{1B}[23mx"
    ),
    ("\u{1B}[0;1;2;38;5;99mx\u{1B}[22;2my", "\u{1B}[0;1;2;38;5;99mx\u{1B}[22;2my"),
    // Of a blank cell the background counts, and all where it is underlined or a glyph follows.
    ("\u{1B}[0;31;42mx\u{1B}[33;43m \u{1B}[31;43mx", "\u{1B}[0;31;42mx\u{1B}[43m x"),
    ("\u{1B}[0;31;42mx\u{1B}[4;33m \u{1B}[0;31;42mx", "\u{1B}[0;31;42mx\u{1B}[4;33m \u{1B}[0;31;42mx"),
    ("\u{1B}[0;31;42mx\u{1B}[33;43m y", "\u{1B}[0;31;42mx\u{1B}[33;43m y"),
    ("\u{1B}[0;31;42mx\u{1B}[33m\u{1B}[K\u{1B}[31mx", "\u{1B}[0;31;42mx\u{1B}[Kx"),
    // Erasing takes the background, so that it is told before.
    ("\u{1B}[48;5;9m\u{1B}[K", "\u{1B}[48;5;9m\u{1B}[K"),
    ("\u{1B}[38;2;1;2;3m\u{1B}[48:2::1:2:3ma\u{1B}[38;2;1;2;3mb", "\u{1B}[38;2;1;2;3;48:2::1:2:3mab"),
    ("\u{1B}[1m\u{1B}[38:2:1:2:3m\u{1B}[48:5:7ma", "\u{1B}[1m\u{1B}[38:2:1:2:3;48:5:7ma"),
    // After what is not understood nothing is known.
    ("\u{1B}[31mx\u{1B}[53m\u{1B}[31my", "\u{1B}[31mx\u{1B}[53m\u{1B}[31my"),
    ("\u{1B}[31mx\u{1B}[?25l\u{1B}[31my\u{1B}8\u{1B}[31mz", "\u{1B}[31mx\u{1B}[?25l\u{1B}[31my\u{1B}8\u{1B}[31mz"),
    ("\u{1B}[38;5m\u{1B}[3m\u{1B}[38;5;1;256mx", "\u{1B}[38;5m\u{1B}[3m\u{1B}[38;5;1;256mx"),
    // Moves and what is none of this stay, and nothing is held back.
    ("\u{1B}[5;7H\u{1B}(B\u{1B}]0;title\u{7}中\u{1B}[3", "\u{1B}[5;7H\u{1B}(B\u{1B}]0;title\u{7}中\u{1B}[3"),
    ("x\u{1B}[31m", "x\u{1B}[31m"),
    ("x\u{1B}[31m ", "x\u{1B}[31m "),
  ])
  func `what changes is told, and nothing twice`(_ text: String, _ expected: String) {
    #expect(squeezed(text) == expected)
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `random bytes show the same screen, however they are cut`(_ seed: UInt64) {
    var stream = RandomStream(seed: seed)
    let whole = VirtualScreen(columns: 40, rows: 12)
    let squeezed = VirtualScreen(columns: 40, rows: 12)
    for frame in 0..<12 {
      let bytes = stream.next()
      _ = whole.feed(bytes[...])
      _ = squeezed.feed(ColourStream.squeezed(bytes)[...])
      guard whole.looks == squeezed.looks else {
        Issue.record("frame \(frame): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
    }
    // Both go on to draw with the same.
    for screen in [whole, squeezed] { _ = screen.feed(Array("\u{1B}\\\u{18}\u{1B}[3;3Hx".utf8)[...]) }
    #expect(whole.looks == squeezed.looks)
  }

  @Test(arguments: [
    "xterm-256color", "screen-256color", "tmux-256color", "xterm", "screen", "linux", "vt220", "vt100",
  ])
  func `frames show the same as without it`(_ terminal: String) throws {
    // Without a descriptor above ten, curses writes to the terminal itself.
    let probe = Products.path("terminal-probe")
    let limits = ["ulimit -n 10; ", ""]
    for seed in 1...2 {
      let probes = try limits.map { limit in
        try Pty(["/bin/sh", "-c", "\(limit)exec '\(probe)' \(seed)"], environment: ["TERM": terminal], size: (70, 20))
      }
      for frame in 1...15 {
        for probe in probes { try #require(probe.waitText("frame \(frame)|"), "\(terminal), seed \(seed)") }
        // The last row may come before the others do.
        var isSame = false
        for _ in 0..<100 where !isSame {
          for probe in probes { probe.settle(milliseconds: 20) }
          isSame = probes[0].screen.looks == probes[1].screen.looks
        }
        try #require(isSame, "\(terminal), seed \(seed), frame \(frame)")
        for probe in probes { probe.send(" ") }
      }
    }
  }
}

/// What a program might send to a terminal: mostly what curses sends, now and then anything, cut anywhere.
private struct RandomStream {
  private var numbers: FuzzNumbers
  private var rest: [UInt8] = []

  init(seed: UInt64) { numbers = FuzzNumbers(seed: seed) }

  /// The bytes of a frame; the end of it may come with the next.
  mutating func next() -> [UInt8] {
    for _ in 0..<60 { rest += Array(piece().utf8) }
    let count = numbers.below(4) == 0 ? rest.count - numbers.below(8) : rest.count
    defer { rest.removeFirst(count) }
    return Array(rest[..<count])
  }

  private mutating func one(of texts: [String]) -> String { texts[numbers.below(texts.count)] }

  private mutating func piece() -> String {
    switch numbers.below(16) {
    case 0...4: "\u{1B}[" + (0...numbers.below(3)).map { _ in parameter() }.joined(separator: ";") + "m"
    case 5: "\u{1B}(B\u{1B}[m"
    case 6...7: one(of: ["x", "ab c", "▀", "▀▄ ", "卷", "e\u{301}", " \u{301}", "🙂"])
    case 8...9: String(repeating: " ", count: 1 + numbers.below(20))
    case 10...11: "\u{1B}[\(1 + numbers.below(12));\(1 + numbers.below(40))H"
    case 12: one(of: ["\r", "\n", "\u{8}", "\t", "\u{7}", "\u{1B}[3C", "\u{1B}[A", "\u{1B}[7G", "\u{1B}[2d"])
    case 13: one(of: ["\u{1B}[K", "\u{1B}[1K", "\u{1B}[J", "\u{1B}[9X", "\u{1B}[2J"])
    case 14: one(of: ["\u{1B}[m", "\u{1B}[39;49m", "\u{1B}[0;1m", "\u{1B}(0", "\u{1B}(B", "\u{E}", "\u{F}"])
    default: unknown()
    }
  }

  private mutating func parameter() -> String {
    switch numbers.below(4) {
    case 0: one(of: ["", "0", "1", "2", "3", "4", "5", "7", "9", "22", "23", "24", "25", "27", "29", "39", "49"])
    case 1: one(of: ["3", "4", "9", "10"]) + "\(numbers.below(8))"
    case 2: one(of: ["38", "48"]) + one(of: [";", ":"]) + "5" + ";\(numbers.below(256))"
    default:
      one(of: ["38;2;1;2;3", "48;2;9;8;7", "38:5:7", "48:2::1:2:3", "21", "53", "38;5", "58;5;3", "10", "4:3", "999"])
    }
  }

  private mutating func unknown() -> String {
    one(of: [
      "\u{1B}7", "\u{1B}8", "\u{1B}[?25l", "\u{1B}[s", "\u{1B}[u", "\u{1B}[2@", "\u{1B}[2P", "\u{1B}[L", "\u{1B}[M",
      "\u{1B}[2;9r", "\u{1B}[r", "\u{1B}D", "\u{1B}M", "\u{1B}E", "\u{1B}]0;a title\u{7}", "\u{1B}]0;b\u{1B}\\",
      "\u{1B}P1$q m\u{1B}\\", "\u{1B}[>4;1m", "\u{1B}[3\u{1B}[1m", "\u{1B}[!p", "\u{1B}#8", "\u{1B}c",
      "\u{0}",
      "\u{1B}[4h", "\u{1B}[4l", "\u{1B}[S", "\u{1B}[T", "\u{1B}", "\u{1B}[", "\u{1B}[3", "\u{1B}[31\u{18}",
    ])
  }
}
