import Foundation
import Glibc
import Testing

/// However the program ends: the terminal is as it was, nobody is asked what to do, and a fault is told of in one sentence.
@Suite(.serialized)
struct FaultTests {
  private let home = Home()
  /// How a Swift trap ends on this processor.
  #if arch(arm64)
    private static let trap = "SIGTRAP"
  #else
    private static let trap = "SIGILL"
  #endif

  private func probe() throws -> Pty {
    try Pty([Products.path("terminal-probe")], environment: ["HOME": home.path])
  }

  private func isSane(_ pty: Pty, _ before: [UInt32]) -> Bool {
    pty.modes == before && !pty.screen.isAlternate && pty.screen.isCursorVisible && pty.screen.mouseMode == 0
      && !pty.screen.marksPastes
  }

  @Test(arguments: [
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS, SIGIO, SIGPWR, SIGSTKFLT, SIGBUS, SIGSEGV, SIGABRT,
    SIGFPE, SIGILL, SIGTRAP, 34, 50, 64,
  ])
  func `a signal from outside ends it by that signal with the terminal as it was`(_ signal: Int32) throws {
    let probe = try probe()
    let before = Pty.freshModes
    #expect(probe.waitText("last: none"))
    #expect(probe.screen.marksPastes)
    probe.signal(signal)
    #expect(probe.waitEnd(timeout: 5) == .signalled(signal))
    #expect(isSane(probe, before))
    #expect(!probe.text.contains("Press space") && !probe.text.contains("fault of its own"))
  }

  @Test(arguments: [SIGPIPE, SIGXFSZ])
  func `an error of some write does not end it`(_ signal: Int32) throws {
    let probe = try probe()
    #expect(probe.waitText("last: none"))
    probe.signal(signal)
    probe.send("gh")
    #expect(probe.waitText("typed: gh"))
    probe.send("q")
    #expect(probe.waitEnd() == .exited(0))
  }

  @Test(arguments: [("f", trap), ("x", trap), ("a", "SIGABRT"), ("o", "SIGSEGV"), ("w", "SIGSEGV")])
  func `a fault of its own is one sentence, with a report`(_ key: String, _ signal: String) throws {
    let probe = try probe()
    let before = Pty.freshModes
    #expect(probe.waitText("last: none"))
    probe.send(key)
    guard case .signalled = probe.waitEnd() else {
      Issue.record("it did not crash: \(probe.text)")
      return
    }
    #expect(isSane(probe, before))
    let text = probe.lines.joined()
    #expect(text.contains("alexnet-tutor ended by a fault of its own (\(signal)). Your answers are kept"), "\(text)")
    #expect(!text.contains("Press space"))
    let folder = home.path + "/.local/state/alexnet-tutor"
    let reports = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("fault-") }
    #expect(reports.count == 1 && text.contains(folder.suffix(20)))
    let report = try String(contentsOfFile: folder + "/" + (reports.first ?? ""), encoding: .utf8)
    #expect(report.contains("signal: \(signal)\n") && report.contains("terminal-probe"))
    if key == "f" { #expect(report.contains("on purpose 崩溃")) }
  }

  @Test func `where no report can be written the sentence is said without one`() throws {
    let probe = try Pty([Products.path("terminal-probe")], environment: ["XDG_STATE_HOME": "/proc/nowhere"])
    #expect(probe.waitText("last: none"))
    probe.send("f")
    #expect(probe.waitEnd() != nil)
    let text = probe.lines.joined()
    #expect(text.contains("fault of its own (\(FaultTests.trap))") && !text.contains("/proc/nowhere"))
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGQUIT, SIGBUS, SIGUSR1])
  func `a signal in the first moments asks nobody what to do`(_ signal: Int32) throws {
    for moment in 0..<12 {
      let tutor = try home.start()
      let before = Pty.freshModes
      // What is between fork and exec is this process, not the program.
      #expect(tutor.wait { $0.isExecuting("alexnet-tutor") })
      usleep(UInt32(moment * 6000))
      tutor.signal(signal)
      #expect(tutor.waitEnd(timeout: 5) == .signalled(signal), "after \(moment * 6) ms: \(tutor.text)")
      #expect(isSane(tutor, before), "after \(moment * 6) ms")
      #expect(!tutor.text.contains("Press space"))
    }
  }
}
