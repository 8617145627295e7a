import Engine

extension OptimizerLab {
  package func question(_ language: Language) -> LabQuestion {
    let answer = marksWeight ? next.weight : next.velocity
    return LabQuestion(
      place: place, label: marksWeight ? language("next w", "下一个 w") : language("next v", "下一个 v"),
      answer: answer, tolerance: abs(answer) < 10 ? 0.0006 : LabQuestion.twoDigits,
      mistakes: marksWeight ? weightMistakes(language) : velocityMistakes(language))
  }

  package func hint(_ language: Language) -> String {
    language("The terms stand above: mind the signs.", "各项在上面：注意符号。")
  }

  /// Weight and velocity after a step by a changed rule or from changed numbers.
  private func after(
    _ change: (inout GradientDescent) -> Void = { _ in }, velocity: Float? = nil, gradient: Float? = nil
  ) -> (weight: Float, velocity: Float) {
    var rule = rule
    change(&rule)
    let (weight, velocity) = OptimizerLab.step(
      rule, here.weight, velocity ?? here.velocity, gradient ?? here.gradient)
    return (weight, velocity)
  }

  private func velocityMistakes(_ language: Language) -> [LabMistake] {
    var found = [
      LabMistake(
        "uphill", after(gradient: -here.gradient).velocity,
        language("The gradient was added. A step goes against it: − ε·dL/dw.", "梯度加上去了；应该逆着梯度：− ε·dL/dw。")),
      LabMistake(
        "noRate", after({ $0.learningRate = .constant(1) }).velocity,
        language("The learning rate is missing: the gradient counts ε times.", "少了学习率：梯度要乘 ε。")),
      LabMistake(
        "gradient", here.gradient, language("That is the gradient itself.", "这是梯度本身。")),
      LabMistake(
        "onlyGradient", after({ $0.momentum = 0 }).velocity,
        language("The momentum is missing: a part of the last v stays.", "少了动量：前一个 v 要保留一部分。")),
      LabMistake(
        "weight", next.weight, language("That is the next w. v is the step that leads to it.", "这是下一个 w；v 是走到那里的一步。")),
      LabMistake(
        "oldVelocity", here.velocity, language("That is v before the step.", "这是这一步之前的 v。")),
    ]
    if recipe.decay > 0 {
      found.append(
        LabMistake(
          "noDecay", after({ $0.weightDecay = 0 }).velocity,
          language("The weight decay is missing: − decay·ε·w.", "少了权重衰减：− 衰减·ε·w。")))
      found.append(
        LabMistake(
          "decayWithoutRate", after({ $0.weightDecay = recipe.decay / recipe.rate }).velocity,
          language("In the paper's rule the decay is multiplied by ε too.", "论文的规则里，衰减也要乘 ε。")))
    }
    found.append(
      LabMistake(
        "wholeVelocity", here.velocity - recipe.rate * (here.gradient + recipe.decay * here.weight),
        language(
          "The last v was kept whole. Only \(LabNumber.text(recipe.momentum)) of it stays.",
          "前一个 v 全留下了；只留 \(LabNumber.text(recipe.momentum)) 倍。")))
    return found
  }

  private func weightMistakes(_ language: Language) -> [LabMistake] {
    [
      LabMistake(
        "minus", here.weight - next.velocity,
        language("v was subtracted. The minus is inside v already: w + v.", "减了 v；负号已经在 v 里了：w + v。")),
      LabMistake("velocity", next.velocity, language("That is v alone. Add it to w.", "这只是 v，还要加到 w 上。")),
      LabMistake(
        "oldVelocity", here.weight + here.velocity,
        language("That is a step with the old v. First v is made new, then w.", "用的是旧的 v；先更新 v，再更新 w。")),
      LabMistake(
        "plain", after({ $0.momentum = 0 }).weight,
        language("That is a step without momentum.", "这是没有动量的一步。")),
      LabMistake(
        "uphill", after(gradient: -here.gradient).weight,
        language("This goes along the gradient: a step goes against it.", "这一步顺着梯度；应该逆着梯度。")),
      LabMistake("same", here.weight, language("That is w before the step.", "这是这一步之前的 w。")),
    ]
  }
}
