/// Why what was typed is no answer.
package enum AnswerFault: Error, Sendable, Equatable {
  /// A comma where no thousands end, as in `0,5`: it cannot be known what was meant.
  case comma
  /// Not what the question asks for.
  case form
}

extension Answer {
  /// A typed answer to a number, a shape or a grid; nil where it cannot be read.
  package static func parse(_ text: String, for item: Item) -> Answer? { try? read(text, for: item) }

  /// A typed answer to a number, a shape or a grid.
  ///
  /// A number may be a fraction and may have commas between its thousands; a shape is `96x55x55`, `4,096×256` or
  /// `[96, 55, 55]`; the rows of a grid are separated by semicolons or brackets.
  package static func read(_ text: String, for item: Item) throws(AnswerFault) -> Answer {
    let text = narrow(text)
    switch item.kind {
    case .number: return .number(try number(text))
    case .shape:
      let parts = ungrouped(text.replacing("[", with: " ").replacing("]", with: " "))
        .split { " ,x×X*".contains($0) }.map { Int($0) }
      let sizes = parts.compactMap { $0 }
      guard !sizes.isEmpty, sizes.count == parts.count else { throw .form }
      return .shape(sizes)
    case .grid:
      let rows = text.replacing("],", with: ";").split { ";[]\n".contains($0) }
        .filter { row in row.contains { !$0.isWhitespace } }
      var grid: [[Double]] = []
      for row in rows {
        var numbers: [Double] = []
        for cell in row.split(whereSeparator: { ", ".contains($0) }) { numbers.append(try number(String(cell))) }
        guard !numbers.isEmpty else { throw .form }
        grid.append(numbers)
      }
      guard !grid.isEmpty, Set(grid.map(\.count)).count == 1 else { throw .form }
      return .grid(grid)
    case .choice, .multiple, .order, .text: throw .form
    }
  }

  /// One number: with either minus sign, with commas between thousands, or as a fraction such as `1/3`.
  package static func number(_ text: String) throws(AnswerFault) -> Double {
    let digits = narrow(text).replacing("−", with: "-").filter { !$0.isWhitespace }
    let parts = digits.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw .form }
    var numbers: [Double] = []
    for part in parts {
      guard let number = YAMLValue.number(try withoutThousands(part)) else { throw .form }
      numbers.append(number)
    }
    guard numbers.count == 2 else { return numbers[0] }
    guard numbers[1] != 0, (numbers[0] / numbers[1]).isFinite else { throw .form }
    return numbers[0] / numbers[1]
  }

  /// The digits without the commas that stand between thousands; any other comma is a fault.
  private static func withoutThousands(_ digits: Substring) throws(AnswerFault) -> String {
    guard digits.contains(",") else { return String(digits) }
    let whole = digits.prefix { $0 != "." && $0 != "e" && $0 != "E" }
    let groups = whole.drop { "+-".contains($0) }.split(separator: ",", omittingEmptySubsequences: false)
    guard !digits.dropFirst(whole.count).contains(","), let first = groups.first, (1...3).contains(first.count),
      !first.hasPrefix("0"), groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) })
    else { throw .comma }
    return digits.filter { $0 != "," }
  }

  /// Where `×` stands between the sizes, a comma can only stand between thousands: `4096×256` for `4,096×256`.
  private static func ungrouped(_ text: String) -> String {
    let sizes = text.split { "x×X*".contains($0) }
    guard sizes.count > 1 else { return text }
    return sizes.map { size in (try? withoutThousands(Substring(size.trimmed))) ?? String(size) }.joined(separator: "×")
  }

  /// What an input method for Chinese makes of digits and marks, as they are on any other keyboard.
  private static func narrow(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) || $0.value == 0x3000 }) else {
      return text
    }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: plain.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000: plain.append(" ")
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }
}
