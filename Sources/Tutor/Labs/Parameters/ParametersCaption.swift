import Engine
import TextUI

/// What to notice, and what to try.
extension ParametersLab {
  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    let isKnown =
      switch self.view {
      case .usage: view.shows(0)
      case .network: view.shows(place)
      case .sharing, .stacks: (0..<places).allSatisfy { view.shows($0) }
      }
    let language = view.language
    if isKnown { return caption(language) }
    switch self.view {
    case .sharing:
      return language(
        "What does one unit read, and how many sets of weights are there? Their product is nearly all.",
        "一个神经元读多少个数？一共有多少组权重？两者相乘就差不多了。")
    case .usage:
      return language(
        "The same kernel is laid on one window after the other: count them.", "同一个卷积核放到一个又一个窗口上：数一数。")
    case .network:
      return language(
        "What does one output read, and how many outputs have weights of their own?", "一个输出读多少个数？多少个输出各有一套权重？")
    case .stacks:
      return language(
        "Weights grow with the area of the kernel, what is seen grows with the number of layers.",
        "权重随卷积核的面积增长，感受野随层数增长。")
    }
  }

  package func caption(_ language: Language) -> String {
    switch view {
    case .sharing: sharingCaption(language)
    case .usage: usageCaption(language)
    case .network: networkCaption(language)
    case .stacks: stackCaption(language)
    }
  }

  private func factor(_ above: Int, _ below: Int) -> String {
    FormatNumber.significant(Double(above) / Double(max(1, below)), digits: 4)
  }

  private func sharingCaption(_ language: Language) -> String {
    let (full, local, shared) = (count(.full), count(.local), count(.shared))
    if full.parameters == shared.parameters {
      return language(
        "The kernel covers the whole input and stands at one place: here a convolution is a fully connected layer.",
        "卷积核盖住整个输入，只放一个位置：这里的卷积就是全连接层。")
    }
    if map.windows == 1 {
      return language(
        "With a single place there is nothing to share: convolution and local layer have the same weights.",
        "只有一个位置时没有可共享的：卷积和局部层的权重一样多。")
    }
    switch Wiring(rawValue: place) {
    case .full:
      return language(
        "Every unit reads all \(FormatNumber.grouped(full.reads)) numbers with weights of its own. Reading a window only divides that by \(factor(full.parameters, local.parameters)).",
        "每个神经元用自己的权重读全部 \(FormatNumber.grouped(full.reads)) 个数。只读一个窗口，参数就降为 1/\(factor(full.parameters, local.parameters))。"
      )
    case .local:
      return language(
        "Locality alone: each unit has its own \(local.reads) weights. Sharing them within a map divides by \(FormatNumber.grouped(map.windows)) once more.",
        "只有局部性：每个神经元自己有 \(local.reads) 个权重。同一张特征图共享权重，再降为 1/\(FormatNumber.grouped(map.windows))。")
    default:
      return language(
        "Two savings, not one: small windows, and one set of weights for all \(FormatNumber.grouped(map.windows)) places. The multiply-adds stay those of the local layer.",
        "省了两次：窗口小，而且 \(FormatNumber.grouped(map.windows)) 个位置共用一组权重。乘加次数与局部层相同。")
    }
  }

  private func usageCaption(_ language: Language) -> String {
    if map.padding > 0 {
      return language(
        "Weights at the rim of the kernel hang over the padding at the edge of the map, and there they meet no picture: they are used less.",
        "卷积核边缘的权重在特征图的边上会伸进填充里，那里没有图像可乘，所以用得少些。")
    }
    if map.windows == 1 {
      return language(
        "One place only: every weight is used once, as in a fully connected layer.", "只有一个位置：每个权重只用一次，和全连接层一样。")
    }
    return language(
      "Play: with each window every weight is used once more. In a fully connected layer each would be used once for the whole picture.",
      "播放看看：每走一个窗口，每个权重就多用一次。在全连接层里，每个权重对整张特征图只用一次。")
  }

  private func networkCaption(_ language: Language) -> String {
    let layer = layers[place]
    guard measure == .parameters else {
      return layer.kind == .linear
        ? language(
          "Each weight of a fully connected layer is used once: many parameters, few multiply-adds.",
          "全连接层的每个权重只用一次：参数多，乘加次数少。")
        : language(
          "The same weights are used at every place of the map: few parameters, but most of the multiply-adds.",
          "同一组权重在特征图的每个位置都要用：参数少，乘加次数却占大部分。")
    }
    if layer.kind == .linear {
      return place == layers.firstIndex { $0.kind == .linear }
        ? language(
          "Every unit reads the whole last map, flattened: here the size of the map comes in. A convolution's parameters do not depend on it.",
          "每个神经元读展平后的整叠特征图：特征图的大小在这里才进入参数。卷积层的参数与它无关。")
        : language(
          "Inputs × outputs and a bias for each output: no kernel size. The formula K·K·C·N of convolutions does not fit here.",
          "输入数 × 输出数，每个输出再加一个偏置：没有卷积核的大小。卷积的公式 K·K·C·N 在这里不适用。")
    }
    if let groups = layer.groups, groups > 1 {
      return language(
        "In \(groups) groups each kernel reads \(layer.input[0] / groups) of \(layer.input[0]) channels: 1/\(groups) of the weights. Count the multiply-adds, and the order of the layers turns round.",
        "分成 \(groups) 组，每个卷积核只读 \(layer.input[0]) 个通道中的 \(layer.input[0] / groups) 个：权重是 1/\(groups)。改为统计乘加次数，各层的名次就倒过来。"
      )
    }
    return language(
      "Only kernel, channels and maps count: stride, padding and the size of the picture change nothing. Now count the multiply-adds.",
      "只看核宽、通道和特征图的数目：步长、填充、图片大小都不影响参数。再改为统计乘加次数看看。")
  }

  private func stackCaption(_ language: Language) -> String {
    let count = stack.summaries.count
    if weightRatio < 1 {
      return language(
        "From \(inputs) channels one large kernel is cheap; the stack pays \(width) × \(width) channels from its second layer on. Small kernels are no law.",
        "输入只有 \(inputs) 个通道时，一个大卷积核很便宜；堆叠从第二层起要付 \(width)·\(width) 个通道。小卷积核更好并不是定律。")
    }
    if count == 1 {
      return language("One 3×3 against one 3×3: the same. Make the one kernel larger.", "3×3 对 3×3：完全一样。把单个卷积核调大试试。")
    }
    return language(
      "\(count) layers of 3×3 see as much as one \(field)×\(field), with fewer weights and \(count) ReLUs instead of one. Now set channels in to 3.",
      "\(count) 层 3×3 的感受野与一个 \(field)×\(field) 一样大，权重更少，还有 \(count) 个 ReLU 而不是一个。再把输入通道改成 3 试试。")
  }

  // MARK: Tasks

  package static let tasks: [LabTask<ParametersLab>] = [
    LabTask(
      "same-weights",
      "Change conv1 so that it keeps its 34,944 parameters but does less than a third of the multiply-adds.",
      "改动 conv1：34,944 个参数不变，乘加次数降到三分之一以下。"
    ) { lab in
      let conv1 = MapShape.conv1
      let isKept = WiringCount(.shared, lab.map).parameters == WiringCount(.shared, conv1).parameters
      return lab.showsMap && isKept && lab.map.multiplyAdds * 3 < conv1.multiplyAdds ? "kept" : nil
    },
    LabTask(
      "no-saving", "Find a layer on which fully connected, local and convolution have equally many parameters.",
      "找一个层，使全连接、局部和卷积三种接法的参数一样多。"
    ) { lab in
      let counts = Wiring.allCases.map { WiringCount($0, lab.map).parameters }
      return lab.showsMap && counts[0] == counts[2] && counts[1] == counts[2] ? "equal" : nil
    },
    LabTask(
      "half", "In the view of the network, mark the layer of AlexNet (paper) with more than half of all parameters.",
      "在“整个网络”视图里，标出 AlexNet（paper）中占全部参数一半以上的那一层。"
    ) { lab in
      guard lab.view == .network, lab.network == .paper, lab.layers.indices.contains(lab.place) else { return nil }
      let total = lab.layers.reduce(0) { $0 + $1.parameters }
      return 2 * lab.layers[lab.place].parameters > total ? "half" : nil
    },
    LabTask(
      "work", "Count multiply-adds and mark the layer that has most of them with less than 1 % of the parameters.",
      "改为统计乘加次数，标出参数不到 1% 而乘加次数最多的那一层。"
    ) { lab in
      guard lab.view == .network, lab.measure == .macs, lab.layers.indices.contains(lab.place) else { return nil }
      let layer = lab.layers[lab.place]
      let total = lab.layers.reduce(0) { $0 + $1.parameters }
      return layer.macs == lab.layers.map(\.macs).max() && 100 * layer.parameters < total ? "work" : nil
    },
    LabTask(
      "stack-loses",
      "Find a case where the stack of 3×3 kernels needs at least five times the weights of the one kernel.",
      "找一种情形：堆叠 3×3 需要的权重至少是单个卷积核的五倍。"
    ) { lab in lab.view == .stacks && lab.weightRatio <= 0.2 ? "loses" : nil },
  ]
}
