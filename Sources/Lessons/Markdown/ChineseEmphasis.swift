/// Makes `**“引号”**后面` bold.
///
/// CommonMark lets a run of stars end emphasis only where it stands behind a letter, or behind punctuation and before a space
/// or more punctuation. In Chinese no space follows, so `”**后` ends nothing; nor does `是**“` begin anything. A mark that cmark
/// takes for punctuation is put beside such a run, on its Chinese side, and taken out of whatever comes back.
enum ChineseEmphasis {
  /// A full stop of Duployan shorthand: punctuation that no lesson has.
  private static let mark: Unicode.Scalar = "\u{1BC9F}"

  static func marked(_ text: String) -> String {
    guard text.contains("*") else { return text }
    let scalars = Array(text.unicodeScalars)
    var marked = String.UnicodeScalarView()
    marked.reserveCapacity(text.utf8.count + 64)
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "*" else {
        marked.append(scalars[index])
        index += 1
        continue
      }
      let end = scalars[index...].firstIndex { $0 != "*" } ?? scalars.count
      let before = index > 0 ? scalars[index - 1] : "\n"
      let after = end < scalars.count ? scalars[end] : "\n"
      if needsMark(outside: before, inside: after), !isClosing(after) { marked.append(mark) }
      for star in scalars[index..<end] { marked.append(star) }
      if needsMark(outside: after, inside: before), !isOpening(before) { marked.append(mark) }
      index = end
    }
    return String(marked)
  }

  static func unmarked(_ text: String) -> String {
    guard text.unicodeScalars.contains(mark) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != mark { plain.append(scalar) }
    return String(plain)
  }

  /// Whether a run between punctuation inside the emphasis and a letter outside would do nothing, in Chinese text.
  private static func needsMark(outside: Unicode.Scalar, inside: Unicode.Scalar) -> Bool {
    guard CJK.isPunctuationOfAnyScript(inside), !CJK.isPunctuationOfAnyScript(outside),
      !outside.properties.isWhitespace
    else { return false }
    return CJK.contains(outside) || CJK.contains(inside)
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    [.openPunctuation, .initialPunctuation].contains(scalar.properties.generalCategory)
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    [.closePunctuation, .finalPunctuation].contains(scalar.properties.generalCategory)
  }
}
