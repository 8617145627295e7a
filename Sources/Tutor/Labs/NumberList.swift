/// Nested lists of numbers as JSON writes them, the form of grids in settings: `[[1,0],[0,1]]`.
package indirect enum NumberList: Equatable, Sendable {
  case number(Float)
  case list([NumberList])

  /// The list that `text` spells, or nil. Lists nest at most four deep and hold at most 10,000 characters in all.
  package init?(_ text: String) {
    guard text.utf8.count <= 10_000 else { return nil }
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }

  /// A rectangle of numbers: `[[1,2],[3,4]]`.
  package var grid: [[Float]]? {
    guard case .list(let rows) = self, !rows.isEmpty else { return nil }
    let numbers = rows.compactMap(\.row)
    guard numbers.count == rows.count, let width = numbers.first?.count, width > 0 else { return nil }
    return numbers.allSatisfy { $0.count == width } ? numbers : nil
  }

  /// Rectangles of one size; a single rectangle is a list of one.
  package var grids: [[[Float]]]? {
    if let grid { return [grid] }
    guard case .list(let items) = self, !items.isEmpty else { return nil }
    let grids = items.compactMap(\.grid)
    guard grids.count == items.count else { return nil }
    return grids.allSatisfy { $0.count == grids[0].count && $0[0].count == grids[0][0].count } ? grids : nil
  }

  private var row: [Float]? {
    guard case .list(let items) = self else { return nil }
    var numbers: [Float] = []
    for item in items {
      guard case .number(let value) = item else { return nil }
      numbers.append(value)
    }
    return numbers
  }

  /// A decimal number; the typographic minus counts as one.
  package static func number(_ text: String) -> Float? {
    let plain = String(text.map { $0 == "−" ? "-" : $0 })
    guard plain.utf8.count <= 20, plain.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
    guard let value = Float(plain), value.isFinite else { return nil }
    return value
  }

  /// Without a point where none is needed, and so that reading gives the same number again.
  package static func text(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e7 ? String(Int(value)) : value.description
  }

  package static func text(_ grid: [[Float]]) -> String {
    "[" + grid.map { "[" + $0.map { text($0) }.joined(separator: ",") + "]" }.joined(separator: ",") + "]"
  }

  /// A single grid is written without the outer list.
  package static func text(_ grids: [[[Float]]]) -> String {
    grids.count == 1 ? text(grids[0]) : "[" + grids.map { text($0) }.joined(separator: ",") + "]"
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return at == bytes.count
      }
    }

    mutating func skipSpace() {
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    mutating func take(_ byte: Character) -> Bool {
      skipSpace()
      guard at < bytes.count, bytes[at] == byte.asciiValue else { return false }
      at += 1
      return true
    }

    mutating func value(depth: Int) -> NumberList? {
      guard depth <= 4 else { return nil }
      if take("[") {
        if take("]") { return .list([]) }
        var items: [NumberList] = []
        repeat {
          guard let item = value(depth: depth + 1) else { return nil }
          items.append(item)
        } while take(",")
        return take("]") ? .list(items) : nil
      }
      let start = at
      while at < bytes.count, "0123456789+-.eE".utf8.contains(bytes[at]) { at += 1 }
      return NumberList.number(String(decoding: bytes[start..<at], as: UTF8.self)).map { .number($0) }
    }
  }
}
