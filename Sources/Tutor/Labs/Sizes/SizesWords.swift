import Engine
import TextUI

/// What the screen says about the sizes.
extension SizesLab {
  package var source: SourceReference {
    switch (chain, view) {
    case (.off, .impulse): SourceReference("Convolution", at: "func forward")
    default: SourceReference("Windows", at: "func count")
    }
  }

  /// `⌊(224 − 11 + 2 + 2)/4⌋ + 1`
  private func quotient(_ input: Int, _ kernel: Int, _ left: Int, _ right: Int, _ stride: Int) -> String {
    let sum = "(\(input) − \(kernel) + \(left) + \(right))/\(stride)"
    guard (input + left + right - kernel) % stride != 0 else { return sum + " + 1" }
    return rounding == .floor ? "⌊" + sum + "⌋ + 1" : "⌈" + sum + "⌉ + 1"
  }

  private func exact(_ room: Int, _ stride: Int) -> String { LabNumber.text(Float(room) / Float(stride)) }

  // MARK: Formula

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    func line(_ text: String, _ result: String) -> StyledText {
      StyledText(text + " = ", .muted) + StyledText(result, Style(.output, .bold))
    }
    if let run {
      guard run.rows.indices.contains(place) else { return StyledText() }
      let row = run.rows[place]
      let result = view.shows(place) ? "\(row.output[min(1, row.output.count - 1)])" : "?"
      guard let kernel = row.kernel else {
        return StyledText(
          language(
            row.kind == .linear ? "fully connected: every number is read" : "the maps become one long row",
            row.kind == .linear ? "全连接：每个数都要读" : "把所有的特征图排成一长串"), .muted)
      }
      guard view.showsWay(place) else {
        return StyledText(language("size = (n − k + 2·p)/s + 1", "尺寸 = (n − k + 2·p)/s + 1"), .muted)
      }
      return line(
        language("size", "尺寸") + " = " + quotient(row.input[1], kernel, row.padding, row.padding, row.stride), result)
    }
    let name = language("size", "尺寸") + " = "
    switch self.view {
    case .windows:
      guard view.showsWay(0) else { return StyledText(name + "(n − k + l + r)/s + 1", .muted) }
      return line(name + quotient(input, kernel, left, right, stride), view.shows(0) ? "\(size)" : "?")
    case .settings:
      let lab = SizesTable.lab(place, self)
      guard view.showsWay(place) else { return StyledText(name + "(n − k + l + r)/s + 1", .muted) }
      return line(
        name + lab.quotient(lab.input, kernel, lab.left, lab.right, stride), view.shows(place) ? "\(lab.size)" : "?")
    case .impulse:
      let (left, right) = impulsePadding
      return StyledText(
        language("each layer: padding \(left) + \(right), kernel \(kernel)", "每层：填充 \(left) + \(right)，核宽 \(kernel)"),
        .muted)
        + StyledText(
          (left + right - (kernel - 1)) == 0
            ? language(", the size stays", "，尺寸不变") : language(", the size changes", "，尺寸改变"),
          .muted)
    }
  }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    var lines = Prose.wrap(sentence(view), width: width, hanging: 4)
    if run == nil, self.view == .windows, view.shows(0) { lines += [divisionSentence(view, isShown: true)] }
    return Array(lines.prefix(rows))
  }

  private func sentence(_ view: LabView) -> StyledText {
    let language = view.language
    let asked = run == nil && self.view == .windows ? 0 : place
    if !view.showsWay(asked) {
      if let run, run.rows.indices.contains(place), run.rows[place].kernel == nil {
        return StyledText(
          run.rows[place].kind == .linear
            ? language("A fully connected layer makes as many numbers as it has units.", "全连接层有多少个神经元就输出多少个数。")
            : language("All numbers of all maps come in one row: how many are there?", "所有特征图的所有数排成一长串：一共多少个？"),
          .muted)
      }
      return StyledText(
        self.view == .impulse && run == nil
          ? language(
            "Where does the pattern balance after this layer? Type the place of ▲.", "经过这一层后，图案的重心在哪里？请输入 ▲ 的位置。")
          : language(
            "How many windows are there? Subtract the kernel, add the padding, divide by the stride, round, add 1.",
            "一共有几个窗口？减去核宽，加上填充，除以步长，取整，再加 1。"), .muted)
    }
    if let run { return chainSentence(run, view) }
    switch self.view {
    case .windows: return windowSentence(view)
    case .settings:
      let lab = SizesTable.lab(place, self)
      return lab.divisionSentence(view, isShown: view.shows(place))
    case .impulse: return impulseSentence(view)
    }
  }

  /// `window 3 starts at 3·4 − 2 = 10 and reads pixels 10 to 20`
  private func windowSentence(_ view: LabView) -> StyledText {
    let language = view.language
    let start = windows.start(ofWindow: place)
    let read = windows.cells(ofWindow: place, on: axis).filter { $0 < input }
    var text = StyledText(language("window \(place) starts at ", "窗口 \(place) 从 "), .muted)
    text.append("\(place)·\(stride) − \(left) = ", .muted)
    text.append("\(start)".replacingMinus, .strong)
    guard let first = read.first, let last = read.last else {
      return text + StyledText(language(" and reads padding only", " 开始，只读到填充"), .muted)
    }
    text.append(language(" and reads pixels ", " 开始，读像素 "), .muted)
    text.append(language("\(first) to \(last)", "\(first) 到 \(last)"), Style(.input, .bold))
    let zeros = kernel - read.count
    if zeros > 0 { text.append(language(" and \(zeros) zero\(zeros == 1 ? "" : "s")", " 和 \(zeros) 个零"), .muted) }
    return text
  }

  /// `(224 + 0 − 11)/4 = 53.25`
  private func divisionSentence(_ view: LabView, isShown: Bool) -> StyledText {
    let language = view.language
    let room = input + left + right - kernel
    var text = StyledText("(\(input) + \(left + right) − \(kernel))/\(stride) = ", .muted)
    text.append(exact(room, stride), .strong)
    guard isShown else { return text }
    if leftOver == 0 {
      return text + StyledText(language(", nothing left over", "，没有余数"), .muted)
    }
    return text
      + StyledText(
        rounding == .floor
          ? language(", \(leftOver) left over", "，余 \(leftOver)")
          : language(", \(leftOver) left over, rounded up", "，余 \(leftOver)，向上取整"), .muted)
  }

  private func impulseSentence(_ view: LabView) -> StyledText {
    let language = view.language
    let rows = impulse
    guard rows.indices.contains(place + 1) else { return StyledText() }
    let before = SizesLab.centre(rows[place])
    guard view.shows(place), let after = SizesLab.centre(rows[place + 1]) else {
      return StyledText(
        language("layer \(place + 1): from ", "第 \(place + 1) 层：从 ") + (before.map { LabNumber.text($0) } ?? "–")
          + " → ?", .muted)
    }
    let terms = rows[place + 1].enumerated().filter { $0.element > 1e-6 }
    // The largest parts of a long sum stand for it.
    let shown = terms.count <= 6 ? terms : Array(terms.prefix(5))
    var text = StyledText(language("centre = ", "重心 = "), .muted)
    for (index, term) in shown.enumerated() {
      if index > 0 { text.append(" + ", .muted) }
      text.append("\(term.offset)", Style(.input))
      text.append("·" + LabNumber.text(term.element, digits: 3), .muted)
    }
    if terms.count > shown.count { text.append(" + …", .muted) }
    let sum = rows[place + 1].reduce(0, +)
    if abs(sum - 1) > 1e-4 { text = StyledText("(", .muted) + text + StyledText(") / " + LabNumber.text(sum), .muted) }
    text.append(" = ", .muted)
    text.append(LabNumber.text(after), Style(.output, .bold))
    if let before {
      let shift = LabNumber.text(after - before)
      text.append(language("   moved by \(shift)", "   移动了 \(shift)"), .muted)
    }
    return text
  }

  private func chainSentence(_ run: ChainRun, _ view: LabView) -> StyledText {
    let language = view.language
    var text = StyledText()
    if run.rows.indices.contains(place) {
      let row = run.rows[place]
      text = StyledText(row.name + ": ", .muted) + StyledText(SizesChainPicture.shape(row.input), Style(.input))
      if row.kind == .flatten {
        text.append(" = " + row.input.map(String.init).joined(separator: "·"), .muted)
      }
      text.append(" → ", .muted)
      text.append(view.shows(place) ? SizesChainPicture.shape(row.output) : "?", Style(.output, .bold))
    }
    guard let refusal = run.refusal, view.predictions == nil || view.shows(run.rows.count - 1) else { return text }
    text.append("   ✗ \(refusal.layer) ", Style(.wrong, .bold))
    text.append(refusalText(refusal, language))
    // What would fit is a question of its own.
    if view.predictions == nil, let nearest = run.nearest {
      text.append(language("; nearest input that fits: \(nearest)", "；最近的合适输入：\(nearest)"), .strong)
      switch run.valid {
      case .range(let sizes) where sizes.count > 1:
        text.append(
          language(
            " (any from \(sizes.lowerBound) to \(sizes.upperBound) does)",
            "（\(sizes.lowerBound) 到 \(sizes.upperBound) 都行）"), .muted)
      case .from(let least): text.append(language(" (any from \(least) on does)", "（\(least) 以上都行）"), .muted)
      default: break
      }
    }
    return text
  }
}

extension String {
  /// With the typographic minus that the screens use.
  var replacingMinus: String { String(map { $0 == "-" ? "−" : $0 }) }
}
