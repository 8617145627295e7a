/// Keeps markdown out of `{{ 64*64*9 }}`: the stars of a sum mark nothing.
///
/// Stars and underscores between the braces are code points that are in no text, until the text comes back.
enum ProtectedPlaceholders {
  private static let marks: [(Unicode.Scalar, UInt32)] = [("*", 0xFDD1), ("_", 0xFDD2)]

  static func marked(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    return exchanged(text) { scalar in marks.first { $0.0 == scalar }.flatMap { Unicode.Scalar($0.1) } }
  }

  static func unmarked(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0xFDD1...0xFDD2).contains($0.value) }) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(marks.first { $0.1 == scalar.value }?.0 ?? scalar) }
    return String(plain)
  }

  /// The text with other scalars inside of placeholders; one that is not closed in its paragraph is none.
  private static func exchanged(_ text: String, _ other: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    var index = 0
    while index < scalars.count {
      guard let end = end(of: index, in: scalars) else {
        result.append(scalars[index])
        index += 1
        continue
      }
      for scalar in scalars[index..<end] { result.append(other(scalar) ?? scalar) }
      index = end
    }
    return String(result)
  }

  /// Behind the placeholder that begins here, if one does: none is longer than an expression may be.
  private static func end(of start: Int, in scalars: [Unicode.Scalar]) -> Int? {
    guard scalars[start] == "{", start + 1 < scalars.count, scalars[start + 1] == "{" else { return nil }
    var index = start + 2
    let last = min(scalars.count - 1, start + ExpressionParser.longest)
    while index < last {
      if scalars[index] == "}", scalars[index + 1] == "}" { return index + 2 }
      if scalars[index] == "{" || (scalars[index] == "\n" && scalars[index + 1] == "\n") { return nil }
      index += 1
    }
    return nil
  }
}
