import Engine
import TextUI

/// The view of usage: the picture with the window, and the counter of every weight.
extension ParametersLab {
  struct UsageAreas {
    var map = Rect(0, 0, 0, 0)
    var counters = Rect(0, 0, 0, 0)
  }

  func usageAreas(_ area: Rect, _ view: LabView) -> UsageAreas {
    let below = area.cutTop(1).rest
    let counters = min(usageWidth * map.kernel, area.width * 2 / 3)
    let free = below.width - counters - 3
    // The map is about square; what is left over the counters get.
    let width = free >= 12 ? min(free, 2 * below.height) : below.width / 3
    let left = below.cutLeft(width).left
    let right = Rect(left.right + 3, below.y, below.right - left.right - 3, below.height)
    return UsageAreas(map: left, counters: right)
  }

  /// Columns of one counter.
  private var usageWidth: Int { max(4, String(map.windows).count + 1) }

  /// The input as a plain field with the window of the marked unit in it.
  func usageMap(_ view: LabView) -> HeatMap {
    let (row, column) = (place / map.side, place % map.side)
    let windows = map.convolution.rows
    let box = GridBox(
      column: windows.start(ofWindow: column), row: windows.start(ofWindow: row), columns: map.kernel,
      rows: map.kernel)
    /// Which cells of an axis the first `count` windows have read.
    func read(_ count: Int) -> [Bool] {
      var cells = Array(repeating: false, count: map.size)
      for window in 0..<count { for cell in windows.cells(ofWindow: window, on: map.size) { cells[cell] = true } }
      return cells
    }
    let (whole, above, part) = (read(map.side), read(row), read(column + 1))
    let (down, across) = (
      Set(windows.cells(ofWindow: row, on: map.size)), Set(windows.cells(ofWindow: column, on: map.size))
    )
    // What has been read so far is lighter, the window lightest.
    var values: [Float] = []
    values.reserveCapacity(map.size * map.size)
    for y in 0..<map.size {
      let isHere = down.contains(y)
      for x in 0..<map.size {
        let isRead = (above[y] && whole[x]) || (isHere && part[x])
        values.append(isHere && across.contains(x) ? 0.8 : isRead ? 0.45 : 0.2)
      }
    }
    let grid = Grid(columns: map.size, rows: map.size, values: values)
    return HeatMap(grid, .grey(minimum: 0, maximum: 1), box: box, centred: false)
  }

  func drawUsage(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let areas = usageAreas(area, view)
    let title = StyledText(language("input ", "输入 "), Style(.input)) + StyledText("\(map.size)×\(map.size)", .muted)
    buffer.put(title, in: Rect(areas.map.x, area.y, areas.map.width, 1))
    usageMap(view).draw(areas.map, into: &buffer)
    let isShown = view.shows(0)
    let counts = uses(upTo: place)
    let most = Float(counts.joined().max() ?? 1)
    let words = language("uses of each weight so far ", "各权重目前的使用次数 ")
    let isCut = areas.counters.height < map.kernel
    buffer.put(
      StyledText(words, Style(.weight)) + StyledText("\(map.kernel)×\(map.kernel)\(isCut ? " …" : "")", .muted),
      in: Rect(areas.counters.x, area.y, areas.counters.width, 1))
    let height = max(1, min(4, areas.counters.height / map.kernel))
    let width = max(1, min(areas.counters.width / map.kernel, usageWidth + 4))
    let isCompact = width < String(Int(most)).count + 1
    let cells = counts.map { row in
      row.map { count -> NumberCell in
        let text = isShown ? (isCompact ? "" : "\(count)") : "?"
        return NumberCell(text, Style(.role(.text), on: .weight(isShown ? Float(count) : 0, scale: most * 1.6)))
      }
    }
    NumberGrid(cells, cellWidth: width, cellHeight: height).draw(areas.counters, into: &buffer)
  }
}

/// The view of a whole network: a bar for each layer that has parameters.
extension ParametersLab {
  func networkRowHeight(_ area: Rect) -> Int { max(1, min(6, (area.height - 2) / max(1, layers.count))) }

  func drawNetwork(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let isWide = area.width >= 118
    let parts = isWide ? area.columns([.weight(1), .weight(1)], gap: 4) : [area]
    let measures = isWide ? [measure, measure == .parameters ? .macs : .parameters] : [measure]
    for (part, measure) in zip(parts, measures) { drawBars(measure, into: &buffer, part, view) }
  }

  private func drawBars(_ measure: Measure, into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let layers = layers
    let amounts = layers.map { measure == .parameters ? $0.parameters : $0.macs }
    let total = max(1, amounts.reduce(0, +))
    let most = Float(amounts.max() ?? 1)
    // What is not asked may be seen.
    let isAsked = measure == self.measure
    let height = networkRowHeight(area)
    let labels = layers.map { GlyphWidth.of($0.name) }.max() ?? 0
    let numbers = amounts.map { GlyphWidth.of(FormatNumber.grouped($0)) }.max() ?? 0
    let title = StyledText(measure.name(language), measure == .parameters ? Style(.weight) : Style(.accent))
    buffer.put(title + StyledText(language(" of \(network.rawValue)", "（\(network.rawValue)）"), .muted), in: area)
    let first = firstRow(area, height)
    for (index, layer) in layers.enumerated().dropFirst(first) {
      let y = area.y + 1 + (index - first) * height
      let line = Rect(area.x, y, area.width, 1).intersection(area)
      guard !line.isEmpty else { break }
      let isMarked = index == place
      if isMarked { buffer.put("▸", line.x, y, Style(.focus, .bold), clip: area) }
      buffer.put(layer.name, line.x + 2, y, isMarked ? .strong : .muted, clip: area)
      let isShown = !isAsked || view.shows(index)
      let text = isShown ? FormatNumber.grouped(amounts[index]) : "?"
      let share = isShown ? language.percent(Double(amounts[index]) / Double(total)) : ""
      let right = line.cutRight(8).right
      let number = line.cutRight(9).rest.cutRight(numbers).right
      buffer.put(StyledText(share, .muted), in: right, .trailing)
      buffer.put(
        isShown ? StyledText(text, isMarked ? .strong : .text) : hidden("", unless: false), in: number, .trailing)
      let bar = Rect(line.x + 2 + labels, y, number.x - line.x - 3 - labels, max(1, min(4, height - 1)))
        .intersection(area)
      guard isShown, !bar.isEmpty else { continue }
      let kind: Role = layer.kind == .linear ? .linear : .convolution
      let one = Bar("", Float(amounts[index]), Style(kind))
      BarChart(Array(repeating: one, count: bar.height), scale: most).draw(bar, into: &buffer)
    }
    let convolutions = zip(layers, amounts).filter { $0.0.kind == .convolution }.reduce(0) { $0 + $1.1 }
    let sum = area.y + 1 + (layers.count - first) * height
    // It would answer which layers hold most of them.
    guard sum < area.bottom, !isAsked || layers.indices.allSatisfy({ view.shows($0) }) else { return }
    let share = Double(convolutions) / Double(total)
    var line = StyledText(language("  total ", "  合计 "), .muted) + StyledText(FormatNumber.grouped(total), .strong)
    line.append(language("   convolutions ", "   卷积层 ") + language.percent(share), Style(.convolution))
    line.append(language("   fully connected ", "   全连接层 ") + language.percent(1 - share), Style(.linear))
    buffer.put(line, in: Rect(area.x, sum, area.width, 1))
  }
}

/// The view of stacks: a table of the one kernel and the layers of the stack, and what the stack sees.
extension ParametersLab {
  func drawStacks(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let (one, layers) = (single.summaries[0], stack.summaries)
    let last = layers.count + 1
    func row(_ name: String, _ channels: String, _ field: StyledText, _ weights: StyledText, _ macs: Int, _ place: Int)
      -> [StyledText]
    {
      [
        StyledText(name, place == self.place ? .strong : .text), StyledText(channels, .muted), field, weights,
        StyledText(FormatNumber.short(macs), .muted),
      ]
    }
    func side(_ layer: LayerSummary) -> String { "\(layer.receptiveField ?? 0)×\(layer.receptiveField ?? 0)" }
    var rows = [
      row(
        "\(field)×\(field)", "\(inputs) → \(width)", StyledText(side(one), Style(.input)),
        hidden(FormatNumber.grouped(one.weights), unless: view.shows(0), Style(.weight)), one.macs, 0)
    ]
    for (index, layer) in layers.enumerated() {
      rows.append(
        row(
          language("3×3, layer \(layer.name)", "3×3 第 \(layer.name) 层"), "\(layer.input[0]) → \(width)",
          hidden(side(layer), unless: view.shows(index + 1), Style(.input)),
          StyledText(FormatNumber.grouped(layer.weights), Style(.weight)), layer.macs, index + 1))
    }
    let total = layers.reduce(0) { $0 + $1.weights }
    rows.append([
      StyledText(language("stack", "整个堆叠"), place == last ? .strong : .text),
      StyledText(language("one : stack", "单个卷积核 : 堆叠"), .muted),
      hidden(FormatNumber.fixed(weightRatio, digits: 3), unless: view.shows(last), .strong),
      StyledText(FormatNumber.grouped(total), Style(.weight, .bold)),
      StyledText(FormatNumber.short(layers.reduce(0) { $0 + $1.macs }), .muted),
    ])
    let columns = [
      TableColumn(language("kernel", "卷积核")), TableColumn(language("channels", "通道")),
      TableColumn(language("sees", "感受野"), .trailing), TableColumn(language("weights", "权重"), .trailing),
      TableColumn(language("mult-adds", "乘加次数"), .trailing),
    ]
    let needed = 2 * field + 2
    let table = area.width - 58 >= needed ? area.cutLeft(56).left : area
    drawTable(columns, rows, marked: place, into: &buffer, table)
    // What is asked can be counted in the drawing.
    guard (1...layers.count).allSatisfy({ view.shows($0) }) else { return }
    if area.width - 58 >= needed {
      drawPyramid(into: &buffer, area.cutLeft(60).rest, view)
    } else if area.height - rows.count - 2 >= layers.count + 2 {
      drawPyramid(into: &buffer, area.cutTop(rows.count + 2).rest, view)
    }
  }

  /// One unit of the last layer above, and the cells that it sees below it, layer by layer.
  private func drawPyramid(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let levels = (field - 1) / 2
    let height = max(1, min(4, (area.height - 1) / (levels + 1)))
    let cell = max(2, min(6, area.width / field))
    let body = area.centred(width: cell * field, height: min(area.height, height * (levels + 1) + 1))
    let title = view.language("what one unit sees", "一个神经元的感受野")
    buffer.put(StyledText(title, .muted), in: Rect(area.x, body.y, area.width, 1), .centre)
    for level in 0...levels {
      let cells = 2 * level + 1
      let y = body.y + 1 + level * height
      let x = body.x + (field - cells) * cell / 2
      let role: Role = level == 0 ? .output : level == levels ? .input : .activation
      // The stack's last layer is at the top: level 1 is its input.
      let isMarked = place > 0 && place <= levels && levels - level == place
      for index in 0..<cells {
        let box = Rect(x + index * cell, y, cell - 1, max(1, height - 1)).intersection(area)
        buffer.fill(box, Style(isMarked ? .focus : role), "█")
      }
    }
  }
}
