import Engine
import TextUI

/// One product of the marked window.
struct WindowTerm {
  let input: Float
  let weight: Float
  let product: Float
  /// Cells of the padding are zeros that the picture does not have.
  let isPadding: Bool
}

/// What the screen says about the marked number.
extension ConvolutionLab {
  /// The products of one channel under the marked window, `[kernel rows][kernel columns]`, as the engine explains them.
  func windowTerms(of channel: Int) -> [[WindowTerm]] {
    let explanation = run.explain(map, row, column)
    var known: [Index: Explanation.Term] = [:]
    for term in explanation.terms where term.source[0] == channel { known[term.source] = term }
    let start = windowStart
    return laidKernel[channel].enumerated().map { i, weights in
      weights.enumerated().map { j, weight in
        guard let term = known[[channel, start.row + i * dilation, start.column + j * dilation]] else {
          return WindowTerm(input: 0, weight: weight, product: 0, isPadding: true)
        }
        return WindowTerm(input: term.input, weight: weight, product: term.contribution, isPadding: false)
      }
    }
  }

  // MARK: Arithmetic

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    if page.isGradient { return gradientArithmetic(width: width, rows: rows, view) }
    if !view.showsWay(place) {
      let text = view.language(
        "\(cellName) = ?  Lay the kernel on the marked window, multiply cell by cell, add. Type your prediction.",
        "\(cellName) = ?  把卷积核放到标出的窗口上，逐格相乘再相加。请输入你的预测。")
      return Array(Prose.wrap(StyledText(text, .muted), width: width).prefix(rows))
    }
    for detail in [Detail.spaced, .all, .withoutZeros, .subtotals] {
      let lines = lines(detail, width: width, view)
      // Room between the rows of the window is worth no line of its own.
      if detail == .spaced, lines.count > readLines { continue }
      if lines.count <= rows || detail == .subtotals { return Array(lines.prefix(rows)) }
    }
    return []
  }

  /// Lines that the sum takes where no line has to be broken.
  private var readLines: Int { readChannels.count == 1 ? 1 : readChannels.count + 1 }

  /// How much of a long sum is written out.
  private enum Detail { case spaced, all, withoutZeros, subtotals }

  private func lines(_ detail: Detail, width: Int, _ view: LabView) -> [StyledText] {
    let result = view.shows(place) ? StyledText(LabNumber.text(run[map, row, column]), Style(.output, .bold)) : "?"
    let name = StyledText(cellName + " = ", .muted)
    let each = runOfEachChannel
    if readChannels.count == 1, detail != .subtotals {
      let sum = name + products(of: readChannels.lowerBound, detail) + biasTerm(view) + " = " + result
      return Prose.wrap(sum, width: width, hanging: 4)
    }
    if readChannels.count == 1 { return sumOfRows(name, result, width: width, view) }
    var lines: [StyledText] = []
    var total = name
    for channel in readChannels {
      let subtotal = each[channel, row, column]
      if detail != .subtotals {
        let head = StyledText(view.language("channel \(channel): ", "通道 \(channel)："), .muted)
        let sum = head + products(of: channel, detail) + " = " + StyledText(LabNumber.text(subtotal), .strong)
        lines += Prose.wrap(sum, width: width, hanging: 4)
      }
      if channel > readChannels.lowerBound { total += " + " }
      total += StyledText(LabNumber.factor(subtotal), .strong)
    }
    let note = StyledText(view.language("  (the channels' sums)", "（各通道之和）"), .muted)
    return lines
      + Prose.wrap(
        total + biasTerm(view) + " = " + result + (detail == .subtotals ? note : ""), width: width, hanging: 4)
  }

  /// A large kernel in a small window: one summand for each row of the kernel.
  private func sumOfRows(_ name: StyledText, _ result: StyledText, width: Int, _ view: LabView) -> [StyledText] {
    let rows = laidKernel[0].indices.map { only -> StyledText in
      let kernel = laidKernel.map { sheet in
        sheet.enumerated().map { row, weights in row == only ? weights : weights.map { _ in 0 } }
      }
      return StyledText(LabNumber.factor(run(kernel: kernel, bias: 0)[map, row, column]), .strong)
    }
    let sum = rows.dropFirst().reduce(rows[0]) { $0 + " + " + $1 }
    let note = StyledText(view.language("  (row by row)", "（逐行之和）"), .muted)
    return Prose.wrap(name + sum + biasTerm(view) + " = " + result + note, width: width, hanging: 4)
  }

  private func biasTerm(_ view: LabView) -> StyledText {
    guard bias != 0 else { return StyledText() }
    return " + " + StyledText(LabNumber.factor(bias), Style(.accent))
      + StyledText(view.language(" bias", " 偏置"), .muted)
  }

  /// `0·1 + 1·0 + 2·(−1)  +  …`, row by row. A term does not break: its spaces come only around the plus.
  private func products(of channel: Int, _ detail: Detail) -> StyledText {
    var text = StyledText()
    for terms in windowTerms(of: channel) {
      let shown = detail == .withoutZeros ? terms.filter { $0.product != 0 } : terms
      for (index, term) in shown.enumerated() {
        if !text.isEmpty { text.append(index == 0 && detail == .spaced ? "  +  " : " + ", .muted) }
        text.append(LabNumber.factor(term.input), term.isPadding ? .faint : Style(.input))
        text.append("·", .muted)
        text.append(LabNumber.factor(term.weight), Style(.weight))
      }
    }
    return text.isEmpty ? "0" : text
  }

  // MARK: Shapes

  package func formula(_ view: LabView) -> StyledText {
    if page.isGradient { return gradientFormula(view) }
    if page == .im2col { return matrixFormula(view) }
    let shape = outputShape
    func side(_ name: String, _ length: Int, _ kernel: Int, _ out: Int) -> StyledText {
      let span = Windows(kernel: kernel, dilation: dilation).extent
      let isWhole = (length + 2 * padding - span) % stride == 0
      let spanText = dilation == 1 ? "\(span)" : "(\(dilation)·(\(kernel) − 1) + 1)"
      let quotient = "(\(length) − \(spanText) + 2·\(padding))/\(stride)"
      return StyledText("\(name) = " + (isWhole ? quotient : "⌊" + quotient + "⌋") + " + 1 = ", .muted)
        + StyledText("\(out)", Style(.output, .bold))
    }
    if rows == columns, kernelRows == kernelColumns {
      return side(view.language("size", "边长"), rows, kernelRows, shape[1])
    }
    return side(view.language("rows", "行"), rows, kernelRows, shape[1]) + "   "
      + side(view.language("columns", "列"), columns, kernelColumns, shape[2])
  }

  // MARK: Caption

  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    if view.shows(page.isGradient ? spot : place) { return caption(view.language) }
    return page.isGradient
      ? view.language("The loss is the sum of all outputs.", "损失取所有输出之和。")
      : view.language(
        "Say it before you uncover it: the same weights at every window.", "先预测，再揭晓：每个窗口用同一组权重。")
  }

  package func caption(_ language: Language) -> String {
    if page.isGradient { return gradientCaption(language) }
    if page == .im2col { return matrixCaption(language) }
    if isImpulse {
      return isFlipped
        ? language(
          "With the flip on, a single 1 prints the kernel the right way round: that is what a true convolution is for.",
          "翻转打开时，单个 1 把卷积核正着印出来：真正的卷积就是这样定义的。")
        : language(
          "A single 1 prints the kernel into the output, turned by 180 degrees: each weight meets the 1 from the other side.",
          "单个 1 把卷积核转 180 度印在输出里：每个权重都从另一侧碰到它。")
    }
    if isFlipped {
      return kernel == turnedKernel
        ? language(
          "This kernel equals itself turned by 180 degrees: flipping it changes nothing.",
          "这个卷积核转 180 度后还是自己，翻不翻转结果都一样。")
        : language(
          "True convolution turns the kernel by 180 degrees first. Networks do not; they would learn it turned instead.",
          "真正的卷积先把卷积核转 180 度。网络不转：要转的话，它学到的就是转过的卷积核。")
    }
    if groups > 1 {
      return language(
        "\(groups) groups: each map reads its own \(channels / groups) of \(channels) channels; nothing crosses over.",
        "\(groups) 组：每张特征图只读自己的 \(channels / groups) 个通道（共 \(channels) 个），互不相通。")
    }
    if channels > 1 {
      return language(
        "One kernel has \(channels) slices. Each multiplies its own channel; the sums are added to one number, not averaged.",
        "一个卷积核有 \(channels) 组权重，各乘自己的通道；各组之和再相加成一个数，不取平均。")
    }
    if let unread { return unread(language) }
    if dilation > 1 {
      let span = Windows(kernel: kernelRows, dilation: dilation).extent
      return language(
        "Dilation \(dilation) spreads the same \(kernelRows * kernelColumns) weights over \(span)×\(span) cells: it sees farther for the same price.",
        "膨胀 \(dilation) 把同样 \(kernelRows * kernelColumns) 个权重铺在 \(span)×\(span) 格上：代价不变，看得更远。")
    }
    if padding > 0 {
      return language(
        "The frame of zeros lets the kernel stand on the edge. There some products are 0, so answers at the edge differ.",
        "四周的零让卷积核能放到边上；那里有些乘积是 0，所以边上的结果不一样。")
    }
    if bias != 0 {
      return language(
        "The bias is added once to every output number: it lifts the whole map.", "偏置在每个输出上加一次：整张特征图一起抬高。")
    }
    return presetCaption(language)
  }

  private var isImpulse: Bool {
    channels == 1 && input[0].joined().filter { $0 != 0 }.count == 1 && kernel[0].joined().filter { $0 != 0 }.count > 1
  }

  /// Where the stride leaves cells at the right and below that no window reads.
  private var unread: ((Language) -> String)? {
    guard stride > 1 else { return nil }
    let stride = stride
    let left = (columns + 2 * padding - Windows(kernel: kernelColumns, dilation: dilation).extent) % stride
    if left > padding {
      let count = left - padding
      return { language in
        language(
          "Stride \(stride) leaves \(count) column\(count == 1 ? "" : "s") at the right that no window ever reads.",
          "步长 \(stride) 使右边有 \(count) 列永远没有窗口去读。")
      }
    }
    return { language in
      language(
        "Stride \(stride) keeps one row and one column in \(stride) of the output at stride 1; the rest is never computed.",
        "步长 \(stride) 等于在步长 1 的输出里每 \(stride) 行、每 \(stride) 列取一个，其余的不算。")
    }
  }

  private func presetCaption(_ language: Language) -> String {
    switch preset {
    case .edge:
      language(
        "One output cell: lay the kernel on a window, multiply cell by cell, add. Flat windows answer 0, upright edges do not.",
        "一个输出格：把卷积核放到窗口上，逐格相乘再相加。平坦处得 0，竖直的边不是 0。")
    case .sobel:
      language(
        "The edge kernel turned: it answers to level edges; along upright ones it gives 0.",
        "把边缘卷积核转过来：它回应水平的边，在竖直的边上得 0。")
    case .blur:
      language("All weights are equal and sum to 1: every output is the mean of its window.", "权重全相等、和为 1：每个输出是窗口的平均。")
    case .sharpen:
      language(
        "The weights sum to 1: flat areas stay as they are, differences from the neighbours grow.",
        "权重之和是 1：平坦处不变，与邻居的差别被放大。")
    case .identity:
      language(
        "A single 1 in the middle copies the input. Move the 1 with e, and the picture moves.",
        "正中一个 1 等于照抄输入。按 e 把 1 挪开，输出也跟着挪。")
    case .corner:
      language(
        "It answers 0 on flat areas and along straight edges: only at corners it does not.", "平坦处和直边上都得 0：只有角点处不是 0。")
    case nil:
      language(
        "Your own kernel: the same weights at every window. What does it look for?", "你自己的卷积核：每个窗口用同一组权重。它在找什么？")
    }
  }
}
