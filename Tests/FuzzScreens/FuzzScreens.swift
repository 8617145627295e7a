import Foundation
import ScreenFuzz

/// `fuzz-screens [ACTIONS] [SEED] [--jobs N] [--lessons DIR]`: the whole tutor under random actions. A session that ends the
/// program or breaks a law of the screens is shortened to the actions that it takes, and printed.
@main
struct FuzzScreens {
  static func main() {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      FileHandle.standardError.write(
        Data("usage: fuzz-screens [ACTIONS] [SEED] [--jobs N] [--lessons DIR] [--show SESSION]\n".utf8))
      exit(64)
    }
    switch options.part {
    case .all: exit(Supervisor(options).run() ? 0 : 1)
    case .sessions(let sessions): Worker(options).run(sessions)
    case .replay(let session, let kept): exit(Worker(options).replay(session, kept) ? 0 : 3)
    }
  }
}

struct Options {
  enum Part {
    case all
    /// What a child of the supervisor does.
    case sessions(Range<Int>)
    case replay(Int, [Int]?)
  }

  var plan: FuzzPlan
  var jobs = 1
  var lessons = "lessons"
  var part = Part.all

  init?(_ arguments: [String]) {
    var numbers: [UInt64] = []
    var rest = arguments[...]
    var session: Int?
    var kept: [Int]?
    while let word = rest.popFirst() {
      switch word {
      case "--jobs":
        guard let count = rest.popFirst().flatMap({ Int($0) }), (1...64).contains(count) else { return nil }
        jobs = count
      case "--lessons":
        guard let folder = rest.popFirst() else { return nil }
        lessons = folder
      case "--sessions":
        let bounds = rest.popFirst()?.split(separator: "-").compactMap { Int($0) } ?? []
        guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
        part = .sessions(bounds[0]..<bounds[1])
      case "--show":
        guard let number = rest.popFirst().flatMap({ Int($0) }) else { return nil }
        session = number
      case "--keep": kept = rest.popFirst()?.split(separator: ",").compactMap { Int($0) }
      default:
        guard let number = UInt64(word), numbers.count < 2 else { return nil }
        numbers.append(number)
      }
    }
    let actions = numbers.first ?? 20_000
    guard actions > 0, actions <= 1_000_000_000 else { return nil }
    plan = FuzzPlan(actions: Int(actions), seed: numbers.dropFirst().first ?? 2012)
    if let session { part = .replay(session, kept) }
  }

  /// The words with which a child gets the same plan.
  var words: [String] { ["\(plan.actions)", "\(plan.seed)", "--lessons", lessons] }
}
