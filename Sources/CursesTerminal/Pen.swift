/// How a terminal draws the cells to come, as far as it is known.
///
/// Source: Select Graphic Rendition, ECMA-48 section 8.3.117, with the colours of xterm.
struct Pen: Hashable {
  /// A bit for each attribute, at the number that switches it on; bit 0 stands for all that has no number here.
  private var on: UInt16 = 0
  private var known: UInt16 = 0
  private(set) var foreground = PenColour.unknown
  var background = PenColour.unknown

  static let unknown = Pen()
  /// After `ESC [ 0 m`.
  static let reset: Pen = {
    var pen = Pen()
    pen.known = 0b11_1011_1111
    (pen.foreground, pen.background) = (.standard, .standard)
    return pen
  }()

  /// Faint and bold, which are switched off together.
  private static let weights: UInt16 = 0b110
  /// What shows in a cell without a glyph as well: underlined, blinking, reversed, struck through, and what has no number.
  private static let inked: UInt16 = 0b10_1011_0001

  /// Whether there was a reset, which alone says of everything what it is.
  private var isWhole: Bool { known & 1 != 0 }

  /// Whether a cell without a glyph shows nothing but its background.
  var isPlainOnBlanks: Bool { isWhole && on & Pen.inked == 0 }

  // MARK: What a sequence sets

  /// Takes over what the parameters of a sequence set, and notes in `ends` which of 22…29, 39 and 49 were among them, a bit
  /// each. False where one of them is not known here: then nothing is known of the pen.
  mutating func set(_ parameters: Slice<UnsafeBufferPointer<UInt8>>, noting ends: inout UInt64) -> Bool {
    var reader = ParameterReader(parameters)
    repeat {
      // An empty one is 0.
      let code = reader.number() ?? 0
      if code == 38 || code == 48 {
        guard let colour = reader.colour() else { return false }
        if code == 38 { foreground = colour } else { background = colour }
      } else if !set(code, noting: &ends) {
        return false
      }
    } while reader.take(UInt8(ascii: ";"))
    return reader.isAtEnd
  }

  private mutating func set(_ code: UInt32, noting ends: inout UInt64) -> Bool {
    switch code {
    case 0: self = .reset
    case 1...5, 7...9:
      on |= 1 << UInt16(code)
      known |= 1 << UInt16(code)
    case 22...25, 27...29:
      let bits = code == 22 ? Pen.weights : 1 << UInt16(code - 20)
      on &= ~bits
      known |= bits
      ends |= 1 << UInt64(code)
    case 30...37, 90...97: foreground = PenColour(form: .basic, value: code - 30)
    case 40...47, 100...107: background = PenColour(form: .basic, value: code - 40)
    case 39:
      foreground = .standard
      ends |= 1 << 39
    case 49:
      background = .standard
      ends |= 1 << 49
    default: return false
    }
    return true
  }

  // MARK: From one to the other

  /// Appends what makes a terminal that draws with `told` draw with this: nothing where they are the same.
  ///
  /// What this does not know `told` does not know either.
  /// - Parameter ends: which of 22…29, 39 and 49 the terminal understands; the others are replaced by a reset.
  func append(after told: Pen, ends: UInt64, to output: inout [UInt8]) {
    if self == told { return }
    let needed = endsNeeded(after: told)
    // Without a reset before it something ends only by a number that was sent, and stands for itself.
    guard isWhole, needed != 0 else { return appendChanges(after: told, to: &output) }
    let begin = output.count
    let canDoWithout = needed & ~ends == 0
    if canDoWithout { appendChanges(after: told, to: &output) }
    let middle = output.count
    appendChanges(after: .reset, isReset: true, to: &output)
    guard canDoWithout else { return }
    let isShorter = output.count - middle < middle - begin
    output.removeSubrange(isShorter ? begin..<middle : middle..<output.count)
  }

  private func changes(after told: Pen) -> UInt16 { known & (~told.known | on ^ told.on) }

  /// The numbers that end what `told` has and this has not, a bit each; where none does, one that no terminal is known to
  /// understand.
  private func endsNeeded(after told: Pen) -> UInt64 {
    let off = changes(after: told) & ~on
    var needed = UInt64(off & ~Pen.weights) << 20
    if off & Pen.weights != 0 { needed |= 1 << 22 }
    if foreground == .standard, told.foreground != .standard { needed |= 1 << 39 }
    if background == .standard, told.background != .standard { needed |= 1 << 49 }
    return needed
  }

  private func appendChanges(after told: Pen, isReset: Bool = false, to output: inout [UInt8]) {
    var list = ParameterList(to: &output)
    if isReset { list.add(0, to: &output) }
    var changed = changes(after: told)
    if changed & ~on & Pen.weights != 0 {
      list.add(22, to: &output)
      changed = changed & ~Pen.weights | on & Pen.weights
    }
    if changed & ~1 != 0 {
      for code: UInt16 in 1...9 where changed & 1 << code != 0 {
        list.add(UInt32(on & 1 << code != 0 ? code : code + 20), to: &output)
      }
    }
    let (isForeground, isBackground) = (foreground != told.foreground, background != told.background)
    // A terminal may read no more than sixteen numbers of a sequence.
    if isForeground && foreground.isDirect || isBackground && background.isDirect { list.restart(to: &output) }
    if isForeground { list.add(foreground, base: 30, to: &output) }
    if isBackground { list.add(background, base: 40, to: &output) }
    list.end(to: &output)
  }
}

/// Writes the parameters of one sequence after the other.
private struct ParameterList {
  private var isEmpty = true

  init(to output: inout [UInt8]) { begin(to: &output) }

  private mutating func begin(to output: inout [UInt8]) {
    output.append(0x1B)
    output.append(UInt8(ascii: "["))
    isEmpty = true
  }

  private mutating func separate(to output: inout [UInt8]) {
    if !isEmpty { output.append(UInt8(ascii: ";")) }
    isEmpty = false
  }

  mutating func add(_ code: UInt32, to output: inout [UInt8]) {
    separate(to: &output)
    PenColour.append(code, to: &output)
  }

  mutating func add(_ colour: PenColour, base: UInt32, to output: inout [UInt8]) {
    separate(to: &output)
    colour.append(base: base, to: &output)
  }

  /// Goes on in a sequence of its own where this one has parameters.
  mutating func restart(to output: inout [UInt8]) {
    guard !isEmpty else { return }
    end(to: &output)
    begin(to: &output)
  }

  func end(to output: inout [UInt8]) { output.append(UInt8(ascii: "m")) }
}
