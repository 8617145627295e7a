/// The numbers that an item may be asked with: all of them, or so many that a fault shows.
struct DrawCombinations {
  static let limit = 512

  /// Each gives every drawn name its number. Never empty: without names there is one that draws nothing.
  let all: [[String: Double]]

  init(_ names: [Item.DrawnName], limit: Int = limit) {
    let counts = names.map { DrawCombinations.count($0.values) }
    var product = 1
    for count in counts where product <= limit { product *= min(count, limit + 1) }
    if product <= limit {
      all = (0..<product).map { number in
        var rest = number
        return DrawCombinations.draw(names) { index in
          defer { rest /= counts[index] }
          return rest % counts[index]
        }
      }
    } else {
      all = DrawCombinations.corners(names, counts) + DrawCombinations.sample(names, counts, limit)
    }
  }

  /// The first and last numbers of the names: where arithmetic breaks first.
  private static func corners(_ names: [Item.DrawnName], _ counts: [Int]) -> [[String: Double]] {
    (0..<1 << min(names.count, 6)).map { bits in
      draw(names) { index in bits >> index & 1 == 0 ? 0 : counts[index] - 1 }
    }
  }

  private static func sample(_ names: [Item.DrawnName], _ counts: [Int], _ limit: Int) -> [[String: Double]] {
    var random = SeededNumbers(seed: 1)
    return (0..<limit).map { _ in draw(names) { index in random.below(counts[index]) } }
  }

  private static func draw(_ names: [Item.DrawnName], _ place: (Int) -> Int) -> [String: Double] {
    var drawn: [String: Double] = [:]
    for (index, name) in names.enumerated() { drawn[name.name] = value(name.values, place(index)) }
    return drawn
  }

  private static func count(_ values: Item.DrawnValues) -> Int {
    switch values {
    case .range(let low, let high): max(1, high - low + 1)
    case .of(let numbers): max(1, numbers.count)
    }
  }

  private static func value(_ values: Item.DrawnValues, _ place: Int) -> Double {
    switch values {
    case .range(let low, _): Double(low + place)
    case .of(let numbers): numbers.indices.contains(place) ? numbers[place] : 0
    }
  }
}
