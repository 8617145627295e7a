import Engine
import TextUI

extension DropoutLab {
  static func digits(_ value: Float) -> String { LabNumber.text(value, digits: 4) }

  /// `1010`: 1 where a unit is kept.
  static func bits(_ mask: Int) -> String { String(kept(mask).map { $0 ? "1" : "0" }) }

  /// `out[1010]`.
  var label: String {
    switch place {
    case DropoutLab.meanPlace: "mean"
    case DropoutLab.testPlace: "test"
    default: "out[\(DropoutLab.bits(place))]"
    }
  }

  private var keepText: String { LabNumber.text(1 - rate, digits: 2) }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let text = view.showsWay(place) ? way(view) : StyledText(unsaid(view.language), .muted)
    return Array(Prose.wrap(text, width: width, hanging: 4).prefix(rows))
  }

  private func unsaid(_ language: Language) -> String {
    switch place {
    case DropoutLab.meanPlace:
      language("mean = ?  The mean output over all masks, each as likely as it is.", "平均 = ?  按各掩码的概率，对所有掩码的输出求平均。")
    case DropoutLab.testPlace:
      language("test = ?  No mask at test time. Is there a factor?", "测试 = ?  测试时没有掩码。有没有系数？")
    default:
      language(
        "\(label) = ?  Leave out the dropped units, then add. Mind the factor.", "\(label) = ?  去掉失活的神经元再求和。注意系数。")
    }
  }

  private func way(_ view: LabView) -> StyledText {
    let language = view.language
    func result(_ value: Float) -> StyledText {
      StyledText(view.shows(place) ? DropoutLab.digits(value) : "?", Style(.output, .bold))
    }
    switch place {
    case DropoutLab.meanPlace:
      // Masks that no draw can give say nothing.
      let masks = (0..<16).filter { probability(mask: $0) > 0 }
      let isEven = masks.allSatisfy { probability(mask: $0) == probability(mask: masks[0]) }
      let mean = expectation.mean
      if isEven, masks.count > 1 {
        let sum = masks.map { LabNumber.factor(output(mask: $0)) }.joined(separator: " + ")
        return StyledText(language("mean = (", "平均 = ("), .muted) + StyledText(sum)
          + StyledText(") / \(masks.count) = ", .muted)
          + result(mean)
      }
      let terms = masks.prefix(4).map {
        "\(FormatNumber.significant(Double(probability(mask: $0)), digits: 2))·\(LabNumber.factor(output(mask: $0)))"
      }
      return StyledText(language("mean = Σ P(mask)·out = ", "平均 = Σ P(掩码)·输出 = "), .muted)
        + StyledText(terms.joined(separator: " + ") + (masks.count > 4 ? " + …" : "")) + StyledText(" = ", .muted)
        + result(mean)
    case DropoutLab.testPlace:
      let hidden = testHidden.data
      let name = StyledText(language("test", "测试") + " = ", .muted)
      return name
        + sum(
          zip(units, weights).enumerated().map { index, pair in
            (pair.0, hidden[index] == pair.0 ? nil : keepText, pair.1)
          }) + end(result(testOutput))
    default:
      let kept = DropoutLab.kept(place)
      let factor = scaling == .inverted && rate > 0 ? "1/\(keepText)" : nil
      let terms = (0..<4).filter { kept[$0] }.map { (units[$0], factor, weights[$0]) }
      return StyledText(label + " = ", .muted) + sum(terms) + end(result(output(mask: place)))
    }
  }

  /// `2·0.5·1 + 4·0.5·1`: unit, factor, weight.
  private func sum(_ terms: [(unit: Float, factor: String?, weight: Float)]) -> StyledText {
    var text = StyledText()
    for (index, term) in terms.enumerated() {
      if index > 0 { text.append(" + ", .muted) }
      text.append(LabNumber.factor(term.unit), Style(.input))
      if let factor = term.factor { text.append("·" + factor, .accent) }
      text.append("·", .muted)
      text.append(LabNumber.factor(term.weight), Style(.weight))
    }
    if terms.isEmpty { text.append("0") }
    if bias != 0 {
      text.append(" + ", .muted)
      text.append(LabNumber.factor(bias), .accent)
    }
    return hasReLU ? StyledText("relu(", .muted) + text + StyledText(")", .muted) : text
  }

  private func end(_ result: StyledText) -> StyledText { StyledText(" = ", .muted) + result }

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    let keep = keepText
    let text =
      scaling == .paper
      ? language("training: mask·h   test: \(keep)·h", "训练：掩码·h   测试：\(keep)·h")
      : language("training: mask·h/\(keep)   test: h", "训练：掩码·h/\(keep)   测试：h")
    var line = StyledText(text, .muted)
    if place < 16 {
      line.append(language("   chance ", "   概率 "), .muted)
      line.append(language.percent(Double(probability(mask: place))), .strong)
    }
    return line
  }

  // MARK: Caption

  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    view.shows(place)
      ? caption(view.language)
      : view.language(
        "Each mask makes another network out of the same units and weights.", "同样的神经元和权重，每个掩码都得到另一个网络。")
  }

  package func caption(_ language: Language) -> String {
    let gap = abs(expectation.mean - testOutput)
    if rate == 0 {
      return language("With p = 0 nothing is dropped: training and test are the same.", "p = 0 时没有神经元失活：训练和测试一样。")
    }
    if hasReLU, gap > 0.005 {
      return language(
        "After a ReLU the mean of the outputs is not the output of the mean: the test-time rule is an approximation.",
        "过了 ReLU，输出的平均不等于平均的输出：测试时的规则只是近似。")
    }
    if draws >= 2 {
      return language(
        "Every training step draws a mask of its own. The mean of \(draws) draws wanders towards the mean of all masks.",
        "每个训练步各抽一个掩码。\(draws) 次抽取的平均值在向全部掩码的平均靠拢。")
    }
    switch place {
    case DropoutLab.testPlace:
      return scaling == .paper
        ? language(
          "At test time all units take part, twice as many as on average in training at p = 0.5: so the paper halves each.",
          "测试时所有神经元都参与；p = 0.5 时比训练中平均多一倍，所以论文把每个减半。")
        : language(
          "The factor 1/(1 − p) came in training already, so the test pass needs none: what programs do today.",
          "系数 1/(1 − p) 训练时已经乘过，测试时什么都不用做：今天的程序都这样。")
    case DropoutLab.meanPlace:
      return language(
        "The mean over all masks is what one pass at test time gives: 2⁴ thinned nets in one. fc6 alone has 2^4096.",
        "对所有掩码的平均，就是测试时一次前向的结果：一次等于 2⁴ 个网络。仅 fc6 就有 2^4096 个。")
    case 0:
      return language("All four are dropped: only the bias is left. It happens, rarely.", "四个全部失活，只剩偏置。这种事少见，但会发生。")
    default:
      return scaling == .inverted
        ? language(
          "What stays is scaled up by 1/(1 − p): their standard deviation is that many times the one with the paper's rule, and the test needs no factor.",
          "保留的放大到 1/(1 − p) 倍：与论文的做法相比，输出的标准差也大这么多倍，测试时则什么也不用乘。")
        : language(
          "The output of a dropped unit is 0 in this step, and it gets no gradient; in the next step it may be back. No unit is lost.",
          "失活的神经元这一步输出 0，也没有梯度；下一步它可能又回来。神经元并没有丢失。")
    }
  }
}
