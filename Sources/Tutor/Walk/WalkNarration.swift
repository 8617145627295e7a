import Engine
import TextUI

/// The walk told in plain lines, for terminals that can show nothing else.
package struct WalkNarration {
  private let model: WalkModel
  private let language: Language
  private let width: Int

  package init(_ model: WalkModel, _ language: Language, width: Int = 79) {
    (self.model, self.language, self.width) = (model, language, width)
  }

  // MARK: Stages

  /// One line a stage: number, name, kind, shape.
  package var overview: [String] {
    model.stageNames.indices.map { stage in
      let summary = stage == 0 ? nil : model.summaries[stage - 1]
      let shape = summary?.output ?? model.architecture.input
      return column("\(stage)", 4) + column(model.stageNames[stage], 9) + column(shape.description, 12)
        + language.kind(summary?.kind)
    }
  }

  /// A stage with its formula, its numbers and what it is for.
  package func stage(_ stage: Int) -> [String] {
    let name = model.stageNames[stage]
    var lines = ["[\(stage)/\(model.stageNames.count - 1)] \(name): " + language.kind(kind(stage))]
    if stage == 0 {
      lines.append("  " + model.architecture.input.description)
    } else {
      let facts = StageFacts(
        summary: model.summaries[stage - 1], operation: model.architecture.layers[stage - 1].operation,
        language: language)
      lines += (facts.shapes(width: width) + facts.formulas + [facts.sees()]).map { "  " + $0.plain }
    }
    if model.digests.indices.contains(stage) { lines.append("  " + numbers(model.digests[stage].statistics)) }
    lines += likeliest(stage).map { "  " + $0 }
    lines += wrapped(StageWords.text(stage, model, language)).map { "  " + $0 }
    return lines
  }

  /// The five classes with the largest numbers, where the units are classes with names.
  private func likeliest(_ stage: Int) -> [String] {
    let labels = ClassLabels(model, stage: stage)
    guard let numbers = model.output(stage)?.data, labels[0] != nil else { return [] }
    let order = numbers.indices.sorted { (numbers[$0], $1) > (numbers[$1], $0) }
    return order.prefix(5).map { column("\($0)", 5) + column(labels[$0] ?? "", 32) + number(numbers[$0]) }
  }

  private func kind(_ stage: Int) -> OperationKind? { stage == 0 ? nil : model.summaries[stage - 1].kind }

  private func numbers(_ statistics: Statistics) -> String {
    let (least, mean, most) = (number(statistics.min), number(statistics.mean), number(statistics.max))
    let zeros = language.percent(statistics.zeros)
    return language(
      "on this picture: min \(least), mean \(mean), max \(most), zeros \(zeros)",
      "在这张图片上：最小 \(least)，平均 \(mean)，最大 \(most)，零占 \(zeros)")
  }

  // MARK: Numbers

  private func shape(_ stage: Int) -> Shape {
    stage == 0 ? model.architecture.input : model.summaries[stage - 1].output
  }

  package func isVector(_ stage: Int) -> Bool { shape(stage).rank == 1 }

  /// The cell of `stage` that `text` spells: `channel,row,column`, or one number for vectors. Nil if there is none.
  package func cell(_ text: String, stage: Int) -> Index? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.filter { $0 != " " }) }
    let index = parts.compactMap { $0 }
    return index.count == parts.count && shape(stage).contains(index) ? index : nil
  }

  /// How a number came about: the largest terms, the rest as one sum.
  package func number(at index: Index, stage: Int) -> [String] {
    guard let explanation = model.explain(stage, at: index) else {
      return [language("this layer is still being computed", "这一层还在计算")]
    }
    let name = "\(model.stageNames[stage])[\(index.map(String.init).joined(separator: ","))]"
    let source = stage > 1 ? model.stageNames[stage - 1] : "input"
    let sorted = explanation.terms.sorted { abs($0.contribution) > abs($1.contribution) }
    let shown = sorted.prefix(10)
    var lines = ["\(name) = \(number(explanation.value, 6)): " + rule(explanation, stage: stage)]
    lines += shown.map { "  " + term($0, source, explanation.rule) }
    if sorted.count > shown.count {
      let rest = sorted.dropFirst(shown.count).reduce(0) { $0 + $1.contribution }
      lines.append(
        "  " + language("and \(sorted.count - shown.count) more, together ", "另外 \(sorted.count - shown.count) 项，合计 ")
          + number(rest, 6))
    }
    if let bias = explanation.bias { lines.append("  " + language("bias ", "偏置 ") + number(bias, 6)) }
    return lines
  }

  private func term(_ term: Explanation.Term, _ source: String, _ rule: Explanation.Rule) -> String {
    let place = "\(source)[\(term.source.map(String.init).joined(separator: ","))]"
    let input = number(term.input, 6)
    if let weight = term.weight { return "\(place) \(input) · \(number(weight, 6)) = \(number(term.contribution, 6))" }
    switch rule {
    case .localResponse: return "\(place) (\(input))² = \(number(term.contribution, 6))"
    case .exponentialShare: return "\(place) \(input), e^(z − max) = \(number(term.contribution, 6))"
    case .mean: return "\(place) \(input) → \(number(term.contribution, 6))"
    default: return "\(place) \(input)"
    }
  }

  private func rule(_ explanation: Explanation, stage: Int) -> String {
    let count = explanation.terms.count
    switch explanation.rule {
    case .sumOfProducts:
      return language(
        count == 1 ? "one product and the bias" : "the sum of \(count) products and the bias", "\(count) 个乘积与偏置之和")
    case .maximum: return language("the largest of \(count)", "\(count) 个中最大的")
    case .mean: return language("the mean of \(count)", "\(count) 个的平均")
    case .gate: return language("the activation of one number", "一个数经过激活函数")
    case .localResponse(let k, let alpha, let beta, _):
      let (k, alpha, beta) = (number(k), number(alpha), number(beta))
      return language(
        "its input divided by (\(k) + \(alpha) · the sum of \(count) squares)^\(beta)",
        "输入除以（\(k) + \(alpha) · \(count) 个平方之和）^\(beta)")
    case .exponentialShare:
      return language("its probability: its part of the sum of \(count) exponentials", "它的概率：在 \(count) 个指数之和中所占的部分")
    case .copy where stage == 0: return language("a pixel as the network reads it", "网络读到的一个像素")
    case .copy: return language("passed on unchanged", "原样传过来")
    }
  }

  // MARK: Text

  private func number(_ value: Float, _ digits: Int = 4) -> String {
    FormatNumber.significant(Double(value), digits: digits)
  }

  private func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - GlyphWidth.of(text)))
  }

  private func wrapped(_ text: String) -> [String] { Prose.wrap(StyledText(text), width: width - 2).map(\.plain) }
}
