/// A colour as a sequence names it. The same colour named in another way counts as another one: terminals give palettes of
/// their own to some of the names.
struct PenColour: Hashable {
  enum Form: UInt8 {
    case unknown
    /// The terminal's own: 39 and 49.
    case standard
    /// 30…37 and 90…97: the value is what is added to 30.
    case basic
    /// 38;5;n and 38:5:n.
    case indexed, colonIndexed
    /// 38;2;r;g;b, 38:2:r:g:b and 38:2::r:g:b, with an empty place for the colour space.
    case direct, colonDirect, colonDirectWithSpace
  }

  static let unknown = PenColour(form: .unknown, value: 0)
  static let standard = PenColour(form: .standard, value: 0)

  var form: Form
  /// The number of the colour, or red, green and blue in eight bits each.
  var value: UInt32

  var isDirect: Bool { form.rawValue >= Form.direct.rawValue }

  /// - Parameter base: 30 for a foreground, 40 for a background.
  func append(base: UInt32, to output: inout [UInt8]) {
    switch form {
    case .unknown: break
    case .standard: PenColour.append(base + 9, to: &output)
    case .basic: PenColour.append(base + value, to: &output)
    case .indexed: append(base + 8, ";5;", ";", to: &output)
    case .colonIndexed: append(base + 8, ":5:", ":", to: &output)
    case .direct: append(base + 8, ";2;", ";", to: &output)
    case .colonDirect: append(base + 8, ":2:", ":", to: &output)
    case .colonDirectWithSpace: append(base + 8, ":2::", ":", to: &output)
    }
  }

  private func append(_ code: UInt32, _ kind: StaticString, _ separator: Unicode.Scalar, to output: inout [UInt8]) {
    PenColour.append(code, to: &output)
    output += UnsafeBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount)
    if isDirect {
      for level in [value >> 16, value >> 8 & 255] {
        PenColour.append(level, to: &output)
        output.append(UInt8(ascii: separator))
      }
    }
    PenColour.append(value & (isDirect ? 255 : .max), to: &output)
  }

  /// A number below 1000 in digits.
  static func append(_ number: UInt32, to output: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    if number > 99 { output.append(zero + UInt8(truncatingIfNeeded: number / 100)) }
    if number > 9 { output.append(zero + UInt8(truncatingIfNeeded: number / 10 % 10)) }
    output.append(zero + UInt8(truncatingIfNeeded: number % 10))
  }
}
