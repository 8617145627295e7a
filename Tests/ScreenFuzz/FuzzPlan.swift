/// How a number of actions is cut into sessions, each with a seed of its own that follows from the seed of the whole.
package struct FuzzPlan: Sendable {
  package let actions: Int
  package let seed: UInt64

  /// Long enough to get deep, short enough that a failing one is quickly run again.
  package static let sessionLength = 250

  package init(actions: Int, seed: UInt64) { (self.actions, self.seed) = (actions, seed) }

  package var sessions: Int { (actions + FuzzPlan.sessionLength - 1) / FuzzPlan.sessionLength }

  package func script(_ session: Int) -> FuzzScript {
    let count = min(FuzzPlan.sessionLength, actions - session * FuzzPlan.sessionLength)
    return FuzzScript(seed: seed &* 1_000_003 &+ UInt64(session), count: max(0, count))
  }
}

/// A failing list made as short as it can be by leaving out parts of it, larger ones first.
package enum Shortening {
  /// - Parameter fails: whether a list still fails. It is asked at most `tries` times.
  package static func shortest<Element>(_ list: [Element], tries: Int = 300, fails: ([Element]) -> Bool) -> [Element] {
    var list = list
    var left = tries
    var size = max(1, list.count / 2)
    while size >= 1, left > 0 {
      var start = 0
      var isShorter = false
      while start < list.count, left > 0 {
        var candidate = list
        candidate.removeSubrange(start..<min(start + size, list.count))
        left -= 1
        if fails(candidate) {
          list = candidate
          isShorter = true
        } else {
          start += size
        }
      }
      if size == 1, !isShorter { break }
      size = size == 1 ? 1 : size / 2
    }
    return list
  }
}
