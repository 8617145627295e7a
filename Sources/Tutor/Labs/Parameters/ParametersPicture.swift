import Engine
import TextUI

/// Table rows of the four views and where they stand; what is drawn beside them is in the files of the views.
extension ParametersLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    guard area.width > 0, area.height > 0 else { return }
    switch self.view {
    case .sharing: drawSharing(into: &buffer, area, view)
    case .usage: drawUsage(into: &buffer, area, view)
    case .network: drawNetwork(into: &buffer, area, view)
    case .stacks: drawStacks(into: &buffer, area, view)
    }
  }

  package func height(width: Int, _ view: LabView) -> Int {
    switch self.view {
    case .sharing: 12
    case .usage: map.kernel + 3
    case .network: layers.count + 2
    case .stacks: stack.summaries.count + 4
    }
  }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    switch self.view {
    case .sharing, .stacks, .network:
      let height = self.view == .network ? networkRowHeight(area) : 1
      let row = (point.y - area.y - 1) / height + firstRow(area, height)
      guard point.y > area.y, (0..<places).contains(row) else { return false }
      place = row
      return true
    case .usage:
      let layout = usageMap(view).layout(in: usageAreas(area, view).map)
      guard let cell = layout.point(at: point) else { return false }
      let side = map.side
      func window(_ cell: Int) -> Int { max(0, min(side - 1, (cell + map.padding - map.kernel / 2) / map.stride)) }
      place = window(cell.row) * side + window(cell.column)
      return true
    }
  }

  /// The first of the rows that are shown below a header: the marked one is among them.
  func firstRow(_ area: Rect, _ height: Int = 1) -> Int {
    let shown = (area.height - 1) / height
    return max(0, min(place - shown / 2, places - shown))
  }

  /// A table with a `▸` before the marked row.
  func drawTable(
    _ columns: [TableColumn], _ rows: [[StyledText]], marked: Int, into buffer: inout Buffer, _ area: Rect
  ) {
    let marks = rows.indices.map { StyledText($0 == marked ? "▸" : " ", Style(.focus, .bold)) }
    // The header is a row like the others: a rule under it would cost one that is needed.
    let header = [StyledText()] + columns.map(\.title)
    let table = Table(
      [TableColumn("")] + columns, [header] + zip(marks, rows).map { mark, row in [mark] + row }, header: false,
      gap: area.width >= 54 ? 2 : 1)
    let lines = table.lines(width: area.width)
    Prose.draw(Array(lines.prefix(1)), area, into: &buffer)
    Prose.draw(Array(lines.dropFirst()), area.cutTop(1).rest, into: &buffer, offset: firstRow(area))
  }

  /// `34,944`, or a question mark while it is to be predicted.
  func hidden(_ text: String, unless isShown: Bool, _ style: Style = .text) -> StyledText {
    isShown ? StyledText(text, style) : StyledText("?", Style(.text, .bold).on(.highlight))
  }

  // MARK: Three ways of wiring

  private func drawSharing(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let isNarrow = area.width < 70
    let columns = [
      TableColumn(language("wiring", "接法")),
      TableColumn(isNarrow ? language("reads", "读") : language("a unit reads", "每个神经元读"), .trailing),
      TableColumn(isNarrow ? language("sets", "组") : language("sets of weights", "权重组数"), .trailing),
      TableColumn(language("parameters", "参数"), .trailing),
      TableColumn(isNarrow ? language("uses", "用") : language("used", "每个用"), .trailing),
    ]
    let counts = Wiring.allCases.map { count($0) }
    let rows = zip(Wiring.allCases, counts).map { wiring, count -> [StyledText] in
      let isMarked = wiring.rawValue == place
      return [
        StyledText(wiring.name(language), isMarked ? .strong : .text),
        StyledText(FormatNumber.grouped(count.reads), Style(.input)),
        StyledText(FormatNumber.grouped(count.sets), .muted),
        hidden(
          FormatNumber.grouped(count.parameters), unless: view.shows(wiring.rawValue),
          Style(.weight, isMarked ? .bold : [])),
        StyledText(FormatNumber.grouped(count.uses) + "×", .muted),
      ]
    }
    let hasBars = area.width >= 96
    let table = hasBars ? area.cutLeft(76).left : area
    drawTable(columns, rows, marked: place, into: &buffer, table.cutTop(4).top)
    if hasBars { drawOrders(counts, into: &buffer, area.cutLeft(78).rest.cutTop(4).top, view) }
    let below = area.cutTop(5).rest
    guard below.height >= 5, below.width >= 40 else { return }
    WiringDiagram(language, marked: place).draw(into: &buffer, below)
  }

  /// Bars by powers of ten: other bars would show the largest only.
  private func drawOrders(_ counts: [WiringCount], into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let digits = counts.map { Float(String($0.parameters).count) }
    let title = view.language("powers of ten", "10 的几次方")
    buffer.put(StyledText(title, .muted), in: area)
    let bars = zip(Wiring.allCases, digits).map { wiring, value -> Bar in
      let isShown = view.shows(wiring.rawValue)
      return Bar("", isShown ? value : 0, text: isShown ? "10^\(Int(value) - 1)" : "?", Style(.weight))
    }
    BarChart(bars).draw(area.cutTop(1).rest, into: &buffer)
  }
}

/// The three ways of wiring on a row of seven inputs with a kernel of three: every weight has a letter, and letters that
/// come again are weights that are shared.
private struct WiringDiagram {
  private let language: Language
  private let marked: Int
  private static let inputs = 7
  private static let kernel = 3
  private let convolution = Convolution(outChannels: 1, kernel: 1, kernelWidth: kernel, hasBias: false)
  private let input: Shape = [1, 1, 1, inputs]

  init(_ language: Language, marked: Int) { (self.language, self.marked) = (language, marked) }

  private var outputs: Int { (try? convolution.outputShape(for: input)[3]) ?? 0 }

  private func weights(_ wiring: Wiring) -> Int {
    let (inputs, outputs) = (WiringDiagram.inputs, outputs)
    let full = try? Linear(inputs: inputs, outputs: outputs, hasBias: false).parameterShapes(for: [1, inputs])
    let shared = try? convolution.parameterShapes(for: input)
    switch wiring {
    case .full: return full?.first?.shape.count ?? 0
    case .shared: return shared?.first?.shape.count ?? 0
    case .local: return (shared?.first?.fanIn ?? 0) * outputs
    }
  }

  func draw(into buffer: inout Buffer, _ area: Rect) {
    let parts = area.columns([.weight(1), .weight(1), .weight(1)], gap: 3)
    for (wiring, part) in zip(Wiring.allCases, parts) { draw(wiring, part, into: &buffer) }
  }

  private func draw(_ wiring: Wiring, _ area: Rect, into buffer: inout Buffer) {
    let isMarked = wiring.rawValue == marked
    let count = weights(wiring)
    let title = isMarked ? StyledText("▸ ", Style(.focus, .bold)) : StyledText()
    let words = language("7 → \(outputs) with \(count) weights", "7 → \(outputs)：\(count) 个权重")
    buffer.put(title + StyledText(words, isMarked ? .strong : .muted), in: area)
    // Cells of inputs above, of outputs below, lines between, the letters under them.
    let rest = area.cutTop(1).rest
    let height = min(rest.height - 1, max(4, area.width / 3))
    let body = Rect(rest.x, rest.y + (rest.height - 1 - height) / 2, rest.width, height)
    let letters = StyledText(letters(wiring).joined(separator: "  "), Style(.weight))
    buffer.put(letters, in: Rect(body.x, body.bottom, body.width, 1), .centre)
    let canvas = body.cutTop(1).rest.cutBottom(1).rest
    guard canvas.height >= 1, canvas.width >= 14 else { return }
    let step = Float(canvas.width) / Float(WiringDiagram.inputs)
    func x(_ input: Float) -> Int { canvas.x + Int((input + 0.5) * step) }
    let shift = Float(WiringDiagram.inputs - outputs) / 2
    var braille = BrailleCanvas(columns: canvas.width, rows: canvas.height)
    for output in (0..<outputs).reversed() {
      let read = wiring == .full ? 0..<WiringDiagram.inputs : output..<output + WiringDiagram.kernel
      // Every weight has a colour of its own; where there are too many, those of the first unit stand out.
      for input in read {
        let style = lineStyle(wiring, output: output, tap: input - read.lowerBound)
        braille.line(
          2 * (x(Float(input)) - canvas.x), 0, 2 * (x(Float(output) + shift) - canvas.x), braille.dotRows - 1, style)
      }
    }
    braille.draw(canvas, into: &buffer)
    for input in 0..<WiringDiagram.inputs {
      buffer.put("■", x(Float(input)), body.y, Style(.input), clip: area)
    }
    for output in 0..<outputs {
      buffer.put("■", x(Float(output) + shift), body.bottom - 1, Style(.output), clip: area)
    }
  }

  private func lineStyle(_ wiring: Wiring, output: Int, tap: Int) -> Style {
    let own: [Role] = [.convolution, .pooling, .linear]
    switch wiring {
    case .full: return output == 0 ? Style(.weight) : .faint
    case .local: return output == 0 ? Style(.weight) : output % 2 == 1 ? .muted : .faint
    case .shared: return Style(own[tap % own.count])
    }
  }

  /// `abc def ghi`: a group for each unit.
  private func letters(_ wiring: Wiring) -> [String] {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    let kernel = WiringDiagram.kernel
    switch wiring {
    case .full: return ["a…g", "h…n", "o…u", "…"]
    case .local: return (0..<outputs).map { String(alphabet[$0 * kernel..<($0 + 1) * kernel]) }
    case .shared: return (0..<outputs).map { _ in String(alphabet[0..<kernel]) }
    }
  }
}
