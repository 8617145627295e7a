/// Challenges on pooling that the engine checks.
extension PoolingLab {
  package static let tasks: [LabTask<PoolingLab>] = [
    LabTask(
      "champion", "Let one cell of the input win in three windows or more.", "让输入的一个元素在三个以上的窗口里胜出。"
    ) { lab in
      lab.wins.joined().contains { $0 >= 3 } ? "three" : nil
    },
    LabTask(
      "unseen", "Choose a window and a stride with which the last row and column of a 5×5 input are never read.",
      "选一组窗口和步长，使 5×5 输入的最后一行和一列永远读不到。"
    ) { lab in
      let last = lab.windows.start(ofWindow: lab.size - 1) + lab.kernel
      return lab.side == 5 && last < 5 ? "\(lab.kernel)/\(lab.stride)" : nil
    },
    LabTask(
      "agree",
      "Type numbers with which max and average agree in every window of 2 or more, though not all numbers are equal.",
      "填一组数，使每个（2 以上的）窗口的最大与平均都相等，而这些数并不全相同。"
    ) { lab in
      let outputs = lab.outputs
      let isEven = lab.grid.joined().allSatisfy { $0 == lab.grid[0][0] }
      return lab.kernel >= 2 && !isEven && outputs[0] == outputs[1] ? "agree" : nil
    },
    LabTask(
      "steady", "Show the shift with a window of 2 or more: not one max output may change, though the input does.",
      "在“平移”里用 2 以上的窗口：最大池化的输出一个都不变，而输入变了。"
    ) { lab in
      lab.view == .shift && lab.kernel >= 2 && lab.shifted != lab.grid && lab.changes(lab.maximum) == 0 ? "steady" : nil
    },
    LabTask(
      "cancel",
      "Show the order with numbers of which at least one is negative, so that ReLU before and after the average agree everywhere.",
      "在“次序”里填至少有一个负数的数，使 ReLU 在平均之前和之后处处相等。"
    ) { lab in
      guard lab.view == .order, lab.kernel >= 2, lab.grid.joined().contains(where: { $0 < 0 }) else { return nil }
      let late = PoolingLab.relu(lab.pooled(lab.average))
      let early = lab.pooled(lab.average, PoolingLab.relu(lab.grid))
      let isRead = lab.pooled(lab.maximum, lab.grid.map { $0.map { -$0 } }).joined().contains { $0 > 0 }
      return isRead && zip(late.joined(), early.joined()).allSatisfy { LabQuestion.agree($0, $1) } ? "agree" : nil
    },
  ]
}
