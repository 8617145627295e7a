import CNcurses
import Glibc
import TextUI

/// Turns what ncurses reads into events.
struct KeyReader {
  /// Milliseconds to wait for the rest of a glyph or a sequence whose first byte is there.
  private static let patience: Int32 = 50

  private let window: UnsafeMutablePointer<WINDOW>
  private let functionKeys: [Int32: Int]

  init(_ window: UnsafeMutablePointer<WINDOW>) {
    self.window = window
    functionKeys = Dictionary(uniqueKeysWithValues: (1...12).map { (cn_function_key(Int32($0)), $0) })
    // Terminals differ in what they send for these, whatever terminfo says.
    let sequences: [(String, Int32)] = [
      ("A", KEY_UP), ("B", KEY_DOWN), ("C", KEY_RIGHT), ("D", KEY_LEFT), ("H", KEY_HOME), ("F", KEY_END),
    ]
    for (final, key) in sequences {
      define_key("\u{1B}[" + final, key)
      define_key("\u{1B}O" + final, key)
    }
    define_key("\u{1B}[1~", KEY_HOME)
    define_key("\u{1B}[4~", KEY_END)
    define_key("\u{1B}[7~", KEY_HOME)
    define_key("\u{1B}[8~", KEY_END)
    define_key("\u{1B}[Z", KEY_BTAB)
  }

  /// Something that the reader found: an event, or a wish to the terminal itself.
  enum Reading: Hashable {
    case event(InputEvent)
    case redraw
  }

  /// All that can be read without waiting.
  func readAll() -> [Reading] {
    var readings: [Reading] = []
    while let (code, isKey) = next() {
      if isKey {
        if let event = event(key: code) { readings.append(.event(event)) }
      } else if code == 12 {
        readings.append(.redraw)
      } else if code == 27 {
        if !skipSequence() { readings.append(.event(.key(.escape))) }
      } else {
        append(scalar: code, to: &readings)
      }
    }
    return readings
  }

  /// The next code, waiting only where its first byte is already there. Nil: nothing to read.
  private func next() -> (code: UInt32, isKey: Bool)? {
    var terminal = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    wtimeout(window, poll(&terminal, 1, 0) > 0 ? KeyReader.patience : 0)
    var code: wint_t = 0
    let result = wget_wch(window, &code)
    return result == ERR ? nil : (code, result == KEY_CODE_YES)
  }

  /// After ESC: whether more followed at once, a key with Alt or a sequence that nobody knows. Reads it to its end.
  private func skipSequence() -> Bool {
    guard let (first, isKey) = next() else { return false }
    if isKey || (first != 0x5B && first != 0x4F) { return true }
    while let (code, isKey) = next(), !isKey, !(0x40...0x7E).contains(code) {}
    return true
  }

  private func append(scalar code: UInt32, to readings: inout [Reading]) {
    switch code {
    case 9: readings.append(.event(.key(.tab)))
    case 10, 13: readings.append(.event(.key(.enter)))
    case 8, 127: readings.append(.event(.key(.backspace)))
    case 1...26:
      guard let letter = Unicode.Scalar(code + 96) else { return }
      readings.append(.event(.key(.control(Character(letter)))))
    case 0..<32, 0x80..<0xA0: break
    default:
      guard let scalar = Unicode.Scalar(code) else { return }
      // A combining mark belongs to the glyph that was read before it.
      if case .event(.key(.character(let glyph))) = readings.last {
        let joined = String(glyph) + String(Character(scalar))
        if joined.count == 1, let character = joined.first {
          readings[readings.count - 1] = .event(.key(.character(character)))
          return
        }
      }
      readings.append(.event(.key(.character(Character(scalar)))))
    }
  }

  private func event(key code: UInt32) -> InputEvent? {
    let code = Int32(bitPattern: code)
    switch code {
    case KEY_LEFT, KEY_SLEFT: return .key(.left)
    case KEY_RIGHT, KEY_SRIGHT: return .key(.right)
    case KEY_UP, KEY_SR: return .key(.up)
    case KEY_DOWN, KEY_SF: return .key(.down)
    case KEY_ENTER: return .key(.enter)
    case KEY_BTAB: return .key(.backtab)
    case KEY_BACKSPACE: return .key(.backspace)
    case KEY_DC, KEY_SDC: return .key(.delete)
    case KEY_PPAGE, KEY_A3: return .key(.pageUp)
    case KEY_NPAGE, KEY_C3: return .key(.pageDown)
    case KEY_HOME, KEY_SHOME, KEY_FIND, KEY_A1: return .key(.home)
    case KEY_END, KEY_SEND, KEY_SELECT, KEY_C1: return .key(.end)
    case KEY_MOUSE: return mouse()
    default: return functionKeys[code].map { .key(.function($0)) }
    }
  }

  private func mouse() -> InputEvent? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let place = Point(Int(event.x), Int(event.y))
    if event.bstate & CN_PRESSED != 0 { return .mouse(MouseEvent(.press, at: place)) }
    if event.bstate & CN_MOVED != 0 { return .mouse(MouseEvent(.drag, at: place)) }
    if event.bstate & CN_RELEASED != 0 { return .mouse(MouseEvent(.release, at: place)) }
    if event.bstate & CN_WHEEL_UP != 0 { return .mouse(MouseEvent(.wheelUp, at: place)) }
    if event.bstate & CN_WHEEL_DOWN != 0 { return .mouse(MouseEvent(.wheelDown, at: place)) }
    return nil
  }
}
