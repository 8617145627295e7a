extension OptimizerLab {
  package static let tasks: [LabTask<OptimizerLab>] = [
    LabTask(
      "fast", "In the one valley, start at w = −4 and stand at the bottom within 25 steps: |v| and |dL/dw| below 0.01.",
      "一个谷：从 w = −4 出发，25 步之内停在最低处：|v| 和 |dL/dw| 都小于 0.01。"
    ) { lab in
      guard lab.recipe.slice == .bowl, lab.recipe.start == -4, (1...25).contains(lab.steps) else { return nil }
      return abs(lab.here.velocity) < 0.01 && abs(lab.here.gradient) < 0.01 ? "fast" : nil
    },
    LabTask(
      "over-the-hill", "Two valleys: start left of −4 and come to rest in the deeper valley at the right.",
      "两个谷：从 −4 左边出发，停在右边更深的谷里。"
    ) { lab in
      guard lab.recipe.slice == .valleys, lab.recipe.start < -4 else { return nil }
      return (1...4).contains(lab.here.weight) && abs(lab.here.velocity) < 0.02 && abs(lab.here.gradient) < 0.05
        ? "over" : nil
    },
    LabTask(
      "stuck", "Two valleys: get stuck in the shallow valley, at rest after 30 steps or more.",
      "两个谷：卡在浅谷里，30 步之后停住。"
    ) { lab in
      guard lab.recipe.slice == .valleys, lab.steps >= 30 else { return nil }
      return (-4 ... -1).contains(lab.here.weight) && abs(lab.here.velocity) < 0.001 ? "stuck" : nil
    },
    LabTask(
      "too-long", "In the one valley, make the loss after 5 to 20 steps higher than at a start within −2 and 4.",
      "一个谷：从 −2 到 4 之间出发，让 5 到 20 步之后的损失比开始时高。"
    ) { lab in
      guard lab.recipe.slice == .bowl, (-2...4).contains(lab.recipe.start), (5...20).contains(lab.steps) else {
        return nil
      }
      return lab.here.loss > lab.path[0].loss + 0.1 ? "long" : nil
    },
    LabTask(
      "balance",
      "Come to rest (|v| below 0.001 after 20 steps) where the gradient is at least 0.02 in size: what holds the balance?",
      "在梯度大小至少 0.02 的地方停住（20 步后 |v| 小于 0.001）：是什么在平衡它？"
    ) { lab in
      lab.steps >= 20 && abs(lab.here.velocity) < 0.001 && abs(lab.here.gradient) >= 0.02 ? "balance" : nil
    },
    LabTask(
      "bad-check", "Make the numeric gradient miss the true one by more than 0.01.", "让数值梯度与真梯度相差超过 0.01。"
    ) { lab in
      abs(lab.recipe.slice.difference(lab.here.weight, lab.distance) - lab.here.gradient) > 0.01 ? "missed" : nil
    },
  ]
}
