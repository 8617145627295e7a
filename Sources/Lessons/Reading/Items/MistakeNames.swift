/// What the mistakes and the options of an item are called: progress keeps that and not their words.
extension ItemReader {
  /// The `id` of every entry, or its place from 1 on where its author gave none; the places stay even if another entry has
  /// a fault.
  mutating func names(_ entries: [YAMLValue]) -> [String] {
    var names: [String] = []
    for (place, entry) in entries.enumerated() {
      let own = entry.mapping?.first { $0.key == "id" }?.value
      let name = own.flatMap { valid($0) } ?? "\(place + 1)"
      if let own, names.contains(name) {
        findings.report(own.position, "a second \(quoted(name))", mend: "give each of the item its own id")
      }
      names.append(names.contains(name) ? "\(place + 1)" : name)
    }
    return names
  }

  private mutating func valid(_ value: YAMLValue) -> String? {
    guard let id = value.scalar?.text, Identifier.isValid(id) else {
      Identifier.report(value, &findings)
      return nil
    }
    // A number is what entries without an id are called.
    guard Int(id) == nil else {
      findings.report(value.position, "the id \(quoted(id)) is a number", mend: "write a word: id: no-bias")
      return nil
    }
    return id
  }
}
