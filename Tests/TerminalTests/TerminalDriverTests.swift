import Glibc
import Testing

/// The driver, end to end: a program in a real pseudo-terminal.
@Suite(.serialized)
struct TerminalDriverTests {
  private func start(_ environment: [String: String] = [:], size: (columns: Int, rows: Int) = (80, 24)) throws -> Pty {
    try Pty([Products.path("terminal-probe")], environment: environment, size: size)
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func `wide and combining glyphs stand in their cells`(_ terminal: String) throws {
    let probe = try start(["TERM": terminal])
    #expect(probe.waitText("end|"))
    #expect(probe.lines[0] == "probe 80x24 c256 unicode")
    #expect(probe.lines[4].hasPrefix("╭─ ▸ 第一课：什么是卷积？ ─"))
    #expect(probe.lines[4].hasSuffix("╮"))
    #expect(probe.screen.cell(5, 4).width == 2)
    #expect(probe.lines[5].contains("combining: e\u{301} emoji 🙂 heart ❤ end|"))
    #expect(probe.screen.isAlternate && !probe.screen.isCursorVisible)
  }

  @Test func `keys arrive by name, also those that come in pieces`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    let keys: [(Pty.Key, String)] = [
      (.left, "left"), (.up, "up"), (.pageDown, "pageDown"), (.home, "home"), (.end, "end"), (.backtab, "backtab"),
      (.delete, "delete"), (.enter, "enter"), (.tab, "tab"), (.backspace, "backspace"), (.function(1), "function(1)"),
      (.escape, "escape"),
    ]
    for (key, name) in keys {
      probe.key(key)
      #expect(probe.waitText("key \(name)"), "\(name): \(probe.lines[1])")
    }
    probe.send("卷积")
    #expect(probe.waitText("typed: 卷积"))
    probe.send("\u{1B}[A")
    #expect(probe.waitText("key up"))
    probe.send("\u{1B}OB")
    #expect(probe.waitText("key down"))
  }

  @Test func `Alt and unknown sequences type nothing`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    probe.send("\u{1B}j\u{1B}[99;5xgh")
    #expect(probe.waitText("typed: gh"))
  }

  @Test func `clicks and the wheel arrive with their place`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    probe.click(column: 10, row: 5)
    #expect(probe.waitText("mouse release at 10,5"))
    probe.wheel(up: false, column: 3, row: 4)
    #expect(probe.waitText("mouse wheelDown at 3,4"))
  }

  @Test func `a move with the button down arrives as a drag, one without does not`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    #expect(probe.screen.mouseMode == 2)
    probe.send("\u{1B}[<0;11;6M\u{1B}[<32;15;8M")
    #expect(probe.waitText("mouse drag at 14,7"))
    probe.send("\u{1B}[<32;17;9M")
    #expect(probe.waitText("mouse drag at 16,8"))
    probe.send("\u{1B}[<0;17;9m")
    #expect(probe.waitText("mouse release at 16,8"))
  }

  @Test func `a new size of the window is drawn at once`() throws {
    let probe = try start()
    #expect(probe.waitText("80x24"))
    probe.resize(columns: 120, rows: 40)
    #expect(probe.waitText("probe 120x40"))
    probe.resize(columns: 20, rows: 5)
    #expect(probe.waitText("probe 20x5"))
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
  func `a signal ends the program by that signal and leaves the terminal as it was`(_ signal: Int32) throws {
    let probe = try start()
    let before = probe.modes
    #expect(probe.waitText("last: none"))
    #expect(probe.modes != before)
    probe.signal(signal)
    #expect(probe.waitEnd() == .signalled(signal))
    #expect(probe.modes == before)
    #expect(!probe.screen.isAlternate && probe.screen.isCursorVisible && probe.screen.mouseMode == 0)
  }

  @Test func `Ctrl-C is a signal and q an ordinary end`() throws {
    let first = try start()
    #expect(first.waitText("last: none"))
    first.key(.control("c"))
    #expect(first.waitEnd() == .signalled(SIGINT))
    let second = try start()
    #expect(second.waitText("last: none"))
    second.send("q")
    #expect(second.waitEnd() == .exited(0))
    #expect(!second.screen.isAlternate && second.screen.isCursorVisible && second.screen.mouseMode == 0)
  }

  @Test(arguments: ["f", "x", "a"])
  func `a crash leaves the terminal as it was and its message readable`(_ key: String) throws {
    let probe = try start()
    let before = probe.modes
    #expect(probe.waitText("last: none"))
    probe.send(key)
    guard case .signalled = probe.waitEnd() else {
      Issue.record("it did not crash")
      return
    }
    #expect(probe.modes == before)
    #expect(!probe.screen.isAlternate && probe.screen.isCursorVisible && probe.screen.mouseMode == 0)
    if key == "f" { #expect(probe.text.contains("on purpose 崩溃")) }
    if key == "x" { #expect(probe.text.contains("Index out of range")) }
  }

  @Test func `what is written to standard error appears after the end, not on the screen`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    probe.send("e")
    #expect(probe.waitText("typed: e"))
    #expect(!probe.text.contains("a line for standard error"))
    probe.send("q")
    #expect(probe.waitEnd() == .exited(0))
    #expect(probe.text.contains("a line for standard error"))
  }

  @Test func `Ctrl-L writes the whole screen again`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    probe.settle()
    _ = probe.screen.feed(Array("\u{1B}[2J".utf8)[...])
    #expect(!probe.text.contains("probe 80x24"))
    probe.key(.control("l"))
    #expect(probe.waitText("probe 80x24"))
    #expect(probe.waitText("第一课：什么是卷积？"))
  }

  @Test func `a terminal that goes away ends the program`() throws {
    let probe = try start()
    #expect(probe.waitText("last: none"))
    probe.hangUp()
    let status = probe.waitEnd()
    #expect(status == .exited(0) || status == .signalled(SIGHUP))
  }

  @Test func `with nothing to do it sleeps, and a time-out wakes it once`() throws {
    let probe = try start()
    #expect(probe.waitText("wake-ups: 0"))
    probe.settle(milliseconds: 300)
    #expect(probe.text.contains("wake-ups: 0"))
    probe.send("t")
    #expect(probe.waitText("last: nothing"))
    #expect(probe.waitText("wake-ups: 2"))
  }

  @Test(arguments: [
    (["NO_COLOR": "1"], "mono unicode"), (["LC_ALL": "C"], "c256 ascii"), (["LANG": "zh_CN.UTF-8"], "c256 unicode"),
    (["TERM": "vt100"], "mono unicode"), (["TERM": "linux"], "c16 unicode"), (["TERM": "xterm-color"], "c16 unicode"),
  ])
  func `colours and glyphs follow the environment`(_ environment: [String: String], _ expected: String) throws {
    let probe = try start(environment)
    #expect(probe.waitText("24 " + expected), "\(probe.lines[0])")
    if expected.hasSuffix("ascii") { #expect(probe.text.utf8.allSatisfy { $0 < 0x80 }) }
    probe.send("q")
    #expect(probe.waitEnd() == .exited(0))
  }

  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func `a terminal that cannot show a screen is told in words`(_ name: String) throws {
    let probe = try start(["TERM": name])
    #expect(probe.waitEnd() == .exited(0))
    #expect(probe.text.contains("no full screen here"))
  }
}
