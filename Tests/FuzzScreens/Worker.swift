import Foundation
import ScreenFuzz

/// Runs sessions one after the other and says on standard output which one it has begun: the last one named is the one that
/// ended it.
struct Worker {
  private let options: Options
  private let courses: FuzzCourses

  init(_ options: Options) {
    self.options = options
    courses = FuzzCourses(folder: options.lessons)
  }

  func run(_ sessions: Range<Int>) {
    let networks = FuzzNetworks()
    var visited: Set<String> = []
    for session in sessions {
      say("session \(session) \(residentMegabytes())")
      guard let screens = run(options.plan.script(session), nil, networks) else { exit(3) }
      for screen in screens.subtracting(visited).sorted() { say("visited \(screen)") }
      visited.formUnion(screens)
    }
    say("session \(sessions.upperBound) \(residentMegabytes())")
  }

  /// Runs the kept actions of a session, shows them and the last screen; whether it went well.
  func replay(_ session: Int, _ kept: [Int]?) -> Bool {
    run(options.plan.script(session), kept, FuzzNetworks()) != nil
  }

  /// The screens that were visited; nil after a fault.
  private func run(_ script: FuzzScript, _ kept: [Int]?, _ networks: FuzzNetworks) -> Set<String>? {
    var session = FuzzSession(seed: script.seed, courses, networks)
    do {
      for index in kept ?? Array(script.actions.indices) where script.actions.indices.contains(index) {
        try session.run(script.actions[index])
      }
      try session.check()
      return session.visited
    } catch {
      say("fault \(error)")
      return nil
    }
  }

  /// At once, also into a pipe: it is read after the program has ended badly.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private func residentMegabytes() -> Int {
    let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4096 / 1_048_576 : 0
  }
}
