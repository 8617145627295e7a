/// Numbers as text, with the real minus sign `−` (U+2212) and without a locale.
package enum FormatNumber {
  package static let minus = "−"

  /// `value` with exactly `digits` digits after the point. What rounds to zero has no sign.
  package static func fixed(_ value: Double, digits: Int) -> String {
    guard let (negative, text) = digitsOf(value, digits) else { return special(value, digits) }
    return (negative ? minus : "") + text
  }

  package static func fixed(_ value: Float, digits: Int) -> String { fixed(Double(value), digits: digits) }

  /// As ``fixed(_:digits:)-(Double,_)`` with a `+` before what is not negative.
  package static func signed(_ value: Double, digits: Int) -> String {
    let text = fixed(value, digits: digits)
    return text.hasPrefix(minus) || value.isNaN ? text : "+" + text
  }

  package static func signed(_ value: Float, digits: Int) -> String { signed(Double(value), digits: digits) }

  /// `34,944`.
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? minus : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `2.9e−12`: `digits` digits after the point, exponent to the base of ten.
  package static func scientific(_ value: Double, digits: Int = 1) -> String {
    guard value.isFinite else { return special(value, digits) }
    if value == 0 { return fixed(0.0, digits: digits) + "e0" }
    var exponent = 0
    var mantissa = abs(value)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    var text = fixed(mantissa, digits: digits)
    if text.hasPrefix("10") { (text, exponent) = (fixed(1.0, digits: digits), exponent + 1) }
    return (value < 0 ? minus : "") + text + "e" + (exponent < 0 ? minus : "") + String(abs(exponent))
  }

  /// Short and of use at every size: `digits` significant digits, scientific where a plain number would be long.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : special(value, digits) }
    let size = abs(value)
    if size < 1e-4 || size >= 1e7 { return scientific(value, digits: max(0, digits - 1)) }
    var before = 1
    var power = 10.0
    while size >= power { (before, power) = (before + 1, power * 10) }
    var leading = 0
    var small = size
    while small < 1 { (leading, small) = (leading + 1, small * 10) }
    return fixed(value, digits: max(0, size < 1 ? leading + digits - 1 : digits - before))
  }

  /// The fewest digits that read back as the same number: 2, 0.75, 0.0001.
  package static func shortest(_ value: Float) -> String {
    guard value.isFinite, value != value.rounded() || abs(value) >= 1e7 else { return fixed(value, digits: 0) }
    return value.description.replacing("-", with: minus)
  }

  /// `1.1 MiB`, in powers of 1024.
  package static func bytes(_ count: Int) -> String {
    scaled(Double(count), step: 1024, units: ["B", "KiB", "MiB", "GiB", "TiB"])
  }

  /// `105.4 M`, in powers of 1000.
  package static func short(_ count: Int) -> String {
    scaled(Double(count), step: 1000, units: ["", "k", "M", "G", "T"])
  }

  /// `14.6 %`; a share below 10 % that is not zero keeps two digits. Some languages write the sign without a space.
  package static func percent(_ share: Double, isSpaced: Bool = true) -> String {
    let value = share * 100
    let digits = value == 0 || abs(value) >= 99.95 ? 0 : abs(value) < 9.995 ? 2 : 1
    return fixed(value, digits: digits) + (isSpaced ? " %" : "%")
  }

  private static func scaled(_ count: Double, step: Double, units: [String]) -> String {
    var value = count
    var unit = 0
    while abs(value) >= step - 0.05, unit < units.count - 1 { (value, unit) = (value / step, unit + 1) }
    let text = fixed(value, digits: unit == 0 ? 0 : 1)
    return units[unit].isEmpty ? text : text + " " + units[unit]
  }

  private static func special(_ value: Double, _ digits: Int) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return (value < 0 ? minus : "") + "∞" }
    return scientific(value, digits: max(1, digits))
  }

  /// The rounded magnitude as digits. Nil where it has more digits than a Double can tell apart.
  private static func digitsOf(_ value: Double, _ digits: Int) -> (negative: Bool, text: String)? {
    precondition(digits >= 0 && digits <= 15, "digits must be 0…15, not \(digits)")
    guard value.isFinite else { return nil }
    var power = 1.0
    for _ in 0..<digits { power *= 10 }
    let size = abs(value)
    let product = size * power
    guard product < 9e15 else { return nil }
    var whole = product.rounded(.down)
    // The product is rounded itself: at an apparent tie its lost part decides.
    let rest = product - whole
    let lost = (-product).addingProduct(size, power)
    if rest > 0.5 || (rest == 0.5 && lost >= 0) { whole += 1 }
    let number = Int(whole)
    var text = String(number)
    if digits > 0 {
      if text.count <= digits { text = String(repeating: "0", count: digits + 1 - text.count) + text }
      let point = text.index(text.endIndex, offsetBy: -digits)
      text = text[..<point] + "." + text[point...]
    }
    return (value < 0 && number != 0, text)
  }
}
