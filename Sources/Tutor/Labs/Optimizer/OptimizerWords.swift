import Engine
import TextUI

extension OptimizerLab {
  /// Four digits after the point, fewer of large numbers, and the digits that count where that would be zeros.
  static func digits(_ value: Float) -> String {
    if value != 0, abs(value) < 0.00095 { return FormatNumber.scientific(Double(value), digits: 1) }
    return FormatNumber.fixed(value, digits: abs(value) < 10 ? 4 : 2)
  }

  private static func factor(_ value: Float) -> String {
    let text = digits(value)
    return text.hasPrefix(FormatNumber.minus) ? "(\(text))" : text
  }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    guard view.showsWay(place) else {
      let language = view.language
      let text =
        marksWeight
        ? language("next w = ?  Three digits after the point are enough.", "下一个 w = ?  小数点后三位就够。")
        : language(
          "next v = ?  Put the numbers of the last row into the rule above; three digits are enough.",
          "下一个 v = ?  把最后一行的数代入上面的规则；三位小数就够。")
      return Array(Prose.wrap(StyledText(text, .muted), width: width).prefix(rows))
    }
    let way = Prose.wrap(marksWeight ? weightWay(view) : velocityWay(view), width: width, hanging: 4)
    for texts in gradientWays(view.language) {
      let lines = texts.flatMap { Prose.wrap($0, width: width, hanging: 4) }
      if way.count + lines.count <= rows { return way + lines }
    }
    return Array(way.prefix(rows))
  }

  /// How dL/dw comes about, from the whole of it to the mean of what the samples add.
  private func gradientWays(_ language: Language) -> [[StyledText]] {
    let parts = recipe.slice.parts(here.weight)
    let count = parts.reduce(0) { $0 + $1.count }
    func times(_ part: LossSlice.Part) -> String { part.count > 1 ? "\(part.count)·" : "" }
    func sum(_ term: (LossSlice.Part) -> String) -> StyledText {
      StyledText("dL/dw = [", .muted)
        + StyledText(parts.map { times($0) + term($0) }.joined(separator: " + "), Style(.gradient))
        + StyledText("]/\(count) = ", .muted)
        + StyledText(FormatNumber.fixed(here.gradient, digits: 6), Style(.gradient, .bold))
    }
    func number(_ value: Float) -> String { OptimizerLab.factor(value) }
    let whole = sum { part in
      "(\(number(part.share)) − \(LabNumber.text(part.target)))·4·(1 − \(number(part.t))²)·\(LabNumber.text(part.x))"
    }
    let samples = parts.map { part in
      times(part) + "(\(LabNumber.text(part.x)), \(LabNumber.text(part.c)), \(LabNumber.text(part.target)))"
    }
    let given = StyledText(
      language("Samples (x, c, y): ", "样本 (x, c, y)：") + samples.joined(separator: " ") + language(".", "。"), .muted)
    let rule = StyledText(
      language(
        "Each sample adds (p − y)·4·(1 − t²)·x, with t = tanh(w·x + c), p = 1/(1 + e^(−4t)); L is the mean of −ln p, or of −ln(1 − p) where y is 0.",
        "每个样本贡献 (p − y)·4·(1 − t²)·x，其中 t = tanh(w·x + c)，p = 1/(1 + e^(−4t))；L 是 −ln p（y 为 0 时是 −ln(1 − p)）的平均。"),
      .muted)
    let short = sum { number($0.value) }
    let long = rule + StyledText("  ") + whole
    return [[given, long], [long], [rule + StyledText("  ") + short], [whole], [short]]
  }

  private func velocityWay(_ view: LabView) -> StyledText {
    let rate = LabNumber.text(recipe.rate, digits: 4)
    var text = StyledText("v ← ", .muted)
    text.append(LabNumber.text(recipe.momentum, digits: 3) + "·" + OptimizerLab.factor(here.velocity), Style(.accent))
    text.append(" − ", .muted)
    text.append(
      "\(LabNumber.text(recipe.decay, digits: 4))·\(rate)·\(OptimizerLab.factor(here.weight))", Style(.weight))
    text.append(" − ", .muted)
    text.append("\(rate)·\(OptimizerLab.factor(here.gradient))", Style(.gradient))
    text.append(" = ", .muted)
    text.append(view.shows(place) ? OptimizerLab.digits(next.velocity) : "?", Style(.output, .bold))
    return text
  }

  private func weightWay(_ view: LabView) -> StyledText {
    // A velocity that is not yet worth a digit of w is written with those that it has.
    var least = 4
    while least < 7, next.velocity != 0, Float(FormatNumber.fixed(abs(next.velocity), digits: least)) == 0 {
      least += 1
    }
    let digits = LabNumber.digits(of: [here.weight, next.velocity], sum: next.weight, least: least)
    func text(_ value: Float) -> String { FormatNumber.fixed(value, digits: digits) }
    // Where v is still to be predicted, the sum does not say it.
    let isSaid = view.shows(place - 1) || view.shows(place)
    let velocity = isSaid ? (next.velocity < 0 ? "(\(text(next.velocity)))" : text(next.velocity)) : "v"
    return StyledText("w ← ", .muted) + StyledText(text(here.weight), Style(.weight))
      + StyledText(" + ", .muted) + StyledText(velocity, Style(.accent)) + StyledText(" = ", .muted)
      + StyledText(view.shows(place) ? text(next.weight) : "?", Style(.output, .bold))
  }

  package func formula(_ view: LabView) -> StyledText {
    StyledText(
      "v ← \(LabNumber.text(recipe.momentum, digits: 3))·v − \(LabNumber.text(recipe.decay, digits: 4))·ε·w − ε·dL/dw     w ← w + v     ε = \(LabNumber.text(recipe.rate, digits: 4))",
      .muted)
  }

  // MARK: Caption

  /// Where the loss is least.
  var lowestText: String { LabNumber.text(lowest.x) }

  package func caption(_ language: Language) -> String {
    let (here, first) = (here, path[0])
    let isResting = steps > 10 && abs(here.velocity) < 0.0005
    if abs(here.weight) > 6 {
      return language(
        "The weight has left the plot: the steps are too long for this loss. A smaller rate or less momentum holds it.",
        "权重冲出了图外：步子对这个损失太大。减小学习率或动量就能收住。")
    }
    if isResting, abs(here.gradient) > 0.004 {
      return language(
        "At rest though the gradient is not 0: the pull of the decay towards 0 holds the balance.",
        "停住了，但梯度不是 0：权重衰减朝 0 的拉力和它平衡。")
    }
    if isResting || (abs(here.gradient) < 0.002 && abs(here.velocity) < 0.002) {
      return here.loss > lowest.y + 0.1
        ? language(
          "At rest, but not at the lowest place: from here every small step leads up. More momentum might have carried it over.",
          "停住了，却不在最低处：从这里往哪边走一小步，损失都变大。动量系数大些，也许就越过去了。")
        : language(
          "At rest at the bottom, w = \(lowestText): the gradient is 0, and so is v.",
          "停在最低处，w = \(lowestText)：梯度是 0，v 也是 0。")
    }
    if here.velocity * here.gradient > 0, steps > 0 {
      return recipe.momentum == 0
        ? language(
          "The last step went past the lowest place: the loss rises that way. Without momentum nothing carries it farther.",
          "前一步越过了最低处，再往那边走损失会变大。没有动量，它不会被带得更远。")
        : language(
          "The last step went uphill: v remembers the way it came. Momentum carries it through dips and past the bottom.",
          "前一步之后损失又在变大：v 记得来时的方向。动量带它越过小坑，也会冲过最低处。")
    }
    if steps > 5, here.loss > first.loss + 0.05 {
      return language(
        "The loss is higher than at the start: each step overshoots more than it gains.", "损失比开始时还高：每一步都冲过头，得不偿失。")
    }
    if abs(here.gradient) < 0.02, here.loss < lowest.y + 0.02 {
      return recipe.momentum == 0
        ? language(
          "Near the bottom the slope fades, and the steps with it.", "接近最低处，导数变小，步子也跟着变小。")
        : language(
          "Near the bottom the slope fades, and v with it: \(LabNumber.text(recipe.momentum)) of v is left after each step.",
          "接近最低处，导数变小，v 也跟着变小：每一步只剩前一步的 \(LabNumber.text(recipe.momentum)) 倍。")
    }
    if abs(here.gradient) < 0.02 {
      return recipe.momentum == 0
        ? language(
          "Hardly any gradient here: the loss is flat, and without momentum the weight hardly moves.",
          "这里几乎没有梯度：损失是平的。没有动量，权重几乎不动。")
        : language(
          "Hardly any gradient here: the loss is flat, be it a valley or a plateau. Only v carries the weight on.",
          "这里几乎没有梯度：损失是平的，不管是低处还是高原。只有 v 还带着权重往前走。")
    }
    if steps == 0 {
      return language(
        "v begins at 0, so the first step is plain descent: against the gradient, ε times its length.",
        "v 从 0 开始，所以第一步就是普通的梯度下降：逆着梯度走 ε 倍。")
    }
    if recipe.momentum == 0 {
      return language(
        "Without momentum nothing of the last step is kept: each is ε times the gradient (and decay) where it begins.",
        "没有动量，前一步什么也不保留：每一步只由出发处的梯度（和衰减）乘 ε 决定。")
    }
    return language(
      "Each step keeps \(language.percent(Double(recipe.momentum))) of the last one: on a steady slope the step grows up to \(LabNumber.text(1 / (1 - recipe.momentum), digits: 1)) times.",
      "每一步保留前一步的 \(language.percent(Double(recipe.momentum)))：导数一直不变时，步子可增大到 \(LabNumber.text(1 / (1 - recipe.momentum), digits: 1)) 倍。"
    )
  }
}
