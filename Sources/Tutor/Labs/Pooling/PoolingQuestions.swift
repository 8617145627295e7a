import Engine

/// What is asked in predict mode, and what wrong answers look like.
extension PoolingLab {
  package func question(_ language: Language) -> LabQuestion {
    switch view {
    case .forward:
      let place = marked
      return LabQuestion(
        place: self.place, label: (place.map == 0 ? language("max", "最大") : language("average", "平均")) + cellName,
        answer: outputs[place.map][place.row][place.column], mistakes: poolMistakes(of: grid, language))
    case .gradient: return gradientQuestion(language)
    case .shift: return shiftQuestion(language)
    case .order: return orderQuestion(language)
    }
  }

  package func hint(_ language: Language) -> String {
    switch view {
    case .forward: language("Look at the cells between the brackets once more.", "再看一遍方括号里的元素。")
    case .gradient: language("Ask of every marked window: is this cell its first largest?", "逐个窗口问：它是不是第一个最大的？")
    case .shift: language("Compare the two maps cell by cell.", "把两张特征图逐格对比。")
    case .order: language("First set the negative numbers to 0, then pool.", "先把负数变成 0，再池化。")
    }
  }

  private func poolMistakes(of grid: [[Float]], _ language: Language) -> [LabMistake] {
    let place = marked
    let isMax = place.map == 0
    let operation: any Operation = isMax ? maximum : average
    let here = pooled(operation, grid)
    var found: [LabMistake] = []
    func add(_ name: String, _ value: Float?, _ english: String, _ chinese: String) {
      if let value { found.append(LabMistake(name, value, language(english, chinese))) }
    }
    func at(_ map: [[Float]], _ row: Int, _ column: Int) -> Float? {
      map.indices.contains(row) && map[row].indices.contains(column) ? map[row][column] : nil
    }
    let other: any Operation = isMax ? average : maximum
    add(
      "other", at(pooled(other, grid), place.row, place.column),
      isMax ? "That is the average. Asked is the largest." : "That is the largest. Asked is the average.",
      isMax ? "这是平均；问的是最大。" : "这是最大；问的是平均。")
    let terms = explanation(place.map, place.row, place.column, of: grid).terms
    if isMax {
      let negated = grid.map { $0.map { -$0 } }
      add(
        "smallest", at(pooled(maximum, negated), place.row, place.column).map { -$0 },
        "That is the smallest of the window.", "这是窗口里最小的。")
      add("first", terms.first?.input, "That is the window's first number.", "这是窗口里的第一个数。")
    } else {
      // The engine's sum: the mean times the cells that it counted.
      let share = terms.first { $0.contribution != 0 }
      let count = share.map { $0.input / $0.contribution } ?? Float(terms.count)
      add(
        "sum", here[place.row][place.column] * count, "That is the sum. Divide by the number of cells.",
        "这是总和；还要除以元素个数。")
      var counting = average
      counting.countIncludePad.toggle()
      add(
        "count", at(pooled(counting, grid), place.row, place.column),
        countsPadding ? "Cells of the padding count here too." : "Only cells inside the map count.",
        countsPadding ? "这里填充的元素也要算进个数。" : "只算特征图内的元素。")
    }
    for step in [1, kernel] where step != stride {
      var windows = windows
      windows.stride = step
      let moved: any Operation =
        isMax ? MaxPooling(windows) : AveragePooling(windows, countIncludePad: countsPadding)
      add(
        step == 1 ? "stride1" : "noOverlap", at(pooled(moved, grid), place.row, place.column),
        "That is the window at stride \(step). Here it moves by \(stride).", "这是步长 \(step) 的窗口；这里每次移 \(stride) 格。")
    }
    add("swapped", at(here, place.column, place.row), "Row first, then column.", "先行后列。")
    for (down, right) in [(0, 1), (0, -1), (1, 0), (-1, 0)] {
      add(
        "neighbour", at(here, place.row + down, place.column + right),
        "That is the window beside it, [\(place.row + down),\(place.column + right)].",
        "这是旁边的窗口 [\(place.row + down),\(place.column + right)]。")
    }
    return found
  }

  private func gradientQuestion(_ language: Language) -> LabQuestion {
    let place = marked
    let upstream = upstreamGrid
    let reading = readingWindows
    let value = gradient(maximum, upstream)[place.row][place.column]
    var mistakes: [LabMistake] = []
    mistakes.append(
      LabMistake(
        "average", gradient(average, upstream)[place.row][place.column],
        language("That is the average's share. Max gives all to one cell.", "这是平均池化分到的；最大池化全给一个元素。")))
    if let first = reading.first {
      mistakes.append(
        LabMistake(
          "winner", upstream[first.row][first.column],
          value == 0
            ? language(
              "It loses: another cell of its window is larger, or equal and earlier.", "它输了：窗口里有更大的，或相等但更靠前的。")
            : language("That is one window's gradient. It wins several.", "这只是一个窗口的梯度；它赢了好几个。")))
    }
    mistakes.append(
      LabMistake(
        "all", reading.reduce(0) { $0 + upstream[$1.row][$1.column] },
        language("That is the sum of all windows that read it. It wins only some.", "这是所有读到它的窗口之和；它只赢了其中几个。")))
    mistakes.append(
      LabMistake("zero", 0, language("It does win a window.", "它确实赢了窗口。")))
    mistakes.append(
      LabMistake(
        "value", grid[place.row][place.column] * value,
        language("The gradient is passed on as it is, not times the number.", "梯度原样传回，不乘这个数。")))
    return LabQuestion(
      place: self.place, label: language("max: dX", "最大：dX") + cellName, answer: value, mistakes: mistakes)
  }

  private func shiftQuestion(_ language: Language) -> LabQuestion {
    let counts = [changes(maximum), changes(average)]
    let map = place
    let all = Float(size * size)
    return LabQuestion(
      place: map,
      label: map == 0 ? language("changed by max", "最大池化改变的个数") : language("changed by average", "平均池化改变的个数"),
      answer: Float(counts[map]),
      mistakes: [
        LabMistake(
          "invariant", 0, language("Pooling is not blind to shifts: some outputs do change.", "池化并非对平移视而不见：确有输出变了。")),
        LabMistake("all", all, language("Not all of them: some windows keep their number.", "不是全部：有的窗口数值没变。")),
        LabMistake("kept", all - Float(counts[map]), language("That is how many stay the same.", "这是没有变的个数。")),
        LabMistake(
          "other", Float(counts[1 - map]),
          map == 0
            ? language("That is the average's count.", "这是平均池化的个数。")
            : language("That is the max's count.", "这是最大池化的个数。")),
      ])
  }

  private func orderQuestion(_ language: Language) -> LabQuestion {
    let place = marked
    let operation: any Operation = place.map == 0 ? maximum : average
    let rectified = PoolingLab.relu(grid)
    let plain = pooled(operation)[place.row][place.column]
    let late = PoolingLab.relu([[plain]])[0][0]
    let name = place.map == 0 ? language("max", "最大") : language("average", "平均")
    return LabQuestion(
      place: self.place, label: language("ReLU, \(name) ", "ReLU→\(name) ") + cellName,
      answer: pooled(operation, rectified)[place.row][place.column],
      mistakes: [
        LabMistake("noReLU", plain, language("That is without ReLU.", "这是没有 ReLU 的结果。")),
        LabMistake(
          "late", late, language("That is with ReLU after pooling. Here it comes first.", "这是先池化后 ReLU；这里 ReLU 在前。")),
      ] + poolMistakes(of: rectified, language))
  }
}
