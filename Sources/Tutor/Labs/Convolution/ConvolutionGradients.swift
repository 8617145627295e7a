import Engine
import TextUI

/// What the picture of the convolution lab shows.
package enum ConvolutionPage: String, LabChoice {
  /// The kernel on a window.
  case window
  /// All windows as columns of a matrix.
  case im2col
  /// dL/d weight and dL/d input where dL/d output is 1 everywhere.
  case weightGradient = "dk"
  case inputGradient = "dx"

  package func name(_ language: Language) -> String {
    switch self {
    case .window: language("window", "窗口")
    case .im2col: "im2col"
    case .weightGradient: language("dK: weights", "dK：权重")
    case .inputGradient: language("dX: input", "dX：输入")
    }
  }

  var isGradient: Bool { self == .weightGradient || self == .inputGradient }
}

/// One summand of a gradient.
struct GradientTerm {
  /// The output cell through which it comes.
  let output: Index
  /// What dL/d output there is multiplied by.
  let factor: Float
}

/// Backwards: the loss is the sum of all output cells, so that dL/d output is 1 everywhere.
extension ConvolutionLab {
  /// `[sheets, rows, columns]` of what is marked in a gradient.
  var gradientShape: Shape {
    page == .weightGradient ? [channels, kernelRows, kernelColumns] : [channels, rows, columns]
  }

  /// `[sheet, row, column]`.
  var spotIndex: Index { gradientShape.index(at: min(spot, gradientShape.count - 1)) }

  /// The whole gradient as the engine's backward pass gives it, `[sheets, rows, columns]`.
  var gradient: Tensor {
    let run = run
    let ones = Tensor(run.output.shape, Array(repeating: 1, count: run.output.shape.count))
    let gradients = run.operation.backward(
      ones, input: run.input, output: run.output, run.parameters, .inference, .all)
    let own = page == .weightGradient ? gradients.weight : gradients.input
    return own?.reshaped(gradientShape) ?? Tensor(zeros: gradientShape)
  }

  /// What adds up to the marked number of the gradient.
  var gradientTerms: [GradientTerm] {
    let (run, index) = (run, spotIndex)
    if page == .inputGradient {
      return run.operation.influences(of: index, input: run.input, run.parameters).map {
        GradientTerm(output: $0.at, factor: $0.derivative)
      }
    }
    let map = index[0] / (channels / groups)
    let shape = outputShape
    return (0..<shape[1]).flatMap { row in
      (0..<shape[2]).compactMap { column -> GradientTerm? in
        let (y, x) = (row * stride - padding + index[1] * dilation, column * stride - padding + index[2] * dilation)
        guard (0..<rows).contains(y), (0..<columns).contains(x) else { return nil }
        return GradientTerm(output: [map, row, column], factor: input[index[0]][y][x])
      }
    }
  }

  var gradientName: String {
    let index = spotIndex
    let place = (channels == 1 ? Array(index.dropFirst()) : index).map(String.init).joined(separator: ",")
    return (page == .weightGradient ? "dK" : "dX") + "[\(place)]"
  }

  func gradientQuestion(_ language: Language) -> LabQuestion {
    let terms = gradientTerms
    var mistakes = [
      LabMistake(
        "oneWindow", terms.first?.factor ?? 0,
        language("That is one window's part. Every window adds its own.", "这只是一个窗口的份；每个窗口都要加上。"))
    ]
    if page == .inputGradient {
      let sheet = laidKernel[spotIndex[0]].joined().reduce(0, +)
      mistakes.append(
        LabMistake(
          "wholeKernel", sheet,
          language(
            "That is the sum of the whole kernel: right in the middle, not where fewer windows read the cell.",
            "这是整个卷积核之和：中间的格子是这样，边上读到它的窗口少。")))
      mistakes.append(
        LabMistake(
          "count", Float(terms.count),
          language("That counts the windows. Each passes back its weight.", "这是窗口的个数；每个窗口传回的是它的权重。")))
    } else {
      let sheet = input[spotIndex[0]].joined().reduce(0, +)
      mistakes.append(
        LabMistake(
          "wholeInput", sheet,
          language(
            "That is the sum of the whole input. This weight meets only the cells it slid over.",
            "这是整个输入之和；这个权重只碰到它滑过的那一块。")))
      mistakes.append(
        LabMistake(
          "weight", laidKernel[spotIndex[0]][spotIndex[1]][spotIndex[2]],
          language("That is the weight itself. Its gradient is made of inputs.", "这是权重本身；它的梯度由输入构成。")))
    }
    return LabQuestion(
      place: spot, label: gradientName, answer: gradient.data[spot], mistakes: mistakes)
  }

  func gradientArithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    let terms = gradientTerms
    if !view.showsWay(spot) {
      let text =
        page == .weightGradient
        ? view.language(
          "\(gradientName) = ?  What does this weight meet, window by window? dL/d out is 1.",
          "\(gradientName) = ?  这个权重在各窗口里碰到什么？dL/d out 处处是 1。")
        : view.language(
          "\(gradientName) = ?  What do the windows lay on this cell? dL/d out is 1.",
          "\(gradientName) = ?  各窗口在这一格上盖了什么？dL/d out 处处是 1。")
      return Array(Prose.wrap(StyledText(text, .muted), width: width).prefix(rows))
    }
    let role: Role = page == .weightGradient ? .input : .weight
    var sum = StyledText(gradientName + " = ", .muted)
    for (place, term) in terms.enumerated() {
      if place > 0 { sum.append(" + ", .muted) }
      sum += StyledText(LabNumber.factor(term.factor), Style(role)) + StyledText("·1", .muted)
    }
    if terms.isEmpty { sum.append("0", .muted) }
    let number = view.shows(spot) ? LabNumber.text(gradient.data[spot]) : "?"
    sum += StyledText(" = ", .muted) + StyledText(number, Style(.gradient, .bold))
    let lines = Prose.wrap(sum, width: width, hanging: 4)
    guard lines.count > rows else { return lines }
    let short =
      StyledText(gradientName + " = ", .muted)
      + StyledText(view.language("\(terms.count) summands = ", "\(terms.count) 项之和 = "), .muted)
      + StyledText(number, Style(.gradient, .bold))
    return Array(Prose.wrap(short, width: width, hanging: 4).prefix(rows))
  }

  func gradientCaption(_ language: Language) -> String {
    switch page {
    case .weightGradient:
      stride == 1 && padding == 0 && dilation == 1
        ? language(
          "The loss is the sum of all outputs. A weight's gradient is the sum of the block of inputs that it slid over: the same weight is used everywhere, so every window adds to it.",
          "损失取所有输出之和。一个权重的梯度，是它滑过的那一块输入之和：同一个权重处处使用，所以每个窗口都加上一份。")
        : language(
          "A weight's gradient adds the inputs it met in every window; with stride or dilation it skips some, in the padding it meets zeros.",
          "权重的梯度把它在每个窗口里碰到的输入加起来；步长和膨胀会跳过一些，填充处碰到的是零。")
    default:
      language(
        "A cell's gradient adds the weights that windows lay on it. In the middle that is the whole kernel; at the edge fewer windows reach it.",
        "一格的梯度，是各窗口盖在它上面的权重之和。中间的格子得到整个卷积核之和；边上够得着它的窗口少。")
    }
  }

  func gradientFormula(_ view: LabView) -> StyledText {
    let shape = outputShape
    let text =
      page == .weightGradient
      ? "dL/dK[i,j] = Σ dL/d out[y,x] · in[y·\(stride) + i\(dilation > 1 ? "·\(dilation)" : "")\(padding > 0 ? " − \(padding)" : ""), …]"
      : "dL/dX = Σ dL/d out · K"
    let windows = view.language("   over \(shape[1])×\(shape[2]) windows", "   共 \(shape[1])×\(shape[2]) 个窗口")
    return StyledText(text, .muted) + StyledText(windows, .muted)
  }

  // MARK: Blocks

  /// The two factors and the gradient of the marked sheet: a weight's gradient is made of inputs, an input's of weights.
  func gradientBlocks(_ view: LabView) -> [LabBlock] {
    let index = spotIndex
    let sheet = index[0]
    // Which numbers meet is half of the answer.
    let isOpen = view.showsWay(spot)
    let used = isOpen ? Set(gradientTerms.map(\.output)) : []
    let isWeights = page == .weightGradient
    let shape = outputShape
    let map = sheet / (channels / groups)
    let sent = (0..<shape[1]).map { row in
      (0..<shape[2]).map { column in
        NumberCell(
          "1", used.contains([map, row, column]) ? Style(.gradient, .bold).on(.window) : Style.faint.on(.panel))
      }
    }
    let gradient = gradient
    let extent = gradient.data.reduce(0) { max($0, abs($1)) }
    let grid = (0..<gradientShape[1]).map { row in
      (0..<gradientShape[2]).map { column -> NumberCell in
        let place = gradientShape.offset(of: [sheet, row, column])
        let isMarked = place == spot
        guard view.shows(place) else {
          return NumberCell(
            isMarked ? "?" : "·", isMarked ? Style(.text, .bold).on(.highlight) : Style.muted.on(.panel))
        }
        let value = gradient.data[place]
        let style =
          isMarked ? Style(.text, .bold).on(.highlight) : Style(.role(.text), on: .number(value, scale: extent))
        return NumberCell(LabNumber.text(value), style)
      }
    }
    let language = view.language
    return [
      isWeights ? metInputs(sheet, index, isOpen, language) : metWeights(sheet, index, isOpen, language),
      LabBlock(StyledText("dL/d out", Style(.gradient)), sent),
      LabBlock(
        StyledText(isWeights ? "dL/dK" : "dL/dX", Style(.gradient, .bold)), grid,
        cursor: GridPoint(column: index[2], row: index[1])),
    ]
  }

  /// The inputs that the marked weight meets stand out.
  private func metInputs(_ sheet: Int, _ index: Index, _ isOpen: Bool, _ language: Language) -> LabBlock {
    let cells = (0..<rows).map { row in
      (0..<columns).map { column in
        NumberCell(
          LabNumber.text(input[sheet][row][column]),
          isOpen && meets(row, column, index) ? Style(.text, .bold).on(.window) : Style.text.on(.panel))
      }
    }
    return LabBlock(StyledText(numbered(language("input", "输入"), sheet), Style(.input)), cells)
  }

  /// The weights that some window lays on the marked cell stand out.
  private func metWeights(_ sheet: Int, _ index: Index, _ isOpen: Bool, _ language: Language) -> LabBlock {
    let cells = laidKernel[sheet].enumerated().map { i, weights in
      weights.enumerated().map { j, weight in
        NumberCell(
          LabNumber.text(weight),
          isOpen && meets(index[1], index[2], [sheet, i, j]) ? Style(.text, .bold).on(.window) : Style.text.on(.panel))
      }
    }
    return LabBlock(StyledText(numbered(language("kernel", "卷积核"), sheet), Style(.weight)), cells)
  }

  /// Whether an input cell is met by the marked weight in some window.
  private func meets(_ row: Int, _ column: Int, _ index: Index) -> Bool {
    func isMet(_ cell: Int, _ tap: Int, _ count: Int) -> Bool {
      let start = cell + padding - tap * dilation
      return start >= 0 && start % stride == 0 && start / stride < count
    }
    return isMet(row, index[1], outputShape[1]) && isMet(column, index[2], outputShape[2])
  }
}
