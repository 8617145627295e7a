import CNcurses
import Glibc
import TextUI

/// What is asked of the terminal beside curses: to tell of the mouse, also of moves with the button down, and to mark pastes.
struct TerminalModes: Hashable {
  private let hasMouse: Bool
  private let marksPastes: Bool

  /// Of the terminal that is open.
  init(mouse: Bool) {
    func capability(_ name: String) -> String { cn_capability(name).map { String(cString: $0) } ?? "" }
    // A terminal of another family might take the sequences for something else.
    let isOfFamily = capability("cup").hasPrefix("\u{1B}[")
    let name = Capabilities.environment("TERM") ?? ""
    hasMouse = mouse && isOfFamily && (!capability("kmous").isEmpty || name.contains("xterm"))
    marksPastes = isOfFamily
  }

  func sequence(_ isOn: Bool) -> String {
    let numbers = (hasMouse ? [1000, 1002, 1006] : []) + (marksPastes ? [2004] : [])
    return numbers.map { "\u{1B}[?\($0)\(isOn ? "h" : "l")" }.joined()
  }

  func set(_ isOn: Bool) {
    let bytes = Array(sequence(isOn).utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { written += count } else if count == 0 || errno != EINTR { return }
    }
  }
}
