import TextUI

/// Numbers as labs show them: whole ones plain, others to two digits after the point.
enum LabNumber {
  static func text(_ value: Float) -> String {
    let rounded = (value * 100).rounded() / 100
    if rounded == rounded.rounded() { return FormatNumber.fixed(rounded, digits: 0) }
    let text = FormatNumber.fixed(value, digits: 2)
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }

  /// In brackets where it is negative, as a factor or a summand wants it.
  static func factor(_ value: Float) -> String {
    let text = text(value)
    return text.hasPrefix(FormatNumber.minus) ? "(" + text + ")" : text
  }
}
