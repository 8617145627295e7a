/// The characters of Chinese text, as far as setting it needs to know them.
enum CJK {
  /// Ideographs, kana and the punctuation that belongs to them.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// Full-width punctuation: it brings its own space along.
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    contains(scalar) && isPunctuationOfAnyScript(scalar)
  }

  static func isPunctuationOfAnyScript(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x21...0x7E).contains(scalar.value) && !scalar.properties.isAlphabetic
        && !(0x30...0x39).contains(scalar.value)
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Quotation marks and dashes that Chinese and Western text share.
  private static func isShared(_ scalar: Unicode.Scalar) -> Bool { "“”‘’…—·".unicodeScalars.contains(scalar) }

  /// What stands between two characters where a line of the source ended: a space, or nothing in Chinese text.
  static func joint(_ left: Unicode.Scalar?, _ right: Unicode.Scalar?) -> String {
    guard let left, let right else { return " " }
    if isPunctuation(left) || isPunctuation(right) { return "" }
    let isChinese =
      contains(left) && (contains(right) || isShared(right)) || isShared(left) && contains(right)
    return isChinese ? "" : " "
  }
}
