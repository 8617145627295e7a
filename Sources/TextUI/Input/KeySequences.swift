/// What the sequences of bytes mean that a terminal sends for keys, the mouse and pastes.
package struct KeySequences: Sendable {
  enum Meaning: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// Pasted text follows.
    case paste
    /// A reply follows that goes on to its terminator.
    case string
    /// Nothing that anybody uses here: a key with Alt, a sequence that nobody knows.
    case nothing
  }

  enum Match: Hashable, Sendable {
    case found(Meaning, length: Int)
    /// More bytes decide.
    case open
    /// No sequence begins here.
    case none
  }

  /// The terminal's own, where they are other than the usual ones or the same.
  let keys: [[UInt8]: Key]
  private let prefixes: Set<[UInt8]>

  static let pasteEnd = Array("\u{1B}[201~".utf8)
  /// The longest that is waited for.
  private static let longest = 64

  /// - Parameter own: what terminfo says that the terminal sends; each begins with a control character.
  package init(own: [[UInt8]: Key] = [:]) {
    keys = own.filter { ($0.key.first ?? 0x20) < 0x20 || $0.key == [0x7F] }
    prefixes = Set(keys.keys.flatMap { bytes in (1..<max(1, bytes.count)).map { Array(bytes.prefix($0)) } })
  }

  func match(_ bytes: ArraySlice<UInt8>) -> Match {
    var known: Match = .none
    for length in 1...max(1, bytes.count) {
      let begin = Array(bytes.prefix(length))
      if let key = keys[begin] { known = .found(.key(key), length: length) }
      guard prefixes.contains(begin) else { break }
      if length == bytes.count { return .open }
    }
    if known != .none { return known }
    return bytes.first == 27 ? escape(bytes) : .none
  }

  private func escape(_ bytes: ArraySlice<UInt8>) -> Match {
    let bytes = bytes.prefix(KeySequences.longest)
    guard let second = bytes.dropFirst().first else { return .open }
    switch second {
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "O"): return keypad(bytes)
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return .found(.string, length: 2)
    case 27: return doubled(bytes)
    // With Alt: a glyph may be several bytes.
    default:
      let length = second >= 0xF0 ? 5 : second >= 0xE0 ? 4 : second >= 0xC0 ? 3 : 2
      return bytes.count < length ? .open : .found(.nothing, length: length)
    }
  }

  /// Esc twice, or Esc and a key: some terminals send Alt so.
  private func doubled(_ bytes: ArraySlice<UInt8>) -> Match {
    guard let third = bytes.dropFirst(2).first else { return .open }
    guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else { return .found(.key(.escape), length: 1) }
    guard case .found(_, let length) = match(bytes.dropFirst()) else { return .open }
    return .found(.nothing, length: length + 1)
  }

  /// `ESC O`, perhaps a number, and a letter.
  private func keypad(_ bytes: ArraySlice<UInt8>) -> Match {
    let number = bytes.dropFirst(2).prefix { (0x30...0x3F).contains($0) }
    guard number.endIndex < bytes.endIndex else { return .open }
    let length = number.count + 3
    guard number.isEmpty || number.elementsEqual([0x32]) else { return .found(.nothing, length: length) }
    return .found(KeySequences.letters[bytes[number.endIndex]].map { .key($0) } ?? .nothing, length: length)
  }

  /// `ESC [`, parameters, and a final byte.
  private func controlSequence(_ bytes: ArraySlice<UInt8>) -> Match {
    let parameters = bytes.dropFirst(2).prefix { (0x20...0x3F).contains($0) }
    guard parameters.endIndex < bytes.endIndex else {
      return bytes.count == KeySequences.longest ? .found(.nothing, length: bytes.count) : .open
    }
    let final = bytes[parameters.endIndex]
    // What breaks a sequence off is no part of it.
    guard (0x40...0x7E).contains(final) else { return .found(.nothing, length: parameters.count + 2) }
    let length = parameters.count + 3
    switch final {
    case UInt8(ascii: "[") where parameters.isEmpty:
      return bytes.count > 3 ? .found(.nothing, length: 4) : .open
    case UInt8(ascii: "M") where parameters.isEmpty:
      guard bytes.count >= 6 else { return .open }
      return .found(oldMouse(Array(bytes.dropFirst(3).prefix(3))), length: 6)
    case UInt8(ascii: "M"), UInt8(ascii: "m"):
      guard parameters.first == UInt8(ascii: "<") else { return .found(.nothing, length: length) }
      let numbers = KeySequences.numbers(parameters.dropFirst())
      return .found(mouse(numbers, isRelease: final == UInt8(ascii: "m")), length: length)
    default: return .found(key(KeySequences.numbers(parameters), final), length: length)
    }
  }

  private func key(_ numbers: [Int], _ final: UInt8) -> Meaning {
    // Shift changes nothing; with Ctrl or Alt it is another key.
    guard numbers.count < 2 || numbers.count == 2 && numbers[1] <= 2 else { return .nothing }
    guard final == UInt8(ascii: "~") else { return KeySequences.letters[final].map { .key($0) } ?? .nothing }
    if numbers == [200] { return .paste }
    return numbers.first.flatMap { KeySequences.numbered[$0] }.map { .key($0) } ?? .nothing
  }

  // MARK: Mouse

  private func mouse(_ numbers: [Int], isRelease: Bool) -> Meaning {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return .nothing }
    return mouse(numbers[0], isRelease, Point(numbers[1] - 1, numbers[2] - 1))
  }

  /// The form before 1006: three bytes, 32 above what they say.
  private func oldMouse(_ bytes: [UInt8]) -> Meaning {
    let numbers = bytes.map { Int($0) - 32 }
    guard numbers.allSatisfy({ $0 >= 0 }), numbers[1] > 0, numbers[2] > 0 else { return .nothing }
    let isRelease = numbers[0] & 0x43 == 3
    return mouse(isRelease ? numbers[0] & ~3 : numbers[0], isRelease, Point(numbers[1] - 1, numbers[2] - 1))
  }

  /// By the code of the button: 64 for the wheel, 32 for a move, the keys that are held as 4, 8 and 16.
  private func mouse(_ code: Int, _ isRelease: Bool, _ place: Point) -> Meaning {
    switch (code & 0xC0, code & 0x23) {
    case (0x40, 0): .mouse(MouseEvent(.wheelUp, at: place))
    case (0x40, 1): .mouse(MouseEvent(.wheelDown, at: place))
    case (0, 0x20): .mouse(MouseEvent(.drag, at: place))
    case (0, 0): .mouse(MouseEvent(isRelease ? .release : .press, at: place))
    default: .nothing
    }
  }

  // MARK: Tables

  /// The numbers between semicolons; 0 for one that is left out or absurd.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.isEmpty
      ? []
      : bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
        digits.count > 6 ? 0 : Int(String(decoding: digits, as: UTF8.self)) ?? 0
      }
  }

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backtab, UInt8(ascii: "M"): .enter,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
    UInt8(ascii: "S"): .function(4),
  ]

  private static let numbered: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1), 12: .function(2),
    13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7), 19: .function(8),
    20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
  ]
}
