/// An operation of the engine under `compute`: `{op: conv2d, input: [[…]], weight: [[…]], stride: 2}`.
extension ItemReader {
  private static let arrays = ["input", "weight", "bias"]
  private static let deepest = 4

  mutating func operation(_ value: YAMLValue) -> OperationRule? {
    let fields = Fields(value.mapping ?? [], of: "compute", at: value.position)
    guard let name = fields.text("op", orSay: "write which operation: {op: conv2d, …}", &findings)?.scalar?.text else {
      return nil
    }
    guard let input = fields["input"] else {
      fields.reportMissing("input", mend: "write its numbers: input: [[1, 2], [3, 4]]", &findings)
      return nil
    }
    guard let numbers = grid(input, "input") else { return nil }
    var rule = OperationRule(
      name: name, input: OperationReading.padded(numbers, name, "input"), rank: numbers.shape.count, places: [:],
      position: value.position, compute: catalogue.compute)
    for key in fields.keys { rule.places[key] = fields.position(of: key) }
    rule.places["op"] = fields["op"]?.position
    for (key, path) in [("weight", \OperationRule.weight), ("bias", \OperationRule.bias)] {
      guard let value = fields[key] else { continue }
      guard let numbers = grid(value, key) else { return nil }
      rule[keyPath: path] = OperationReading.padded(numbers, name, key)
    }
    for key in fields.keys where key != "op" && !ItemReader.arrays.contains(key) {
      guard let value = fields[key], let option = option(value, key) else { return nil }
      rule.options[key] = option
    }
    return rule
  }

  private mutating func option(_ value: YAMLValue, _ key: String) -> OperationRule.Option? {
    if let flag = value.flag { return .flag(flag) }
    if let number = value.number { return .formula(Formula(.number(number), at: value.position)) }
    guard let text = value.scalar?.text else {
      findings.report(value.position, "\(key) is \(value.kind)", mend: "write one number, true or false")
      return nil
    }
    guard let expression = try? ExpressionParser.parse(text, names) else { return .text(text) }
    return .formula(Formula(expression, at: value.position))
  }

  /// Numbers in nested lists.
  private mutating func grid(_ value: YAMLValue, _ key: String) -> OperationRule.Grid? {
    var grid = OperationRule.Grid(shape: [], formulas: [])
    guard value.list != nil else {
      findings.report(value.position, "\(key) is \(value.kind), not a list", mend: "write lists: [[1, 2], [3, 4]]")
      return nil
    }
    return collect(value, key, depth: 0, &grid) ? grid : nil
  }

  private mutating func collect(_ value: YAMLValue, _ key: String, depth: Int, _ grid: inout OperationRule.Grid) -> Bool
  {
    guard let list = value.list else {
      guard depth == grid.shape.count else {
        findings.report(value.position, "\(value.kind) in \(key) where a list should be", mend: "nest all rows alike")
        return false
      }
      guard grid.formulas.count < NumberGrid.limit else {
        findings.report(
          value.position, "more than \(NumberGrid.limit) numbers in \(key)", mend: "take a smaller example")
        return false
      }
      guard let formula = expression(value) else { return false }
      grid.formulas.append(formula)
      return true
    }
    guard !list.isEmpty, depth < ItemReader.deepest else {
      findings.report(
        value.position, list.isEmpty ? "an empty list in \(key)" : "\(key) is nested deeper than \(ItemReader.deepest)",
        mend: "images are [N, C, H, W] or fewer, with at least one number")
      return false
    }
    if depth == grid.shape.count, grid.formulas.isEmpty {
      grid.shape.append(list.count)
    } else if depth >= grid.shape.count || grid.shape[depth] != list.count {
      let expected = depth < grid.shape.count ? "\(grid.shape[depth])" : "none"
      findings.report(
        value.position, "a list of \(list.count) in \(key) where the first has \(expected)",
        mend: "give all rows the same length")
      return false
    }
    for inner in list { guard collect(inner, key, depth: depth + 1, &grid) else { return false } }
    return true
  }
}

enum OperationReading {
  /// With the ones in front that the author left out: images are [N, C, H, W], vectors [N, C].
  static func padded(_ grid: OperationRule.Grid, _ operation: String, _ key: String) -> OperationRule.Grid {
    let rank: Int
    switch (operation, key) {
    case (_, "bias"): rank = 1
    case ("conv2d", _), ("maxpool2d", _), ("avgpool2d", _), ("lrn", _): rank = 4
    case ("linear", _), ("softmax", _), ("crossentropy", _): rank = 2
    default: rank = 1
    }
    let ones = Array(repeating: 1, count: max(0, rank - grid.shape.count))
    return OperationRule.Grid(shape: ones + grid.shape, formulas: grid.formulas)
  }
}
