import Foundation

@testable import alexnet_tutor

/// Numbers that stand typed in a lesson although the engine has a name for them: a large count, millions of something, a part
/// of a network's whole in percent.
struct TypedNumbers {
  struct Finding: CustomStringConvertible {
    let line: Int
    let number: String
    /// What gives it.
    let name: String

    var description: String { "\(line): \(number) is \(name)" }
  }

  private var counts: [Int: String] = [:]
  private var sums: [(name: String, value: Double)] = []
  private var parts: [(name: String, percent: Double)] = []
  /// Counts that are also what they are without any network: the thousand classes of a contest, a power of two.
  private static let common: Set<Int> = [1000, 1024]

  init() {
    for name in NetworkFacts.names {
      guard case .integer(let value)? = NetworkFacts.fact(name) else { continue }
      if value >= 1000, !TypedNumbers.common.contains(value), counts[value] == nil { counts[value] = name }
      guard ["parameters", "macs"].contains(name.split(separator: ".").last ?? "") else { continue }
      if value >= 1_000_000 { sums.append((name, Double(value))) }
      let words = name.split(separator: ".").map(String.init)
      if words.count == 3, case .integer(let whole)? = NetworkFacts.fact("\(words[0]).\(words[2])"), value > 0 {
        parts.append(("\(name) / \(words[0]).\(words[2])", 100 * Double(value) / Double(whole)))
      }
    }
  }

  /// Of a lesson as its author wrote it.
  func findings(in text: String) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      findings += typed(String(line)).map { Finding(line: index + 1, number: $0.0, name: $0.1) }
    }
    return findings
  }

  private func typed(_ line: String) -> [(String, String)] {
    let start = line.drop { $0 == " " || $0 == "-" }
    // What is computed or compared with what is computed stands there to be checked.
    for key in ["compute:", "answer:", "draw:", "tolerance:", "```"] where start.hasPrefix(key) { return [] }
    let prose = line.replacing(/\{\{.*?\}\}/, with: "\u{FFFC}")
    return prose.matches(of: /(?:^|[^\d.,\u{FFFC}])(\d[\d,]*)(\.\d+)?(\s*(M|million|万|%))?/).compactMap { match in
      let digits = match.1.replacing(",", with: "")
      let decimals = match.2.map { $0.count - 1 } ?? 0
      guard let whole = Int(digits), let value = Double(digits + (match.2 ?? "")) else { return nil }
      let found: String? =
        switch match.4 {
        case "M", "million": sum(value, decimals, 1e6)
        case "万": sum(value, decimals, 1e4)
        case "%": decimals > 0 ? parts.first { TypedNumbers.isSame($0.percent, value, decimals) }?.name : nil
        default: decimals == 0 ? counts[whole] : nil
        }
      return found.map { (String(match.1) + (match.2 ?? "") + (match.3 ?? ""), $0) }
    }
  }

  private func sum(_ value: Double, _ decimals: Int, _ unit: Double) -> String? {
    // “60 million” is a round number, “61.0 million” was computed.
    guard decimals > 0 || value >= 100 else { return nil }
    return sums.first { TypedNumbers.isSame($0.value / unit, value, decimals) }?.name
  }

  private static func isSame(_ exact: Double, _ typed: Double, _ decimals: Int) -> Bool {
    abs(exact - typed) <= 0.5001 * pow(10, -Double(decimals))
  }
}
