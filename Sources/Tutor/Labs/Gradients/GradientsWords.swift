import Engine
import TextUI

extension GradientsLab {
  static func digits(_ value: Float) -> String { FormatNumber.significant(Double(value), digits: 3) }

  /// A norm: always with its power of ten, so that norms compare at a glance.
  static func norm(_ value: Float) -> String { value == 0 ? "0" : FormatNumber.scientific(Double(value), digits: 2) }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    guard view.showsWay(place) else {
      return Array(Prose.wrap(StyledText(unsaid(view.language), .muted), width: width).prefix(rows))
    }
    return Array(Prose.wrap(asksZeros ? zerosWay(view) : normWay(view), width: width, hanging: 4).prefix(rows))
  }

  private func unsaid(_ language: Language) -> String {
    asksZeros
      ? language(
        "Of the outputs of layer \(place + 1), how many percent are 0?", "第 \(place + 1) 层的输出里，百分之几是 0？")
      : language(
        "By how many powers of ten does ‖dz‖ of layer \(place + 1) differ from the last layer's? −2 is a hundredth.",
        "第 \(place + 1) 层的 ‖dz‖ 比最后一层差 10 的几次方？−2 就是百分之一。")
  }

  private func zerosWay(_ view: LabView) -> StyledText {
    let count = recipe.width.units * DepthProbe.samples
    let language = view.language
    return StyledText(
      language("zeros in layer \(place + 1): ", "第 \(place + 1) 层的零："), .muted)
      + StyledText(view.shows(place) ? FormatNumber.grouped(here.zeros) : "?", .strong)
      + StyledText(
        language(" of ", " / ") + "\(recipe.width.units) · \(DepthProbe.samples) = \(FormatNumber.grouped(count))"
          + language(" outputs = ", " 个输出 = "), .muted)
      + StyledText(view.shows(place) ? language.percent(Double(zeros(place))) : "?", Style(.output, .bold))
  }

  private func normWay(_ view: LabView) -> StyledText {
    let above = layers[place + 1]
    let isShown = view.shows(place)
    var text = StyledText("‖dz[\(place + 1)]‖ / ‖dz[\(layers.count)]‖ = ", .muted)
    text.append(isShown ? GradientsLab.norm(here.deltaNorm) : "?", Style(.gradient, .bold))
    text.append(" / " + GradientsLab.norm(last.deltaNorm) + " = ", .muted)
    guard isShown else {
      text.append("10^?", Style(.output, .bold))
      return text
    }
    text.append(GradientsLab.digits(here.deltaNorm / last.deltaNorm), .strong)
    if let exponent = exponent(place) {
      text.append(" = 10^\(FormatNumber.fixed(exponent, digits: 2))", Style(.output, .bold))
    }
    if above.deltaNorm > 0 {
      let factor = GradientsLab.digits(here.deltaNorm / above.deltaNorm)
      text.append(
        view.language("  \(factor) of layer \(place + 2)", "  第 \(place + 2) 层的 \(factor) 倍"), .muted)
    }
    return text
  }

  package func formula(_ view: LabView) -> StyledText {
    let curve = recipe.curve == .linear ? "" : " ⊙ f′(z[k])"
    return StyledText(
      "dz[k] = (W[k+1]ᵀ·dz[k+1])\(curve)   " + view.language("W begins as ", "W 初始为 ") + deviation, .muted)
  }

  /// What the weights begin with, as numbers.
  private var deviation: String {
    let scale: Float
    switch recipe.start {
    case .he: scale = (2 / Float(recipe.width.units)).squareRoot()
    case .xavier: scale = (1 / Float(recipe.width.units)).squareRoot()
    case .small: scale = 0.01
    }
    return
      "\(recipe.gain == 1 ? "" : LabNumber.text(recipe.gain) + "·")\(recipe.start.name(.english)), σ = \(GradientsLab.digits(scale * recipe.gain))"
  }

  // MARK: Caption

  package func caption(_ view: LabView) -> String {
    guard !view.shows(place) else { return caption(view.language) }
    if asksZeros {
      return view.language(
        "The output of ReLU is 0 where the sum is below 0. The bias shifts all sums of its unit.",
        "加权和小于 0 时 ReLU 未激活（输出 0）。偏置把一个神经元的所有加权和一起移动。")
    }
    return view.language(
      "Backwards, each layer multiplies dz by its weights and by the slope of its activation function. What remains after all of them?",
      "往回传时，每一层都把 dz 乘上权重和激活函数的导数。一层层乘下来还剩多少？")
  }

  package func caption(_ language: Language) -> String {
    let share = dead * 4 >= units
    if layers.contains(where: { $0.deltaNorm == 0 }) {
      return recipe.bias < 0 && share
        ? language(
          "So many units are dead that nothing comes through: in the layers before them the gradient is exactly 0.",
          "死掉的神经元太多，什么也传不过去：再往前，梯度正好是 0。")
        : language(
          "The gradient became so small that float32 holds it as 0: these layers learn nothing at all.",
          "梯度小到 float32 只能记作 0：这些层什么也学不到。")
    }
    if recipe.curve == .relu, recipe.bias < 0 || (share && ratio > 0.2 && ratio < 5) {
      return language(
        "Sparse is not dead: a zero is one unit for one input, a dead unit is 0 for all \(DepthProbe.samples) inputs and never learns again.",
        "稀疏不等于死亡：零是某个神经元对某个输入；死神经元对全部 \(DepthProbe.samples) 个输入都是 0，再也学不到。")
    }
    if ratio > 5 {
      return recipe.curve == .tanh
        ? language(
          "Weights this large saturate tanh, and yet the gradient grows backwards: it explodes, it does not vanish.",
          "权重这么大，tanh 饱和了，梯度往回传却在变大：是爆炸，不是消失。")
        : language(
          "Every layer multiplies the gradient by more than 1: backwards it explodes.", "每一层都把梯度乘上大于 1 的数：往回传就爆炸。"
        )
    }
    if ratio < 0.2 { return vanishing(language) }
    return recipe.curve == .linear
      ? language(
        "Without an activation the gradient keeps its size, but all these layers are no more than one matrix.",
        "没有激活函数，梯度大小不变；可是这么多层合起来只是一个矩阵。")
      : language(
        "The first layer gets nearly as much gradient as the last: activation function and weights fit each other.",
        "第一层得到的梯度和最后一层差不多：激活函数和初始化配得上。")
  }

  private func vanishing(_ language: Language) -> String {
    let even = layers[0].weightNorm > 0.3 * last.weightNorm && layers[0].weightNorm < 3 * last.weightNorm
    switch recipe.curve {
    case .sigmoid:
      return language(
        "Sigmoid passes a quarter at most, layer for layer: the first layers hardly learn. That is the vanishing gradient.",
        "sigmoid 每层最多放过四分之一：前面的层几乎学不动。这就是梯度消失。")
    case .relu where even, .leaky where even:
      return language(
        "dz fades though ReLU passes 1: the weights are too small for it. ‖dW‖ hides it, as activations shrink the other way.",
        "ReLU 的导数是 1，dz 还是越来越小：权重太小了。‖dW‖ 看不出来，因为激活值朝另一头缩小。")
    case .tanh:
      return language(
        "tanh passes a little less than 1 each time, and the weights do not make up for it.", "tanh 每层放过的略小于 1，权重又补不回来。"
      )
    default:
      return language(
        "The weights shrink the gradient at every layer. No activation function mends that: they have to begin larger.",
        "权重让梯度一层层缩小。这不是激活函数能补救的：初始值要更大。")
    }
  }
}
