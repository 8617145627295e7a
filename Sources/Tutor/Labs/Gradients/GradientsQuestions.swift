import Engine

extension GradientsLab {
  /// Half a power of ten is near enough.
  private static let halfPower: Float = 0.5

  package func question(_ language: Language) -> LabQuestion {
    if asksZeros {
      let share = 100 * zeros(place)
      return LabQuestion(
        place: place, label: language("zeros in layer \(place + 1), %", "第 \(place + 1) 层的零，%"), answer: share,
        tolerance: 6,
        mistakes: zeroMistakes(language))
    }
    let answer = exponent(place) ?? 0
    return LabQuestion(
      place: place, label: language("powers of ten", "10 的几次方"), answer: answer,
      tolerance: max(GradientsLab.halfPower, abs(answer) / 12), mistakes: normMistakes(answer, language))
  }

  package func hint(_ language: Language) -> String {
    asksZeros
      ? language("What part of the weighted sums lies below 0?", "有多少加权和小于 0？")
      : language("Multiply what one layer does, once for each layer between.", "一层乘多少，隔几层就乘几次。")
  }

  private func normMistakes(_ answer: Float, _ language: Language) -> [LabMistake] {
    let between = Float(layers.count - 1 - place)
    var found = [
      LabMistake(
        "sign", -answer,
        answer < 0
          ? language("The other way round: the gradient shrinks backwards.", "反了：梯度往回传是变小的。")
          : language("The other way round: the gradient grows backwards.", "反了：梯度往回传是变大的。")),
      LabMistake(
        "oneLayer", answer / between,
        language(
          "That is what one layer does. There are \(Int(between)) between, and their factors multiply.",
          "这只是一层的效果；中间有 \(Int(between)) 层，要连乘。")),
    ]
    if recipe.curve.steepest < 1, let quarter = DepthProbe.powersOfTen(recipe.curve.steepest, of: 1) {
      found.append(
        LabMistake(
          "onlySlope", quarter * between,
          language(
            "That is 0.25 for every layer. The weights multiply too, and most units stand beside the steepest place.",
            "这是每层 0.25；权重也要乘，而且多数神经元不在最陡处。")))
    }
    found.append(
      LabMistake(
        "constant", 0,
        recipe.curve == .relu || recipe.curve == .leaky
          ? language("ReLU passes 1, but the weights multiply as well.", "ReLU 的导数是 1，可权重也要乘上去。")
          : language("That would be no change at all from layer to layer.", "这等于层与层之间毫无变化。")))
    if let forward = DepthProbe.powersOfTen(here.spread, of: last.spread) {
      found.append(
        LabMistake(
          "activations", forward,
          language("That is how the activations change. The gradient goes its own way.", "这是激活值的变化；梯度另有走法。")))
    }
    if let weights = DepthProbe.powersOfTen(here.weightNorm, of: last.weightNorm) {
      found.append(
        LabMistake(
          "weightGradient", weights,
          language(
            "That is ‖dW‖, in which activations and gradient mix. Asked is ‖dz‖.", "这是 ‖dW‖，里面混着激活值和梯度；问的是 ‖dz‖。")))
    }
    return found
  }

  private func zeroMistakes(_ language: Language) -> [LabMistake] {
    let silent = 100 * Float(here.dead) / Float(recipe.width.units)
    return [
      LabMistake(
        "dead", silent,
        language(
          "That is the part of dead units. Zeros count unit by unit and input by input.", "这是死神经元的比例；零要按神经元、按输入一个个数。")),
      LabMistake(
        "half", 50,
        recipe.curve == .relu
          ? language(
            "Half would be zeros if sums were as often above 0 as below. Here they are not.",
            "如果加权和在 0 上下各一半，才是一半；这里不是。")
          : language("This function is 0 at a single place at most: zeros are rare.", "这个函数最多在一处为 0：零很少见。")),
      LabMistake(
        "none", 0, language("ReLU makes an exact 0 of every negative sum.", "ReLU 把每个负的加权和变成正好 0。")),
    ]
  }
}
