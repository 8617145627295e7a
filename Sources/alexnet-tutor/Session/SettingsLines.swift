/// The lines of a file of settings, each with its own end, so that what is not changed stays as it was written.
struct SettingsLines {
  /// Without their ends; a carriage return is part of the end.
  private var lines: [Substring.UnicodeScalarView]
  private let end: String

  init(_ text: String) {
    lines = Substring(text).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    end = text.unicodeScalars.contains("\r") ? "\r\n" : "\n"
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  var areComments: Bool { lines.allSatisfy { ["#", "\r", nil].contains($0.first { $0 != " " }) } }

  /// The text with these values: each in the line that had the key, else in a line of its own at the end.
  func setting(_ values: [String: String]) -> String {
    var rest = values
    var seen: Set<String> = []
    var result: [String] = []
    for line in lines {
      let text = String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line))
      guard let key = values.keys.first(where: { text.hasPrefix($0 + ":") }) else {
        result.append(text)
        continue
      }
      // A key that stands twice is an error to any reader.
      guard seen.insert(key).inserted else { continue }
      // A comment behind the value stays.
      let comment = text.firstRange(of: " #").map { String(text[$0.lowerBound...]) } ?? ""
      result.append("\(key): \(rest.removeValue(forKey: key) ?? "")\(comment)")
    }
    // In YAML an unquoted on or off is a truth value: it is read as the word that it is.
    result += rest.keys.sorted().map { "\($0): \(rest[$0] ?? "")" }
    return result.map { $0 + end }.joined()
  }
}
