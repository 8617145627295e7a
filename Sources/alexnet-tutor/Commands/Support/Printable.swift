extension String {
  /// The text as one line that a terminal shows and does not obey: control characters, ends of lines and marks that turn
  /// the direction of writing are spelled out.
  ///
  /// Names of files, variables and lessons come from anywhere; every message that may hold one goes through here.
  var printable: String { spelledOut({ _ in false }) }

  /// The same for a text of several lines.
  var printableLines: String { spelledOut({ $0 == "\n" || $0 == "\t" }) }

  /// The same for a text that is JSON, and stays it: beside ends of lines such characters stand in its strings alone, where
  /// they have a spelling of their own.
  var printableJSON: String { spelledOut({ $0 == "\n" || $0 == "\t" }, as: \.spellingInJSON) }

  private func spelledOut(
    _ isAllowed: (Unicode.Scalar) -> Bool, as spelling: (Unicode.Scalar) -> String = \.spelling
  ) -> String {
    guard unicodeScalars.contains(where: { $0.isObeyed && !isAllowed($0) }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isObeyed, !isAllowed(scalar) {
        result.append(contentsOf: spelling(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether a terminal takes it for an order.
  fileprivate var isObeyed: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x61C: true
    default: false
    }
  }

  fileprivate var spelling: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: value < 0x100 ? "\\x" + hexadecimal(2) : "\\u{" + hexadecimal(4) + "}"
    }
  }

  fileprivate var spellingInJSON: String { "\\u" + hexadecimal(4) }

  private func hexadecimal(_ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
