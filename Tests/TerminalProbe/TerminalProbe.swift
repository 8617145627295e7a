import CursesTerminal
import Glibc
import TextUI

/// A program that shows what the terminal tells it, for the tests of the driver.
///
/// Keys: q quits, f traps, x goes out of bounds, a aborts, o overflows the stack, w writes where nothing is on a thread of its
/// own, s is busy for half a second, e writes to standard error, t waits for half a second at most.
///
/// With a number it shows random frames of that seed instead, another one for every event.
@main
struct TerminalProbe {
  static func main() {
    guard CursesTerminal.isUsable else {
      print("no full screen here")
      return
    }
    do {
      try run()
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func run() throws(TerminalError) {
    let terminal = try CursesTerminal()
    var screen = ProbeScreen()
    let seed = CommandLine.arguments.dropFirst().first.flatMap { UInt64($0) }
    var frames = seed.map { RandomFrames(seed: $0) }
    var timeout: Int32?
    while true {
      let frame = frames?.next(terminal.size) ?? screen.drawn(terminal.size, terminal.rendition)
      terminal.present(frame)
      let events = terminal.nextEvents(timeoutMilliseconds: timeout)
      screen.wakeUps += 1
      if events.isEmpty { screen.last = "nothing" }
      timeout = nil
      for event in events {
        screen.last = ProbeScreen.name(event)
        switch event {
        case .hangUp: return terminal.close()
        case .signal(let signal):
          terminal.close()
          return CursesTerminal.endProcess(by: signal)
        case .wake: break
        case .input(.mouse(let mouse)) where mouse.action == .press: screen.presses += 1
        case .input(.key(.control("z"))): kill(getpid(), SIGTSTP)
        case .input(.key(.character(let key))):
          screen.typed.append(key)
          if key == "q" { return terminal.close() }
          if key == "t" { timeout = 500 }
          screen.act(on: key)
        case .input: break
        }
      }
    }
  }
}

struct ProbeScreen {
  var last = "none"
  var typed = ""
  var wakeUps = 0
  var presses = 0

  static func name(_ event: TerminalEvent) -> String {
    switch event {
    case .input(.key(let key)): "key \(key)"
    case .input(.mouse(let mouse)): "mouse \(mouse.action) at \(mouse.at.x),\(mouse.at.y)"
    case .input(.paste(let text)): "paste \(text.count)"
    case .input(.resize(let size)): "size \(size.columns)x\(size.rows)"
    case .wake, .signal, .hangUp: "\(event)"
    }
  }

  func drawn(_ size: Size, _ rendition: Rendition) -> Buffer {
    var buffer = Buffer(size)
    buffer.put("probe \(size.columns)x\(size.rows) \(rendition.depth) \(rendition.glyphs)", 0, 0)
    buffer.put("last: \(last)", 0, 1)
    buffer.put("typed: \(typed)", 0, 2)
    buffer.put("wake-ups: \(wakeUps) presses: \(presses)", 0, 3, .muted)
    Panel("第一课：什么是卷积？", focused: true).draw(Rect(0, 4, 40, 5), into: &buffer)
    buffer.put("combining: e\u{301} emoji 🙂 heart ❤\u{FE0F} end|", 2, 5)
    let values = (0..<64).map { Float($0 % 8) - 3.5 }
    HeatMap(Grid(columns: 8, rows: 8, values: values), .diverging(scale: 3.5))
      .draw(Rect(2, 9, 16, 8), into: &buffer)
    return buffer
  }

  /// Goes on until the stack is used up.
  private static func overflow(_ depth: Int) -> Int {
    var numbers = (0..<8).map { depth &+ $0 }
    numbers[depth % 8] &+= overflow(depth + 1)
    return numbers.reduce(0, &+)
  }

  private static func overflowOnThread() {
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        CrashGuard.coverThread()
        print(ProbeScreen.overflow(1))
        return nil
      }, nil)
    pthread_join(thread, nil)
  }

  func act(on key: Character) {
    switch key {
    case "f": fatalError("on purpose 崩溃")
    case "x":
      let empty: [Int] = []
      print(empty[typed.count])
    case "a": abort()
    case "o": print(ProbeScreen.overflow(1))
    case "w": ProbeScreen.overflowOnThread()
    case "s": usleep(500_000)
    case "e":
      let line = "a line for standard error\n"
      _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    default: break
    }
  }
}
