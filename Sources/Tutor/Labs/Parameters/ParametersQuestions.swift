import Engine
import TextUI

/// What is asked in predict mode, and the usual wrong ways to count.
extension ParametersLab {
  package func question(_ language: Language) -> LabQuestion {
    switch view {
    case .sharing: wiringQuestion(language)
    case .usage: usageQuestion(language)
    case .network: layerQuestion(language)
    case .stacks: stackQuestion(language)
    }
  }

  package func hint(_ language: Language) -> String {
    switch view {
    case .sharing:
      language("Sets of weights, times the weights of one set and its bias.", "权重的组数，乘以一组的权重数加一个偏置。")
    case .usage: language("Count the places where the kernel stands.", "数一数卷积核一共放在多少个位置上。")
    case .network:
      language("One output's weights and bias, times the outputs that have their own.", "一个输出的权重加偏置，再乘以各有一套的输出数。")
    case .stacks: language("Write the kernel's side, the channels before and after it.", "写下核宽和前后的通道数，再相乘。")
    }
  }

  /// In the view of usage there is one question for all windows.
  package mutating func seekQuestion(_ isKnown: (Int) -> Bool) -> Bool {
    let count = view == .usage ? 1 : places
    guard let next = (1...count).map({ (place + $0) % count }).first(where: { !isKnown($0) }) else { return false }
    place = next
    return true
  }

  /// Some thousandth of a large number may be left off.
  private func tolerance(_ value: Int) -> Float { max(LabQuestion.twoDigits, abs(Float(value)) * 2e-6) }

  private func wiringQuestion(_ language: Language) -> LabQuestion {
    guard let wiring = Wiring(rawValue: place) else { preconditionFailure("place \(place) of three") }
    let count = count(wiring)
    // A number of eleven digits has more than a float holds: it is asked in millions.
    let isLarge = count.parameters > 100_000_000
    let unit: Float = isLarge ? 1e6 : 1
    func scaled(_ number: Int) -> Float { Float(Double(number) / Double(unit)) }
    var mistakes: [LabMistake] = []
    func add(_ name: String, _ number: Int, _ english: String, _ chinese: String) {
      mistakes.append(LabMistake(name, scaled(number), language(english, chinese)))
    }
    add("bias", count.weights, "Those are the weights; every set has a bias too.", "这只是权重；每组还有一个偏置。")
    add(
      "depth", (count.reads / map.channels + 1) * count.sets,
      "The depth is missing: a unit reads all \(map.channels) channels.", "漏了深度：每个神经元读全部 \(map.channels) 个通道。")
    if wiring == .shared {
      add(
        "unshared", self.count(.local).parameters,
        "That gives every place its own weights. A convolution uses one set for the whole map.",
        "这是每个位置各有一套权重；卷积整张特征图共用一套。")
      add("macs", map.multiplyAdds, "Those are the multiply-adds: how often weights are used.", "这是乘加次数，即权重被使用的次数。")
      add("oneMap", count.reads + 1, "That is one kernel; there are \(map.maps).", "这只是一个卷积核；一共有 \(map.maps) 个。")
    } else {
      add(
        "shared", self.count(.shared).parameters,
        "That is the convolution. Here every unit has weights of its own.", "这是卷积的数；这里每个神经元各有权重。")
      add(
        "maps", (count.reads + 1) * map.windows, "That is one map; there are \(map.maps).",
        "这只是一张特征图；一共有 \(map.maps) 张。")
    }
    if wiring == .full {
      add(
        "window", self.count(.local).parameters, "A fully connected unit reads all of the input, not a window.",
        "全连接的神经元读整个输入，不是一个窗口。")
    }
    if isLarge {
      mistakes.append(
        LabMistake(
          "ones", Float(count.parameters),
          language("The number is right; it is asked in millions: divide by 1,000,000.", "数是对的，但这里以百万为单位：请除以一百万。")))
    }
    let label = language("parameters, \(wiring.name(language))", "\(wiring.name(language))的参数")
    return LabQuestion(
      place: place, label: isLarge ? label + language(", in millions", "（百万）") : label,
      answer: scaled(count.parameters),
      tolerance: isLarge ? max(LabQuestion.twoDigits, scaled(count.parameters) * 1e-4) : tolerance(count.parameters),
      mistakes: mistakes)
  }

  private func usageQuestion(_ language: Language) -> LabQuestion {
    // The cell of the kernel that meets the picture most often.
    let counts = uses(upTo: map.windows - 1)
    let answer = counts.joined().max() ?? 0
    let maps = LabMistake(
      "maps", Float(answer * map.maps),
      language("Each map has a kernel of its own: count the places of one map.", "每张特征图有自己的卷积核：只数一张特征图的位置。"))
    let mistakes = [
      LabMistake(
        "side", Float(map.side), language("That is one row of places; there are as many rows.", "这只是一行的位置；还有同样多行。")),
      LabMistake("once", 1, language("Only a fully connected weight is used once.", "只有全连接的权重才只用一次。")),
      maps,
      LabMistake(
        "input", Float(map.size * map.size),
        language(
          "That counts the input's cells; with the stride the kernel stands at fewer places.",
          "这是输入的位置数；按步长走，卷积核放的位置没有那么多。")),
      LabMistake(
        "kernel", Float(map.kernel * map.kernel),
        language("That is how many weights one channel of a kernel has.", "这是卷积核一个通道的权重个数。")),
    ]
    return LabQuestion(
      place: 0, label: language("uses of one weight in a whole pass, at most", "一个权重在一次前向传播中最多用几次"),
      answer: Float(answer),
      mistakes: mistakes)
  }

  private func layerQuestion(_ language: Language) -> LabQuestion {
    let layer = layers[place]
    let groups = layer.groups ?? 1
    let perOutput = layer.kind == .linear ? layer.input.count : layer.weights / layer.output[0]
    var mistakes: [LabMistake] = []
    func add(_ name: String, _ number: Int, _ english: String, _ chinese: String) {
      mistakes.append(LabMistake(name, Float(number), language(english, chinese)))
    }
    if measure == .parameters {
      add(
        "bias", layer.weights, "Those are the weights; the \(layer.biases) biases are missing.",
        "这只是权重，还差 \(layer.biases) 个偏置。")
      add("macs", layer.macs, "Those are the multiply-adds, not the parameters.", "这是乘加次数，不是参数。")
    } else {
      add(
        "parameters", layer.parameters, "Those are the parameters. Each weight is used at every place.",
        "这是参数个数；每个权重在每个位置都要用。")
      add(
        "weights", layer.weights, "Those are the weights. Each is used at every place of the map.",
        "这是权重个数；每个权重在特征图的每个位置都要用。")
      add(
        "twice", 2 * layer.macs, "Multiplication and addition were counted one by one; together they are one.",
        "乘法和加法分开数了；一次乘加只算一次。")
    }
    if groups > 1 {
      let whole = measure == .parameters ? layer.weights * groups + layer.biases : layer.macs * groups
      add(
        "groups", whole,
        "The groups were forgotten: a kernel reads \(layer.input[0] / groups) of \(layer.input[0]) channels.",
        "忘了分组：每个卷积核只读 \(layer.input[0]) 个通道中的 \(layer.input[0] / groups) 个。")
    }
    if layer.kind == .convolution {
      let flat = (perOutput / max(1, layer.input[0] / groups) + 1) * layer.output[0]
      if measure == .parameters { add("depth", flat, "The depth of the kernels is missing.", "漏了卷积核的深度。") }
    } else if let before = architecture.summaries.last(where: { $0.output.rank == 3 }), place == firstLinear {
      add(
        "area", (before.output[0] + 1) * layer.output[0],
        "Each of the \(before.output[0]) maps has \(before.output[1])×\(before.output[2]) numbers; all are read.",
        "\(before.output[0]) 张特征图每张有 \(before.output[1])×\(before.output[2]) 个数，全都要读。")
    }
    let what = measure.name(language)
    let label = language("\(what) of \(layer.name)", "\(layer.name) 的\(what)")
    let answer = amount(layer)
    return LabQuestion(
      place: place, label: label, answer: LabAnswer(Float(answer)), tolerance: tolerance(answer), mistakes: mistakes)
  }

  private var firstLinear: Int? { layers.firstIndex { $0.kind == .linear } }

  private func stackQuestion(_ language: Language) -> LabQuestion {
    let layers = stack.summaries
    if place == 0 {
      let one = single.summaries[0]
      return LabQuestion(
        place: 0, label: language("weights of the \(field)×\(field) kernel layer", "\(field)×\(field) 这一层的权重"),
        answer: LabAnswer(Float(one.weights)), tolerance: tolerance(one.weights),
        mistakes: [
          LabMistake("in", Float(field * field * width), language("The channels before it are missing.", "漏了输入的通道数。")),
          LabMistake(
            "out", Float(field * field * inputs),
            language("That is one kernel; there are \(width).", "这只是一个卷积核；一共 \(width) 个。")),
          LabMistake(
            "side", Float(field * inputs * width),
            language("The kernel is \(field)×\(field), not \(field).", "卷积核是 \(field)×\(field)，不是 \(field)。")),
          LabMistake("channels", Float(inputs * width), language("The kernel's own cells are missing.", "漏了卷积核的面积。")),
          LabMistake("bias", Float(one.weights + width), language("The biases do not count here.", "这里不算偏置。")),
        ])
    }
    if place > layers.count {
      let total = Float(layers.reduce(0) { $0 + $1.weights })
      let one = Float(single.summaries[0].weights)
      return LabQuestion(
        place: place, label: language("one kernel's weights : the stack's", "单个卷积核的权重 ÷ 堆叠权重"),
        answer: LabAnswer(one / total),
        tolerance: 0.0051,
        mistakes: [
          LabMistake("inverse", total / one, language("That is the stack divided by the one.", "除反了：这是堆叠除以单个卷积核。")),
          LabMistake(
            "layers", one / total * Float(layers.count),
            language(
              "That is against one layer of 3×3; there are \(layers.count).", "这是和一层 3×3 相比；一共 \(layers.count) 层。")),
          LabMistake(
            "sides", Float(field) / 3, language("That divides the sides; weights go by the areas.", "这是边长之比；权重要按面积算。")),
          LabMistake(
            "area", Float(field * field) / 9 / Float(layers.count),
            language("The first layer reads \(inputs) channels, not \(width).", "第一层读 \(inputs) 个通道，不是 \(width) 个。")),
        ])
    }
    let answer = Float(layers[place - 1].receptiveField ?? 0)
    let count = Float(place)
    return LabQuestion(
      place: place, label: language("side of what a unit of 3×3 layer \(place) sees", "第 \(place) 层 3×3 的感受野边长"),
      answer: LabAnswer(answer),
      mistakes: [
        LabMistake(
          "last", 3,
          language(
            "That is the last kernel alone; it reads units that see more themselves.", "这只是最后一个卷积核；它读的神经元各有自己的感受野。")),
        LabMistake(
          "sum", 3 * count, language("The sides were added; neighbouring windows overlap.", "把边长加起来了；相邻窗口是重叠的。")),
        LabMistake(
          "product", power(3, place),
          language("The sides were multiplied; at stride 1 every layer adds 2.", "把边长乘起来了；步长 1 时每层只加 2。")),
      ])
  }

  private func power(_ base: Float, _ exponent: Int) -> Float {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
