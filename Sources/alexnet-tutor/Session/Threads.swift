import CursesTerminal
import Foundation

/// Starts a thread whose faults are told of like those of the main one.
func startThread(_ body: @escaping @Sendable () -> Void) {
  Thread.detachNewThread {
    CrashGuard.coverThread()
    body()
  }
}
