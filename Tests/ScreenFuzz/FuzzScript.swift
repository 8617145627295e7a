import FuzzSupport
import TextUI
import Tutor

/// The actions of a session, drawn from its seed: bursts of one intention each, since keys drawn one by one never get
/// anywhere deep.
package struct FuzzScript {
  package let seed: UInt64
  package let actions: [FuzzAction]

  /// - Parameter count: actions in the session.
  package init(seed: UInt64, count: Int) {
    self.seed = seed
    var random = FuzzNumbers(seed: seed)
    var actions: [FuzzAction] = [.resize(columns: 80, rows: 24)]
    while actions.count < count { actions += FuzzScript.burst(&random) }
    self.actions = Array(actions.prefix(count))
  }

  // MARK: Bursts

  private static func burst(_ random: inout FuzzNumbers) -> [FuzzAction] {
    switch random.below(100) {
    case 0..<22: (0..<random.below(12) + 2).map { _ in .key(key(&random)) }
    case 22..<32: deep(&random)
    case 32..<42: lenses(&random)
    case 42..<50: [.palette(random.below(400)), .work(random.below(30))]
    case 50..<58: (0..<random.below(4) + 1).flatMap { _ in mouse(&random) }
    case 58..<64: [.resize(columns: sides(&random), rows: sides(&random) / 2)] + step(&random)
    case 64..<72: undo(&random)
    case 72..<88: change(&random)
    case 88..<91: [.paste([3, 40, 300, 2_000, 100_000][random.below(5)])] + step(&random)
    case 91..<93: [.text(word(&random))] + step(&random)
    case 93..<95: [.tick(random.below(8) + 1)] + step(&random)
    case 95..<97: questions(&random)
    default: [.work(random.below(40))]
    }
  }

  private static func step(_ random: inout FuzzNumbers) -> [FuzzAction] { [.key(key(&random))] }

  /// Down into whatever there is, to its end, and out again.
  private static func deep(_ random: inout FuzzNumbers) -> [FuzzAction] {
    let down = random.below(5) + 1
    var actions: [FuzzAction] = (0..<down).map { _ in .key(.enter) }
    let ends: [Key] = [.end, .home, .pageDown, .right, .left, .down, .up, .tab]
    actions.append(.keys(ends[random.below(ends.count)], random.below(30) + 1))
    actions += step(&random)
    if random.below(2) == 0 { actions.append(.keys(.escape, random.below(down) + 1)) }
    return actions
  }

  /// Views of the same thing, one after the other, while it is on its way.
  private static func lenses(_ random: inout FuzzNumbers) -> [FuzzAction] {
    let lenses: [Character] = [
      "b", "c", "f", "w", "n", "s", "a", "m", "+", "-", "p", "t", "e", "y", "L", "o", "x", "r",
    ]
    var actions: [FuzzAction] = []
    for _ in 0..<random.below(4) + 1 {
      actions.append(.key(.character(lenses[random.below(lenses.count)])))
      if random.below(3) == 0 { actions.append(.work(random.below(30))) }
      if random.below(2) == 0 { actions.append(.keys(key(&random), random.below(6) + 1)) }
    }
    return actions
  }

  /// A lesson's questions, passed over to their end.
  private static func questions(_ random: inout FuzzNumbers) -> [FuzzAction] {
    [
      .key(.character(random.below(2) == 0 ? "p" : "m")), .keys(.character("N"), random.below(20) + 1),
      .keys(.enter, random.below(3)),
    ] + step(&random)
  }

  /// Some changes of what has the focus, and back.
  private static func undo(_ random: inout FuzzNumbers) -> [FuzzAction] {
    var actions: [FuzzAction] = []
    for _ in 0..<random.below(4) + 1 {
      actions.append(.keys(.tab, random.below(9) + 1))
      actions.append(.keys([.right, .left, .character("+")][random.below(3)], random.below(3) + 1))
    }
    actions.append(.keys(.character(","), random.below(10) + 1))
    return actions
  }

  /// The world changes, sometimes in the middle of something, and one goes on as if nothing had happened.
  private static func change(_ random: inout FuzzNumbers) -> [FuzzAction] {
    let all = FuzzAction.Change.allCases
    switch random.below(4) {
    case 0:
      return [
        .key(.character("n")), .keys(.right, random.below(5)), .key(.enter), .work(random.below(30)), .key(.enter),
      ] + step(&random)
    case 1:
      return [
        .key(.character("o")), .keys(.down, random.below(5)), .key(.enter), .work(random.below(8)),
        .key(.character("+")),
      ] + step(&random)
    default: return [.world(all[random.below(all.count)])] + step(&random) + step(&random)
    }
  }

  private static func mouse(_ random: inout FuzzNumbers) -> [FuzzAction] {
    let (x, y) = (random.below(1000), random.below(1000))
    switch random.below(6) {
    case 0: return [.mouse(.wheelUp, x: x, y: y)]
    case 1: return [.mouse(.wheelDown, x: x, y: y)]
    case 2:
      return [
        .mouse(.press, x: x, y: y), .mouse(.drag, x: random.below(1000), y: random.below(1000)),
        .mouse(.release, x: x, y: y),
      ]
    // Twice at a place opens what the first click chose.
    default: return [.mouse(.press, x: x, y: y), .mouse(.release, x: x, y: y), .mouse(.press, x: x, y: y)]
    }
  }

  private static func sides(_ random: inout FuzzNumbers) -> Int {
    [60, 36, 80, 61, 97, 100, 133, 200, 220, 20, 3][random.below(11)]
  }

  private static func word(_ random: inout FuzzNumbers) -> String {
    [
      "conv", "0,5", "-3", "1e99", "nan", "55", "[[1,2],[3,4]]", "卷积", "？", "96x55x55", "/",
      "lab pooling --set stride=1",
    ][
      random.below(12)]
  }

  private static let named: [Key] = [
    .left, .right, .up, .down, .enter, .enter, .escape, .tab, .backtab, .backspace, .delete, .pageUp, .pageDown, .home,
    .end, .control("p"), .control("l"), .control("u"), .control("t"), .control("s"), .control("n"), .function(5),
  ]

  private static func key(_ random: inout FuzzNumbers) -> Key {
    if random.below(5) < 3 { return named[random.below(named.count)] }
    let letters = Array("abcdefghijklmnoprstuvwxyzLGHSNBKM0123456789,.<>[]+-=/?: ;%é中？：")
    return .character(letters[random.below(letters.count)])
  }
}
