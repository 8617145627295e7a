import Engine
import TextUI

/// What is true of a stage whatever the picture: its formula with the numbers filled in, its parameters, its work.
struct StageFacts {
  let summary: LayerSummary
  let operation: any Operation
  let language: Language

  private func number(_ value: Int, _ role: Role = .text) -> StyledText {
    StyledText(FormatNumber.grouped(value), Style(role, .bold))
  }

  /// What goes in, what comes out, and what stands between, which has a line of its own where it must.
  func shapes(width: Int) -> [StyledText] {
    let lines = shapes
    guard let steps, lines[1].width > width else { return lines }
    let output =
      StyledText(language("out ", "输出 "), .muted) + StyledText(summary.output.description, Style(.output, .bold))
    return [lines[0], output, StyledText(language("    ", "     ")) + steps]
  }

  private var shapes: [StyledText] {
    var input = StyledText(language("in  ", "输入 "), .muted)
    input.append(summary.input.description, Style(.input))
    var output = StyledText(language("out ", "输出 "), .muted)
    output.append(summary.output.description, Style(.output, .bold))
    for (text, line) in zip([kernel, steps], [0, 1]) {
      guard let text else { continue }
      if line == 0 { input += StyledText("  ") + text } else { output += StyledText("  ") + text }
    }
    return [input, output]
  }

  private var kernel: StyledText? {
    switch operation {
    case is Convolution:
      let inputs = summary.input[0] / (summary.groups ?? 1)
      let size = "\(summary.kernel ?? 1)×\(summary.kernel ?? 1)×\(inputs)"
      return StyledText("\(summary.output[0])", Style(.weight)) + StyledText(language(" kernels ", " 个卷积核 "), .muted)
        + StyledText(size, Style(.weight))
    case is MaxPooling, is AveragePooling:
      return StyledText(language("window ", "窗口 "), .muted)
        + StyledText("\(summary.kernel ?? 1)×\(summary.kernel ?? 1)")
    default: return nil
    }
  }

  private var steps: StyledText? {
    guard let stride = summary.stride, let padding = summary.padding else { return nil }
    var text = StyledText(language("stride ", "步长 "), .muted) + StyledText("\(stride)")
    text += StyledText(language("  padding ", "  填充 "), .muted) + StyledText("\(padding)")
    if let groups = summary.groups, groups > 1 {
      text += StyledText(language("  groups ", "  分组 "), .muted) + StyledText("\(groups)")
    }
    return text
  }

  /// The rule of the stage with this layer's numbers in it.
  var formulas: [StyledText] {
    var lines: [StyledText] = []
    if let size = sizeFormula { lines.append(size) }
    lines += rule
    return lines
  }

  private var sizeFormula: StyledText? {
    guard let kernel = summary.kernel, let stride = summary.stride, let padding = summary.padding,
      summary.output.rank == 3, summary.input.rank == 3
    else { return nil }
    let pad = padding > 0 || operation is Convolution ? " + 2·\(padding)" : ""
    let text = "(\(summary.input[1]) − \(kernel)\(pad)) / \(stride) + 1 = "
    return StyledText(text) + number(summary.output[1], .output)
  }

  private var rule: [StyledText] {
    if let lrn = operation as? LocalResponseNormalization {
      let over = language("Σ over \(lrn.size) maps  ", "Σ 取 \(lrn.size) 张特征图  ")
      return [StyledText(plainRule), StyledText(over) + noParameters]
    }
    let parameters = StyledText(language(" params", " 参数"), .muted)
    switch operation {
    case is Convolution:
      let kernel = summary.kernel ?? 1
      let inputs = summary.input[0] / (summary.groups ?? 1)
      let fan = kernel * kernel * inputs
      let maps = summary.output[0]
      let cells = "\(summary.output[1])·\(summary.output[2])"
      return [
        StyledText("\(kernel)·\(kernel)·\(inputs)·\(maps) + \(maps) = ") + number(summary.parameters, .weight)
          + parameters,
        StyledText("\(FormatNumber.grouped(fan)) · \(maps) · \(cells) = ") + number(summary.macs)
          + StyledText(language(" MACs", " 次乘加"), .muted),
      ]
    case is Linear:
      let product = "\(FormatNumber.grouped(summary.input.count)) · \(FormatNumber.grouped(summary.output.count))"
      return [
        StyledText("y = W·x + b", Style(.text)),
        StyledText("\(product) + \(FormatNumber.grouped(summary.output.count)) = ")
          + number(summary.parameters, .weight)
          + parameters,
        StyledText("\(product) = ") + number(summary.macs) + StyledText(language(" MACs", " 次乘加"), .muted),
      ]
    default: return [StyledText(plainRule)] + [noParameters]
    }
  }

  private var plainRule: String {
    switch operation {
    case let lrn as LocalResponseNormalization:
      return
        "b = a / (\(FormatNumber.shortest(lrn.k)) + \(FormatNumber.shortest(lrn.alpha))·Σ a²)^\(FormatNumber.shortest(lrn.beta))"
    case is MaxPooling: return language("y = the largest of the window", "y = 窗口中的最大值")
    case is AveragePooling, is AdaptiveAveragePooling: return language("y = the mean of the window", "y = 窗口的平均值")
    case is ReLU: return "y = max(0, x)"
    case is LeakyReLU: return language("y = x, or slope · x below 0", "y = x；x < 0 时为斜率 · x")
    case is Tanh: return "y = tanh(x)"
    case is Sigmoid: return "y = 1 / (1 + e^−x)"
    case let dropout as Dropout:
      let rate = FormatNumber.significant(Double(dropout.rate), digits: 2)
      return language("y = x here; in training 0 with chance \(rate)", "此处 y = x；训练时以概率 \(rate) 置 0")
    case is Flatten:
      let shape = summary.input
      return shape.rank == 3
        ? "\(shape[0]) · \(shape[1]) · \(shape[2]) = \(FormatNumber.grouped(shape.count))" : shape.description
    case is Softmax: return "p = e^(z − max) / Σ e^(z − max)"
    default: return ""
    }
  }

  private var noParameters: StyledText { StyledText(language("no parameters", "没有参数"), .muted) }

  /// What the cells of this stage see of the picture; `short` leaves the unit out.
  func sees(short: Bool = false) -> StyledText {
    let label = StyledText(language("sees ", "感受野 "), .muted)
    guard let field = summary.receptiveField, let jump = summary.jump else {
      return label + StyledText(language("all of the picture", "整张图片"))
    }
    let unit = short ? "" : language(" pixels", " 像素")
    return label + StyledText("\(field)×\(field)\(unit)" + language(", every \(jump)", "，累计步长 \(jump)"))
  }
}
