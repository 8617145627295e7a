/// `draw: {n: {from: 16, to: 64}, k: {of: [1, 3, 5, 7]}}`.
extension ItemReader {
  private static let bounds = -1_000_000...1_000_000

  /// Whether every name has numbers to draw. The names are known from here on, so that one fault is reported once.
  mutating func readDraw() -> Bool {
    guard let value = fields["draw"] else { return true }
    guard let entries = value.mapping, !entries.isEmpty else {
      findings.report(
        value.position, "draw is \(value.kind), not a mapping", mend: "write draw: {n: {from: 16, to: 64}}")
      names.isOpen = true
      return false
    }
    var isGood = true
    for entry in entries {
      guard isName(entry.key) else {
        findings.report(
          entry.keyPosition, "\(quoted(entry.key)) cannot be drawn",
          mend: "take a name of letters and digits that is no function: n")
        names.isOpen = true
        isGood = false
        continue
      }
      names.drawn.append(entry.key)
      if let values = values(entry) {
        draw.append(Item.DrawnName(name: entry.key, values: values))
      } else {
        isGood = false
      }
    }
    return isGood
  }

  private func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
    let isPlain = { (scalar: Unicode.Scalar) in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_")
    }
    return name.unicodeScalars.allSatisfy(isPlain) && Expression.Function(rawValue: name) == nil
  }

  private mutating func values(_ entry: YAMLValue.Entry) -> Item.DrawnValues? {
    let owner = "draw of \(entry.key)"
    guard let fields = Fields(entry.value, of: owner, keys: ["from", "to", "of"], &findings) else { return nil }
    if fields.has("of") {
      guard !fields.has("from"), !fields.has("to") else {
        findings.report(fields.position(of: "of"), "\(owner) has both of and from, to", mend: "keep one of them")
        return nil
      }
      return listed(fields, owner)
    }
    for key in ["from", "to"] where !fields.has(key) {
      // Where there are other keys only, they have been reported.
      guard fields.has("from") || fields.has("to") || fields.keys.isEmpty else { return nil }
      fields.reportMissing(key, mend: "write {from: 16, to: 64}, or {of: [1, 3, 5]}", &findings)
      return nil
    }
    let (low, high) = (
      fields.integer("from", in: ItemReader.bounds, &findings), fields.integer("to", in: ItemReader.bounds, &findings)
    )
    guard let low, let high else { return nil }
    guard low <= high else {
      findings.report(fields.position(of: "from"), "\(owner) goes from \(low) to \(high)", mend: "swap them")
      return nil
    }
    return .range(low, high)
  }

  private mutating func listed(_ fields: Fields, _ owner: String) -> Item.DrawnValues? {
    guard let list = fields.list("of", &findings) else { return nil }
    guard !list.isEmpty else {
      findings.report(fields.position(of: "of"), "\(owner) has nothing to draw", mend: "write numbers: {of: [1, 3, 5]}")
      return nil
    }
    var numbers: [Double] = []
    for value in list {
      guard let number = value.number else {
        let found = value.scalar.map { quoted($0.text) } ?? value.kind
        findings.report(value.position, "\(found) among the numbers to draw", mend: "write numbers: {of: [1, 3, 5]}")
        return nil
      }
      numbers.append(number)
    }
    return .of(numbers)
  }

  /// A number that is drawn and shown nowhere changes nothing.
  mutating func reportUnusedNames() {
    guard let draw = fields["draw"]?.mapping else { return }
    var used: Set<String> = []
    for key in fields.keys where key != "draw" {
      if let value = fields[key] { collectNames(value, isExpression: ["answer", "compute"].contains(key), &used) }
    }
    for entry in draw where isName(entry.key) && !used.contains(entry.key) {
      findings.report(
        entry.keyPosition, "\(quoted(entry.key)) is drawn and used nowhere", mend: "use it, or remove it")
    }
  }

  /// The words that may be names: all of an expression, and of a text what stands between braces.
  private func collectNames(_ value: YAMLValue, isExpression: Bool, _ used: inout Set<String>) {
    switch value.content {
    case .list(let values): for value in values { collectNames(value, isExpression: isExpression, &used) }
    case .mapping(let entries):
      for entry in entries {
        let isInside = isExpression || ["answer", "compute"].contains(entry.key)
        collectNames(entry.value, isExpression: isInside, &used)
      }
    case .scalar(let scalar):
      let texts = isExpression ? [scalar.text] : Placeholders.insides(scalar.text)
      for text in texts {
        used.formUnion(text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.map(String.init))
      }
    }
  }
}
