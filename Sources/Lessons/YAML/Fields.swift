/// The keys of a mapping, each asked for by name and type; whatever is not as it must be is reported where it stands.
struct Fields {
  /// `the front matter`, `the option`: for messages.
  let owner: String
  /// Where what is missing is said to be missing.
  var position: SourcePosition
  private let entries: [YAMLValue.Entry]
  /// Keys that a mistyped one seems to have meant: that they are missing is not said again.
  private var meant: Set<String> = []

  init(_ entries: [YAMLValue.Entry], of owner: String, at position: SourcePosition) {
    (self.entries, self.owner, self.position) = (entries, owner, position)
  }

  /// Nil where the value is no mapping.
  init?(_ value: YAMLValue, of owner: String, keys: [String], _ findings: inout Findings) {
    guard let entries = value.mapping else {
      findings.report(
        value.position, "\(owner) is \(value.kind), not a mapping",
        mend: "write \(keys.prefix(3).map { $0 + ": …" }.joined(separator: ", "))")
      return nil
    }
    self.init(entries, of: owner, at: value.position)
    refuseOthers(than: keys, &findings)
  }

  private mutating func refuseOthers(than keys: [String], _ findings: inout Findings) {
    for entry in entries where !keys.contains(entry.key) {
      let near = Nearest.name(to: entry.key, among: keys)
      if let near { meant.insert(near) }
      // In `{text: one, two, correct: true}` YAML takes `two` for a key.
      let others =
        entry.value.isEmpty ? "put a text with a comma in quotes" : "there are \(keys.joined(separator: ", "))"
      findings.report(
        entry.keyPosition, "\(owner) has no key \(quoted(entry.key))",
        mend: near.map { "did you mean \(quoted($0))?" } ?? others)
    }
  }

  // MARK: Values

  /// The value of a key; nil where there is no such key, or nothing behind it.
  subscript(key: String) -> YAMLValue? {
    guard let value = entries.first(where: { $0.key == key })?.value, !value.isEmpty else { return nil }
    return value
  }

  func has(_ key: String) -> Bool { self[key] != nil }

  /// Where the key stands, or the mapping where there is none.
  func position(of key: String) -> SourcePosition {
    entries.first { $0.key == key }?.keyPosition ?? position
  }

  var keys: [String] { entries.map(\.key) }

  /// Whether there is neither the key nor a mistyped one that means it.
  func lacks(_ key: String) -> Bool { !has(key) && !meant.contains(key) }

  func reportMissing(_ key: String, mend: String, _ findings: inout Findings) {
    guard !meant.contains(key) else { return }
    let isThere = entries.contains { $0.key == key }
    findings.report(
      position(of: key), isThere ? "\(owner) has nothing behind \(key)" : "\(owner) has no \(key)", mend: mend)
  }

  /// A text that is not empty.
  func text(_ key: String, _ findings: inout Findings) -> YAMLValue? {
    guard let value = self[key] else { return nil }
    guard let scalar = value.scalar else {
      findings.report(
        value.position, "\(key) is \(value.kind), not a text",
        mend: "write one text; in quotes if it has brackets or braces")
      return nil
    }
    return scalar.text.trimmed.isEmpty ? nil : value
  }

  /// The same, reported where it is missing.
  func text(_ key: String, orSay mend: String, _ findings: inout Findings) -> YAMLValue? {
    if let value = text(key, &findings) { return value }
    if self[key]?.scalar != nil || self[key] == nil { reportMissing(key, mend: mend, &findings) }
    return nil
  }

  func list(_ key: String, _ findings: inout Findings) -> [YAMLValue]? {
    guard let value = self[key] else { return nil }
    guard let list = value.list else {
      let shown = value.scalar.map { "[\($0.text)]" } ?? "[…]"
      findings.report(value.position, "\(key) is \(value.kind), not a list", mend: "write it as \(key): \(shown)")
      return nil
    }
    return list
  }

  /// A list of texts; what is none is reported and left out.
  func texts(_ key: String, _ findings: inout Findings) -> [YAMLValue] {
    (list(key, &findings) ?? []).filter { value in
      if let scalar = value.scalar, !scalar.text.trimmed.isEmpty { return true }
      let isEmpty = value.scalar != nil
      findings.report(
        value.position, isEmpty ? "an empty text in \(key)" : "\(value.kind) in \(key), where a text should be",
        mend: isEmpty
          ? "write it, or remove it" : "put the text in quotes: a colon or a bracket makes YAML see more in it")
      return false
    }
  }

  func integer(_ key: String, in range: ClosedRange<Int>, _ findings: inout Findings) -> Int? {
    guard let value = self[key] else { return nil }
    guard let number = value.integer, range.contains(number) else {
      let found = value.scalar.map { quoted($0.text) } ?? value.kind
      findings.report(
        value.position, "\(key) is \(found)",
        mend: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }
}
