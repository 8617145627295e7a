/// Characters that do not show what they do: they move cursors, turn text round, or cannot be seen at all. None of them may
/// come from a lesson to a terminal.
package enum HiddenCharacters {
  /// Stands where a hidden character stood.
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// What is wrong with a character, or nil if it may be shown. Tabs and line feeds may.
  static func fault(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E, 0xA1...0xAC, 0x4E00...0x9FFF: nil
    case 0x1B: "an escape sequence begins here"
    case 0x00...0x1F, 0x7F...0x9F: "the control character \(name(scalar))"
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      "the character \(name(scalar)), which turns the direction of the text"
    case 0x2028, 0x2029: "the line separator \(name(scalar))"
    case _ where isInvisible(scalar): "the invisible character \(name(scalar))"
    case _ where scalar.properties.isNoncharacterCodePoint: "\(name(scalar)), which is no character"
    default: nil
    }
  }

  /// Zero-width spaces and joiners, soft hyphens, byte order marks, variation selectors, blank letters.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.generalCategory == .format || properties.isDefaultIgnorableCodePoint
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The text with every hidden character replaced, and the first fault.
  package static func cleaned(_ text: String) -> (text: String, fault: String?) {
    var first: String?
    for scalar in text.unicodeScalars {
      first = fault(scalar)
      if first != nil { break }
    }
    guard first != nil else { return (text, nil) }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(fault(scalar) == nil ? scalar : replacement) }
    return (String(clean), first)
  }
}
