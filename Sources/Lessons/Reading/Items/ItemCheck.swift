/// Computes an item for the numbers that may be drawn, and reports what does not come out well.
extension ItemReader {
  /// - Returns: the right answers, one for each combination; none where it is no such item or one of them has no answer.
  mutating func check(_ kind: KindReading, _ mistakes: [MistakeReading]) -> [Answer] {
    let combinations = DrawCombinations(draw, limit: limit(kind.answered?.rule)).all
    checkTexts(combinations)
    guard let answered = kind.answered, let answers = answers(answered.rule, combinations) else { return [] }
    if let stated = answered.stated { compare(stated, answers, combinations, answered.tolerance) }
    for mistake in mistakes { check(mistake, answers, combinations, answered.tolerance) }
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
        guard !answer.isSame(as: computed, tolerance: tolerance) else { continue }
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

  // MARK: Texts

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
