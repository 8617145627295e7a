/// The bytes of a frame without what the terminal was told already: curses names both colours for every change of one, and
/// resets all attributes to end one.
///
/// The screen is the same cell by cell. Of a blank cell only the background counts, unless it is underlined or the like.
/// What is not understood stays as it is, and after it nothing is known of the terminal. Every frame stands for itself:
/// nothing is known at its begin, and nothing is held back at its end.
package struct ColourStream {
  private var output: [UInt8] = []
  /// What the terminal draws with.
  private var told = Pen.unknown
  /// What it has to draw with. What is unknown of the one is unknown of the other.
  private var wanted = Pen.unknown
  /// The set of characters that was designated last (`ESC ( B`); nil where that is not known.
  private var characters: UInt8?
  /// Which numbers that end an attribute or a colour the terminal understands: those that it is sent anyway.
  private var ends: UInt64 = 0

  package static func squeezed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = ColourStream()
    stream.output.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { stream.take($0) }
    stream.tell()
    return stream.output
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count {
      let begin = at
      switch bytes[at] {
      case 0x1B: at = takeEscape(bytes, at)
      case 0x20:
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        // The glyph after them needs both colours anyway, and a mark stands on the blank before it.
        if at == bytes.count || ColourStream.isText(bytes, at) { tell() } else { tellForBlanks() }
        output += bytes[begin..<at]
      case _ where ColourStream.isText(bytes, at):
        tell()
        while at < bytes.count, ColourStream.isText(bytes, at) || bytes[at] == 0x20 { at += 1 }
        output += bytes[begin..<at]
      default: at = takeControl(bytes, at)
      }
    }
  }

  /// Whether a glyph or a part of one is there: not a blank, a control character, or one of 0x80…0x9F in UTF-8.
  private static func isText(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    switch bytes[at] {
    case ...0x20, 0x7F: false
    case 0xC2: at + 1 < bytes.count && bytes[at + 1] >= 0xA0
    default: true
    }
  }

  // MARK: Sequences

  /// Takes the sequence that begins with the escape character at `begin`; returns where it ends.
  private mutating func takeEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ begin: Int) -> Int {
    let first = begin + 1
    guard first < bytes.count else { return pass(bytes, begin..<first) }
    if bytes[first] == UInt8(ascii: "("), first + 1 < bytes.count, (0x30...0x7E).contains(bytes[first + 1]) {
      if characters != bytes[first + 1] { output += bytes[begin..<first + 2] }
      characters = bytes[first + 1]
      return first + 2
    }
    guard bytes[first] == UInt8(ascii: "[") else { return pass(bytes, begin..<first) }
    var end = first + 1
    while end < bytes.count, (0x30...0x3B).contains(bytes[end]) { end += 1 }
    guard end < bytes.count else { return pass(bytes, begin..<end) }
    let whole = begin..<end + 1
    switch bytes[end] {
    case UInt8(ascii: "m"):
      var pen = wanted
      guard pen.set(bytes[first + 1..<end], noting: &ends) else { return pass(bytes, whole) }
      wanted = pen
    case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "`"):
      output += bytes[whole]
    case UInt8(ascii: "J"), UInt8(ascii: "K"), UInt8(ascii: "X"):
      tellForBlanks()
      output += bytes[whole]
    case UInt8(ascii: "b"):
      // It repeats the glyph before it.
      tell()
      output += bytes[whole]
    default:
      return pass(bytes, begin..<end)
    }
    return whole.upperBound
  }

  private mutating func takeControl(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    switch bytes[at] {
    // The bell, moves within a line, other sets of characters.
    case 0x07...0x09, 0x0D...0x0F: output.append(bytes[at])
    // A new line may come in at the bottom, in the background.
    case 0x0A...0x0C:
      tellForBlanks()
      output.append(bytes[at])
    default: return pass(bytes, at..<at + 1)
    }
    return at + 1
  }

  /// Sends what is not understood as it is: it may set, save or use anything. Returns its end.
  private mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>, _ part: Range<Int>) -> Int {
    tell()
    output += bytes[part]
    (told, wanted, characters) = (.unknown, .unknown, nil)
    return part.upperBound
  }

  // MARK: What is told

  private mutating func tell() {
    guard told != wanted else { return }
    wanted.append(after: told, ends: ends, to: &output)
    told = wanted
  }

  /// For cells without a glyph: the other colour may have changed again before the next glyph.
  private mutating func tellForBlanks() {
    let canTell = wanted.background != .standard || ends & 1 << 49 != 0
    guard canTell, told.isPlainOnBlanks, wanted.isPlainOnBlanks else { return tell() }
    var pen = told
    pen.background = wanted.background
    pen.append(after: told, ends: ends, to: &output)
    told = pen
  }
}
