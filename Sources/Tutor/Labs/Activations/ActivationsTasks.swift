extension ActivationsLab {
  package static let tasks: [LabTask<ActivationsLab>] = [
    LabTask(
      "steepest", "Mark sigmoid′ at the x where it is largest.", "标出 sigmoid′，并把 x 移到它最大的地方。"
    ) { lab in
      let largest = (-reach...reach).map { lab.slope(.sigmoid, at: Float($0) / 10) }.max()
      return lab.curve == .sigmoid && lab.isDerivative && lab.slope(.sigmoid, at: lab.x) == largest ? "steepest" : nil
    },
    LabTask(
      "relu-passes", "Find an x at which sigmoid′ and tanh′ are both below 0.01 and ReLU still passes the gradient.",
      "找一个 x：sigmoid′ 和 tanh′ 都小于 0.01，而 ReLU 仍让梯度通过。"
    ) { lab in
      let isFlat = lab.slope(.sigmoid, at: lab.x) < 0.01 && lab.slope(.tanh, at: lab.x) < 0.01
      return isFlat && lab.slope(.relu, at: lab.x) == 1 ? "passes" : nil
    },
    LabTask(
      "order-flips", "Near 0, tanh′ is four times sigmoid′. Find an x above 0 where sigmoid′ is the larger one.",
      "在 0 附近 tanh′ 是 sigmoid′ 的四倍。找一个大于 0 的 x，使 sigmoid′ 更大。"
    ) { lab in
      lab.x > 0 && lab.slope(.sigmoid, at: lab.x) > lab.slope(.tanh, at: lab.x) ? "flips" : nil
    },
    LabTask(
      "vanish",
      "At sigmoid's best place: how many layers does it take until less than 0.00001 of the gradient is left?",
      "在 sigmoid 导数最大的地方，至少几层之后梯度剩下不到 0.00001？"
    ) { lab in
      var fewer = lab
      fewer.layers -= 1
      return lab.x == 0 && lab.product(.sigmoid) < 1e-5 && fewer.product(.sigmoid) >= 1e-5 ? "nine" : nil
    },
    LabTask(
      "leak", "Let at least a tenth of the gradient of a negative x survive two layers of leaky ReLU.",
      "让负的 x 经过两层 leaky ReLU 后，梯度至少剩下十分之一。"
    ) { lab in
      lab.x < 0 && lab.layers == 2 && lab.product(.leakyReLU) >= 0.1 ? "leak" : nil
    },
  ]
}
