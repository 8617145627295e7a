/// The ids of lessons and items: progress is kept under them, so they stay as they are once a lesson is out.
package enum Identifier {
  package static let longest = 64

  /// Small letters, digits, `-`, `_` and `.`, beginning with a letter or a digit.
  package static func isValid(_ id: String) -> Bool {
    guard let first = id.unicodeScalars.first, id.unicodeScalars.count <= longest else { return false }
    return isPlain(first) && id.unicodeScalars.allSatisfy { isPlain($0) || "-_.".unicodeScalars.contains($0) }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  static func report(_ value: YAMLValue, _ findings: inout Findings) {
    findings.report(
      value.position, "\(quoted(value.scalar?.text ?? "")) is no id",
      mend: "use small letters, digits, hyphens and dots, \(longest) at most: stride-two")
  }

  /// A name made of a file's name, for a lesson without an id: `02-convolution.md` gives `convolution`.
  static func made(of fileName: String) -> String {
    let stem = fileName.hasSuffix(".md") ? String(fileName.dropLast(3)) : fileName
    let letters = stem.lowercased().unicodeScalars.map { isPlain($0) ? Character($0) : "-" }
    let parts = String(letters).split(separator: "-").map(String.init)
    let named = parts.count > 1 && parts[0].allSatisfy(\.isNumber) ? Array(parts.dropFirst()) : parts
    return named.isEmpty ? "lesson" : String(named.joined(separator: "-").prefix(longest))
  }
}
