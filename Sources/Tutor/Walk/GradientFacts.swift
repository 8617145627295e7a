import Engine
import TextUI

/// What is true of a stage's gradient: of which score, how it is passed back to this stage, and its numbers.
extension WalkViews {
  var gradientLines: [StyledText] {
    guard screen.stage <= model.scoreStage else { return [StyledText(language("no gradient", "没有梯度"), .muted)] }
    let unit = (model.gradients?.unit ?? model.awaited).map { "[\($0)]" } ?? ""
    let (score, name) = (model.stageNames[model.scoreStage], model.stageNames[screen.stage])
    let shape = screen.shape(of: screen.stage, context)
    var lines = [
      StyledText("∂ \(score)\(unit) / ∂ \(name)", Style(.gradient, .bold)),
      StyledText(language("shape ", "形状 "), .muted) + StyledText(shape.description)
        + StyledText(language(", one for every number", "，每个数各一个"), .muted),
    ]
    if screen.stage < model.scoreStage {
      lines.append(
        StyledText(language("from ", "来自 "), .muted) + StyledText(model.stageNames[screen.stage + 1])
          + StyledText(": " + passing(model.architecture.layers[screen.stage].operation)))
    } else {
      lines.append(StyledText(language("1 for the score itself, else 0", "得分自身为 1，其余为 0"), .muted))
    }
    return lines + valueLines + largestLine
  }

  /// How the next stage passes its gradient back.
  private func passing(_ operation: any Operation) -> String {
    switch operation {
    case is Convolution: language("each g times its weight", "每个 g 乘以它的权重")
    case is Linear: "g = Wᵀ · g′"
    case is ReLU: language("g where x > 0, else 0", "x > 0 处为 g，其余为 0")
    case is MaxPooling: language("g to the winner of each window", "g 交给每个窗口的胜者")
    case is AveragePooling, is AdaptiveAveragePooling: language("g in equal parts", "g 平均分给各格")
    case is Flatten: language("g, laid out as maps again", "g，重新排成特征图")
    case is Dropout: language("g, as all units stay here", "g：此处所有神经元都在")
    case is LocalResponseNormalization: language("g / divisor, less the neighbours' part", "g 除以除数，再减去邻居的份")
    case is any Activation: language("g times the slope there", "g 乘以那里的斜率")
    default: "g"
    }
  }

  private var largestLine: [StyledText] {
    guard let output, let digest, !output.data.isEmpty else { return [] }
    let place = min(digest.strongest, output.data.count - 1)
    let index = output.shape.index(at: place).map(String.init).joined(separator: ", ")
    let words = language("strongest at ", "最强处 ")
    return grid.isVector ? [] : [StyledText(words, .muted) + StyledText("[\(index)]")]
  }
}
