/// How near an answer has to come to the right one.
///
/// Where an author gives no tolerance, an answer of four decimals or fewer has to be met. One that goes on, such as 1/3, may be
/// rounded: to as many digits as the learner likes, but to three significant ones and to the unit at least.
enum Closeness {
  /// Beyond so many decimals nobody is asked for all of them.
  private static let exactDecimals = 4
  private static let significantDigits = 3
  private static let mostDecimals = 12

  static func accepts(_ given: Double, for right: Double, tolerance: Double) -> Bool {
    if isSame(given, right, tolerance: tolerance) { return true }
    guard tolerance == 0, isRounded(right) else { return false }
    let places = max(neededDecimals(right), decimals(given))
    return abs(given - right) <= 0.5 / power(places) * (1 + 1e-9)
  }

  /// Equal within the tolerance, which is absolute. An answer that is right to the six digits that are shown is right.
  static func isSame(_ a: Double, _ b: Double, tolerance: Double) -> Bool {
    abs(a - b) <= tolerance + max(5.1e-7, 1e-12 * abs(a))
  }

  /// Whether an answer may be rounded.
  static func isRounded(_ right: Double) -> Bool { decimals(right) > exactDecimals }

  private static func neededDecimals(_ right: Double) -> Int {
    var (magnitude, places) = (abs(right), 0)
    while magnitude < power(significantDigits - 1), places < mostDecimals {
      (magnitude, places) = (magnitude * 10, places + 1)
    }
    return places
  }

  /// Digits behind the point.
  private static func decimals(_ value: Double) -> Int {
    (0..<mostDecimals).first { places in
      let scaled = value * power(places)
      return abs(scaled - scaled.rounded()) <= 1e-12 * max(1, abs(scaled))
    } ?? mostDecimals
  }

  private static func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
}

extension Answer {
  /// Whether `given` counts as this answer.
  func accepts(_ given: Answer, tolerance: Double) -> Bool {
    switch (self, given) {
    case (.number(let right), .number(let number)):
      Closeness.accepts(number, for: right, tolerance: tolerance)
    case (.grid(let right), .grid(let rows)):
      right.count == rows.count
        && zip(right, rows).allSatisfy { one, two in
          one.count == two.count
            && zip(one, two).allSatisfy { Closeness.accepts($1, for: $0, tolerance: tolerance) }
        }
    default: isSame(as: given, tolerance: tolerance)
    }
  }

  /// Equal within the tolerance, which is absolute.
  func isSame(as other: Answer, tolerance: Double) -> Bool {
    func close(_ a: Double, _ b: Double) -> Bool { Closeness.isSame(a, b, tolerance: tolerance) }
    switch (self, other) {
    case (.number(let a), .number(let b)): return close(a, b)
    case (.shape(let a), .shape(let b)): return a == b
    case (.grid(let a), .grid(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.count == $1.count && zip($0, $1).allSatisfy(close) }
    default: return self == other
    }
  }
}

extension ItemInstance {
  /// Whether the right answer has more digits than anybody would type.
  package var isRounded: Bool {
    guard tolerance == 0 else { return false }
    switch answer {
    case .number(let right): return Closeness.isRounded(right)
    case .grid(let rows): return rows.joined().contains(where: Closeness.isRounded)
    default: return false
    }
  }

  /// Which cells of a grid are not right yet, row by row; empty for anything but two grids of one size.
  package func wrongCells(_ given: Answer) -> [[Bool]] {
    guard case .grid(let right)? = answer, case .grid(let rows) = given, right.map(\.count) == rows.map(\.count) else {
      return []
    }
    return zip(right, rows).map { one, two in
      zip(one, two).map { !Closeness.accepts($1, for: $0, tolerance: tolerance) }
    }
  }

  /// Whether the steps come in the right order; steps of the same words may change places.
  func isInOrder(_ order: [Int]) -> Bool {
    guard order.count == steps.count, Set(order) == Set(steps.indices) else { return false }
    var rest = order[...]
    for group in Set(stepGroups).sorted() {
      let wanted = steps.indices.filter { stepGroups[$0] == group }.map { steps[$0] }
      guard rest.prefix(wanted.count).map({ steps[$0] }).sorted() == wanted.sorted() else { return false }
      rest = rest.dropFirst(wanted.count)
    }
    return true
  }

  /// The right answer row by row: a grid as a grid, steps under each other.
  package var expectedLines: [String] {
    switch kind {
    case .grid:
      guard case .grid(let rows)? = answer else { return [] }
      let cells = rows.map { $0.map(NumberWords.words) }
      let width = cells.joined().map(\.count).max() ?? 0
      return cells.map { row in
        row.map { String(repeating: " ", count: width - $0.count) + $0 }.joined(separator: "  ")
      }
    case .order:
      return steps.indices.sorted { stepGroups[$0] < stepGroups[$1] }.enumerated().map { "\($0 + 1). \(steps[$1])" }
    case .multiple: return options.filter(\.correct).map(\.text)
    case .choice, .number, .shape, .text: return [expected]
    }
  }
}
