import Engine
import TextUI

/// What the screen says about the marked number.
extension PoolingLab {
  package var source: SourceReference {
    switch view {
    case .forward, .shift: SourceReference(marked.map == 0 ? "MaxPooling" : "AveragePooling", at: "func forward")
    case .gradient: SourceReference("MaxPooling", at: "func backward")
    case .order: SourceReference(marked.map == 0 ? "MaxPooling" : "AveragePooling", at: "func forward")
    }
  }

  var cellName: String { "[\(marked.row),\(marked.column)]" }

  /// The terms of the marked window as the engine explains them.
  func explanation(_ map: Int, _ row: Int, _ column: Int, of grid: [[Float]]) -> Explanation {
    let operation: any Operation = map == 0 ? maximum : average
    return operation.explain([0, 0, row, column], input: PoolingLab.tensor(grid), .none, .inference)
  }

  // MARK: Formula

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    if self.view == .gradient {
      return StyledText(
        language(
          "max: all of it to the first winner    average: to every cell the same share",
          "最大：全部给第一个胜者    平均：每个元素分得相同的一份"), .muted)
    }
    if self.view == .order {
      return StyledText(
        language(
          "max(ReLU(x)) = ReLU(max(x)), always;  mean(ReLU(x)) ≥ ReLU(mean(x))",
          "max(ReLU(x)) 恒等于 ReLU(max(x))；mean(ReLU(x)) ≥ ReLU(mean(x))"), .muted)
    }
    let isWhole = (side + 2 * padding - kernel) % stride == 0
    let quotient = "(\(side) − \(kernel) + 2·\(padding))/\(stride)"
    let (open, close) = isCeil ? ("⌈", "⌉") : ("⌊", "⌋")
    return StyledText(
      language("size = ", "边长 = ") + (isWhole ? quotient : open + quotient + close) + " + 1 = ", .muted)
      + StyledText("\(size)", Style(.output, .bold))
      + StyledText(
        stride < kernel
          ? language("   overlapping by \(kernel - stride)", "   重叠 \(kernel - stride) 格")
          : language("", ""), .muted)
  }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let lines: [StyledText]
    switch self.view {
    case .forward: lines = [poolSentence(marked.map, of: grid, name: mapName(marked.map, view.language), view)]
    case .gradient: lines = [maxGradientSentence(view), averageGradientSentence(view)]
    case .shift: lines = [shiftSentence(0, view), shiftSentence(1, view)] + partSentence(view)
    case .order: lines = orderSentences(view)
    }
    return Array(lines.flatMap { Prose.wrap($0, width: width, hanging: 4) }.prefix(rows))
  }

  private func mapName(_ map: Int, _ language: Language) -> String {
    map == 0 ? language("max", "最大") : language("average", "平均")
  }

  /// `max[0,1] = max(2, 0, 1, 1) = 2`
  private func poolSentence(_ map: Int, of grid: [[Float]], name: String, _ view: LabView) -> StyledText {
    let language = view.language
    let place = marked
    let label = StyledText(name + cellName + " = ", .muted)
    guard view.showsWay(self.place) else {
      return label
        + StyledText(
          map == 0
            ? language("?  The largest number of the marked window. Type it.", "?  标出的窗口里最大的数。请输入。")
            : language("?  Add the marked window and divide by its cells. Type it.", "?  把标出的窗口加起来，除以元素个数。请输入。"), .muted
        )
    }
    let explanation = explanation(map, place.row, place.column, of: grid)
    let numbers = explanation.terms.map { term in
      StyledText(map == 0 ? LabNumber.text(term.input) : LabNumber.factor(term.input), Style(.input))
    }
    let result = view.shows(self.place) ? StyledText(LabNumber.text(explanation.value), Style(.output, .bold)) : "?"
    func joined(_ separator: String) -> StyledText {
      numbers.dropFirst().reduce(numbers.first ?? "") { $0 + StyledText(separator, .muted) + $1 }
    }
    if map == 0 { return label + StyledText("max(", .muted) + joined(", ") + StyledText(") = ", .muted) + result }
    // Each cell counts with its share; their number is the share's inverse.
    let first = explanation.terms.first { $0.contribution != 0 }
    let count = first.map { LabNumber.text($0.input / $0.contribution, digits: 0) } ?? "\(explanation.terms.count)"
    return label + StyledText("(", .muted) + joined(" + ") + StyledText(")/\(count) = ", .muted) + result
  }

  /// The windows that read the marked input cell.
  var readingWindows: [(row: Int, column: Int)] {
    let place = marked
    return (0..<size * size).map { ($0 / size, $0 % size) }.filter { window in
      let cells = cells(window.0, window.1)
      return cells.rows.contains(place.row) && cells.columns.contains(place.column)
    }
  }

  private func maxGradientSentence(_ view: LabView) -> StyledText {
    let language = view.language
    let place = marked
    let label = StyledText(language("max: dX", "最大：dX") + cellName + " = ", .muted)
    guard view.showsWay(self.place) else {
      return label
        + StyledText(
          language(
            "?  Which of the marked windows does this cell win? Add their gradients.", "?  标出的窗口中，这个元素赢了哪几个？把它们的梯度加起来。"),
          .muted)
    }
    let upstream = upstreamGrid
    let won = readingWindows.filter { window in
      winner(window.row, window.column).map { $0 == (place.row, place.column) } ?? false
    }
    let result =
      view.shows(self.place)
      ? StyledText(LabNumber.text(gradient(maximum, upstream)[place.row][place.column]), Style(.gradient, .bold)) : "?"
    if won.isEmpty {
      let note =
        readingWindows.isEmpty
        ? language("  no window reads it", "  没有窗口读到它") : language("  it wins no window", "  它没赢任何窗口")
      return label + result + StyledText(note, .muted)
    }
    var text = label
    for (index, window) in won.enumerated() {
      if index > 0 { text.append(" + ", .muted) }
      text.append(LabNumber.factor(upstream[window.row][window.column]), Style(.gradient))
    }
    if won.count > 1 || !view.shows(self.place) { text += StyledText(" = ", .muted) + result }
    let names = won.map { "[\($0.row),\($0.column)]" }.joined(separator: " ")
    return text + StyledText(language("  wins window \(names)", "  赢了窗口 \(names)"), .muted)
  }

  private func averageGradientSentence(_ view: LabView) -> StyledText {
    let language = view.language
    let place = marked
    let upstream = upstreamGrid
    var text = StyledText(language("average: dX", "平均：dX") + cellName + " = ", .muted)
    let reading = readingWindows
    guard !reading.isEmpty else {
      return text + StyledText("0", Style(.gradient, .bold))
        + StyledText(language("  no window reads it", "  没有窗口读到它"), .muted)
    }
    for (index, window) in reading.enumerated() {
      if index > 0 { text.append(" + ", .muted) }
      let share = share(average, window.row, window.column)[place.row][place.column]
      text.append(LabNumber.factor(upstream[window.row][window.column]), Style(.gradient))
      text.append("/" + LabNumber.text(1 / share, digits: 0), .muted)
    }
    text.append(" = ", .muted)
    return text
      + StyledText(LabNumber.text(gradient(average, upstream)[place.row][place.column]), Style(.gradient, .bold))
  }

  private func shiftSentence(_ map: Int, _ view: LabView) -> StyledText {
    let language = view.language
    let operation: any Operation = map == 0 ? maximum : average
    let isMarked = place == map
    let count = view.shows(map) ? "\(changes(operation))" : "?"
    return StyledText(isMarked ? "▸ " : "  ", Style(.focus, .bold))
      + StyledText(mapName(map, language) + language(": ", "："), .muted)
      + StyledText(count, Style(.output, .bold))
      + StyledText(
        language(
          " of \(size * size) outputs change when the input moves by \(shift)",
          " / \(size * size) 个输出在输入平移 \(shift) 后改变"),
        .muted)
  }

  /// What part of the outputs stays, and of which maps.
  private func partSentence(_ view: LabView) -> [StyledText] {
    guard let count = shiftCount, view.shows(0), view.shows(1) else { return [] }
    let language = view.language
    func percent(_ part: Double) -> String { FormatNumber.fixed(100 * part, digits: 0) + language.percentSign }
    func parts(_ parts: [Double]) -> String {
      let (most, mean) = (percent(parts[0]), percent(parts[1]))
      return language("\(most) of max and \(mean) of average stay", "最大不变 \(most)，平均不变 \(mean)")
    }
    let drawn = count.drawn.map {
      language(
        "of \(PoolingShift.maps) random \(side)×\(side) maps like this: ",
        "\(PoolingShift.maps) 张这样的 \(side)×\(side) 随机特征图：")
        + parts($0)
    }
    let continuous =
      language("away from edges, no two numbers equal: ", "不靠边、没有相等的数：") + parts(count.continuous)
    return [drawn, continuous].compactMap { $0 }.map { StyledText("  " + $0, .muted) }
  }

  private func orderSentences(_ view: LabView) -> [StyledText] {
    let language = view.language
    let map = marked.map
    let name = map == 0 ? "max" : language("average", "平均")
    let first = poolSentence(map, of: PoolingLab.relu(grid), name: language("ReLU, \(name) ", "ReLU→\(name) "), view)
    guard view.shows(place) else { return [first] }
    let before = explanation(map, marked.row, marked.column, of: grid).value
    let after = PoolingLab.relu([[before]])[0][0]
    return [
      first,
      StyledText(language("\(name), ReLU \(cellName) = ReLU(", "\(name)→ReLU \(cellName) = ReLU("), .muted)
        + StyledText(LabNumber.text(before), Style(.input)) + StyledText(") = ", .muted)
        + StyledText(LabNumber.text(after), Style(.output, .bold)),
    ]
  }
}
