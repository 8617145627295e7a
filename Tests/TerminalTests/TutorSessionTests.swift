import Foundation
import Glibc
import Testing

/// The whole program in a terminal: starting, leaving, windows of every size, what goes wrong around it.
@Suite("A session in a terminal", .serialized)
struct TutorSessionTests {
  private let home = Home()

  @Test("it opens on the home screen, and q leaves the terminal as it was")
  func startAndQuit() throws {
    let tutor = try home.start()
    let before = tutor.modes
    #expect(tutor.waitText("▸ Walk"))
    #expect(tutor.waitText("Welcome"))
    #expect(tutor.screen.isAlternate && tutor.modes != before)
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
    #expect(tutor.modes == before)
    #expect(!tutor.screen.isAlternate && tutor.screen.isCursorVisible && tutor.screen.mouseMode == 0)
    #expect(tutor.lines.allSatisfy { $0.isEmpty })
  }

  @Test("the option, the locale and L choose the language, and the choice is kept")
  func language() throws {
    let english = try home.start()
    #expect(english.waitText("▸ Walk"))
    english.send("L")
    #expect(english.waitText("▸ 漫游"))
    english.send("q")
    #expect(english.waitEnd() == .exited(0))
    let chinese = try home.start()
    #expect(chinese.waitText("▸ 漫游"))
    let option = try home.start(["--language", "en"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(option.waitText("▸ Walk"))
  }

  @Test("nothing of the screen before stays, with colours and without", arguments: ["", "1"])
  func redrawing(_ noColour: String) throws {
    let tutor = try home.start(environment: noColour.isEmpty ? [:] : ["NO_COLOR": noColour])
    #expect(tutor.waitText("▸ Walk"))
    for (line, crumb) in [("optimizer --set place=6", "Optimiser"), ("pooling --set view=shift", "Pooling")] {
      tutor.send(":lab \(line)\r")
      #expect(tutor.waitText("Labs › \(crumb)"))
      tutor.settle(milliseconds: 200)
      let text = tutor.text
      tutor.send("\u{0C}")
      tutor.settle(milliseconds: 200)
      // A block of the colour of its ground is no block.
      let blocks: (Character) -> Bool = { "█▀▄▌▐▘▝▖▗▙▛▜▟▚▞".contains($0) }
      let isPlain = !noColour.isEmpty
      func shown(_ text: String) -> String { isPlain ? text : String(text.map { blocks($0) ? " " : $0 }) }
      #expect(shown(text) == shown(tutor.text), "\(line)")
    }
    tutor.send("\u{03}")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("a signal restores the terminal and ends the program", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func signals(_ signal: Int32) throws {
    let tutor = try home.start()
    let before = tutor.modes
    #expect(tutor.waitText("▸ Walk"))
    tutor.signal(signal)
    #expect(tutor.waitEnd() == .signalled(signal))
    #expect(tutor.wait { $0.modes == before && !$0.screen.isAlternate && $0.screen.isCursorVisible })
  }

  @Test("Ctrl-C leaves from a screen deep inside")
  func interrupt() throws {
    let tutor = try home.start()
    #expect(tutor.waitText("▸ Walk"))
    tutor.key(.enter)
    #expect(tutor.waitText("Walk › input"))
    tutor.key(.control("c"))
    #expect(tutor.waitEnd() == .exited(0))
    #expect(!tutor.screen.isAlternate)
  }

  @Test("Ctrl-Z in a window without a shell does not freeze it, nor does its entry in the key list")
  func suspend() throws {
    let tutor = try home.start()
    #expect(tutor.waitText("▸ Walk"))
    tutor.key(.control("z"))
    tutor.key(.down)
    #expect(tutor.waitText("▸ Lessons") && tutor.screen.isAlternate)
    tutor.send("?")
    #expect(tutor.waitText("suspend"))
    tutor.keys([.end, .up, .enter])
    #expect(tutor.waitGone("suspend"))
    tutor.key(.up)
    #expect(tutor.waitText("▸ Walk") && tutor.screen.isAlternate)
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("one Esc too many on the way home does not leave the program")
  func escape() throws {
    let tutor = try home.start()
    #expect(tutor.waitText("▸ Walk"))
    tutor.keys([.enter, .escape])
    tutor.settle()
    tutor.key(.escape)
    #expect(tutor.waitText("q leaves the program"))
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test(
    "where Chinese cannot be shown it is English, said once, in plain lines as well",
    arguments: [
      ["LANG": "C"], ["LANG": "zh_CN"], ["LANG": "zh_CN.GBK"], ["LANG": "C", "TERM": "dumb"],
    ])
  func noChinese(environment: [String: String]) throws {
    let tutor = try home.start(["--language", "zh-Hans"], environment: environment)
    #expect(tutor.waitText("cannot show Chinese"))
    #expect(tutor.waitText("Walk"))
    #expect(!tutor.text.contains("??"))
    tutor.send(environment["TERM"] == nil ? "L" : "\n")
    if environment["TERM"] == nil { #expect(tutor.waitText("cannot show Chinese")) }
    tutor.send("q\n")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("a terminal that is not known is told with what to do, in plain lines")
  func unknownTerminal() throws {
    let tutor = try home.start(environment: ["TERM": "foot-of-nowhere"])
    #expect(tutor.waitText("1 Walk through the network"))
    #expect(tutor.text.contains("TERM=foot-of-nowhere") && tutor.text.contains("xterm-256color"))
    tutor.send("q\n")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("a window that is too small says what it needs, and recovers when it grows")
  func tinyWindow() throws {
    let tutor = try home.start(size: (20, 5))
    #expect(tutor.wait { $0.lines.joined(separator: " ").contains("need 60x18, have 20x5") })
    tutor.resize(columns: 100, rows: 30)
    #expect(tutor.waitText("▸ Walk"))
    tutor.resize(columns: 59, rows: 18)
    #expect(tutor.waitText("59x18"))
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("a state folder that cannot be made is one sentence, and the tutor goes on")
  func readOnlyState() throws {
    let tutor = try home.start(environment: ["XDG_STATE_HOME": "/proc/nowhere"])
    #expect(tutor.waitText("▸ Walk"))
    #expect(tutor.waitText("cannot write the progress file"))
    tutor.key(.enter)
    #expect(tutor.waitText("Walk › input"))
    tutor.send("qq")
    #expect(tutor.waitEnd() == .exited(0))
    #expect(tutor.waitText("/proc/nowhere/alexnet-tutor/progress.sqlite"))
  }

  @Test("a picture that cannot be read is one sentence, and the tutor goes on")
  func badPicture() throws {
    try Data("no picture".utf8).write(to: URL(fileURLWithPath: home.path + "/notes.png"))
    let tutor = try home.start(["--image", "notes.png"])
    #expect(tutor.waitText("not a PNG or JPEG"))
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("with nothing to do it does not run at all")
  func idle() throws {
    let tutor = try home.start(["--network", "lenet-5"])
    #expect(tutor.waitText("13 stages ready"))
    tutor.settle()
    // On a busy machine what was begun at the start may still be ending: after that nothing wakes any more.
    for attempt in 1...4 {
      let before = try switches(tutor.process)
      usleep(1_200_000)
      let after = try switches(tutor.process)
      if after == before { return }
      #expect(attempt < 4, "\(before) became \(after)")
    }
  }

  /// How often the threads of a process gave up the processor by themselves: once for each time they woke.
  private func switches(_ process: pid_t) throws -> [Int] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").sorted().map { thread in
      let status = try String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
      return line.flatMap { Int($0.split(separator: "\t").last ?? "") } ?? -1
    }
  }
}
