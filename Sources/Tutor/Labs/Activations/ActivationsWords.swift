import Engine
import TextUI

extension ActivationsLab {
  /// Six digits, whole numbers plain; what would be zeros shows its size. A digit that the number's own rounding to 24 bits
  /// decides is left out.
  static func digits(_ value: Float) -> String {
    if value == value.rounded() { return LabNumber.text(value) }
    if abs(value) < 1e-4 { return FormatNumber.scientific(Double(value), digits: 2) }
    func text(_ value: Float, _ digits: Int) -> String { FormatNumber.fixed(value, digits: digits) }
    let digits = [6, 5].first { text(value.nextUp, $0) == text(value.nextDown, $0) }
    return text(value, digits ?? 4)
  }

  /// What ReLU makes of a short number is short.
  func digits(_ value: Float, of curve: Curve) -> String {
    curve.saturates ? ActivationsLab.digits(value) : LabNumber.text(value, digits: 6)
  }

  private var xText: String { LabNumber.text(x, digits: 1) }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let name = "\(curve.name)\(isDerivative ? "′" : "")(\(xText)) = "
    guard view.showsWay(place) else {
      let text = view.language(
        "\(name)?  Two digits are enough; the formula stands above.", "\(name)?  两位小数就够；公式在上面。")
      return Array(Prose.wrap(StyledText(text, .muted), width: width).prefix(rows))
    }
    let result = isDerivative ? slope(curve, at: x) : value(curve, at: x)
    var line = StyledText(name, .muted)
    for step in isDerivative ? slopeSteps(view.language) : valueSteps { line.append(step + " = ", .text) }
    line.append(view.shows(place) ? digits(result, of: curve) : "?", Style(.output, .bold))
    if isDerivative, view.shows(place) {
      line.append(view.language("   over \(layers) layers: ", "   \(layers) 层连乘："), .muted)
      line.append(
        "\(digits(result, of: curve))^\(layers) = " + FormatNumber.significant(Double(product(curve))), .strong)
    }
    return Array(Prose.wrap(line, width: width, hanging: 4).prefix(rows))
  }

  /// The formula with the numbers filled in.
  private var valueSteps: [String] {
    let (own, opposite) = (LabNumber.factor(x), LabNumber.text(-x, digits: 1))
    switch curve {
    case .relu: return ["max(0, \(xText))"]
    case .leakyReLU: return x < 0 ? ["\(LabNumber.text(slope, digits: 3)) · \(own)"] : [xText]
    case .sigmoid:
      let power = FormatNumber.significant(Double(ActivationsLab.power(-x)), digits: 4)
      return ["1 / (1 + e^\(x > 0 ? "(\(opposite))" : opposite))", "1 / (1 + \(power))"]
    case .tanh:
      let up = FormatNumber.significant(Double(ActivationsLab.power(x)), digits: 4)
      let down = FormatNumber.significant(Double(ActivationsLab.power(-x)), digits: 4)
      return ["(\(up) − \(down)) / (\(up) + \(down))"]
    }
  }

  private func slopeSteps(_ language: Language) -> [String] {
    let y = ActivationsLab.digits(value(curve, at: x))
    switch curve {
    case .relu, .leakyReLU:
      let side = x > 0 ? "x > 0" : x < 0 ? "x < 0" : language("x = 0, taken as below", "x = 0，按负侧算")
      return [language("slope where ", "此处导数，") + side]
    case .sigmoid: return ["f·(1 − f)", "\(y) · (1 − \(y))"]
    case .tanh: return ["1 − f²", "1 − \(y.hasPrefix("−") ? "(\(y))" : y)²"]
    }
  }

  package func formula(_ view: LabView) -> StyledText {
    let text: String
    switch (curve, isDerivative) {
    case (.relu, false): text = "ReLU: f(x) = max(0, x)"
    case (.relu, true): text = view.language("ReLU′: 1 for x > 0, else 0", "ReLU′：x > 0 时为 1，否则为 0")
    case (.leakyReLU, false):
      text = view.language(
        "leaky ReLU: f(x) = x for x > 0, else \(LabNumber.text(slope, digits: 3)) · x",
        "leaky ReLU：x > 0 时 f(x) = x，否则 \(LabNumber.text(slope, digits: 3)) · x")
    case (.leakyReLU, true):
      text = view.language(
        "leaky ReLU′: 1 for x > 0, else \(LabNumber.text(slope, digits: 3))",
        "leaky ReLU′：x > 0 时为 1，否则为 \(LabNumber.text(slope, digits: 3))")
    case (.sigmoid, false): text = "sigmoid: f(x) = 1 / (1 + e^(−x))"
    case (.sigmoid, true): text = "sigmoid′ = f(x) · (1 − f(x))"
    case (.tanh, false): text = "tanh: f(x) = (e^x − e^(−x)) / (e^x + e^(−x))"
    case (.tanh, true): text = "tanh′ = 1 − f(x)²"
    }
    return StyledText(text, .muted)
  }

  // MARK: Caption

  /// What the gradient meets here.
  func state(_ curve: Curve, _ language: Language) -> String {
    let slope = slope(curve, at: x)
    if slope == 0 { return language("is blocked", "被挡住") }
    if slope == 1 { return language("passes unchanged", "原样通过") }
    if slope < ActivationsLab.vanished {
      return curve.saturates ? language("nearly vanishes", "几乎消失") : language("leaks through", "漏过一点")
    }
    return language("is weakened", "变弱")
  }

  package func caption(_ view: LabView) -> String {
    guard !view.shows(place) else { return caption(view.language) }
    return isDerivative
      ? view.language(
        "The derivative is the slope of the function: steep, flat or none at all?", "导数说的是函数在这里变化多快：快、慢，还是不变？")
      : view.language("What does the function make of this number?", "这个函数把这个数变成多少？")
  }

  package func caption(_ language: Language) -> String {
    let slope = slope(curve, at: x)
    switch curve {
    case .relu:
      return x > 0
        ? language(
          "Above 0 ReLU passes the gradient as it is, through any number of layers. The weights can still shrink it.",
          "大于 0 时 ReLU 让梯度原样通过，多少层都一样；但权重仍可能让它变小。")
        : language(
          "Below 0 this unit is silent for this picture and gets no gradient. Another picture may wake it: silent is not dead.",
          "小于 0 时，这个神经元对这张图片未激活，也得不到梯度。换一张图片它可能又激活：未激活不等于死亡。")
    case .leakyReLU:
      if x > 0 {
        return language(
          "Above 0 leaky ReLU is ReLU. The difference lies below 0.", "大于 0 时 leaky ReLU 就是 ReLU，差别在 0 以下。")
      }
      return self.slope == 0
        ? language("With a slope of 0 leaky ReLU is ReLU.", "负侧导数为 0 的 leaky ReLU 就是 ReLU。")
        : language(
          "Below 0 leaky ReLU lets \(language.percent(Double(self.slope))) of the gradient through: no unit falls silent for good.",
          "小于 0 时 leaky ReLU 还放过 \(language.percent(Double(self.slope))) 的梯度：没有神经元会永远未激活而学不到东西。")
    case .sigmoid where slope >= 0.2:
      return language(
        "Even at its steepest, at 0, sigmoid passes a quarter of the gradient: 0.25^8 is 0.000015.",
        "sigmoid 的导数最大也只有 0.25（在 0 处）：0.25^8 就是 0.000015。")
    case .tanh where slope >= 0.4:
      return language(
        "Around 0 tanh is nearly x itself and passes nearly the whole gradient: better than sigmoid, as long as inputs stay small.",
        "在 0 附近 tanh 几乎就是 x，梯度几乎全部通过：只要输入不大，就比 sigmoid 好。")
    case .sigmoid where slope >= ActivationsLab.vanished, .tanh where slope >= ActivationsLab.vanished:
      return language(
        "The function bends towards its limit and the derivative falls. Move on to the shaded part.",
        "函数值趋近极限，导数在变小。再往阴影部分走走看。")
    case .sigmoid, .tanh:
      return language(
        "Saturated: the output hardly answers to x any more, and layer times layer nothing of the gradient is left.",
        "饱和了：输出几乎不再随 x 变化；一层层乘下去，梯度就消失了。")
    }
  }
}
