import Engine
import TextUI

/// One number of a stage, opened: the numbers it is made of and how they are put together, for every kind of stage.
struct NumberView {
  let screen: WalkScreen
  let context: Context
  let language: Language
  let model: WalkModel
  let grid: StageGrid
  let index: Index
  let explanation: Explanation?

  init(_ screen: WalkScreen, _ context: Context) {
    self.screen = screen
    self.context = context
    language = context.language
    model = context.walk
    grid = screen.grid(context)
    index = grid.index(screen.cell)
    explanation = context.walk.explain(screen.stage, at: index)
  }

  var summary: LayerSummary? { screen.summary(context) }
  var name: String { model.stageNames[screen.stage] }
  var title: String { "\(name)[\(index.map(String.init).joined(separator: ", "))]" }
  /// The input of this stage, without the batch.
  var input: Tensor? { screen.stage == 0 ? nil : model.output(screen.stage - 1) }
  var inputScale: Float {
    guard screen.stage > 0 else { return 1 }
    return model.digests[screen.stage - 1].scale
  }

  /// What the colours of the stage before mean.
  private var inputLegend: Legend {
    var before = screen
    (before.stage, before.isBackward) = (screen.stage - 1, false)
    return WalkViews(before, context).legend
  }

  func draw(_ buffer: inout Buffer, _ area: Rect) {
    guard let explanation else { return WalkViews(screen, context).drawWaiting(&buffer, area.inset(2, 1)) }
    let (foot, upper) = area.cutBottom(area.height >= 24 ? 4 : 3)
    var hasScale = false
    switch explanation.rule {
    // Each of its columns has its own scale beside its name.
    case .sumOfProducts where summary?.kind == .convolution: drawConvolution(&buffer, upper, explanation)
    case .sumOfProducts: drawLinear(&buffer, upper, explanation)
    case .maximum, .mean:
      drawWindow(&buffer, upper, explanation)
      hasScale = true
    case .localResponse: hasScale = drawNormalization(&buffer, upper, explanation)
    case .gate: hasScale = drawGate(&buffer, upper, explanation)
    case .exponentialShare: drawShares(&buffer, upper, explanation)
    case .copy: hasScale = drawCopy(&buffer, upper, explanation)
    }
    drawFoot(&buffer, foot.inset(1, 0), explanation, hasScale)
  }

  // MARK: What all have

  func number(_ value: Float, _ digits: Int = 4) -> String { FormatNumber.significant(Double(value), digits: digits) }

  func signed(_ value: Float, _ digits: Int = 4) -> StyledText {
    let role: Role = value < 0 ? .negative : value > 0 ? .positive : .muted
    return StyledText((value > 0 ? "+" : "") + number(value, digits), Style(role, .bold))
  }

  /// A number behind a name or a plus: one below zero stands in parentheses, or it would read as a subtraction.
  func summand(_ value: Float, _ digits: Int = 4) -> StyledText {
    let text = number(value, digits)
    let role: Role = value < 0 ? .negative : value > 0 ? .positive : .muted
    return StyledText(value < 0 ? "(\(text))" : text, Style(role, .bold))
  }

  /// The result, and what the next layer makes of it.
  private func drawFoot(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation, _ hasScale: Bool) {
    var lines = Prose.wrap(NumberSentences(self, explanation).result, width: area.width, hanging: 2)
    if let next = nextLine, lines.count < area.height { lines.append(next) }
    let note = StyledText(NumberSentences(self, explanation).note, .muted)
    let noteLines = Prose.wrap(note, width: area.width)
    if lines.count + noteLines.count <= area.height { lines += noteLines }
    Prose.draw(lines, area, into: &buffer)
    guard hasScale else { return }
    let legend = inputLegend
    let last = lines.count < area.height ? 0 : lines.last?.width ?? 0
    if last + legend.text.width + 2 <= area.width {
      legend.draw(area.cutBottom(1).bottom, into: &buffer, .trailing)
    }
  }

  /// The next stage's number at the same place, where the next stage makes each of its numbers from the one at its place.
  private var nextLine: StyledText? {
    let next = screen.stage + 1
    guard let output = model.output(next), model.architecture.layers.indices.contains(next - 1),
      model.architecture.layers[next - 1].operation.keepsPlaces
    else { return nil }
    let value = output.data[grid.offset(screen.cell)]
    let after = model.stageNames[next]
    return StyledText(language("then \(after) makes it ", "接着 \(after) 把它变成 "), .muted)
      + StyledText(number(value), .strong)
      + StyledText(language("   (> follows it)", "   （> 跟过去）"), .muted)
  }

  /// The picture with the receptive field boxed, or the input map with the window boxed.
  ///
  /// Returns whether it has the colours of numbers.
  @discardableResult
  func drawSource(_ buffer: inout Buffer, _ area: Rect, channel: Int, terms: [Explanation.Term]) -> Bool {
    guard screen.stage > 1, let input, input.shape.rank == 3 else {
      WalkViews(screen, context).drawPicture(&buffer, area)
      return false
    }
    let source = StageGrid(input.shape)
    let title = language(
      "\(model.stageNames[screen.stage - 1]) · map \(channel)",
      "\(model.stageNames[screen.stage - 1]) · 特征图 \(channel)")
    let inner = Panel(title).draw(area, into: &buffer)
    let cells = terms.filter { $0.source.first == channel && $0.source.count == 3 }
    let rows = cells.map { $0.source[1] }
    let columns = cells.map { $0.source[2] }
    var box: GridBox?
    if let top = rows.min(), let bottom = rows.max(), let left = columns.min(), let right = columns.max() {
      box = GridBox(column: left, row: top, columns: right - left + 1, rows: bottom - top + 1)
    }
    HeatMap(source.map(channel, of: input), .diverging(scale: inputScale), box: box).draw(inner, into: &buffer)
    return true
  }

  /// Left the source, right the rest; the source is left out where there is no room for both.
  func split(_ area: Rect, rest: Int) -> (source: Rect, rest: Rect) {
    let side = min(2 * (area.height - 2) + 2, area.width - rest - 3)
    guard side >= 18 else { return (Rect(area.x, area.y, 0, 0), area.inset(1, 0)) }
    let (source, right) = area.cutLeft(side)
    return (source, right.cutLeft(2).rest.cutRight(1).rest)
  }

  // MARK: A window of a map

  private func drawWindow(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    let (source, right) = split(area, rest: 34)
    if !source.isEmpty {
      drawSource(&buffer, source, channel: explanation.terms.first?.source.first ?? 0, terms: explanation.terms)
    }
    let rows = Set(explanation.terms.map { $0.source[1] }).sorted()
    let columns = Set(explanation.terms.map { $0.source[2] }).sorted()
    let isMaximum = explanation.rule == .maximum
    let winner = isMaximum ? explanation.terms.first { $0.contribution == explanation.value } : nil
    var cells: [[NumberCell]] = []
    for row in rows {
      cells.append(
        columns.map { column in
          guard let term = explanation.terms.first(where: { $0.source[1] == row && $0.source[2] == column }) else {
            return NumberCell("")
          }
          let isWinner = term.source == winner?.source
          let style =
            isWinner ? Style(.text, .bold).on(.highlight) : Style.text.on(.diverging(term.input, scale: inputScale))
          return NumberCell((isWinner ? "▸" : "") + number(term.input, 3), style)
        })
    }
    let title =
      isMaximum ? language("the window: the largest wins", "窗口：最大者胜") : language("the window: its mean", "窗口：取平均")
    buffer.put(StyledText(title, .accent), in: right.cutTop(1).top)
    let tall = rows.count * 3 + 6 <= right.height
    let numbers = NumberGrid(cells, cellWidth: max(8, NumberGrid.cellWidth(for: cells)), cellHeight: tall ? 3 : 1)
    let place = Rect(right.x, right.y + 2, right.width, right.height - 2)
    numbers.draw(place, into: &buffer)
    let below = place.cutTop(numbers.size.rows + 1).rest
    var text = StyledText(
      language("rows \(span(rows)), columns \(span(columns)) of ", "第 \(span(rows)) 行、第 \(span(columns)) 列，来自 ")
        + model.stageNames[screen.stage - 1] + language(", map \(index[0])", " 的特征图 \(index[0])"), .muted)
    if let winner {
      text +=
        StyledText(language("\nwinner: ", "\n胜者："))
        + StyledText("[\(winner.source.map(String.init).joined(separator: ", "))]", .strong)
    }
    Prose.draw(text, below, into: &buffer)
  }

  private func span(_ values: [Int]) -> String { "\(values.first ?? 0)–\(values.last ?? 0)" }

  // MARK: One number in, one number out

  private func drawGate(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) -> Bool {
    guard let term = explanation.terms.first else { return false }
    let isMap = term.source.count == 3
    let (source, right) = isMap ? split(area, rest: 40) : (Rect(0, 0, 0, 0), area.inset(1, 0))
    let hasScale =
      !source.isEmpty && drawSource(&buffer, source, channel: term.source[0], terms: explanation.terms)
    let open = explanation.value != 0 || term.input == 0
    let rule =
      StageFacts(
        summary: model.summaries[screen.stage - 1], operation: model.architecture.layers[screen.stage - 1].operation,
        language: language
      ).formulas.first ?? StyledText()
    let kind = summary?.kind
    let state: StyledText =
      kind == .relu
      ? (open && term.input > 0
        ? StyledText(
          language("✓ the gate is open: the number passes unchanged", "✓ 门开着：数值原样通过"), Style(.correct, .bold))
        : StyledText(
          language("✗ the gate is shut: what is not positive becomes 0", "✗ 门关着：不为正的都变成 0"), Style(.wrong, .bold)))
      : StyledText(language("the number is squashed", "数值被压缩"), .accent)
    let lines = [
      rule, StyledText(),
      StyledText("x = ", .muted) + signed(term.input, 5) + StyledText("   →   y = ", .muted)
        + signed(explanation.value, 5),
      StyledText(), state,
    ]
    let wrapped = lines.flatMap { Prose.wrap($0, width: right.width) }
    let (text, below) = right.cutTop(wrapped.count + 1)
    Prose.draw(wrapped, text, into: &buffer)
    drawCurve(&buffer, below, term.input)
    return hasScale
  }

  /// The curve of the activation function with the number on it, computed by the operation itself.
  private func drawCurve(_ buffer: inout Buffer, _ area: Rect, _ value: Float) {
    guard area.height >= 5, area.width >= 20, screen.stage > 0, value.isFinite else { return }
    let operation = model.architecture.layers[screen.stage - 1].operation
    let reach = max(3, min(abs(value), 1e30) * 1.5)
    let steps = 120
    let xs = (0...steps).map { -reach + 2 * reach * Float($0) / Float(steps) }
    let curve = operation.forward(Tensor([1, xs.count], xs), .none, .inference)
    let points = zip(xs, curve.data).map { PlotPoint($0, $1) }
    let width = min(area.width, 60)
    let plot = LinePlot(
      [Series(language.kind(summary?.kind), points, Style(.activation))], x: -reach...reach, marker: value, names: false
    )
    plot.draw(Rect(area.x, area.y, width, min(area.height, width / 3)), into: &buffer)
  }

  private func drawCopy(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) -> Bool {
    if let dropout = screen.stage > 0 ? model.architecture.layers[screen.stage - 1].operation as? Dropout : nil {
      DropoutView(self, dropout).draw(&buffer, area, explanation)
      return false
    }
    let (source, right) = split(area, rest: 40)
    let hasSource = !source.isEmpty && (screen.stage == 0 || explanation.terms.first?.source.count == 3)
    let hasScale =
      hasSource
      && drawSource(&buffer, source, channel: explanation.terms.first?.source[0] ?? index[0], terms: explanation.terms)
    let place = hasSource ? right : area.inset(1, 0)
    let lines = NumberSentences(self, explanation).copy.flatMap { Prose.wrap($0, width: place.width) }
    Prose.draw(lines, place, into: &buffer)
    return hasScale
  }
}
