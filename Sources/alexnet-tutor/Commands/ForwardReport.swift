import Engine
import Foundation
import Tutor

/// What one forward pass gave: each stage at a glance and the likeliest classes.
struct ForwardReport: Encodable {
  struct Class: Encodable {
    let index: Int
    /// Null where the classes have no names.
    let label: Nullable<String>
    let probability: Number
  }

  struct StageReport: Encodable {
    let name: String
    let shape: [Int]
    let min: Number
    let mean: Number
    let max: Number
    /// Share of the numbers that are zero, 0 to 1.
    let zeros: Double
    let milliseconds: Double
    /// Whether none of the numbers is infinite or NaN; not part of the report.
    let areAllFinite: Bool

    private enum CodingKeys: String, CodingKey { case name, shape, min, mean, max, zeros, milliseconds }

    init(_ stage: Stage) {
      let statistics = Statistics(of: stage.output.data)
      name = stage.name
      shape = stage.output.shape.withoutBatch.dimensions
      (min, mean, max) = (Number(statistics.min), Number(statistics.mean), Number(statistics.max))
      zeros = statistics.zeros
      milliseconds = stage.milliseconds.thousandths
      areAllFinite = statistics.areAllFinite
    }
  }

  let network: Network
  let milliseconds: Double
  let top: [Class]
  let stages: [StageReport]

  init(_ network: Network, _ trace: Trace, milliseconds: Double, top count: Int) {
    self.network = network
    self.milliseconds = milliseconds.thousandths
    stages = trace.stages.map(StageReport.init)
    let probabilities = Self.probabilities(network, trace)
    let order = probabilities.indices.sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }
    let names = network.classNames
    top = order.prefix(count).map {
      Class(index: $0, label: Nullable(names?[$0]), probability: Number(probabilities[$0]))
    }
  }

  private enum CodingKeys: String, CodingKey { case network, weights, milliseconds, top, stages }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(network.architecture.name, forKey: .network)
    try container.encode(network.weights, forKey: .weights)
    try container.encode(milliseconds, forKey: .milliseconds)
    try container.encode(top, forKey: .top)
    try container.encode(stages, forKey: .stages)
  }

  /// The last stage, through a softmax where the network does not end in one.
  private static func probabilities(_ network: Network, _ trace: Trace) -> [Float] {
    guard let last = trace.stages.last?.output else { return [] }
    let isDone = network.architecture.layers.last?.operation is Softmax
    return isDone ? last.data : Softmax().forward(last, .none, .inference).data
  }

  func text(picture: String, _ language: Language) -> String {
    var table = TextTable([
      language("stage", "阶段"), language("shape", "形状"), language("min", "最小"), language("mean", "平均"),
      language("max", "最大"), language("zeros", "零值"), "ms",
    ])
    for stage in stages {
      table.rows.append([
        stage.name, "\(Shape(stage.shape))", short(stage.min.value), short(stage.mean.value), short(stage.max.value),
        String(format: "%.1f", stage.zeros * 100) + language.percentSign, String(format: "%.2f", stage.milliseconds),
      ])
    }
    let hasNames = top.contains { $0.label.value != nil }
    let name = hasNames ? [language("name", "名称")] : []
    var classes = TextTable([language("rank", "名次"), language("class", "类别")] + name + [language("probability", "概率")])
    for (rank, entry) in top.enumerated() {
      let percent = String(format: "%.4f", entry.probability.value * 100) + language.percentSign
      let name = hasNames ? [entry.label.value ?? ""] : []
      classes.rows.append(["\(rank + 1)", "\(entry.index)"] + name + [percent])
    }
    let remark =
      language.sentence(weightsOf: network)
      + (network.isTrained ? "" : language(" Its classes mean nothing yet.", "其分类没有意义。"))
    let network = network.architecture.name
    func fixed(_ value: Double) -> String { String(format: "%.1f", value) }
    let computing = stages.reduce(0) { $0 + $1.milliseconds }
    let head = language(
      "\(picture) through \(network) in \(fixed(milliseconds)) ms: \(fixed(computing)) in the stages, "
        + "\(fixed(max(0, milliseconds - computing))) to get their weights",
      "\(picture) 经过 \(network)，用时 \(fixed(milliseconds)) 毫秒：各阶段 \(fixed(computing))，"
        + "取得权重 \(fixed(max(0, milliseconds - computing)))")
    return [head, table.text, classes.text, remark].joined(separator: "\n\n")
  }

  private func short(_ number: Float) -> String { String(format: "%.4g", number) }
}
