import Engine

/// The questions of the softmax lab. What is asked is the true number, also where the naive form breaks.
extension SoftmaxLab {
  package func question(_ language: Language) -> LabQuestion {
    let exact = exact
    switch spot {
    case .share(let index):
      return LabQuestion(
        place: place, label: "p[\(index)]", answer: exact.shares[index], mistakes: exact.shareMistakes(index, language))
    case .loss:
      return LabQuestion(
        place: place, label: language("loss", "损失"), answer: exact.loss, mistakes: exact.lossMistakes(language))
    case .gradient(let index):
      return LabQuestion(
        place: place, label: "dL/dz[\(index)]", answer: exact.gradient[index],
        mistakes: exact.gradientMistakes(index, language))
    }
  }

  package func hint(_ language: Language) -> String {
    switch spot {
    case .share: language("The powers stand above: divide yours by their sum.", "各个指数值在上面：用自己的除以总和。")
    case .loss: language("Take −ln of the probability of the right class.", "对正确类别的概率取 −ln。")
    case .gradient: language("The probability less 1 for the target, less 0 for the others.", "正确类别减 1，其余减 0。")
    }
  }

  private func shareMistakes(_ index: Int, _ language: Language) -> [LabMistake] {
    let shares = shares
    let sum = scaled.data.reduce(0, +)
    var found = [
      LabMistake(
        "notDivided", powers[index],
        language("That is the power. It still has to be divided by the sum of all powers.", "这是指数值本身，还要除以所有指数值的总和。"))
    ]
    if sum != 0 {
      found.append(
        LabMistake(
          "plainShare", scaled.data[index] / sum,
          language(
            "That is the logit's part of the sum of logits. Take the powers of e first.", "这是得分占得分总和的比例；要先求指数值。")))
    }
    let others = powers.reduce(0, +) - powers[index]
    if others > 0 {
      found.append(
        LabMistake(
          "odds", powers[index] / others,
          language(
            "You divided by the sum of the others. The class's own power belongs to the sum.", "分母只加了别的类别；自己的指数值也要算进去。")
        ))
    }
    if temperature != 1 {
      var other = self
      other.temperature = 1
      found.append(
        LabMistake(
          "noTemperature", other.shares[index],
          language("That is the probability at temperature 1. Divide the logits by T first.", "这是温度为 1 时的概率；得分要先除以 T。"))
      )
      other.temperature = 1 / temperature
      found.append(
        LabMistake(
          "timesTemperature", other.shares[index],
          language("The logits were multiplied by T. They are divided by it.", "得分乘了 T；应该除以 T。")))
    }
    for (other, share) in shares.enumerated() where other != index {
      found.append(
        LabMistake("otherClass", share, language("That is the probability of class \(other).", "这是类别 \(other) 的概率。")))
    }
    found.append(
      LabMistake(
        "even", 1 / Float(classes),
        language("That would be right if all logits were equal.", "只有所有得分都相等时才是这样。")))
    return found
  }

  private func lossMistakes(_ language: Language) -> [LabMistake] {
    let share = shares[target]
    var found = [
      LabMistake(
        "sign", -loss,
        language("The sign: the logarithm of a probability is below 0, the loss is above.", "符号反了：概率的对数小于 0，损失大于 0。")),
      LabMistake(
        "share", share, language("That is the probability of the right class. Take −ln of it.", "这是正确类别的概率，还要取 −ln。")),
      LabMistake(
        "wrongPart", 1 - share, language("That is what is missing to 1. The loss is −ln p.", "这是离 1 的差；损失是 −ln p。")),
      LabMistake(
        "bits", loss / 0.693_147_2,
        language("That is the logarithm to the base of 2: bits. The natural one is used here.", "这是以 2 为底的对数；这里用自然对数。")),
      LabMistake(
        "decimal", loss / 2.302_585,
        language("That is the logarithm to the base of 10. The natural one is used here.", "这是以 10 为底的对数；这里用自然对数。")),
    ]
    for other in 0..<classes where other != target {
      let value = CrossEntropy().forward(scaled, targets: [other])
      found.append(
        LabMistake(
          "otherClass", value, language("That would be the loss if class \(other) were right.", "这是类别 \(other) 正确时的损失。")
        )
      )
    }
    return found
  }

  private func gradientMistakes(_ index: Int, _ language: Language) -> [LabMistake] {
    let share = shares[index]
    var found = [
      LabMistake(
        "sign", -gradient[index],
        language("The sign: it is p − y. A step goes against the gradient.", "符号反了：是 p − y；更新时逆着梯度走。"))
    ]
    if index == target {
      found.append(
        LabMistake(
          "share", share, language("That is p. This class is the right one: its y is 1.", "这是 p；这一类是正确类别，y = 1。")))
    } else {
      found.append(
        LabMistake(
          "notTarget", share - 1, language("The 1 is subtracted only for the right class.", "只有正确类别才减 1。")))
      found.append(
        LabMistake(
          "zero", 0, language("Wrong classes learn too: their logits have to fall.", "错误类别也要学：它们的得分要降下来。")))
    }
    found.append(
      LabMistake(
        "ownSlope", share * (1 - share),
        language(
          "That is how p moves with its own logit. With the loss it becomes p − y.", "这是 p 对自己得分的导数；接上损失就成了 p − y。")))
    if temperature != 1 {
      found.append(
        LabMistake(
          "noTemperature", gradient[index] * temperature,
          language("The logits were divided by T, so the gradient is too.", "得分除过 T，梯度也要除以 T。")))
    }
    return found
  }
}
