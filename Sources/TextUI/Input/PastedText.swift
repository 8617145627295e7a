/// Text on its way in: bytes of which only text is kept, and not more than anybody means.
struct PastedText: Sendable {
  private var bytes: [UInt8] = []
  private static let limit = 1 << 20

  var isEmpty: Bool { bytes.isEmpty }

  /// Keeps what is text, newlines and tabs; a carriage return, alone or before a newline, is one newline.
  mutating func append(_ more: ArraySlice<UInt8>) {
    for byte in more {
      guard bytes.count < PastedText.limit else { return }
      switch byte {
      case 0x20..<0x7F, 0x80..., 9, 13: bytes.append(byte)
      case 10: if bytes.last != 13 { bytes.append(10) }
      default: break
      }
    }
  }

  var string: String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\r" { result.append("\n") } else if PastedText.isShown(scalar) { result.append(scalar) }
    }
    return String(result)
  }

  /// The glyphs of some whole UTF-8; what is none is left out. A glyph keeps as many marks as any language puts on one.
  static func glyphs(_ bytes: ArraySlice<UInt8>) -> [Character] {
    String(decoding: bytes, as: UTF8.self).compactMap { glyph in
      let scalars = glyph.unicodeScalars.prefix(16).filter(isShown)
      return String(String.UnicodeScalarView(scalars)).first
    }
  }

  /// How many bytes at the end begin a scalar whose other bytes are not there.
  static func openBytes(_ bytes: ArraySlice<UInt8>) -> Int {
    for (back, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back + 1 ? back + 1 : 0
    }
    return 0
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    // U+FFFD stands where bytes were no text.
    scalar != "\u{FFFD}" && !(0x7F..<0xA0).contains(scalar.value)
  }
}
