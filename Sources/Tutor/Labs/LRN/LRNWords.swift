import Engine
import TextUI

/// What the screen says about the marked channel.
extension LRNLab {
  package var source: SourceReference { SourceReference("LocalResponseNormalization", at: "func forward") }

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    let factor = rule == .paper ? "α" : "α/n"
    let text = "b[c] = a[c] / (k + \(factor)·Σ a[d]^2)^β"
    guard place < LRNLab.channels else { return StyledText(text, .muted) }
    let window = neighbours(place)
    return StyledText(text, .muted)
      + StyledText(
        language(
          "   d = \(window.lowerBound) to \(window.upperBound)", "   d 从 \(window.lowerBound) 到 \(window.upperBound)"),
        Style(.input))
  }

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let lines =
      place == LRNLab.channels
      ? [largestSentence(view)] : self.view == .bars ? [sentence(view)] : poolingSentences(view)
    return Array(lines.flatMap { Prose.wrap($0, width: width, hanging: 4) }.prefix(rows))
  }

  /// `b[3] = 8 / (2 + 0.0001·(1^2+1^2+8^2+1^2+1^2))^0.75 = 8 / 1.6861 = 4.7447`
  private func sentence(_ view: LabView) -> StyledText {
    let name = StyledText("b[\(place)] = ", .muted)
    guard view.showsWay(place) else {
      return name
        + StyledText(
          view.language(
            "?  Square the channels of the window and add, times \(rule == .paper ? "α" : "α/n"), plus k, to the power β: divide by that.",
            "?  把窗口内的通道平方后相加，乘 \(rule == .paper ? "α" : "α/n")，加 k，取 β 次方，用它作除数。"), .muted)
    }
    let explanation = explanation(place)
    let own = LabNumber.text(explanation.own?.input ?? 0)
    let sum = explanation.terms.map { LabNumber.text($0.input) + "^2" }.joined(separator: "+")
    var text = name + StyledText(own, Style(.input, .bold)) + StyledText(" / (\(LabNumber.text(k)) + ", .muted)
    text.append(alphaText + "·(", .muted)
    text.append(sum, Style(.input))
    text.append("))^\(LabNumber.text(beta)) = ", .muted)
    if let input = explanation.own?.input, input != 0, explanation.value != 0 {
      text.append("\(own) / \(LabNumber.text(input / explanation.value, digits: 4)) = ", .muted)
    }
    return text
      + (view.shows(place)
        ? StyledText(LRNPicture.text(explanation.value), Style(.output, .bold)) : StyledText("?", .strong))
  }

  private var alphaText: String {
    let plain = NumberList.text(alpha)
    let text = alpha > 0 && alpha < 0.001 ? LabNumber.text(alpha, digits: 6) : plain
    return rule == .paper ? text : "\(text)/\(n)"
  }

  private func largestSentence(_ view: LabView) -> StyledText {
    let language = view.language
    guard view.showsWay(place) else {
      return StyledText(
        language("Which channel is the largest after it? Type its number, 0 to 7.", "之后哪个通道最大？请输入编号 0 到 7。"), .muted)
    }
    let after = normalized()
    let before = LRNLab.leaders(inputs)
    let best = LRNLab.leaders(after)
    guard view.shows(place) else {
      return StyledText(
        LRNLab.channels(before, language) + language(" led before with ", "之前最大，是 ")
          + LabNumber.text(inputs[before[0]]),
        .muted)
    }
    let names = best.map { "b[\($0)] = " }.joined()
    let overtaken = before.filter { !best.contains($0) }
    return StyledText(names, .muted) + StyledText(LRNPicture.text(after[best[0]]), Style(.output, .bold))
      + StyledText(
        overtaken.isEmpty
          ? language(", the largest as before", "，仍是最大")
          : language(
            " is more than b[\(overtaken[0])] = \(LRNPicture.text(after[overtaken[0]]))",
            " 超过了 b[\(overtaken[0])] = \(LRNPicture.text(after[overtaken[0]]))"),
        .muted)
  }

  private func poolingSentences(_ view: LabView) -> [StyledText] {
    let language = view.language
    let second =
      StyledText(language("max, then LRN: max = ", "先最大后 LRN：最大 = "), .muted)
      + StyledText(LabNumber.text(pooled[place]), Style(.input))
      + StyledText(language(", normalised among the eight maxima = ", "，在八个最大值之间归一化 = "), .muted)
      + StyledText(LRNPicture.text(poolFirst[place]), Style(.output, .bold))
    guard view.showsWay(place) else {
      return [
        StyledText(
          language(
            "LRN, then max = ?  Normalise each of the four places with its own neighbours, then take the largest.",
            "先 LRN 后最大 = ?  四个位置各自与邻居归一化，再取最大。"), .muted), second,
      ]
    }
    let terms = normalizedPatch[place].map { LRNPicture.text($0) }.joined(separator: ", ")
    let first =
      StyledText(language("LRN, then max: max(\(terms)) = ", "先 LRN 后最大：max(\(terms)) = "), .muted)
      + (view.shows(place)
        ? StyledText(LRNPicture.text(lrnFirst[place]), Style(.output, .bold)) : StyledText("?", .strong))
    return [first, second]
  }

  // MARK: Caption

  /// What is asked is not said: neither the number of a channel nor which is the largest.
  package func caption(_ view: LabView) -> String {
    if view.shows(place), self.view == .pooling || view.shows(LRNLab.channels) { return caption(view.language) }
    return view.language(
      "What is a channel divided by, and which numbers stand in its window?", "一个通道除以什么？它的窗口里有哪些数？")
  }

  package func caption(_ language: Language) -> String {
    if view == .pooling {
      return language(
        "Paper: LRN, then pooling; CaffeNet pools first. Pooling first puts maxima of different places into one window, and costs less.",
        "论文：先 LRN 后池化；CaffeNet 先池化。先池化会把不同位置的最大值放进同一个窗口，但更省计算。")
    }
    if alpha == 0 || beta == 0 {
      return language(
        "Without the neighbours' sum every channel is divided by the same number: nothing competes.",
        "邻居的和不起作用，各通道除以同一个数：没有竞争。")
    }
    if LRNLab.leaders(inputs) != LRNLab.leaders(normalized()) {
      return language(
        "With this α the squares decide: strong neighbours, or a large square of its own, press a channel down, and the order can turn.",
        "α 这么大时由平方说了算：邻居强、或自己的平方大，就被压得更低，名次会翻转。")
    }
    if towers > 1 {
      return language(
        "No window crosses the boundary, as on the two GPUs: a channel beside it has fewer neighbours.",
        "窗口不跨边界，就像两块 GPU 各管各的：边界旁的通道邻居更少。")
    }
    if rule == .divided {
      return language(
        "PyTorch and Caffe divide α by n. With the paper's α of 0.0001 typed there, the damping is \(n) times weaker.",
        "PyTorch 和 Caffe 把 α 除以 n。把论文的 0.0001 直接填进去，抑制就弱了 \(n) 倍。")
    }
    let ratios = zip(inputs, normalized()).filter { $0.0 != 0 }.map { $0.1 / $0.0 }
    if let low = ratios.min(), let high = ratios.max(), high - low < 0.01 {
      return language(
        "Small activations: nearly every channel is only multiplied by \(LabNumber.text(high, digits: 4)). Try activations ×10 and ×100, or a larger α.",
        "激活值小：几乎每个通道都只乘了 \(LabNumber.text(high, digits: 4))。试试激活值 ×10、×100 或更大的 α。")
    }
    return language(
      "Within one window all are divided by nearly the same: LRN damps a peak's neighbourhood, it does not raise the peak.",
      "同一窗口内大家除以差不多的数：LRN 压低峰值的周围，并不抬高峰值。")
  }
}
