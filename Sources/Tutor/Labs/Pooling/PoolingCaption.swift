import TextUI

/// What to notice in this state of the pooling lab.
extension PoolingLab {
  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    if (0..<places).allSatisfy({ view.shows($0) }) { return caption(view.language) }
    let language = view.language
    return switch self.view {
    case .forward:
      language("Two answers to one question: what is in this window?", "同一个窗口，两种概括：里面有什么？")
    case .gradient:
      language("Who made the output what it is, and by how much?", "输出是由谁决定的，各占多少？")
    case .shift:
      language("The same windows over the moved input: which numbers are others?", "窗口不动，输入平移：哪些输出变了？")
    case .order:
      language("Pooling and ReLU, in either order: does it matter?", "池化和 ReLU，谁先谁后有关系吗？")
    }
  }

  package func caption(_ language: Language) -> String {
    switch view {
    case .forward: return forwardCaption(language)
    case .gradient:
      return stride < kernel
        ? language(
          "Windows overlap: a cell that wins several collects a gradient from each. Max leaves the losers with 0; average gives everyone a share.",
          "窗口重叠：赢了几个窗口就收几份梯度。最大池化让输家得 0；平均池化人人有份。")
        : language(
          "Max pooling learns nothing itself: it passes the gradient on to the winner, of equal ones to the first. Average spreads it.",
          "最大池化没有参数：它把梯度转给胜者，相等时给第一个。平均池化则摊给每个元素。")
    case .shift:
      return shift % stride == 0
        ? language(
          "Moved by a multiple of the stride, the output moves too: the same numbers, \(shift / stride) cell further, but for the edge.",
          "平移量是步长的倍数时，输出整体跟着移 \(shift / stride) 格，只有边上不同。")
        : shiftCaption(language)
    case .order:
      return grid.joined().contains { $0 < 0 }
        ? language(
          "For max the order does not matter, so pooling first saves work. For average it does: ReLU first keeps negatives from cancelling.",
          "最大池化与 ReLU 谁先都一样，先池化还省计算。平均池化不一样：先 ReLU，负数就不会抵消正数。")
        : language(
          "Without negative numbers ReLU changes nothing. Take the signed numbers.", "没有负数时 ReLU 什么也不改。换“有正有负”的数看看。")
    }
  }

  /// What part survives depends on the maps, so they are named.
  private func shiftCaption(_ language: Language) -> String {
    guard let count = shiftCount else { return "" }
    func percent(_ part: Double) -> String { FormatNumber.fixed(100 * part, digits: 0) + language.percentSign }
    let continuous = language(
      "away from edges, without equal numbers, max keeps \(percent(count.continuous[0])), average \(percent(count.continuous[1]))",
      "不靠边又没有相等的数时，最大池化保住 \(percent(count.continuous[0]))，平均池化 \(percent(count.continuous[1]))")
    guard let drawn = count.drawn else {
      return language("Pooling is not blind to shifts: \(continuous) of the outputs.", "池化并不对平移视而不见：\(continuous)。")
    }
    return language(
      "Pooling is not blind to shifts: of random \(side)×\(side) maps max keeps \(percent(drawn[0])) of its outputs; \(continuous).",
      "池化并不对平移视而不见：\(side)×\(side) 的随机特征图，最大池化保住 \(percent(drawn[0])) 的输出；\(continuous)。")
  }

  private func forwardCaption(_ language: Language) -> String {
    if numbers == .stroke {
      return language(
        "A line one pixel wide: max keeps its full strength, average dilutes it with the empty ground beside it.",
        "一像素宽的线：最大池化保住它的强度，平均池化被旁边的空白冲淡。")
    }
    if padding > 0 {
      return language(
        "Cells of the padding never win. For the mean they count only with count padding on, as zeros.",
        "填充的元素永远不会胜出；求平均时只有打开“填充计数”才算作零。")
    }
    let over = windows.start(ofWindow: size - 1) + kernel - side
    if over > 0 {
      return language(
        "Rounded up: the last windows hang over the edge and read fewer cells.", "向上取整：最后的窗口伸出边界，读到的元素更少。")
    }
    if over < 0 {
      return language(
        "\(-over) row\(over == -1 ? "" : "s") and column\(over == -1 ? "" : "s") at the edge fit into no window: the \(LabNumber.text(grid[side - 1][side - 1])) in the corner is never seen.",
        "边上 \(-over) 行 \(-over) 列放不进任何窗口：角上的 \(LabNumber.text(grid[side - 1][side - 1])) 谁也没看到。")
    }
    if stride < kernel {
      return language(
        "Windows of \(kernel) at stride \(stride) overlap, as AlexNet's 3 at 2 do: one strong cell can win several of them.",
        "宽 \(kernel)、步长 \(stride) 的窗口互相重叠（AlexNet 用 3 和 2）：一个强的元素能赢好几个窗口。")
    }
    return language(
      "Max keeps the strongest number of each window and forgets where it stood; average mixes all of them.",
      "最大池化只留每个窗口里最强的数，忘掉它的位置；平均池化把所有数混在一起。")
  }
}
