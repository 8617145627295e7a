import TextUI

/// What the session's loop wakes up for.
package enum TerminalEvent: Hashable, Sendable {
  /// A key, the mouse, or a new size of the window.
  case input(InputEvent)
  /// The wake-up descriptor was written to: the mailbox holds something.
  case wake
  /// SIGINT, SIGTERM, SIGHUP or SIGQUIT: put things in order and end.
  case signal(Int32)
  /// The terminal is gone: nothing more can be shown or typed.
  case hangUp
}

/// Why there is no full screen.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATerminal
  case unknownTerminal(String)
  case system(String)

  package var description: String {
    switch self {
    case .notATerminal: "standard input and output are not both a terminal"
    case .unknownTerminal(let name): "the terminal type “\(name)” (TERM) is not known here or cannot place its cursor"
    case .system(let reason): "the terminal cannot be prepared: \(reason)"
    }
  }
}
