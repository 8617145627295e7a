/// Known names that a mistyped one may have meant.
enum Nearest {
  /// The known name with the fewest changed letters, if they are few enough to be a slip of the pen.
  static func name(to typed: String, among known: some Sequence<String>) -> String? {
    let letters = Array(typed.lowercased().unicodeScalars)
    // Between names of one or two letters anything would be near.
    guard (3...80).contains(letters.count) else { return nil }
    let allowed = max(1, letters.count / 4)
    var best: (name: String, distance: Int)?
    for name in known where name != typed {
      let distance = distance(letters, Array(name.lowercased().unicodeScalars), limit: best?.distance ?? allowed + 1)
      if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// `did you mean “stride”?`, or what there is.
  static func mend(_ typed: String, among known: [String], otherwise: String) -> String {
    name(to: typed, among: known).map { "did you mean \(quoted($0))?" } ?? otherwise
  }

  /// Letters to add, drop, exchange or swap with their neighbour; `limit` where there are as many or more.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
    guard abs(left.count - right.count) < limit else { return limit }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return min(limit, last[right.count])
  }
}
