/// A value in an author's YAML and where it stands in the file.
struct YAMLValue {
  struct Scalar {
    var text: String
    var isQuoted: Bool
    /// Where the text begins, if it stands in the file letter for letter; nil if it is folded, escaped or cleaned.
    var textPosition: SourcePosition?
  }

  enum Content {
    case scalar(Scalar)
    case list([YAMLValue])
    case mapping([Entry])
  }

  struct Entry {
    var key: String
    var keyPosition: SourcePosition
    var value: YAMLValue
  }

  var content: Content
  var position: SourcePosition

  var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  var list: [YAMLValue]? { if case .list(let list) = content { list } else { nil } }
  var mapping: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// `key:` with nothing behind it.
  var isEmpty: Bool {
    guard let scalar else { return false }
    return !scalar.isQuoted && ["", "~", "null"].contains(scalar.text)
  }

  /// What it is, for a message.
  var kind: String {
    switch content {
    case .scalar: isEmpty ? "nothing" : "a single value"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Where the scalar with this offset in its text stands.
  func position(at offset: Int) -> SourcePosition {
    guard let start = scalar?.textPosition else { return position }
    return SourcePosition(line: start.line, column: start.column + offset)
  }

  /// A whole or decimal number without a unit, commas or words.
  var number: Double? {
    guard let scalar, !scalar.isQuoted else { return nil }
    return YAMLValue.number(scalar.text)
  }

  static func number(_ text: String) -> Double? {
    guard let first = text.first, text.allSatisfy({ "0123456789+-.eE".contains($0) }), "0123456789+-.".contains(first),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// A whole number that an `Int` holds.
  var integer: Int? { number.flatMap { Int(exactly: $0) } }

  var flag: Bool? {
    guard let scalar, !scalar.isQuoted else { return nil }
    switch scalar.text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }
}
