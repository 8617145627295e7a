extension DropoutLab {
  package static let tasks: [LabTask<DropoutLab>] = [
    LabTask(
      "half-alive",
      "Kill half of the units without killing any unit: draw 12 masks or more until 45 to 55 % of all units were dropped, and each was kept at least once.",
      "让一半神经元失活，却不让任何神经元死掉：至少抽 12 个掩码，使失活的占 45% 到 55%，而每个神经元至少保留过一次。"
    ) { lab in
      guard lab.draws >= 12 else { return nil }
      let dropped = lab.timesDropped
      let share = Float(dropped.reduce(0, +)) / Float(4 * lab.draws)
      return (0.45...0.55).contains(share) && dropped.allSatisfy { $0 < lab.draws } ? "half" : nil
    },
    LabTask(
      "eight", "With h = 2, 4, 6, 8, all weights 1 and the paper's rule, mark two masks whose output is 8.",
      "h = 2、4、6、8，权重全为 1，用论文的做法，标出两个输出为 8 的掩码。", needed: 2
    ) { lab in
      let start = DropoutLab()
      let isStart = lab.units == start.units && lab.weights == start.weights && lab.bias == 0
      guard isStart, lab.scaling == .paper, lab.place < 16, lab.output(mask: lab.place) == 8 else { return nil }
      return "\(lab.place)"
    },
    LabTask(
      "spread", "Double the standard deviation of the outputs without touching p, units or weights.",
      "不动 p、神经元和权重，让输出的标准差加倍。"
    ) { lab in
      let start = DropoutLab()
      guard lab.units == start.units, lab.weights == start.weights, lab.rate == start.rate else { return nil }
      return abs(lab.expectation.deviation - 2 * start.expectation.deviation) < 0.01 ? "double" : nil
    },
    LabTask(
      "approximation", "Make the mean over all masks differ from the output at test time by at least 1.",
      "让全部掩码的平均与测试时的输出至少相差 1。"
    ) { lab in
      abs(lab.expectation.mean - lab.testOutput) >= 1 ? "differs" : nil
    },
    LabTask(
      "converge",
      "Draw masks until the running mean, after 60 draws or more, lies within 2 % of the mean of all masks.",
      "一直抽下去：至少 60 次后，累计平均与全部掩码的平均相差不到 2%。"
    ) { lab in
      guard lab.draws >= 60, let last = lab.runningMeans.last else { return nil }
      let mean = lab.expectation.mean
      return mean != 0 && abs(last - mean) <= 0.02 * abs(mean) ? "near" : nil
    },
  ]
}
