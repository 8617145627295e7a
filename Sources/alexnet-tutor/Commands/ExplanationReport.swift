import Engine
import Foundation
import Tutor

/// How one number came about, as JSON and for reading.
struct ExplanationReport: Encodable {
  struct Term: Encodable {
    let source: [Int]
    let input: Number
    let weight: Nullable<Number>
    let contribution: Number
  }

  /// Of local response normalisation.
  struct Constants: Encodable {
    let k: Float
    let alpha: Float
    let beta: Float
    let size: Int
  }

  let layer: String
  let explanation: Explanation

  init(layer: String, _ explanation: Explanation) { (self.layer, self.explanation) = (layer, explanation) }

  private enum Key: String, CodingKey { case layer, at, value, rule, bias, terms, parameters }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(layer, forKey: .layer)
    try container.encode(explanation.at, forKey: .at)
    try container.encode(Number(explanation.value), forKey: .value)
    try container.encode(explanation.rule.name, forKey: .rule)
    try container.encode(Nullable(explanation.bias.map { Number($0) }), forKey: .bias)
    let terms = explanation.terms.map { term in
      Term(
        source: term.source, input: Number(term.input), weight: Nullable(term.weight.map { Number($0) }),
        contribution: Number(term.contribution))
    }
    try container.encode(terms, forKey: .terms)
    if case .localResponse(let k, let alpha, let beta, let size) = explanation.rule {
      try container.encode(Constants(k: k, alpha: alpha, beta: beta, size: size), forKey: .parameters)
    }
  }

  func text(_ network: Network, _ language: Language) -> String {
    let place = explanation.at.map(String.init).joined(separator: ",")
    var parts = ["\(layer)[\(place)] = \(explanation.value)", rule(network, language)]
    if !explanation.terms.isEmpty { parts.append(table(language).text) }
    parts.append(language.sentence(weightsOf: network))
    return parts.joined(separator: "\n\n")
  }

  private func rule(_ network: Network, _ language: Language) -> String {
    let count = explanation.terms.count
    switch explanation.rule {
    case .sumOfProducts:
      let bias = explanation.bias.map { "\($0)" } ?? "0"
      return language(
        "bias \(bias) + the sum of \(count) products input · weight", "偏置 \(bias) + \(count) 个乘积（输入 · 权重）之和")
    case .maximum: return language("the largest of \(count) cells", "\(count) 格中的最大值")
    case .mean: return language("the mean: the sum of input / \(count)", "平均值：输入 / \(count) 之和")
    case .gate: return language("the activation function of one input", "一个输入经过激活函数")
    case .localResponse(let k, let alpha, let beta, let size):
      return language(
        "input / (\(k) + \(alpha) · the sum of squares over \(size) neighbouring channels)^\(beta)",
        "输入 / (\(k) + \(alpha) · 相邻 \(size) 个通道的平方和)^\(beta)")
    case .exponentialShare:
      return language("exp(input − maximum) / the sum of all \(count) of them", "exp(输入 − 最大值) / 全部 \(count) 项之和")
    case .copy where layer == "input": return language("a pixel as the network reads it", "网络读到的一个像素")
    case .copy:
      let isDropout = network.architecture.layers.last { $0.name == layer }?.operation is Dropout
      return isDropout
        ? language(
          "passed on unchanged: outside of training dropout does nothing, the factor stands in the training; "
            + "the paper had it here, where it halved",
          "原样传递：训练之外随机失活什么也不做，系数放在训练时；论文的系数放在这里，即减半")
        : language("passed on unchanged", "原样传递")
    }
  }

  /// Cells in their order; classes, whose order says nothing, the likeliest first.
  private var ordered: [Explanation.Term] {
    guard case .exponentialShare = explanation.rule else { return explanation.terms }
    return explanation.terms.enumerated()
      .sorted { ($0.element.contribution, $1.offset) > ($1.element.contribution, $0.offset) }.map(\.element)
  }

  private func table(_ language: Language) -> TextTable {
    let hasWeights = explanation.terms.contains { $0.weight != nil }
    let weight = hasWeights ? [language("weight", "权重")] : []
    var table = TextTable(
      [language("source", "来源"), language("input", "输入")] + weight + [language("contribution", "贡献")])
    for term in ordered {
      table.rows.append(
        [term.source.map(String.init).joined(separator: ","), "\(term.input)"]
          + (hasWeights ? [term.weight.map { "\($0)" } ?? ""] : []) + ["\(term.contribution)"])
    }
    return table
  }
}
