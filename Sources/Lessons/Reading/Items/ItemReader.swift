/// Reads the YAML of a `quiz` block.
struct ItemReader {
  /// The keys that each type has besides the common ones.
  static let keys: [(type: String, keys: [String])] = [
    ("choice", ["options", "keep-order"]), ("multiple", ["options", "keep-order"]),
    ("number", ["answer", "compute", "tolerance", "mistakes"]),
    ("grid", ["answer", "compute", "tolerance", "mistakes"]),
    ("shape", ["answer", "compute", "tolerance", "mistakes"]),
    ("order", ["steps"]), ("text", ["model", "checklist"]),
  ]
  private static let common = ["id", "type", "prompt", "draw", "hints", "why", "lab"]
  private static let mostHints = 3

  let fields: Fields
  let catalogue: Catalogue
  var findings: Findings
  var names: Names
  var draw: [Item.DrawnName] = []
  /// What has to come out well for every number that may be drawn.
  var drawnFormulas: [Formula] = []
  var drawnLabs: [(command: String, position: SourcePosition)] = []
  private var labs: [String] = []

  /// What the block asks; nil where it is not even a mapping, which is reported.
  static func read(_ excerpt: Excerpt, _ catalogue: Catalogue, _ findings: inout Findings) -> LessonParts.PlacedItem? {
    let before = findings.diagnostics.count
    guard let value = YAMLReader.read(excerpt, &findings), !value.isEmpty else {
      if findings.diagnostics.count == before {
        let start = excerpt.position(line: 1, column: 1)
        findings.report(start, "an empty quiz", mend: "write id, type, prompt and why")
      }
      return nil
    }
    var all = common
    for key in keys.flatMap(\.keys) where !all.contains(key) { all.append(key) }
    guard let fields = Fields(value, of: "the item", keys: all, &findings) else { return nil }
    var reader = ItemReader(fields: fields, catalogue: catalogue, findings: findings, names: Names(catalogue))
    defer { findings = reader.findings }
    return reader.item()
  }

  private mutating func item() -> LessonParts.PlacedItem {
    let id = identifier()
    let type = type()
    let isDrawnWell = readDraw()
    reportUnusedNames()
    let prompt = text("prompt", orSay: "write what is asked: prompt: How many …?")
    let kind = type.flatMap { self.kind($0) }
    let mistakes = mistakes(kind?.answered?.form)
    let hints = hints()
    let keepsOrder = keepsOrder()
    let why = text("why", orSay: "write why the right answer is right")
    let lab = lab(fields)
    let answers = isDrawnWell ? kind.map { check($0, mistakes) } : nil
    var placed = LessonParts.PlacedItem(id: id, idPosition: fields["id"]?.position ?? fields.position, labs: labs)
    // Where the right answer cannot be computed there is nothing to ask.
    guard let kind, let answers, kind.answered == nil || !answers.isEmpty else { return placed }
    // An item with a fault in its id is asked all the same, under a name that no other can have.
    var item = Item(
      id: id ?? "item@\(fields.position.line)", kind: kind.itemKind(draw.isEmpty ? answers.first : nil),
      prompt: prompt ?? "…", why: why ?? "")
    (item.tolerance, item.draw, item.hints, item.lab) = (kind.answered?.tolerance ?? 0, draw, hints, lab)
    item.keepsOrder = keepsOrder
    item.mistakes = mistakes.map { mistake in
      let source = draw.isEmpty ? mistake.rule.constant : mistake.rule.source
      return Item.MistakeRule(answer: source, says: mistake.says, lab: mistake.lab, id: mistake.id)
    }
    placed.item = item
    return placed
  }

  // MARK: What every item has

  private mutating func identifier() -> String? {
    let mend = "write a short name that never changes: id: padding.size"
    guard let value = fields.text("id", orSay: mend, &findings), let id = value.scalar?.text else { return nil }
    guard Identifier.isValid(id) else {
      Identifier.report(value, &findings)
      return nil
    }
    return id
  }

  /// The type, if there is such a one; keys that belong to others are reported.
  private mutating func type() -> String? {
    let types = ItemReader.keys.map(\.type)
    let known = "the types are \(types.joined(separator: ", "))"
    guard let value = fields.text("type", orSay: known, &findings), let type = value.scalar?.text else { return nil }
    guard let own = ItemReader.keys.first(where: { $0.type == type })?.keys else {
      findings.report(
        value.position, "there is no type \(quoted(type))", mend: Nearest.mend(type, among: types, otherwise: known))
      return nil
    }
    let others = Set(ItemReader.keys.flatMap(\.keys)).subtracting(own)
    for key in fields.keys where others.contains(key) {
      findings.report(
        fields.position(of: key), "an item of type \(type) has no \(key)", mend: "remove it, or take another type")
    }
    return type
  }

  private mutating func hints() -> [String] {
    let hints = fields.texts("hints", &findings)
    if hints.count > ItemReader.mostHints {
      findings.report(
        hints[ItemReader.mostHints].position, "more than \(ItemReader.mostHints) hints", mend: "keep the best ones")
    }
    return hints.prefix(ItemReader.mostHints).map { text($0) }
  }

  /// Options are shuffled, unless one of them speaks of the others.
  private mutating func keepsOrder() -> Bool {
    guard let value = fields["keep-order"] else { return false }
    if let flag = value.flag { return flag }
    findings.report(
      value.position, "keep-order is \(value.scalar.map { quoted($0.text) } ?? value.kind)", mend: "write true or false"
    )
    return false
  }

  // MARK: Texts

  private mutating func text(_ key: String, orSay mend: String) -> String? {
    fields.text(key, orSay: mend, &findings).map { text($0) }
  }

  /// The text with the numbers of the networks in it; drawn ones stay for later.
  mutating func text(_ value: YAMLValue, _ notation: Placeholders.Notation = .words) -> String {
    let raw = value.scalar?.text ?? ""
    let placeholders = Placeholders(names: names, notation: notation)
    let filled = placeholders.filled(raw, &findings) { value.position(at: $0) }
    if !names.drawn.isEmpty {
      for (expression, offset) in placeholders.expressions(raw) where !expression.drawnNames.isEmpty {
        drawnFormulas.append(Formula(expression, at: value.position(at: offset)))
      }
    }
    return filled.trimmed
  }

  /// The lab that an item, an option or a mistake points to.
  mutating func lab(_ fields: Fields) -> String? {
    guard let value = fields.text("lab", &findings) else { return nil }
    let command = LabFault.command(text(value, .plain))
    labs.append(command)
    if command.contains("{{") {
      drawnLabs.append((command, value.position))
    } else if let fault = LabFault.of(command, catalogue) {
      findings.report(value.position, fault.message, mend: fault.mend)
      return nil
    }
    return command
  }
}
