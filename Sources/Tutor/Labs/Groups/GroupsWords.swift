import Engine
import TextUI

/// What the screen says about the marked channel or layer.
extension GroupsLab {
  package var source: SourceReference {
    view == .small && place == channels + 1
      ? SourceReference("Convolution", at: "func backward") : SourceReference("Convolution", at: "func forward")
  }

  private var marked: LayerSummary? { PaperGroups(groups).layer(PaperGroups.names[min(place, 4)]) }

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    if self.view == .paper {
      return StyledText(
        language("weights = maps · (input channels / groups) · kernel · kernel", "权重数 = 特征图数 ·（输入通道数 / 组数）· 核宽 · 核宽"),
        .muted)
    }
    let each = channels / groups
    let shape = "\(channels)×\(each)×1×1"
    guard view.showsWay(channels) else {
      return StyledText(language("each output reads the channels of its own group", "每个输出只读自己那一组的通道"), .muted)
    }
    return StyledText(
      (second == .none ? language("weight ", "权重 ") : language("first layer's weight ", "第一层的权重 "))
        + shape + language(": each output reads \(each) of \(channels) channels", "：每个输出读 \(channels) 个通道中的 \(each) 个"),
      .muted)
  }

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let text = self.view == .paper ? paperSentence(view) : smallSentence(view)
    return Array(Prose.wrap(text, width: width, hanging: 4).prefix(rows))
  }

  private func smallSentence(_ view: LabView) -> StyledText {
    let language = view.language
    if place == channels { return weightSentence(view) }
    if place == channels + 1 { return gradientSentence(view) }
    let name = StyledText("out[\(place)] = ", .muted)
    guard view.showsWay(place) else {
      return name + StyledText(language("?  Which channels does it read?", "?  它读哪几个通道？"), .muted)
    }
    let (operations, stages) = (operations(), stages())
    let last = operations.count - 1
    let explanation = operations[last].explain(
      [0, place, 0, 0], input: Tensor([1, channels, 1, 1], stages[last]), parameters(operations[last], layer: last),
      .inference)
    var text = name
    for (index, term) in explanation.terms.enumerated() {
      if index > 0 { text.append(" + ", .muted) }
      text.append(LabNumber.factor(term.input), Style(.input))
      text.append("·", .muted)
      text.append(LabNumber.factor(term.weight ?? 0), Style(.weight))
    }
    text.append(" = ", .muted)
    text +=
      view.shows(place)
      ? StyledText(LabNumber.text(explanation.value), Style(.output, .bold)) : StyledText("?", .strong)
    let read = read(by: place, operations[last])
    return text
      + StyledText(
        language(
          "   (channels \(read.lowerBound) to \(read.upperBound - 1)\(last > 0 ? " of the first layer" : ""))",
          "   （\(last > 0 ? "第一层的" : "")通道 \(read.lowerBound) 到 \(read.upperBound - 1)）"), .muted)
  }

  private func weightSentence(_ view: LabView) -> StyledText {
    let language = view.language
    let name = StyledText(language("weights = ", "权重数 = "), .muted)
    guard view.showsWay(place) else {
      return name
        + StyledText(language("?  Each output has one for each channel that it reads.", "?  每个输出对所读的每个通道各有一个。"), .muted)
    }
    let products = operations().map { "\(channels)·\(channels / $0.groups)" }.joined(separator: " + ")
    return name + StyledText(products + " = ", .muted)
      + (view.shows(place) ? StyledText("\(weightCount)", Style(.weight, .bold)) : StyledText("?", .strong))
  }

  private func gradientSentence(_ view: LabView) -> StyledText {
    let language = view.language
    let name = StyledText(language("gradients that are 0: ", "为 0 的梯度："), .muted)
    guard view.showsWay(place) else {
      return name + StyledText(language("?  A pair without a path of wires has none.", "?  没有连线通路的一对，梯度就是 0。"), .muted)
    }
    let rows = gradients.map { row in row.filter { $0 == 0 }.count }
    return name + StyledText(rows.map(String.init).joined(separator: " + ") + " = ", .muted)
      + (view.shows(place) ? StyledText("\(zeroGradients)", Style(.gradient, .bold)) : StyledText("?", .strong))
      + StyledText(language("  (by output channel)", "（按输出通道）"), .muted)
  }

  private func paperSentence(_ view: LabView) -> StyledText {
    let language = view.language
    guard let layer = marked, let kernel = layer.kernel else { return StyledText() }
    let name = StyledText(layer.name + ": ", .muted)
    guard view.showsWay(place) else {
      return name + StyledText(language("how many weights has it in all?", "一共有多少个权重？"), .muted)
    }
    let groups = layer.groups ?? 1
    let channels = groups == 1 ? "\(layer.input[0])" : "(\(layer.input[0])/\(groups))"
    return name + StyledText("\(layer.output[0])·\(channels)·\(kernel)·\(kernel) = ", .muted)
      + (view.shows(place)
        ? StyledText(FormatNumber.grouped(layer.weights), Style(.weight, .bold)) : StyledText("?", .strong))
      + StyledText(
        language(
          "   \(FormatNumber.short(layer.macs)) multiply-adds, maps of \(FormatNumber.bytes(layer.activationBytes))",
          "   乘加次数 \(FormatNumber.short(layer.macs))，特征图共 \(FormatNumber.bytes(layer.activationBytes))"), .muted)
  }

  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    if (0..<places).allSatisfy({ view.shows($0) }) { return caption(view.language) }
    return self.view == .paper
      ? view.language("How many channels does one of its kernels read?", "它的一个卷积核读几个通道？")
      : view.language("Follow the wires: which inputs reach which outputs?", "顺着连线看：哪些输入到得了哪些输出？")
  }

  package func caption(_ language: Language) -> String {
    if view == .paper {
      switch groups {
      case 1:
        return language(
          "Undivided, every kernel reads all maps before it. The GPUs of the paper had 3 GB each: the paper says, too little to train all of it on one.",
          "不分组时每个卷积核都读前面所有的特征图。论文所用的 GPU 每块只有 3 GB；论文说，一块装不下整个网络的训练。")
      case 2:
        return language(
          "As in the paper: conv2, conv4 and conv5 read their own GPU's maps, half the weights each. conv3 reads both and joins them.",
          "论文的做法：conv2、conv4、conv5 只读本 GPU 的特征图，权重减半；conv3 读两边，把它们连起来。")
      default:
        return language(
          "\(groups) groups: a kernel is \(groups) times thinner. Weights and multiply-adds fall by the same factor; the number of maps stays.",
          "\(groups) 组：每个卷积核薄到 \(groups) 分之一，权重和乘加次数同比减少，特征图的数目不变。")
      }
    }
    if groups == 1 {
      return language(
        "One group: every output reads every input, no gradient is 0 for want of a wire.", "一组：每个输出读每个输入，没有因断线而为 0 的梯度。"
      )
    }
    switch second {
    case .all:
      return language(
        "The second layer reads across, as conv3 does: one such layer and every output depends on every input again.",
        "第二层像 conv3 那样跨组读取：只要有一层这样，每个输出又取决于每个输入了。")
    case .same:
      return language(
        "Two layers in the same groups: the \(groups == 2 ? "halves" : "groups") still know nothing of each other, however deep they are.",
        "两层用同样的分组：无论多深，\(groups == 2 ? "两半" : "各组")之间仍然互不相通。")
    case .none:
      return groups == channels
        ? language(
          "As many groups as channels: each output reads a single one (a depthwise convolution).",
          "组数等于通道数：每个输出只读一个通道（逐通道卷积）。")
        : language(
          "Change an input of GPU 2 with e: no output of GPU 1 moves. That is what a gradient of 0 says.",
          "按 e 改 GPU 2 的一个输入：GPU 1 的输出纹丝不动。梯度为 0 就是这个意思。")
    }
  }
}
