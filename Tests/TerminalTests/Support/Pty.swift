import CVTerm
import Glibc

/// A program that runs in a terminal of its own: a pseudo-terminal whose other end is libvterm, in this process.
///
/// One test drives one, from one thread at a time. Nothing sleeps: every wait ends as soon as what it waits for is there.
///
///     let tutor = try Pty([Products.path("alexnet-tutor")], environment: ["LANG": "C.UTF-8"], size: (100, 30))
///     #expect(tutor.waitText("conv1"))
///     tutor.key(.right)
final class Pty {
  enum Key {
    case left, right, up, down, enter, escape, tab, backtab, backspace, delete, pageUp, pageDown, home, end
    case function(Int)
    case control(Character)
  }

  struct StartError: Error { let errno: Int32 }

  let process: pid_t
  let screen: VirtualScreen
  /// −1 once the terminal was taken away: by then the number may be another test's.
  private var descriptor: Int32
  private(set) var status: ExitStatus?

  /// Starts `arguments`, the first being the program's path, with exactly this environment (TERM is xterm-256color and
  /// PATH that of this process unless given).
  init(
    _ arguments: [String], environment: [String: String] = [:], size: (columns: Int, rows: Int) = (80, 24),
    directory: String? = nil
  ) throws {
    var all = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"]
    all.merge(environment) { $1 }
    guard let child = Child.start(arguments, environment: all, size: size, directory: directory) else {
      throw StartError(errno: errno)
    }
    (process, descriptor) = (child.process, child.descriptor)
    screen = VirtualScreen(columns: size.columns, rows: size.rows)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      _ = ExitStatus.wait(for: process)
    }
    hangUp()
  }

  // MARK: What the learner does

  /// Types text as it is.
  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        pump(milliseconds: 20)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Presses a key; what is sent for it is what the program asked the terminal for.
  func key(_ key: Key) { send(screen.bytes(for: key)) }

  /// Presses keys one after the other.
  func keys(_ keys: [Key]) { for key in keys { self.key(key) } }

  func click(column: Int, row: Int) { send(screen.bytes(forClickAt: column, row)) }

  /// Turns the wheel by one notch, up or down.
  func wheel(up: Bool, column: Int, row: Int) { send(screen.bytes(forWheel: up, column, row)) }

  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) { kill(process, number) }

  /// Takes the terminal away, as when its window is closed.
  func hangUp() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  // MARK: What is on the screen

  /// The rows, trailing spaces cut.
  var lines: [String] { screen.lines }
  var text: String { lines.joined(separator: "\n") }

  /// The modes of the line (echo, line editing …) as `stty -g` would compare them.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// The modes of a terminal that no program has touched.
  static var freshModes: [UInt32] {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var modes = termios()
    guard openpty(&master, &slave, nil, nil, nil) == 0 else { return [] }
    tcgetattr(master, &modes)
    close(master)
    close(slave)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  // MARK: Waiting

  /// Waits until `text` is on the screen.
  func waitText(_ text: String, timeout: Double = 10) -> Bool { wait(timeout: timeout) { $0.text.contains(text) } }

  /// Waits until `text` is not on the screen.
  func waitGone(_ text: String, timeout: Double = 10) -> Bool { wait(timeout: timeout) { !$0.text.contains(text) } }

  /// Waits for the program's end; nil where it still runs.
  func waitEnd(timeout: Double = 10) -> ExitStatus? {
    _ = wait(timeout: timeout) { $0.status != nil }
    return status
  }

  /// Waits until the condition holds: false where time or the program came to an end before.
  func wait(timeout: Double = 10, until isDone: (Pty) -> Bool) -> Bool {
    let end = Pty.now + timeout
    while true {
      if isDone(self) { return true }
      if Pty.now > end { return false }
      let isEnd = !pump(milliseconds: 20)
      if status == nil { status = ExitStatus.poll(process) }
      if isEnd || status != nil {
        while pump(milliseconds: 0, untilQuiet: true) {}
        if status == nil { status = ExitStatus.wait(for: process) }
        return isDone(self)
      }
    }
  }

  /// Whether the child has become the program of this name.
  func isExecuting(_ name: String) -> Bool {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/\(process)/exe", &buffer, buffer.count)
    return String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self).hasSuffix("/" + name)
  }

  /// Reads what the program wrote for a while, without waiting for anything in particular.
  func settle(milliseconds: Int32 = 60) { while pump(milliseconds: milliseconds, untilQuiet: true) {} }

  /// Reads once. False at the end of what the program writes (or, `untilQuiet`, when nothing came in time).
  @discardableResult
  private func pump(milliseconds: Int32, untilQuiet: Bool = false) -> Bool {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&source, 1, milliseconds) > 0 else { return !untilQuiet }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return !untilQuiet && count < 0 && (errno == EAGAIN || errno == EINTR) }
    let reply = screen.feed(bytes[..<count])
    if !reply.isEmpty { send(reply) }
    return true
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
