/// Turns the bytes that a terminal sends into events: keys, the mouse, pasted text.
///
/// Bytes come in any pieces. What a piece leaves open waits for the next one, at most ``patience`` of silence: then the
/// caller calls ``giveUp()``.
package struct InputParser: Sendable {
  /// Something that was found: an event, or a wish to the terminal itself.
  package enum Reading: Hashable, Sendable {
    case event(InputEvent)
    case redraw
  }

  private enum State: Sendable {
    case keys
    /// Between `ESC [ 200 ~` and `ESC [ 201 ~`.
    case paste
    /// Text that comes faster than anybody types, from a terminal that does not mark pastes.
    case burst
    /// A reply of the terminal, such as `ESC P … ESC \`: it is not for us.
    case string(isBegun: Bool)
  }

  private var state = State.keys
  private var pending: [UInt8] = []
  private var text = PastedText()
  private let sequences: KeySequences
  /// Milliseconds until a lone ESC counts as the key.
  private let escapeDelay: Int

  package init(_ sequences: KeySequences = KeySequences(), escapeDelay: Int = 25) {
    (self.sequences, self.escapeDelay) = (sequences, escapeDelay)
  }

  /// For how many milliseconds of silence to wait for more; nil where nothing is open.
  package var patience: Int? {
    switch state {
    case .keys: pending.isEmpty ? nil : pending == [27] ? escapeDelay : 50
    case .paste: 2000
    case .burst: 40
    // Alt and a letter begin like a reply, but nothing follows.
    case .string(let isBegun): isBegun ? 500 : 50
    }
  }

  package mutating func read(_ bytes: [UInt8]) -> [Reading] {
    var readings: [Reading] = []
    let all = pending + bytes
    var rest = all[...]
    while !rest.isEmpty, step(&rest, &readings) {}
    pending = Array(rest)
    return readings
  }

  /// Nothing more came: what is open is taken for what it is so far.
  package mutating func giveUp() -> [Reading] {
    defer { (state, pending) = (.keys, []) }
    switch state {
    case .paste, .burst: return endPaste()
    case .string: return []
    case .keys:
      if let key = sequences.keys[pending] { return [.event(.key(key))] }
      if pending.allSatisfy({ $0 == 27 }) { return pending.map { _ in .event(.key(.escape)) } }
      return pending.count == 1 ? InputParser.control(pending[0]) : []
    }
  }

  /// Takes one thing from the front; false where more bytes are needed for it.
  private mutating func step(_ rest: inout ArraySlice<UInt8>, _ readings: inout [Reading]) -> Bool {
    switch state {
    case .keys: return stepKeys(&rest, &readings)
    case .paste: return stepPaste(&rest, &readings)
    case .burst:
      let run = rest.prefix(while: InputParser.isText)
      text.append(run)
      rest = rest.dropFirst(run.count)
      if !rest.isEmpty {
        readings += endPaste()
        state = .keys
      }
      return true
    case .string: return stepString(&rest)
    }
  }

  // MARK: Keys

  private mutating func stepKeys(_ rest: inout ArraySlice<UInt8>, _ readings: inout [Reading]) -> Bool {
    guard let first = rest.first else { return false }
    if InputParser.isText(first), InputParser.isBurst(rest) {
      (state, text) = (.burst, PastedText())
      return true
    }
    if first >= 0x20, first != 0x7F {
      let run = rest.prefix { $0 >= 0x20 && $0 != 0x7F }
      // A glyph that was cut between two pieces.
      let open = run.endIndex == rest.endIndex ? PastedText.openBytes(run) : 0
      readings += PastedText.glyphs(run.dropLast(open)).map { .event(.key(.character($0))) }
      rest = rest.dropFirst(run.count - open)
      return open == 0
    }
    switch sequences.match(rest) {
    case .open: return false
    case .found(let meaning, let length):
      rest = rest.dropFirst(length)
      switch meaning {
      case .key(let key): readings.append(.event(.key(key)))
      case .mouse(let mouse): readings.append(.event(.mouse(mouse)))
      case .paste: (state, text) = (.paste, PastedText())
      case .string: state = .string(isBegun: false)
      case .nothing: break
      }
    case .none:
      readings += InputParser.control(first)
      rest = rest.dropFirst()
    }
    return true
  }

  private static func control(_ byte: UInt8) -> [Reading] {
    switch byte {
    case 9: return [.event(.key(.tab))]
    case 10, 13: return [.event(.key(.enter))]
    case 8, 127: return [.event(.key(.backspace))]
    case 12: return [.redraw]
    case 1...26: return [.event(.key(.control(Character(UnicodeScalar(byte + 96)))))]
    default: return []
    }
  }

  // MARK: Text

  private static func isText(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || (9...10).contains(byte) || byte == 13
  }

  /// Whether so much text at once is no typing: more than a key that repeats leaves while a screen is busy.
  private static func isBurst(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 128 else { return false }
    let run = bytes.prefix(256).prefix(while: isText)
    return run.count >= 256 || run.count >= 128 && Set(run).count >= 6
  }

  private mutating func stepPaste(_ rest: inout ArraySlice<UInt8>, _ readings: inout [Reading]) -> Bool {
    var at = rest.startIndex
    while let escape = rest[at...].firstIndex(of: 27) {
      let end = rest[escape...].prefix(KeySequences.pasteEnd.count)
      if end.elementsEqual(KeySequences.pasteEnd) {
        text.append(rest[..<escape])
        rest = rest[end.endIndex...]
        readings += endPaste()
        state = .keys
        return true
      }
      if end.endIndex == rest.endIndex, KeySequences.pasteEnd.starts(with: end) {
        // Perhaps the beginning of the end.
        text.append(rest[..<escape])
        rest = rest[escape...]
        return false
      }
      at = escape + 1
    }
    text.append(rest)
    rest = []
    return false
  }

  private mutating func endPaste() -> [Reading] {
    defer { text = PastedText() }
    return text.isEmpty ? [] : [.event(.paste(text.string))]
  }

  // MARK: Replies

  private mutating func stepString(_ rest: inout ArraySlice<UInt8>) -> Bool {
    state = .string(isBegun: true)
    guard let end = rest.firstIndex(where: { [7, 24, 26, 27].contains($0) }) else {
      rest = []
      return false
    }
    let isEscape = rest[end] == 27
    rest = rest[end...]
    if isEscape, rest.count == 1 { return false }
    let isTerminator = isEscape && rest[end + 1] == UInt8(ascii: "\\")
    // Another sequence breaks it off.
    rest = rest.dropFirst(isTerminator ? 2 : isEscape ? 0 : 1)
    state = .keys
    return true
  }
}
