import TextUI

/// Numbers as labs show them: whole ones plain, others to two digits after the point.
enum LabNumber {
  static func text(_ value: Float, digits: Int = 2) -> String {
    if value.isInfinite { return value > 0 ? "∞" : FormatNumber.minus + "∞" }
    if value.isNaN { return "NaN" }
    // Beyond 2^24 a float has fewer digits than the number: those that it has, and zeros.
    if abs(value) >= 1e15 { return value.description }
    if abs(value) >= 16_777_216 {
      let exact = Double(value.description) ?? Double(value)
      return (exact < 0 ? FormatNumber.minus : "") + FormatNumber.grouped(Int(abs(exact)))
    }
    var text = FormatNumber.fixed(value, digits: digits)
    guard digits > 0 else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == FormatNumber.minus + "0" ? "0" : text
  }

  /// Digits after the point with which printed terms add up to the printed sum: `least`, or as many more as that takes.
  static func digits(of terms: [Float], sum: Float, least: Int, most: Int = 7) -> Int {
    func isTrue(_ digits: Int) -> Bool {
      let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
      let printed = terms.reduce(0) { $0 + (Double($1) * power).rounded() }
      return printed == (Double(sum) * power).rounded()
    }
    return (least...max(least, most)).first(where: isTrue) ?? least
  }

  /// In brackets where it is negative, as a factor or a summand wants it.
  static func factor(_ value: Float) -> String {
    let text = text(value)
    return text.hasPrefix(FormatNumber.minus) ? "(" + text + ")" : text
  }
}
