import Foundation
import ScreenFuzz
import Synchronization

/// Divides the sessions among processes, which a trap may end, and looks for the shortest way to each fault.
final class Supervisor: Sendable {
  private struct State {
    var next = 0
    var done = 0
    var faults: [String] = []
    var megabytes = 0
    var visited: Set<String> = []
  }

  private let options: Options
  private let state = Mutex(State())
  /// Sessions that one process runs: then its memory is what they need, and a new one begins.
  private static let portion = 400

  init(_ options: Options) { self.options = options }

  /// Whether no session failed.
  func run() -> Bool {
    let plan = options.plan
    say("\(plan.actions) actions in \(plan.sessions) sessions, seed \(plan.seed)")
    let start = ContinuousClock.now
    let threads = (0..<options.jobs).map { _ in
      let thread = Thread { [self] in work() }
      thread.stackSize = 1 << 20
      return thread
    }
    for thread in threads { thread.start() }
    while threads.contains(where: { !$0.isFinished }) { Thread.sleep(forTimeInterval: 0.05) }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let (faults, megabytes, visited) = state.withLock { ($0.faults, $0.megabytes, $0.visited) }
    say("\(visited.count) screens: " + visited.sorted().joined(separator: " "))
    say("\(plan.actions) actions in \(Int(seconds)) s, \(megabytes) MB at the most, faults: \(faults.count)")
    return faults.isEmpty
  }

  private func work() {
    while let portion = take() {
      var sessions = portion
      while !sessions.isEmpty {
        let end = child(["--sessions", "\(sessions.lowerBound)-\(sessions.upperBound)"])
        let reached = end.session ?? sessions.lowerBound
        guard end.status != 0 else { break }
        fault(in: reached, end)
        sessions = min(reached + 1, sessions.upperBound)..<sessions.upperBound
      }
      let (done, all) = state.withLock { state in
        state.done += portion.count
        return (state.done, options.plan.sessions)
      }
      say("  \(done * FuzzPlan.sessionLength) actions of \(all * FuzzPlan.sessionLength)")
    }
  }

  private func take() -> Range<Int>? {
    state.withLock { state in
      guard state.next < options.plan.sessions else { return nil }
      let size = min(Supervisor.portion, max(1, options.plan.sessions / options.jobs))
      let end = min(state.next + size, options.plan.sessions)
      defer { state.next = end }
      return state.next..<end
    }
  }

  private func fault(in session: Int, _ end: End) {
    let script = options.plan.script(session)
    say("session \(session) \(end.reason); looking for the shortest way there")
    let kept = Shortening.shortest(Array(script.actions.indices)) { kept in
      child(["--show", "\(session)", "--keep", kept.map(String.init).joined(separator: ",")]).status != 0
    }
    let last = child(["--show", "\(session)", "--keep", kept.map(String.init).joined(separator: ",")])
    let way = kept.map { script.actions[$0].description }.joined(separator: " ")
    let numbers = kept.map(String.init).joined(separator: ",")
    let line =
      "FAULT \(last.reason)\n  \(way)\n  again: fuzz-screens \(options.plan.actions) \(options.plan.seed) --show \(session) "
      + "--keep \(numbers)"
    state.withLock { $0.faults.append(line) }
    say(line)
  }

  // MARK: Children

  private struct End {
    var status: Int32
    var session: Int?
    var reason: String
  }

  private func child(_ words: [String]) -> End {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = options.words + words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    // A trap is to end the process at once.
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    do { try process.run() } catch { return End(status: 1, reason: "could not be started: \(error)") }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var end = End(status: process.terminationStatus, reason: "ended with \(process.terminationStatus)")
    if process.terminationReason == .uncaughtSignal { end.reason = "ended by signal \(process.terminationStatus)" }
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "session", words.count == 3 {
        end.session = Int(words[1])
        if let megabytes = Int(words[2]) { state.withLock { $0.megabytes = max($0.megabytes, megabytes) } }
      }
      if words.first == "visited" { state.withLock { _ = $0.visited.insert(String(line.dropFirst(8))) } }
      if words.first == "fault" { end.reason = String(line.dropFirst(6)) }
    }
    return end
  }

  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
