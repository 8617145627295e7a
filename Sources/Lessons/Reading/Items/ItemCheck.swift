/// Computes an item for the numbers that may be drawn, and reports what does not come out well.
extension ItemReader {
  /// - Returns: the right answers, one for each combination; none where it is no such item or one of them has no answer.
  mutating func check(_ kind: KindReading, _ mistakes: [MistakeReading]) -> [Answer] {
    let combinations = DrawCombinations(draw, limit: limit(kind.answered?.rule)).all
    checkTexts(combinations)
    checkDistinct(kind, combinations)
    guard let answered = kind.answered, let answers = answers(answered.rule, combinations) else { return [] }
    if let stated = answered.stated { compare(stated, answers, combinations, answered.tolerance) }
    for mistake in mistakes { check(mistake, answers, combinations, answered.tolerance) }
    checkReach(mistakes, answers, combinations, answered.tolerance)
    return answers
  }

  /// Large operations are computed a few times only.
  private func limit(_ rule: AnswerRule?) -> Int {
    guard case .operation(let operation, _)? = rule else { return DrawCombinations.limit }
    return operation.input.formulas.count + (operation.weight?.formulas.count ?? 0) > 500 ? 4 : 64
  }

  /// The right answer for every combination; nil where one of them has none, which is reported.
  private mutating func answers(_ rule: AnswerRule, _ combinations: [[String: Double]]) -> [Answer]? {
    var answers: [Answer] = []
    for drawn in combinations {
      do throws(ItemFault) { answers.append(try rule.answer(drawn)) } catch {
        report(error, drawn)
        return nil
      }
    }
    return answers
  }

  private mutating func compare(
    _ stated: (rule: AnswerRule, position: SourcePosition), _ answers: [Answer], _ combinations: [[String: Double]],
    _ tolerance: Double
  ) {
    for (drawn, computed) in zip(combinations, answers) {
      do throws(ItemFault) {
        let answer = try stated.rule.answer(drawn)
        guard !computed.accepts(answer, tolerance: tolerance) else { continue }
        let fault = ItemFault(
          stated.position, "the answer is \(answer.words), but compute gives \(computed.words)",
          mend: "correct one of them")
        return report(fault, drawn)
      } catch { return report(error, drawn) }
    }
  }

  /// A mistake may have no answer, or the right one, for some numbers: there it is none. For all it is a fault.
  private mutating func check(
    _ mistake: MistakeReading, _ answers: [Answer], _ combinations: [[String: Double]], _ tolerance: Double
  ) {
    var fault: (ItemFault, [String: Double])?
    for (drawn, right) in zip(combinations, answers) {
      do throws(ItemFault) {
        let wrong = try mistake.rule.answer(drawn)
        if !wrong.isSame(as: right, tolerance: tolerance) { return }
        let same = ItemFault(
          mistake.position, "the mistake is the right answer, \(right.words)", mend: "correct it, or remove it")
        fault = (same, [:])
      } catch { fault = fault ?? (error, drawn) }
    }
    if let (fault, drawn) = fault { report(fault, drawn) }
  }

  /// The first mistake that an answer looks like is named: one that always has the answer of another is never met.
  private mutating func checkReach(
    _ mistakes: [MistakeReading], _ answers: [Answer], _ combinations: [[String: Double]], _ tolerance: Double
  ) {
    guard mistakes.count > 1 else { return }
    let found = mistakes.map { mistake in
      zip(combinations, answers).map { drawn, right -> Answer? in
        (try? mistake.rule.answer(drawn)).flatMap { $0.isSame(as: right, tolerance: tolerance) ? nil : $0 }
      }
    }
    for (index, own) in found.enumerated().dropFirst() where own.contains(where: { $0 != nil }) {
      let isHidden = own.enumerated().allSatisfy { place, answer in
        guard let answer else { return true }
        return found[..<index].contains { $0[place]?.isSame(as: answer, tolerance: tolerance) == true }
      }
      guard isHidden else { continue }
      findings.report(
        mistakes[index].position, "a mistake with the answer of one before it, which is never named",
        mend: "correct it, or remove it")
    }
  }

  // MARK: Texts

  /// Of two options or steps that read the same nobody could say which is meant.
  private mutating func checkDistinct(_ kind: KindReading, _ combinations: [[String: Double]]) {
    for drawn in combinations.prefix(64) {
      var seen: Set<String> = []
      for choice in kind.choices where !seen.insert(Placeholders.filled(choice.text, drawn: drawn)).inserted {
        let words = quoted(Placeholders.filled(choice.text, drawn: drawn))
        let fault = ItemFault(
          choice.position, "two \(kind.noun) with the same text, \(words)",
          mend: "say what makes them differ, or remove one")
        return report(fault, drawn)
      }
    }
  }

  private mutating func checkTexts(_ combinations: [[String: Double]]) {
    for formula in drawnFormulas {
      for drawn in combinations {
        do throws(ItemFault) { _ = try formula.value(drawn) } catch {
          report(error, drawn)
          break
        }
      }
    }
    for (command, position) in drawnLabs {
      for drawn in combinations.prefix(64) {
        guard let fault = LabFault.of(Placeholders.filled(command, drawn: drawn, .plain), catalogue) else { continue }
        report(ItemFault(position, fault.message, mend: fault.mend), drawn)
        break
      }
    }
  }

  private mutating func report(_ fault: ItemFault, _ drawn: [String: Double]) {
    let numbers = drawn.sorted { $0.key < $1.key }.map { "\($0.key) = \(NumberWords.words($0.value))" }
    let condition = numbers.isEmpty ? "" : " (with \(numbers.joined(separator: ", ")))"
    findings.report(fault.position, fault.message + condition, mend: fault.mend)
  }
}
