import CNcurses
import Glibc
import TextUI

/// Takes what curses writes for a frame into memory and sends it in one piece, without what the
/// terminal was told already.
final class FrameOutput {
  /// The standard output while curses writes into memory.
  private let terminal: Int32
  private let memory: Int32

  /// Nil where the system gives no memory to write into; curses then writes to the terminal itself.
  init?() {
    let memory = cn_frame_memory()
    let terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10)
    guard memory >= 0, terminal >= 0 else {
      if memory >= 0 { Glibc.close(memory) }
      if terminal >= 0 { Glibc.close(terminal) }
      return nil
    }
    (self.memory, self.terminal) = (memory, terminal)
    crash_guard_set_output(terminal)
  }

  deinit {
    crash_guard_set_output(STDOUT_FILENO)
    Glibc.close(memory)
    Glibc.close(terminal)
  }

  func refresh(_ window: UnsafeMutablePointer<WINDOW>) {
    guard dup2(memory, STDOUT_FILENO) >= 0 else {
      wrefresh(window)
      return
    }
    wrefresh(window)
    dup2(terminal, STDOUT_FILENO)
    let length = lseek(memory, 0, SEEK_END)
    guard length > 0 else { return }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      count = max(0, pread(memory, buffer.baseAddress, buffer.count, 0))
    }
    _ = ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
    send(ColourStream.squeezed(bytes))
  }

  private func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EAGAIN {
        var ready = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
        guard poll(&ready, 1, -1) >= 0 || errno == EINTR, ready.revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
        else {
          return
        }
      } else if count < 0, errno != EINTR {
        // The terminal is gone: the loop learns it from its input.
        return
      }
    }
  }
}
