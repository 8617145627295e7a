/// Reads the parameters of a control sequence, between `ESC [` and its last byte.
struct ParameterReader {
  private let bytes: UnsafeBufferPointer<UInt8>.SubSequence
  private var at: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  var isAtEnd: Bool { at == bytes.endIndex }

  /// Steps over `byte` where it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.endIndex, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Nil where no digit comes next; of many digits the first few count.
  mutating func number() -> UInt32? {
    let begin = at
    var value: UInt32 = 0
    while at < bytes.endIndex, at < begin + 9, (0x30...0x39).contains(bytes[at]) {
      value = value * 10 + UInt32(bytes[at] - 0x30)
      at += 1
    }
    return at > begin ? value : nil
  }

  /// What follows 38 or 48; nil where it is none of the forms that are known here.
  mutating func colour() -> PenColour? {
    guard at < bytes.endIndex else { return nil }
    let separator = bytes[at]
    let hasColons = separator == 0x3A
    guard hasColons || separator == 0x3B, take(separator), let kind = number() else { return nil }
    switch kind {
    case 5:
      guard take(separator), let index = level() else { return nil }
      return PenColour(form: hasColons ? .colonIndexed : .indexed, value: index)
    case 2:
      guard take(separator) else { return nil }
      let hasSpace = hasColons && take(separator)
      guard let red = level(), take(separator), let green = level(), take(separator), let blue = level() else {
        return nil
      }
      let form: PenColour.Form = hasSpace ? .colonDirectWithSpace : hasColons ? .colonDirect : .direct
      return PenColour(form: form, value: red << 16 | green << 8 | blue)
    default: return nil
    }
  }

  private mutating func level() -> UInt32? {
    guard let value = number(), value < 256 else { return nil }
    return value
  }
}
