import Glibc
import Testing

/// Ctrl-Z where a shell can continue the program, and where nobody can.
@Suite(.serialized)
struct SuspendTests {
  private let prompt = "ready>"

  /// An interactive shell on a terminal of its own.
  private func shell() throws -> Pty {
    let shell = try Pty(
      ["/bin/bash", "--norc", "--noprofile", "-i"], environment: ["PS1": prompt, "HOME": "/nonexistent"])
    #expect(shell.waitText(prompt))
    return shell
  }

  private func start(_ shell: Pty, _ command: String) {
    shell.send(command + "\n")
    #expect(shell.waitText("last: none"))
  }

  @Test func `under a shell it stops with the terminal given back, and fg brings it back whole`() throws {
    let shell = try shell()
    start(shell, Products.path("terminal-probe"))
    let during = shell.modes
    shell.key(.control("z"))
    #expect(shell.wait { shell in isStopped(shell) && !shell.screen.isAlternate })
    #expect(shell.wait { !$0.screen.isAlternate && $0.screen.isCursorVisible && $0.screen.mouseMode == 0 })
    shell.send("echo a$((1))b\n")
    #expect(shell.waitText("a1b"))
    shell.send("fg\n")
    #expect(shell.wait { $0.screen.isAlternate && $0.text.contains("probe 80x24") })
    #expect(shell.wait { $0.modes == during })
    shell.send("卷")
    #expect(shell.waitText("typed: 卷"))
    shell.send("q")
    #expect(shell.wait { !$0.screen.isAlternate })
    shell.send("exit\n")
    #expect(shell.waitEnd() != nil)
  }

  @Test func `what runs in the same group stops as well`() throws {
    let shell = try shell()
    start(shell, "(\(Products.path("terminal-probe")); true)")
    shell.key(.control("z"))
    #expect(shell.wait { shell in isStopped(shell) && !shell.screen.isAlternate })
    shell.send("fg\n")
    #expect(shell.wait { $0.screen.isAlternate && $0.text.contains("probe 80x24") })
    shell.send("q")
    #expect(shell.wait { !$0.screen.isAlternate })
  }

  @Test func `killed while it is stopped it ends, and leaves the terminal to the shell`() throws {
    let shell = try shell()
    start(shell, Products.path("terminal-probe"))
    shell.key(.control("z"))
    #expect(shell.wait { shell in isStopped(shell) && !shell.screen.isAlternate })
    shell.send("kill %1; fg; echo ended$((1))\n")
    #expect(shell.waitText("ended1"))
    #expect(!shell.screen.isAlternate && shell.screen.mouseMode == 0)
    shell.send("echo a$((1))b\n")
    #expect(shell.waitText("a1b"))
  }

  @Test func `as the leader of its session it goes on, for nobody could continue it`() throws {
    let probe = try Pty([Products.path("terminal-probe")])
    #expect(probe.waitText("last: none"))
    let during = probe.modes
    probe.key(.control("z"))
    probe.send("卷")
    #expect(
      probe.wait {
        $0.text.contains("typed: 卷") && $0.screen.isAlternate && $0.modes == during && $0.screen.mouseMode != 0
      })
    #expect(!probe.screen.isCursorVisible)
    probe.send("q")
    #expect(probe.waitEnd() == .exited(0))
  }

  @Test func `a terminal that goes away with Ctrl-Z typed ahead ends it all the same`() throws {
    let shell = try shell()
    start(shell, Products.path("terminal-probe"))
    let probe = try #require(children(of: shell.process).first)
    // Busy, with Ctrl-Z waiting, when the window is closed.
    shell.send("s\u{1A}\u{1A}abc")
    shell.hangUp()
    var tries = 0
    while kill(probe, 0) == 0, tries < 200 {
      usleep(50_000)
      tries += 1
    }
    #expect(kill(probe, 0) != 0, "it is there after ten seconds")
    kill(probe, SIGKILL)
  }

  /// Whether everything that the shell started has stopped.
  private func isStopped(_ shell: Pty) -> Bool {
    var rest = children(of: shell.process)
    guard !rest.isEmpty else { return false }
    while let process = rest.popLast() {
      guard Process.state(process) == "T" else { return false }
      rest += children(of: process)
    }
    return true
  }

  private func children(of process: pid_t) -> [pid_t] {
    Process.text("/proc/\(process)/task/\(process)/children").split(separator: " ").compactMap { pid_t($0) }
  }
}

/// What the system says of a process.
private enum Process {
  static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count - 1, file)
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// `R`, `S`, `T`, … after the name in brackets.
  static func state(_ process: pid_t) -> String? {
    text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first.map(String.init)
  }
}
