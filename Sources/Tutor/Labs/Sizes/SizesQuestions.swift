import Engine

/// What is asked in predict mode, and what wrong sizes look like.
extension SizesLab {
  package func question(_ language: Language) -> LabQuestion {
    if let run { return chainQuestion(run, language) }
    switch view {
    case .windows:
      return LabQuestion(
        place: 0, label: language("size", "尺寸"), answer: Float(size), mistakes: mistakes(language))
    case .settings:
      let lab = SizesTable.lab(place, self)
      return LabQuestion(
        place: place,
        label: language("size", "尺寸") + " (\(lab.input), \(lab.left)+\(lab.right), \(lab.rounding.name(language)))",
        answer: Float(lab.size), mistakes: lab.mistakes(language))
    case .impulse: return impulseQuestion(language)
    }
  }

  package func hint(_ language: Language) -> String {
    view == .impulse && chain == .off
      ? language("Add place times number over the row.", "把“位置 × 数值”沿这一行加起来。")
      : language(
        "Count how often the kernel can move on, and then the window where it begins.", "数一数卷积核能往前挪几次，再加上开头那个窗口。")
  }

  /// The counts that result when one step is left out or done otherwise.
  private func mistakes(_ language: Language) -> [LabMistake] {
    SizesLab.mistakes(
      windows, on: axis, padding: left + right, language,
      isSame: mode == .same, extra: axis - input)
  }

  private static func mistakes(
    _ windows: Windows, on axis: Int, padding: Int, _ language: Language, isSame: Bool = false, extra: Int = 0
  ) -> [LabMistake] {
    var found: [LabMistake] = []
    func add(_ name: String, _ count: Int?, _ english: String, _ chinese: String) {
      if let count { found.append(LabMistake(name, Float(count), language(english, chinese))) }
    }
    func count(_ change: (inout Windows) -> Void, on length: Int? = nil) -> Int? {
      var copy = windows
      change(&copy)
      return copy.count(on: length ?? axis)
    }
    guard let right = windows.count(on: axis) else { return [] }
    if padding > 0 {
      add(
        "padding", count({ $0.padding = 0 }, on: axis - extra), "The padding was forgotten.", "忘了填充。")
      let once = windows.padding > 0 ? count({ $0.padding = 0 }, on: axis - extra + windows.padding) : nil
      add("paddingOnce", once, "The padding was counted once; it lies on both sides.", "填充只算了一次；两边都有。")
    }
    add(
      "rounding", count { $0.rounding = $0.rounding == .floor ? .ceil : .floor },
      windows.rounding == .floor
        ? "Rounded up. Here an incomplete last window is not laid."
        : "Rounded down. Here an incomplete last window is laid.",
      windows.rounding == .floor ? "这是向上取整；这里不放不完整的最后一个窗口。" : "这是向下取整；这里要放不完整的最后一个窗口。")
    add("plusOne", right - 1, "The + 1 is missing: the window where it begins counts too.", "少了 + 1：开头那个窗口也要算。")
    add("kernel", count { $0.kernel = 1 }, "The kernel was not subtracted.", "没有减去核宽。")
    if windows.stride > 1 {
      add("stride", count { $0.stride = 1 }, "That is at stride 1: divide by the stride.", "这是步长 1 的结果；还要除以步长。")
      add("noRounding", right + 1, "One too many: the +1 comes after rounding, once.", "多了一个：+1 只在取整之后加一次。")
    } else {
      add("twice", right + 1, "One too many: n − k + 1, with 1 added once.", "多了一个：n − k + 1，只加一次 1。")
    }
    add("input", axis - extra, "That is the input's own size.", "这是输入自己的尺寸。")
    if isSame { add("total", right + padding, "That is the padded size.", "这是填充后的尺寸。") }
    return found
  }

  private func impulseQuestion(_ language: Language) -> LabQuestion {
    let rows = impulse
    let index = min(place + 1, rows.count - 1)
    let answer = SizesLab.centre(rows[index]) ?? 0
    let before = SizesLab.centre(rows[index - 1]) ?? 0
    let start = Float(SizesLab.impulsePlace)
    return LabQuestion(
      place: place, label: language("centre after layer \(index)", "第 \(index) 层后的重心"), answer: answer,
      mistakes: [
        LabMistake(
          "stays", before, language("That is where it was before this layer.", "这是经过这一层之前的位置。")),
        LabMistake("start", start, language("That is where the 1 stood at first.", "这是最初那个 1 的位置。")),
        LabMistake(
          "direction", 2 * before - answer,
          language("Right distance, wrong direction: zeros at the right pull to the left.", "距离对，方向反：右边多的零把图案往左拉。")),
        LabMistake(
          "whole", (answer - before).rounded(.awayFromZero) + before,
          language("A whole pixel is too much: the two halves balance between pixels.", "整一个像素太多了：两半的重心在像素之间。")),
      ])
  }

  private func chainQuestion(_ run: ChainRun, _ language: Language) -> LabQuestion {
    guard run.rows.indices.contains(place) else {
      return LabQuestion(
        place: place, label: language("input", "输入"), form: .shape,
        answer: LabAnswer(run.input.map(Float.init)), mistakes: [])
    }
    let row = run.rows[place]
    let answer = LabAnswer(row.output.map(Float.init))
    func shape(_ numbers: [Int]) -> LabAnswer { LabAnswer(numbers.map(Float.init)) }
    var found: [LabMistake] = []
    if let kernel = row.kernel, row.input.count == 3 {
      let windows = Windows(kernel: kernel, stride: row.stride, padding: row.padding, rounding: rounding.rule)
      for mistake in SizesLab.mistakes(windows, on: row.input[1], padding: 2 * row.padding, language) {
        let side = mistake.value.numbers[0]
        found.append(LabMistake(mistake.name, LabAnswer([answer.numbers[0], side, side]), mistake.says))
      }
      let side = row.output[1]
      if row.kind == .convolution {
        found.append(
          LabMistake(
            "channels", shape([row.input[0], side, side]),
            language("Each kernel makes one map: as many channels as kernels.", "每个卷积核产生一张特征图，有多少个卷积核就有多少个通道。")))
      } else {
        found.append(
          LabMistake(
            "oneMap", shape([1, side, side]), language("Pooling keeps every channel apart.", "池化逐通道进行，通道数不变。")))
      }
      found.append(
        LabMistake("noChannels", shape([side, side]), language("The channels are missing in front.", "前面缺了通道数。")))
    } else if row.input.count == 3 {
      found = [
        LabMistake(
          "oneMap", shape([row.input[1] * row.input[2]]),
          language("That is one map. All channels come in a row.", "这只是一张特征图；所有通道都要排进去。")),
        LabMistake("shape", shape(row.input), language("Flattening makes one row of it.", "展平后是一长串。")),
      ]
    } else {
      found = [
        LabMistake(
          "inputs", shape(row.input), language("That is what it reads, not what it makes.", "这是读入的个数，不是产生的个数。"))
      ]
    }
    return LabQuestion(place: place, label: row.name, form: .shape, answer: answer, mistakes: found)
  }
}
