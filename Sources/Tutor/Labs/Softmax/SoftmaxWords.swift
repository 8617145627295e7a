import Engine
import TextUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the softmax lab says about its marked number.
extension SoftmaxLab {
  package var source: SourceReference {
    switch spot {
    case .share: SourceReference("Softmax", at: "func forward")
    case .loss: SourceReference("CrossEntropy", at: "func losses")
    case .gradient: SourceReference("CrossEntropy", at: "func backward")
    }
  }

  /// A number of the middle of the calculation: short, as float32 has it.
  static func short(_ value: Float) -> String {
    if value == value.rounded(), abs(value) < 1e6 { return LabNumber.text(value) }
    return FormatNumber.significant(Double(value), digits: 4)
  }

  /// A result: six digits after the point, and the digits that count where that would be zeros.
  static func result(_ value: Float) -> String {
    value != 0 && abs(value) < 1e-4
      ? FormatNumber.scientific(Double(value), digits: 3) : FormatNumber.fixed(value, digits: 6)
  }

  private func result(_ value: Float, _ view: LabView) -> StyledText {
    StyledText(view.shows(place) ? SoftmaxLab.result(value) : "?", Style(.output, .bold))
  }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let text = view.showsWay(place) ? way(view) : StyledText(unsaid(view.language), .muted)
    return Array(Prose.wrap(text, width: width, hanging: 4).prefix(rows))
  }

  private func unsaid(_ language: Language) -> String {
    switch spot {
    case .share(let index):
      language(
        "p[\(index)] = ?  Its power of e divided by the sum of all. Two digits are enough.",
        "p[\(index)] = ?  先求每个得分的指数值，再除以总和。两位小数就够。")
    case .loss:
      language(
        "loss = ?  Minus the natural logarithm of the probability of class \(target).",
        "损失 = ?  类别 \(target) 的概率取自然对数再变号。")
    case .gradient(let index):
      language(
        "dL/dz[\(index)] = ?  Compare the probability with what it should be.", "dL/dz[\(index)] = ?  把概率和它应有的值比一比。")
    }
  }

  private func way(_ view: LabView) -> StyledText {
    let shares = shares
    switch spot {
    case .share(let index):
      let powers = powers
      let sum = powers.reduce(0, +)
      let exponent = "e^" + power(index)
      let terms = powers.map(SoftmaxLab.short).joined(separator: " + ")
      return StyledText("p[\(index)] = ", .muted) + StyledText(exponent, Style(.input)) + StyledText(" / Σ = ", .muted)
        + StyledText(SoftmaxLab.short(powers[index]), .strong) + StyledText(" / (\(terms)) = ", .muted)
        + StyledText(SoftmaxLab.short(powers[index]) + " / " + SoftmaxLab.short(sum), .text) + StyledText(" = ", .muted)
        + result(shares[index], view)
    case .loss:
      if comesFromLogits { return lossFromLogits(view) }
      let name = StyledText(view.language("loss", "损失") + " = −ln p[\(target)] = ", .muted)
      guard isSaid(target, view) else { return name + result(loss, view) }
      return name + StyledText("−ln ", .muted) + StyledText(SoftmaxLab.result(shares[target]), .strong)
        + StyledText(" = ", .muted) + result(loss, view)
    case .gradient(let index):
      let right = index == target ? "1" : "0"
      let share = isSaid(index, view) ? SoftmaxLab.result(shares[index]) : "p[\(index)]"
      let difference = StyledText(share, .strong) + StyledText(" − ", .muted) + StyledText(right, .accent)
      let name = StyledText("dL/dz[\(index)] = ", .muted)
      let end = StyledText(" = ", .muted) + result(gradient[index], view)
      if temperature == 1 { return name + StyledText("p[\(index)] − y[\(index)] = ", .muted) + difference + end }
      return name + StyledText("(p[\(index)] − y[\(index)]) / T = (", .muted) + difference
        + StyledText(") / \(LabNumber.text(temperature))", .muted) + end
    }
  }

  /// What is still to be predicted is not said on the way to another number.
  private func isSaid(_ index: Int, _ view: LabView) -> Bool {
    view.shows(place(of: .share(index))) || view.shows(place)
  }

  /// Whether −ln of the probability, as it is printed, is something else than the loss: it has become 0, or too close to 0
  /// or 1 for its digits. With the max trick the loss is computed from the logits, and that way is printed then.
  var comesFromLogits: Bool {
    guard subtractsLargest, loss.isFinite else { return false }
    let printed = SoftmaxLab.result(shares[target]).replacing(FormatNumber.minus, with: "-")
    guard let share = Double(printed), share > 0 else { return true }
    return abs(-log(share) - Double(loss)) > 0.001
  }

  /// `loss = ln Σ − (z[0] − m) = ln 1 − (0 − 200) = 200.000000`
  private func lossFromLogits(_ view: LabView) -> StyledText {
    let sum = SoftmaxLab.short(powers.reduce(0, +))
    let z = temperature == 1 ? "z[\(target)]" : "z[\(target)]/T"
    return StyledText(view.language("loss", "损失") + " = ln Σ − (\(z) − m) = ", .muted)
      + StyledText("ln \(sum) − \(power(target))", .strong) + StyledText(" = ", .muted) + result(loss, view)
  }

  /// `(1 − 2)` with the trick, the plain logit without.
  private func power(_ index: Int) -> String {
    let own = SoftmaxLab.short(scaled.data[index])
    return subtractsLargest ? "(\(own) − \(LabNumber.factor(subtracted)))" : own.hasPrefix("−") ? "(\(own))" : own
  }

  package func formula(_ view: LabView) -> StyledText {
    let divided = temperature == 1 ? "z" : "z/T"
    var text: StyledText
    switch spot {
    case .share:
      text = StyledText(
        subtractsLargest
          ? "p = e^(\(divided) − m) / Σ e^(\(divided) − m)"
          : "p = e^\(temperature == 1 ? "z" : "(z/T)") / Σ e^\(temperature == 1 ? "z" : "(z/T)")",
        .muted)
      if subtractsLargest {
        text.append(view.language("   m, the largest, is ", "   最大值 m = "), .muted)
        text.append(SoftmaxLab.short(subtracted), Style(.input, .bold))
      }
      if temperature != 1 { text.append("   T = \(LabNumber.text(temperature))", .muted) }
    case .loss:
      text = StyledText(view.language("cross-entropy = −ln p[target]", "交叉熵 = −ln p[正确类别]"), .muted)
      if comesFromLogits {
        text.append(
          " = ln Σ e^(\(divided) − m) − (\(view.language("\(divided)[target]", "\(divided)[正确类别]")) − m)", .muted)
      }
    case .gradient:
      text = StyledText(
        (temperature == 1 ? "dL/dz = p − y" : "dL/dz = (p − y) / T")
          + view.language("   y is 1 for the target, 0 for the others", "   正确类别 y = 1，其余 y = 0"), .muted)
    }
    return text
  }

  // MARK: Caption

  package func caption(_ view: LabView) -> String {
    guard !view.shows(place) else { return caption(view.language) }
    let language = view.language
    switch spot {
    case .share:
      return language(
        "The probabilities are positive and add up to 1. One more in a logit is e ≈ 2.72 times the probability, compared with any other class.",
        "概率都是正数，加起来是 1。得分多 1，与别的类别相比，概率就多到 e ≈ 2.72 倍。")
    case .loss:
      return language(
        "Only the probability of the right class counts: the loss is 0 where it is 1 and grows without limit towards 0.",
        "只看正确类别的概率：概率为 1 时损失是 0，越接近 0 损失越大，没有上限。")
    case .gradient:
      return language(
        "The gradient says how the loss moves with this logit. A step of training goes against it.",
        "梯度说明损失怎样随这个得分变化；训练时逆着它走。")
    }
  }

  package func caption(_ language: Language) -> String {
    if isBroken { return brokenCaption(language) }
    let shares = shares
    switch spot {
    case .loss where loss > 5:
      return language(
        "Certain and wrong: the probability of the right class is nearly 0, and its logarithm has no floor.",
        "又肯定又错：正确类别的概率接近 0，它的对数没有下限。")
    case .loss:
      let blind = LabNumber.text(CrossEntropy().forward(Tensor(zeros: [1, classes]), targets: [0]), digits: 3)
      return language(
        "Only the right class counts. A net that knows nothing of \(classes) classes has a loss of ln \(classes) = \(blind).",
        "损失只看正确类别。对 \(classes) 个类别一无所知的网络，损失是 ln \(classes) = \(blind)。")
    case .gradient(let index):
      return index == target
        ? language(
          "The right class has a gradient below 0: a step against it raises its logit, by more the less sure the net is.",
          "正确类别的梯度小于 0：逆着梯度走一步，它的得分就升高；网络越没把握，升得越多。")
        : language(
          "A wrong class has its own probability as gradient: its logit falls. All gradients together are 0.",
          "错误类别的梯度就是它自己的概率：它的得分要下降。所有梯度加起来是 0。")
    case .share: break
    }
    if temperature > 1 {
      return language(
        "Temperature \(LabNumber.text(temperature)) pulls the logits together: the probabilities come closer, their order stays.",
        "温度 \(LabNumber.text(temperature)) 把得分拉近：概率变得接近，次序不变。")
    }
    if temperature < 1 {
      return language(
        "Temperature \(LabNumber.text(temperature)) spreads the logits: the largest takes nearly everything.",
        "温度 \(LabNumber.text(temperature)) 把差距放大：最大的几乎占去全部。")
    }
    if offset != 0, subtractsLargest {
      return language(
        "Adding \(LabNumber.text(offset)) to all changes no probability: only differences count, and m takes it off again.",
        "全部加上 \(LabNumber.text(offset)) 不改变任何概率：只有差值起作用，减去 m 又把它消掉了。")
    }
    if !subtractsLargest {
      return language(
        "Without the max trick the powers still fit into float32. It breaks near e^88.7: add 89 to all and look.",
        "不减最大值，这些指数值 float32 还装得下。到 e^88.7 附近就不行了：全部加上 89 看看。")
    }
    if let largest = shares.max(), largest > 0.99 {
      return language(
        "One logit is far ahead: its probability is nearly 1, and no class is left more than crumbs.",
        "一个得分遥遥领先：概率接近 1，别的类别只剩零头。")
    }
    return language(
      "The probabilities are positive and add up to 1. One more in a logit is e ≈ 2.72 times the probability, compared with any other class.",
      "概率都是正数，加起来是 1。得分多 1，与别的类别相比，概率就多到 e ≈ 2.72 倍。")
  }

  private func brokenCaption(_ language: Language) -> String {
    if powers.contains(where: \.isInfinite) {
      return language(
        "Float32 ends at 3.4e38, near e^88.7: beyond it a power is ∞, and ∞/∞ is NaN. Switch the max trick on.",
        "float32 最大约 3.4e38（e^88.7 附近）：再大，指数值就是 ∞，而 ∞/∞ 是 NaN。打开“减最大值”就好。")
    }
    if powers.allSatisfy({ $0 == 0 }) {
      return language(
        "All powers are too small for float32 and became 0; 0/0 is NaN. The max trick makes the largest of them 1.",
        "所有的指数值都小到 float32 装不下，成了 0；0/0 是 NaN。减最大值让其中最大的变成 1。")
    }
    return language(
      "The right class has a probability of exactly 0, so −ln 0 is ∞. With the max trick the loss comes from the logits and stays a number.",
      "正确类别的概率成了 0，−ln 0 是 ∞。用减最大值的写法，损失直接由得分算出，仍是一个数。")
  }
}
