extension GradientsLab {
  package static let tasks: [LabTask<GradientsLab>] = [
    LabTask(
      "vanish", "Let the gradient vanish: ‖dz‖ of the first layer at most a millionth of the last, but not 0.",
      "让梯度消失：第一层的 ‖dz‖ 不到最后一层的百万分之一，但不是 0。"
    ) { $0.ratio <= 1e-6 && $0.ratio > 0 ? "vanished" : nil },
    LabTask(
      "explode", "Let it explode: ‖dz‖ of the first layer at least 1,000 times the last.",
      "让梯度爆炸：第一层的 ‖dz‖ 至少是最后一层的 1,000 倍。"
    ) { $0.ratio >= 1000 ? "exploded" : nil },
    LabTask(
      "thirty",
      "Stack 30 layers with an activation so that ‖dz‖ of the first and of the last differ by less than a factor of 3.",
      "叠 30 层并带激活函数，让首末两层的 ‖dz‖ 相差不到 3 倍。"
    ) { lab in
      lab.recipe.depth == 30 && lab.recipe.curve != .linear && (1 / 3...3).contains(lab.ratio) ? "even" : nil
    },
    LabTask(
      "hidden", "Hide it: ‖dz‖ falls at least tenfold from the last layer to the first, ‖dW‖ less than twofold.",
      "藏起来：从最后一层到第一层，‖dz‖ 至少小了 10 倍，而 ‖dW‖ 变化不到 2 倍。"
    ) { lab in
      let weights = lab.layers[0].weightNorm / lab.last.weightNorm
      return lab.ratio <= 0.1 && lab.ratio > 0 && (0.5...2).contains(weights) ? "hidden" : nil
    },
    LabTask(
      "sparse", "Kill half of the units without killing any unit: 45 to 55 % zeros, no dead unit.",
      "让一半输出为零，却不让任何神经元死掉：零占 45% 到 55%，没有死神经元。"
    ) { lab in
      (0.45...0.55).contains(lab.zeros()) && lab.dead == 0 ? "sparse" : nil
    },
    LabTask(
      "dead", "Kill at least half of all units for good.", "让至少一半的神经元彻底死掉。"
    ) { $0.dead * 2 >= $0.units ? "dead" : nil },
  ]
}
