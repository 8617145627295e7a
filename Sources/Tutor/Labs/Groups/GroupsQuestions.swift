import Engine

/// What is asked in predict mode, what wrong answers look like, and challenges.
extension GroupsLab {
  package func question(_ language: Language) -> LabQuestion {
    if view == .paper { return paperQuestion(language) }
    if place == channels { return weightQuestion(language) }
    if place == channels + 1 { return gradientQuestion(language) }
    let answer = outputs[place]
    var found: [LabMistake] = []
    func add(_ name: String, _ value: Float?, _ english: String, _ chinese: String) {
      if let value { found.append(LabMistake(name, value, language(english, chinese))) }
    }
    if second != .none {
      add("first", stages()[1][place], "That is after the first layer. There is a second.", "这是第一层之后；还有第二层。")
    }
    if groups > 1 {
      // Weights of other numbers of groups are others: only where all are 1 these are the same layer.
      if weights == .ones {
        add(
          "all", stages(operations(groups: 1)).last?[place], "All channels were added. It reads its own group only.",
          "把所有通道都加了；它只读自己那一组。")
      }
      let each = channels / groups
      for other in stride(from: place % each, to: channels, by: each) where other != place {
        add("otherGroup", outputs[other], "That is the other group's: channel \(other).", "这是另一组的：通道 \(other)。")
      }
    }
    if groups < channels {
      add("own", inputs[place], "That is one channel alone. A group's channels are added.", "这只是一个通道；组内的通道要相加。")
      add(
        "average", answer / Float(channels / groups), "The channels were averaged. They are added.", "把各通道取了平均；应当相加。")
    } else {
      add(
        "sum", inputs.reduce(0, +), "All channels were added. Each group is one channel here.", "把所有通道都加了；这里每组只有一个通道。")
    }
    return LabQuestion(place: place, label: "out[\(place)]", answer: answer, mistakes: found)
  }

  package func hint(_ language: Language) -> String {
    view == .paper
      ? language(
        "Maps, times the channels that one kernel reads, times the kernel's cells.", "特征图数 × 一个卷积核所读的通道数 × 卷积核的面积。")
      : language("Follow the marked wires to the left.", "顺着标出的连线往左看。")
  }

  private func weightQuestion(_ language: Language) -> LabQuestion {
    let full = operations(groups: 1)
    return LabQuestion(
      place: place, label: language("weights", "权重数"), answer: Float(weightCount),
      mistakes: [
        LabMistake(
          "full", Float(GroupsLab.count(full, channels)),
          language("That is without groups: each output would read all channels.", "这是不分组的：那样每个输出读所有通道。")),
        LabMistake(
          "perGroup", Float(weightCount) / Float(groups), language("That is one group's share.", "这只是一组的量。")),
        LabMistake(
          "channels", Float(channels), language("Those are the outputs, not their weights.", "这是输出的个数，不是权重数。")),
      ])
  }

  private func gradientQuestion(_ language: Language) -> LabQuestion {
    let all = Float(channels * channels)
    return LabQuestion(
      place: place, label: language("gradients that are 0", "为 0 的梯度"), answer: Float(zeroGradients),
      mistakes: [
        LabMistake(
          "others", all - Float(zeroGradients), language("Those are the ones that are not 0.", "这是不为 0 的个数。")),
        LabMistake(
          "none", 0, language("Pairs of different groups have no path: their gradient is 0.", "不同组的一对没有通路，梯度为 0。")),
        LabMistake(
          "first", all - all / Float(groups),
          language(
            "That is so after the first layer. The second reads across and joins the groups.",
            "第一层之后是这样；第二层跨组读取，把各组连起来。")),
        LabMistake(
          "row", Float(gradients[0].filter { $0 == 0 }.count), language("That is one output's row.", "这只是一个输出的那一行。")),
      ])
  }

  private func paperQuestion(_ language: Language) -> LabQuestion {
    let name = PaperGroups.names[min(place, 4)]
    let (paper, whole) = (PaperGroups(groups), PaperGroups(1))
    guard let layer = paper.layer(name), let undivided = whole.layer(name) else {
      return LabQuestion(place: place, label: name, answer: 0, mistakes: [])
    }
    var found = [
      LabMistake(
        "bias", Float(layer.parameters), language("The biases are in it: asked are the weights.", "这里含了偏置；问的是权重。")),
      LabMistake(
        "oneMap", Float(layer.weights / layer.output[0]),
        language("That is one kernel. There are \(layer.output[0]).", "这只是一个卷积核；共有 \(layer.output[0]) 个。")),
    ]
    if layer.groups == 1 {
      if groups > 1 {
        found.append(
          LabMistake(
            "split", Float(layer.weights / groups),
            language("\(name) is not split: its kernels read all maps.", "\(name) 不分组：它的卷积核读所有的特征图。")))
      }
    } else {
      found += [
        LabMistake(
          "undivided", Float(undivided.weights),
          language(
            "That is undivided. A kernel reads \(paper.channelsRead(layer)) of \(layer.input[0]) channels.",
            "这是不分组的；一个卷积核只读 \(layer.input[0]) 个通道中的 \(paper.channelsRead(layer)) 个。")),
        LabMistake(
          "perGPU", Float(paper.weightsPerGPU(layer)),
          language("That is one GPU's. Asked are all.", "这是一块 GPU 的；问的是全部。")),
      ]
    }
    return LabQuestion(
      place: place, label: language("weights of \(name)", "\(name) 的权重数"), answer: Float(layer.weights), tolerance: 0.5,
      mistakes: found)
  }

  package static let tasks: [LabTask<GroupsLab>] = [
    LabTask(
      "silent", "Type inputs with which all outputs of one GPU are 0 and none of the other's, in two groups.",
      "分两组，填一组输入，使一块 GPU 的输出全为 0，另一块的没有一个为 0。"
    ) { lab in
      guard lab.view == .small, lab.groups == 2 else { return nil }
      let half = lab.channels / 2
      let (first, second) = (lab.outputs[..<half], lab.outputs[half...])
      let isOneSilent =
        (first.allSatisfy { $0 == 0 } && !second.contains(0)) || (second.allSatisfy { $0 == 0 } && !first.contains(0))
      return isOneSilent ? "silent" : nil
    },
    LabTask(
      "equal", "In two groups with weights of 1, let all outputs be the same number although the inputs are not.",
      "分两组、权重全 1：让所有输出相同，而输入并不相同。"
    ) { lab in
      guard lab.view == .small, lab.groups == 2, lab.weights == .ones, lab.second == .none else { return nil }
      let isSame = lab.outputs.allSatisfy { $0 == lab.outputs[0] }
      return isSame && !lab.inputs.allSatisfy { $0 == lab.inputs[0] } ? "equal" : nil
    },
    LabTask(
      "join", "Split the first layer and still leave not one gradient at 0.", "第一层分组，却不留下任何为 0 的梯度。"
    ) { lab in
      lab.view == .small && lab.groups > 1 && lab.zeroGradients == 0 ? "join" : nil
    },
    LabTask(
      "copy", "Let every output be its own input, with weights of 1.", "权重全 1，让每个输出等于对应的输入。"
    ) { lab in
      lab.view == .small && lab.weights == .ones && lab.second == .none && lab.outputs == lab.inputs
        && Set(lab.inputs).count > 1 ? "copy" : nil
    },
    LabTask(
      "quarter", "In the paper's table, give conv2 a quarter of the weights that it has undivided.",
      "在论文的表里，让 conv2 的权重是不分组时的四分之一。"
    ) { lab in
      guard lab.view == .paper, let layer = PaperGroups(lab.groups).layer("conv2"),
        let whole = PaperGroups(1).layer("conv2")
      else { return nil }
      return 4 * layer.weights == whole.weights ? "quarter" : nil
    },
  ]
}
