import Engine

extension SoftmaxLab {
  package static let tasks: [LabTask<SoftmaxLab>] = [
    LabTask(
      "break", "Break softmax: make a probability NaN, as float32 really gives it.",
      "把 softmax 弄坏：让某个概率成为 float32 真正给出的 NaN。"
    ) { $0.shares.contains(where: \.isNaN) ? "broken" : nil },
    LabTask(
      "same-shares", "Find two other sets of logits with the same probabilities as 2, 1, 0.1 at temperature 1.",
      "温度为 1，找出另外两组得分，概率与 2、1、0.1 的相同。", needed: 2
    ) { lab in
      guard lab.temperature == 1, lab.classes == 3, lab.logits != SoftmaxLab().logits else { return nil }
      let isSame = zip(lab.shares, SoftmaxLab().shares).allSatisfy { abs($0 - $1) < 0.0005 }
      return isSame ? NumberList.text([lab.logits]) : nil
    },
    LabTask(
      "unsure", "Make the net as unsure as it can be, with no logit at 0: the loss is ln of the number of classes.",
      "让网络一点把握也没有，而得分都不是 0：损失等于类别数的自然对数。"
    ) { lab in
      let blind = CrossEntropy().forward(Tensor(zeros: [1, lab.classes]), targets: [0])
      let isEven = lab.shares.allSatisfy { abs($0 - 1 / Float(lab.classes)) < 0.0005 }
      return isEven && abs(lab.loss - blind) < 0.005 && !lab.logits.contains(0) ? "unsure" : nil
    },
    LabTask(
      "softer", "Keep the logits 2, 1, 0.1 and bring every probability below 0.4.", "得分仍是 2、1、0.1，让每个概率都小于 0.4。"
    ) { lab in
      lab.logits == SoftmaxLab().logits && lab.shares.allSatisfy { $0 < 0.4 } ? "softer" : nil
    },
    LabTask(
      "nothing-to-learn", "Make all gradients smaller than 0.005 at temperature 1: nothing is left to learn.",
      "温度为 1，让所有梯度都小于 0.005：没有什么可学了。"
    ) { lab in
      lab.temperature == 1 && lab.gradient.allSatisfy { abs($0) < 0.005 } ? "learned" : nil
    },
    LabTask(
      "certain-and-wrong", "Make a loss above 10 that is still a number.", "让损失大于 10，而且仍是一个数。"
    ) { $0.loss > 10 && $0.loss.isFinite ? "wrong" : nil },
  ]
}
