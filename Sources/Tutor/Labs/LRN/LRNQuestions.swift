import Engine

/// What is asked in predict mode, what wrong answers look like, and challenges.
extension LRNLab {
  package func question(_ language: Language) -> LabQuestion {
    if place == LRNLab.channels { return largestQuestion(language) }
    if view == .pooling { return poolingQuestion(language) }
    let own = inputs[place]
    var found: [LabMistake] = []
    func add(_ name: String, _ value: Float, _ english: String, _ chinese: String) {
      if value.isFinite { found.append(LabMistake(name, value, language(english, chinese))) }
    }
    func with(_ change: (inout LocalResponseNormalization) -> Void) -> Float {
      var copy = operation
      change(&copy)
      return normalized(copy)[place]
    }
    add("unchanged", own, "That is the number before.", "这是归一化之前的数。")
    add("beta", with { $0.beta = 1 }, "The divisor was not raised to the power β.", "除数忘了取 β 次方。")
    add("k", with { $0.k = 0 }, "The k is missing.", "少了 k。")
    add("alpha", with { $0.alpha = 1 }, "The α is missing before the sum.", "平方和前面少了 α。")
    add(
      "divided", with { $0.alpha = rule == .paper ? alpha / Float(n) : alpha },
      rule == .paper ? "α was divided by n. The paper's rule does not." : "α is divided by n here.",
      rule == .paper ? "α 除了 n；论文的写法不除。" : "这里的 α 要除以 n。")
    add("self", with { $0.size = 1 }, "Only the channel itself was squared. Its neighbours count.", "只算了自己的平方；邻居也要算。")
    add(
      "all", with { $0.size = 2 * LRNLab.channels }, "All channels were added. The window has \(n).",
      "把所有通道都加了；窗口只有 \(n) 个。")
    if towers > 1 {
      add("towers", with { $0.towers = 1 }, "The window crossed the boundary of the GPUs.", "窗口跨过了 GPU 的分界。")
    }
    // Numbers whose squares are the activations themselves: their ratio is that of a sum without squares.
    let roots = inputs.map { $0.squareRoot() }
    if roots[place] > 0 {
      add(
        "squares", own * (normalized(operation, roots)[place] / roots[place]),
        "The channels were added without squaring.",
        "相加前忘了平方。")
    }
    let after = normalized()
    for other in [place - 1, place + 1] where after.indices.contains(other) {
      add("neighbour", after[other], "That is channel \(other).", "这是通道 \(other)。")
    }
    return LabQuestion(place: place, label: "b[\(place)]", answer: after[place], mistakes: found)
  }

  package func hint(_ language: Language) -> String {
    language("The window is bracketed at the left: square, add, times α, plus k.", "左边的括号就是窗口：平方、相加、乘 α、加 k。")
  }

  private func largestQuestion(_ language: Language) -> LabQuestion {
    let after = normalized()
    let leaders = LRNLab.leaders(after)
    var found = LRNLab.leaders(inputs).map { channel in
      LabMistake(
        "before", Float(channel),
        language("That was the largest before. Its divisor is large too.", "这是之前最大的；但它的除数也大。"))
    }
    let second = after.indices.filter { !leaders.contains($0) }.max { after[$0] < after[$1] }
    if let second {
      found.append(LabMistake("second", Float(second), language("That one comes second.", "这个只排第二。")))
    }
    return LabQuestion(
      place: place, label: language("largest channel", "最大的通道"), answer: LabAnswer(Float(leaders[0])),
      others: leaders.dropFirst().map { LabAnswer(Float($0)) }, mistakes: found)
  }

  private func poolingQuestion(_ language: Language) -> LabQuestion {
    let places = normalizedPatch[place]
    let numbers = patch[place]
    let winner = numbers.indices.max { numbers[$0] < numbers[$1] } ?? 0
    return LabQuestion(
      place: place, label: language("LRN, then max [\(place)]", "先 LRN 后最大 [\(place)]"), answer: lrnFirst[place],
      mistakes: [
        LabMistake("order", poolFirst[place], language("That is with pooling first.", "这是先池化的结果。")),
        LabMistake(
          "winner", places[winner],
          language(
            "The largest before is not the largest after: compare the normalised four.", "之前最大的不一定之后最大：要比归一化后的四个。")),
        LabMistake("plain", pooled[place], language("That is the largest without LRN.", "这是没有 LRN 的最大值。")),
        LabMistake("first", places[0], language("That is the first place alone.", "这只是第一个位置。")),
      ])
  }

  private var ratios: [Float] { zip(inputs, normalized()).filter { $0.0 > 0 }.map { $0.1 / $0.0 } }

  package static let tasks: [LabTask<LRNLab>] = [
    LabTask(
      "flip", "Let a channel that was not the largest before be the largest after.", "让一个之前不是最大的通道在之后成为最大。"
    ) { lab in
      lab.view == .bars && LRNLab.largest(lab.inputs) != LRNLab.largest(lab.normalized()) ? "flip" : nil
    },
    LabTask(
      "factor", "With α above 0, let every channel be multiplied by the same factor, to four digits.",
      "α 大于 0，让每个通道都乘以同一个系数（精确到四位）。"
    ) { lab in
      guard lab.alpha > 0, lab.beta > 0, let low = lab.ratios.min(), let high = lab.ratios.max() else { return nil }
      return lab.ratios.count == LRNLab.channels && high - low < 0.00005 ? "same" : nil
    },
    LabTask(
      "boundary",
      "Let the channels lie on more GPUs, so that one comes out at least a tenth larger than on a single one.",
      "把通道分到几块 GPU 上，使某个通道比放在一块上时至少大一成。"
    ) { lab in
      guard lab.towers > 1 else { return nil }
      var open = lab.operation
      open.towers = 1
      return zip(lab.normalized(), lab.normalized(open)).contains { $0 > 1.1 * $1 && $1 > 0 } ? "larger" : nil
    },
    LabTask(
      "damp", "Damp the largest channel to less than a twentieth of its value.", "把最大的通道压到不足原来的二十分之一。"
    ) { lab in
      let largest = LRNLab.largest(lab.inputs)
      return lab.inputs[largest] > 0 && lab.normalized()[largest] < lab.inputs[largest] / 20 ? "damped" : nil
    },
    LabTask(
      "commute",
      "Show LRN with pooling so that the order makes no difference in any channel, with α of 0.01 or more and β above 0.",
      "在“LRN 与池化”里，α 至少 0.01、β 大于 0，使两种次序在每个通道都没有差别。"
    ) { lab in
      guard lab.view == .pooling, lab.alpha >= 0.01, lab.beta > 0 else { return nil }
      return zip(lab.lrnFirst, lab.poolFirst).allSatisfy { abs($0 - $1) < 0.00005 } ? "same" : nil
    },
  ]
}
