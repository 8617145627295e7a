import CVTerm
import Glibc

/// How a program ended.
enum ExitStatus: Hashable {
  case exited(Int32)
  case signalled(Int32)

  private init(_ status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  static func wait(for process: pid_t) -> ExitStatus? {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return nil } }
    return ExitStatus(status)
  }

  /// Nil where it still runs.
  static func poll(_ process: pid_t) -> ExitStatus? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? ExitStatus(status) : nil
  }
}

enum Child {
  /// Starts a program on a new pseudo-terminal. Nil with errno where that fails.
  static func start(
    _ arguments: [String], environment: [String: String], size: (columns: Int, rows: Int), directory: String?
  ) -> (process: pid_t, descriptor: Int32)? {
    var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    // All that the child needs is allocated before the fork: after it only a few calls are safe.
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    let folder = directory.map { strdup($0) } ?? nil
    defer {
      for pointer in argv + envp { free(pointer) }
      free(folder)
    }
    // The threads that run tests block every signal, and a child inherits that.
    var none = sigset_t()
    var old = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    var descriptor: Int32 = -1
    let process = argv.withUnsafeMutableBufferPointer { argv in
      envp.withUnsafeMutableBufferPointer { envp in
        let process = forkpty(&descriptor, nil, nil, &window)
        if process == 0 {
          // Whoever started the tests in the background made them ignore some.
          for number in 1..<Int32(32) { signal(number, SIG_DFL) }
          if let folder { _ = chdir(folder) }
          if let path = argv[0], let argv = argv.baseAddress, let envp = envp.baseAddress { execve(path, argv, envp) }
          _exit(127)
        }
        return process
      }
    }
    guard process > 0 else { return nil }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return (process, descriptor)
  }
}

/// The programs that were built with the tests.
enum Products {
  /// The path of a program beside this test's own.
  static func path(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // swift-testing may run the bundle by a helper of the toolchain: then the bundle is among the arguments.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") && $0.hasPrefix("/") } ?? own
    let folder = bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return folder + "/" + name
  }
}
