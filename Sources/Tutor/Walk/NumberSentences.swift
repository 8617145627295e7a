import Engine
import TextUI

/// What stands under an opened number: the result as a line of arithmetic, and one thing to notice.
struct NumberSentences {
  let view: NumberView
  let explanation: Explanation
  let language: Language

  init(_ view: NumberView, _ explanation: Explanation) {
    (self.view, self.explanation, language) = (view, explanation, view.language)
  }

  private var value: StyledText { StyledText(view.number(explanation.value, 5), Style(.output, .bold)) }

  var result: StyledText {
    let start = StyledText(view.title + " = ")
    switch explanation.rule {
    case .sumOfProducts:
      let total = explanation.terms.reduce(0) { $0 + $1.contribution }
      let channels = Set(explanation.terms.map { $0.source[0] }).count
      let what =
        view.summary?.kind == .convolution
        ? language(channels == 1 ? "one channel's sum " : "\(channels) channel sums ", "\(channels) 个通道之和 ")
        : language.products(explanation.terms.count, " ")
      return start + StyledText(what, .muted) + view.summand(total)
        + StyledText(language(" + bias ", " + 偏置 "), .muted) + view.summand(explanation.bias ?? 0) + StyledText(" = ")
        + value
    case .maximum:
      return start
        + StyledText(
          language("the largest of \(explanation.terms.count) = ", "\(explanation.terms.count) 个中最大的 = "), .muted)
        + value
    case .mean:
      return start
        + StyledText(
          language("the mean of \(explanation.terms.count) = ", "\(explanation.terms.count) 个的平均 = "), .muted) + value
    case .localResponse:
      let own = explanation.terms.first { $0.source == explanation.at }?.input ?? 0
      let text = start + StyledText(view.number(own, 5))
      return own == 0
        ? text + StyledText(language(" divided by anything is ", " 除以什么都是 "), .muted) + value
        : text + StyledText(" / \(view.number(own / explanation.value, 6)) = ") + value
    case .exponentialShare:
      let own = explanation.terms.first { $0.source == explanation.at }?.contribution ?? 0
      let sum = explanation.terms.reduce(0) { $0 + $1.contribution }
      return start + StyledText("\(view.number(own, 5)) / \(view.number(sum, 5)) = ") + value
    case .gate, .copy: return start + value
    }
  }

  var note: String {
    switch explanation.rule {
    case .sumOfProducts where view.summary?.kind == .convolution:
      return (view.summary?.groups ?? 1) > 1
        ? language(
          "Groups: this kernel reads only the maps of its own half; the other half does not exist for it.",
          "分组：这个卷积核只读自己这一半的特征图，另一半对它来说不存在。")
        : language(
          "Not one map per channel: the subtotals of all channels are added, with one bias, into one number.",
          "不是每个通道一张特征图：所有通道的小计相加，再加一个偏置，得到一个数。")
    case .sumOfProducts:
      return language("Every input has its own weight for this unit; nothing is shared.", "每个输入对这个神经元都有自己的权重，没有共享。")
    case .maximum:
      return language("Where the winner stood is forgotten; only its value goes on.", "胜者原来的位置被忘掉，只有它的值继续向后传。")
    case .mean: return language("Every cell has an equal say.", "每个单元格的份量相同。")
    case .localResponse:
      return language(
        "A number is made smaller by its neighbours in depth: the same place, other maps.",
        "压低一个数的，是深度方向的邻居：同一位置，别的特征图。")
    case .gate: return language("One number in, one number out: nothing else is looked at.", "一个数进，一个数出，不看别的。")
    case .exponentialShare:
      return language(
        "Subtracting the maximum changes nothing but keeps e^z from overflowing.", "先减去最大值，结果不变，只是让 e^z 不会溢出。")
    case .copy where view.summary?.kind == .dropout:
      return language(
        "Now all units stay. While training each is dropped by chance, and those that stay are scaled up to make up for it.",
        "现在所有神经元都在。训练时每个神经元随机被丢弃，留下的放大来补偿。")
    case .copy where view.screen.stage == 0:
      return language(
        "This is what the network reads: all that follows is made of such numbers.",
        "网络读到的就是它：后面的一切都由这样的数算出来。")
    case .copy: return language("The number passes as it is.", "数值原样通过。")
    }
  }

  /// The arithmetic of the stages that copy: the input's standardisation, flattening, dropout at inference.
  var copy: [StyledText] {
    if view.screen.stage == 0 { return pixel }
    guard let term = explanation.terms.first else { return [] }
    let source =
      "\(view.model.stageNames[view.screen.stage - 1])[\(term.source.map(String.init).joined(separator: ", "))]"
    var lines = [StyledText(source + " = ") + StyledText(view.number(term.input, 5), .strong), StyledText()]
    if let flatten = view.input?.shape, term.source.count == 3, explanation.at.count == 1 {
      let (c, y, x) = (term.source[0], term.source[1], term.source[2])
      let area = flatten[1] * flatten[2]
      let (first, last) = (FormatNumber.grouped(c * area), FormatNumber.grouped((c + 1) * area - 1))
      lines.append(
        StyledText("\(c) · \(flatten[1])·\(flatten[2]) + \(y) · \(flatten[2]) + \(x) = ")
          + StyledText("\(explanation.at[0])", .strong))
      lines.append(
        StyledText(
          language(
            "map · rows·columns + row · columns + column = place in the vector", "特征图 · 行数·列数 + 行 · 列数 + 列 = 在向量中的位置"),
          .muted))
      lines += [
        StyledText(),
        StyledText(
          language(
            "Map \(c) fills the places \(first) to \(last). What was a neighbour above or below is now \(flatten[2]) places away: "
              + "the vector has forgotten what a map is.",
            "特征图 \(c) 占据第 \(first) 到 \(last) 位。原来上下相邻的数现在相隔 \(flatten[2]) 位：向量已经不知道什么是特征图了。")),
      ]
    }
    return lines
  }

  private var pixel: [StyledText] {
    guard let input = view.model.input, let preprocessing = Preprocessing.standard(for: view.model.architecture.name)
    else { return [] }
    let (channel, row, column) = (explanation.at[0], explanation.at[1], explanation.at[2])
    let colour = input.picture[column, row]
    let red = "\(colour.red)"
    let green = "\(colour.green)"
    let blue = "\(colour.blue)"
    let level = preprocessing.isGrey ? "0.299·\(red) + 0.587·\(green) + 0.114·\(blue)" : [red, green, blue][channel]
    let mean = view.number(preprocessing.mean[channel], 4)
    let deviation = view.number(preprocessing.deviation[channel], 4)
    let range = view.number(preprocessing.range, 3)
    return [
      StyledText(language("pixel in row \(row), column \(column)", "第 \(row) 行、第 \(column) 列的像素"), .accent),
      StyledText(),
      StyledText("R \(red)  ", Style(.wrong)) + StyledText("G \(green)  ", Style(.correct))
        + StyledText("B \(blue)", Style(.positive)),
      StyledText(), StyledText("(\(level) / \(range) − \(mean)) / \(deviation)"),
      StyledText("= ") + StyledText(view.number(explanation.value, 5), Style(.output, .bold)), StyledText(),
      StyledText(
        language("0 is the mean brightness of this colour over many pictures.", "0 表示这种颜色在大量图片上的平均亮度。"), .muted),
    ]
  }
}
