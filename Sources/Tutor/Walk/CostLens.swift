import Engine
import TextUI

/// Something that a layer costs.
package enum Cost: CaseIterable, Sendable {
  case parameters, work, memory, time

  func name(_ language: Language) -> String {
    switch self {
    case .parameters: language("parameters", "参数")
    case .work: language("multiply-adds", "乘加次数")
    case .memory: language("memory of activations", "激活占用的内存")
    case .time: language("time measured here", "本机实测时间")
    }
  }
}

/// The network by one of its costs: every stage with its share, and where most of it sits.
struct CostLens {
  let cost: Cost
  let model: WalkModel
  /// One for each stage, the input first.
  let values: [Double]

  init(_ cost: Cost, _ model: WalkModel) {
    (self.cost, self.model) = (cost, model)
    values = (0...model.summaries.count).map { stage in
      let layer = stage > 0 ? model.summaries[stage - 1] : nil
      switch cost {
      case .parameters: return Double(layer?.parameters ?? 0)
      case .work: return Double(layer?.macs ?? 0)
      case .memory: return Double(layer?.activationBytes ?? 0)
      case .time: return model.stages.indices.contains(stage) ? model.stages[stage].milliseconds : 0
      }
    }
  }

  var total: Double { values.reduce(0, +) }

  /// Of the largest, from 0 to 1.
  var shares: [Float] {
    let largest = values.max() ?? 0
    return values.map { largest > 0 ? Float($0 / largest) : 0 }
  }

  private func text(_ value: Double) -> String {
    switch cost {
    case .parameters, .work: FormatNumber.grouped(Int(value))
    case .memory: FormatNumber.bytes(Int(value))
    case .time: FormatNumber.fixed(value, digits: 2) + " ms"
    }
  }

  func share(_ value: Double, _ language: Language) -> String {
    language.percent(total > 0 ? value / total : 0)
  }

  func draw(_ buffer: inout Buffer, _ area: Rect, selected: Int, _ language: Language) {
    let inner = Panel(cost.name(language), note: language("total ", "合计 ") + text(total)).draw(area, into: &buffer)
      .inset(1, 0)
    let names = model.stageNames
    // Where there is no room for both, the bars and the shares.
    let (nameWidth, numberWidth) = (10, inner.width < 50 ? 0 : cost == .time ? 9 : 11)
    let offset = max(0, min(selected - inner.height / 2, values.count - inner.height))
    let shares = shares
    Scroll(offset: offset).drawBar(inner, rows: values.count, into: &buffer)
    for row in 0..<inner.height where offset + row < values.count {
      let stage = offset + row
      let line = Rect(inner.x, inner.y + row, inner.width - 2, 1)
      let isChosen = stage == selected
      let ground: Colour = isChosen ? .role(.selection) : .standard
      if isChosen { buffer.fill(line, Style(.text).on(ground)) }
      let value = values[stage]
      let number = value > 0 ? text(value) : "–"
      let name = (isChosen ? "▸" : " ") + names[stage]
      buffer.put(name, line.x, line.y, (isChosen ? Style.accent : .text).on(ground), clip: line)
      let numbers =
        (numberWidth > 0 ? number.aligned(.trailing, width: numberWidth) : "")
        + share(value, language).aligned(.trailing, width: 8)
      let (right, left) = line.cutRight(numberWidth + 8)
      buffer.put(numbers, right.x, right.y, (value > 0 ? Style.text : .faint).on(ground), clip: right)
      let room = Rect(left.x + nameWidth, left.y, left.width - nameWidth - 1, 1)
      guard value > 0 else { continue }
      let role = stage == 0 ? Role.input : NetworkStrip.role(model.summaries[stage - 1].kind)
      let eighths = max(1, BarLength.cells(shares[stage], of: 1, in: room.width, parts: 8))
      let bar = String(repeating: "█", count: eighths / 8) + (eighths % 8 > 0 ? CostLens.eighths[eighths % 8 - 1] : "")
      buffer.put(bar, room.x, room.y, Style(role).on(ground), clip: room)
    }
  }

  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// Where most of it sits, in a sentence with this network's numbers.
  func words(_ language: Language) -> String {
    func part(_ kind: OperationKind) -> String {
      share(
        model.summaries.indices.filter { model.summaries[$0].kind == kind }.reduce(0) { $0 + values[$1 + 1] }, language)
    }
    let largest = values.indices.max { values[$0] < values[$1] } ?? 0
    let name = model.stageNames[largest]
    let (convolution, linear) = (part(.convolution), part(.linear))
    switch cost {
    case .parameters:
      return language(
        "The fully connected layers hold \(linear) of the parameters, the convolutions \(convolution): "
          + "a kernel is used at every place of its map. The most are in \(name).",
        "全连接层占参数的 \(linear)，卷积层只占 \(convolution)：一个卷积核在特征图上每个位置都用同一组权重。最多的是 \(name)。")
    case .work:
      return language(
        "The convolutions do \(convolution) of the multiply-adds, the fully connected layers \(linear): "
          + "few weights, each used many times. The most are in \(name).",
        "卷积层占乘加次数的 \(convolution)，全连接层只占 \(linear)：权重不多，每个却要用很多次。最多的是 \(name)。")
    case .memory:
      return language(
        "What the layers hand on for one picture. The early maps are the largest: most of it is \(name).",
        "一张图片在各层之间传递的数据。靠前的特征图最大：最多的是 \(name)。")
    case .time:
      return language(
        "As it took on this machine just now. The longest is \(name): fully connected layers wait for their weights "
          + "to come from memory, convolutions for the arithmetic.",
        "刚才在这台机器上测得。最久的是 \(name)：全连接层等的是从内存取权重，卷积层等的是运算。")
    }
  }
}

extension WalkViews {
  /// The same for a small window.
  var shortLensWords: String? {
    if let cost = screen.cost { return CostLens(cost, model).words(language) }
    guard screen.isBackward, let gradients = model.gradients else { return nil }
    let score = "\(model.stageNames[model.scoreStage])[\(gradients.unit)]"
    return language(
      "Gradient of the score \(score): blue raises it, orange lowers it. + − choose the class.",
      "得分 \(score) 的梯度：蓝色使它升高，橙色使它降低。+ − 换类别。")
  }

  /// What a lens says in place of the stage's own words.
  var lensWords: String? {
    if let cost = screen.cost { return CostLens(cost, model).words(language) }
    guard screen.isBackward else { return nil }
    guard let gradients = model.gradients else {
      return language("The backward pass is being computed.", "正在计算反向传播。")
    }
    let label = ClassLabels(model, stage: model.scoreStage)[gradients.unit].map { " (" + $0 + ")" } ?? ""
    let score = "\(model.stageNames[model.scoreStage])[\(gradients.unit)]"
    return language(
      "The gradient of the score \(score)\(label): what is blue raises the score when it grows, what is orange lowers it. "
        + "A number of 0.01 here: one more there is 0.01 more score. + and − choose another class.",
      "得分 \(score)\(label) 的梯度：蓝色处的数增大，得分升高；橙色处的数增大，得分降低。"
        + "此处为 0.01，意思是那里加 1，得分加 0.01。+ 和 − 换类别。")
  }
}
