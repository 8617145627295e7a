import Engine

extension ActivationsLab {
  package func question(_ language: Language) -> LabQuestion {
    let answer = isDerivative ? slope(curve, at: x) : value(curve, at: x)
    return LabQuestion(
      place: place, label: "\(curve.name)\(isDerivative ? "′" : "")(\(LabNumber.text(x, digits: 1)))", answer: answer,
      mistakes: (isDerivative ? slopeMistakes(language) : valueMistakes(language)) + otherCurves(language))
  }

  package func hint(_ language: Language) -> String {
    language("The formula with its numbers stands above.", "代入了数的公式就在上面。")
  }

  private func valueMistakes(_ language: Language) -> [LabMistake] {
    var found: [LabMistake] = []
    if curve == .sigmoid {
      let power = ActivationsLab.power(-x)
      found.append(
        LabMistake(
          "brackets", 1 + power,
          language(
            "That is 1/1 + e^(−x): without brackets. The 1 is divided by the whole sum.",
            "这是 1/1 + e^(−x)，漏了括号；1 要除以整个和。")))
      found.append(
        LabMistake(
          "notDivided", power, language("That is e^(−x) alone.", "这只是 e^(−x)。")))
    }
    if curve == .relu, x < 0 {
      found.append(
        LabMistake("absolute", -x, language("That is |x|. ReLU makes 0 of what is negative.", "这是 |x|；负数经过 ReLU 变成 0。"))
      )
      found.append(
        LabMistake("through", x, language("Negative numbers do not pass ReLU.", "负数过不了 ReLU。")))
    }
    if curve == .leakyReLU, x < 0 {
      found.append(
        LabMistake(
          "sign", -value(curve, at: x), language("The sign: what leaks through stays negative.", "符号：漏过去的仍是负数。")))
    }
    return found + [
      LabMistake(
        "mirrored", value(curve, at: -x), language("That is the value at −x: mind the sign.", "这是 −x 处的值：注意符号。")),
      LabMistake("slope", slope(curve, at: x), language("That is the derivative, not the value.", "这是导数，不是函数值。")),
    ]
  }

  private func slopeMistakes(_ language: Language) -> [LabMistake] {
    let y = value(curve, at: x)
    var found: [LabMistake] = []
    switch curve {
    case .sigmoid:
      found.append(
        LabMistake(
          "ofInput", x * (1 - x),
          language("That is x·(1 − x). The rule takes f(x): f·(1 − f).", "这是 x·(1 − x)；公式里用 f(x)：f·(1 − f)。")))
      found.append(
        LabMistake("rest", 1 - y, language("That is 1 − f. It still has to be multiplied by f.", "这是 1 − f，还要乘 f。")))
    case .tanh:
      found.append(
        LabMistake(
          "ofInput", 1 - x * x, language("That is 1 − x². The rule takes f(x): 1 − f².", "这是 1 − x²；公式里用 f(x)：1 − f²。"))
      )
      found.append(LabMistake("notSquared", 1 - y, language("That is 1 − f: square f first.", "这是 1 − f；f 要先平方。")))
    case .relu where x <= 0:
      found.append(
        LabMistake(
          "one", 1, language("The slope is 1 only above 0. Here the curve is flat.", "只有大于 0 时导数才是 1；这里函数值不变。")))
    case .relu, .leakyReLU:
      found.append(
        LabMistake(
          "zero", 0, language("Here the curve rises: a small step in x moves the output.", "这里函数在增大：x 动一点，输出也动。")))
    }
    return found + [
      LabMistake("value", y, language("That is the value, not the derivative.", "这是函数值，不是导数。")),
      LabMistake(
        "mirrored", slope(curve, at: -x), language("That is the derivative at −x.", "这是 −x 处的导数。")),
    ]
  }

  private func otherCurves(_ language: Language) -> [LabMistake] {
    Curve.allCases.filter { $0 != curve }.map { other in
      let name = other.name + (isDerivative ? "′" : "")
      return LabMistake(
        "otherCurve", isDerivative ? slope(other, at: x) : value(other, at: x),
        language("That is \(name) at the same place.", "这是同一处的 \(name)。"))
    }
  }
}
