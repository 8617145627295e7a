/// `answer`, `compute`, `tolerance` and `mistakes`.
extension ItemReader {
  mutating func answered(_ form: AnswerForm) -> KindReading? {
    let (answer, compute) = (fields["answer"], fields["compute"])
    let stated = answer.flatMap { literal($0, form) }
    let rule = compute.map { computed($0, form) } ?? stated
    let tolerance = tolerance()
    if answer == nil, compute == nil, fields.lacks("answer"), fields.lacks("compute") {
      let key = fields.keys.first { $0 == "answer" || $0 == "compute" } ?? "answer"
      findings.report(
        fields.position(of: key), "the item has neither answer nor compute",
        mend: "write answer: with the right answer, or compute: with the way to it")
    }
    guard let rule else { return nil }
    var answered = KindReading.Answered(form: form, rule: rule, tolerance: tolerance)
    if compute != nil, let stated, let answer { answered.stated = (stated, answer.position) }
    return KindReading(content: .answered(answered))
  }

  private mutating func tolerance() -> Double {
    guard let value = fields["tolerance"] else { return 0 }
    guard let number = value.number, number >= 0 else {
      let found = value.scalar.map { quoted($0.text) } ?? value.kind
      findings.report(value.position, "tolerance is \(found)", mend: "write a number, 0 or more: tolerance: 0.5")
      return 0
    }
    return number
  }

  // MARK: Mistakes

  mutating func mistakes(_ form: AnswerForm?) -> [MistakeReading] {
    guard let form else { return [] }
    let list = fields.list("mistakes", &findings) ?? []
    return zip(list, names(list)).compactMap { mistake($0, $1, form) }
  }

  private mutating func mistake(_ value: YAMLValue, _ id: String, _ form: AnswerForm) -> MistakeReading? {
    let keys = ["answer", "compute", "says", "lab", "id"]
    guard let fields = Fields(value, of: "the mistake", keys: keys, &findings) else { return nil }
    let says = fields.text("says", orSay: "say what the mistake is", &findings).map { text($0) }
    let lab = lab(fields)
    let rule: AnswerRule?
    switch (fields["answer"], fields["compute"]) {
    case (let answer?, nil): rule = literal(answer, form)
    case (nil, let compute?): rule = computed(compute, form)
    case (nil, nil):
      fields.reportMissing("answer", mend: "write the wrong answer, or compute: with the wrong way to it", &findings)
      return nil
    default:
      findings.report(
        fields.position(of: "answer"), "the mistake has both answer and compute", mend: "keep one of them")
      return nil
    }
    guard let rule, let says else { return nil }
    let position = (fields["answer"] ?? fields["compute"] ?? value).position
    return MistakeReading(rule: rule, says: says, lab: lab, id: id, position: position)
  }

  // MARK: Literal answers

  private mutating func literal(_ value: YAMLValue, _ form: AnswerForm) -> AnswerRule? {
    switch form {
    case .number: return number(value).map(AnswerRule.number)
    case .shape:
      if let sizes = namedShape(value) { return sizes }
      return sizes(value)?.readAll { number($0) }.map(AnswerRule.shape)
    case .grid: return rows(value) { reader, value in reader.number(value) }
    }
  }

  /// A number, or a placeholder in quotes.
  private mutating func number(_ value: YAMLValue) -> Formula? {
    if let number = value.number { return Formula(.number(number), at: value.position) }
    guard let text = value.scalar?.text else {
      findings.report(
        value.position, "\(value.kind) where a number should be",
        mend: fields["type"]?.scalar?.text == "number"
          ? "write one number, or take type: grid" : "write numbers: [96, 55, 55]")
      return nil
    }
    if let inner = ItemReader.placeholder(text) { return formula(inner.text, value, offset: inner.offset) }
    findings.report(value.position, "\(quoted(text)) is no number", mend: ItemReader.mend(ofNumber: text))
    return nil
  }

  private static func mend(ofNumber text: String) -> String {
    let digits = text.replacing(",", with: "")
    if YAMLValue.number(digits) != nil { return "write \(digits), without quotes or commas" }
    let sizes = text.split { " x×X*".contains($0) }
    if sizes.count > 1, sizes.allSatisfy({ Int($0) != nil }) {
      return "write a shape as a list: [\(sizes.joined(separator: ", "))]"
    }
    return "write a number like 34944, or \"{{ name }}\" in quotes; expressions go under compute"
  }

  /// What stands between the braces of a text that is one placeholder and nothing else.
  private static func placeholder(_ text: String) -> (text: String, offset: Int)? {
    guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.utf8.count > 4 else { return nil }
    let inner = text.dropFirst(2).dropLast(2)
    return inner.contains("{{") || inner.contains("}}") ? nil : (String(inner), 2)
  }

  /// A shape that a network has: `"{{ paper.conv3.weightShape }}"`, or the name alone under `compute`.
  private func namedShape(_ value: YAMLValue) -> AnswerRule? {
    guard let text = value.scalar?.text else { return nil }
    let name = (ItemReader.placeholder(text)?.text ?? text).trimmed
    guard case .shape(let sizes)? = names.meaning(name) else { return nil }
    return .shape(sizes.map { Formula(.number(Double($0)), at: value.position) })
  }

  private mutating func sizes(_ value: YAMLValue) -> [YAMLValue]? {
    let sizes = value.list ?? [value]
    if sizes.isEmpty { findings.report(value.position, "a shape without sizes", mend: "write them: [96, 55, 55]") }
    return sizes.isEmpty ? nil : sizes
  }

  // MARK: Computed answers

  private mutating func computed(_ value: YAMLValue, _ form: AnswerForm) -> AnswerRule? {
    if value.mapping != nil { return operation(value).map { .operation($0, form: form) } }
    switch form {
    case .number: return expression(value).map(AnswerRule.number)
    case .shape:
      if let sizes = namedShape(value) { return sizes }
      return sizes(value)?.readAll { expression($0) }.map(AnswerRule.shape)
    case .grid: return rows(value) { reader, value in reader.expression(value) }
    }
  }

  mutating func expression(_ value: YAMLValue) -> Formula? {
    guard let text = value.scalar?.text else {
      findings.report(
        value.position, "\(value.kind) where an expression should be",
        mend: "write one: \"size(n, k, s, 0)\", or an operation: {op: conv2d, …}")
      return nil
    }
    return formula(text, value, offset: 0)
  }

  private mutating func formula(_ text: String, _ value: YAMLValue, offset: Int) -> Formula? {
    do throws(ExpressionFault) {
      return Formula(try ExpressionParser.parse(text, names), at: value.position(at: offset))
    } catch {
      findings.report(value.position(at: offset + error.offset), error.message, mend: error.mend)
      return nil
    }
  }

  // MARK: Grids

  private mutating func rows(
    _ value: YAMLValue, _ read: (inout ItemReader, YAMLValue) -> Formula?
  ) -> AnswerRule? {
    let mend = "write it row by row: [[1, 2], [3, 4]]"
    guard let rows = value.list, !rows.isEmpty else {
      findings.report(value.position, "\(value.kind) where a grid should be", mend: mend)
      return nil
    }
    var grid: [[Formula]] = []
    for row in rows {
      guard let cells = row.list, !cells.isEmpty else {
        findings.report(row.position, "\(row.kind) where a row of a grid should be", mend: mend)
        return nil
      }
      if let first = grid.first, first.count != cells.count {
        findings.report(
          row.position, "a row of \(cells.count) in a grid whose first row has \(first.count)",
          mend: "give every row the same length")
        return nil
      }
      guard (grid.count + 1) * cells.count <= NumberGrid.limit else {
        findings.report(row.position, "a grid of more than \(NumberGrid.limit) numbers", mend: "ask for fewer")
        return nil
      }
      guard let numbers = cells.readAll({ read(&self, $0) }) else { return nil }
      grid.append(numbers)
    }
    return .grid(grid)
  }
}

extension [YAMLValue] {
  /// What all of them say; nil where one of them cannot be read. Every fault is reported.
  func readAll(_ read: (YAMLValue) -> Formula?) -> [Formula]? {
    let formulas = compactMap(read)
    return formulas.count == count ? formulas : nil
  }
}
