import Engine
import TextUI

/// The upper two levels of the walk: a stage with its maps, and one map beside the picture.
struct WalkViews {
  let screen: WalkScreen
  let context: Context
  let language: Language
  let model: WalkModel
  let grid: StageGrid

  init(_ screen: WalkScreen, _ context: Context) {
    self.screen = screen
    self.context = context
    language = context.language
    model = context.walk
    grid = screen.grid(context)
  }

  var output: Tensor? { model.output(screen.stage) }
  var statistics: Statistics? { model.statistics.indices.contains(screen.stage) ? model.statistics[screen.stage] : nil }
  /// What the full blue or orange stands for on this stage's maps.
  var scale: Float { model.scales.indices.contains(screen.stage) ? model.scales[screen.stage] : 1 }
  var palette: Palette { .diverging(scale: scale) }

  var strip: NetworkStrip {
    NetworkStrip(
      architecture: model.architecture, summaries: model.summaries, arrived: model.stages.count, selected: screen.stage)
  }

  // MARK: A stage

  private struct StageAreas {
    var strip: Rect
    var map: Rect
    var thumbnails: Rect
    var facts: Rect
    var words: Rect
  }

  private func areas(_ area: Rect) -> StageAreas {
    let size = Size(area.width, area.height)
    let (strip, belowStrip) = area.cutTop(NetworkStrip.height(for: size))
    let wordRows = area.height >= 34 ? 5 : area.height >= 26 ? 4 : area.height >= 20 ? 3 : 2
    let (words, middle) = belowStrip.cutBottom(wordRows)
    let factsWidth = area.width >= 150 ? 56 : area.width >= 96 || grid.isVector ? 44 : 40
    let (facts, left) = middle.cutRight(factsWidth)
    // The large map is square: a cell is two pixels high.
    let side = min(left.width - 12, 2 * (middle.height - 2) + 2)
    let (map, thumbnails) = left.cutLeft(grid.isVector ? left.width : side)
    return StageAreas(strip: strip, map: map, thumbnails: thumbnails, facts: facts, words: words)
  }

  func drawStage(_ buffer: inout Buffer, _ area: Rect) {
    let areas = areas(area)
    strip.draw(into: &buffer, areas.strip.inset(1, 0))
    if grid.isVector {
      drawVector(&buffer, areas.map)
    } else {
      drawLargeMap(&buffer, areas.map, cursor: nil)
      drawThumbnails(&buffer, areas.thumbnails)
    }
    drawFacts(&buffer, areas.facts)
    drawWords(&buffer, areas.words)
  }

  /// A map, or what stands in its place while it is being computed.
  @discardableResult
  private func drawLargeMap(_ buffer: inout Buffer, _ area: Rect, cursor: GridPoint?) -> HeatMapLayout? {
    let title =
      grid.isVector
      ? language("\(grid.mapCount) units, \(grid.columns) in a row", "\(grid.mapCount) 个单元，每行 \(grid.columns) 个")
      : "\(mapName(screen.cell.channel)) · \(grid.rows)×\(grid.columns)"
    let inner = Panel(title).draw(area, into: &buffer)
    guard let output else {
      drawWaiting(&buffer, inner)
      return nil
    }
    return HeatMap(grid.map(screen.cell.channel, of: output), palette, cursor: cursor).draw(inner, into: &buffer)
  }

  private func mapName(_ channel: Int) -> String {
    if screen.stage == 0, grid.channels == 3 {
      return [language("red", "红"), language("green", "绿"), language("blue", "蓝")][channel]
    }
    return language("map \(channel)", "第 \(channel) 张图")
  }

  private func drawWaiting(_ buffer: inout Buffer, _ area: Rect) {
    let text: StyledText
    if let failure = model.failure {
      text = StyledText(failure, .warning)
    } else {
      let done = Double(model.stages.count) / Double(model.summaries.count + 1)
      text = StyledText(language("computing … ", "计算中……"), .muted) + Gauge(done).steps(8)
    }
    Prose.draw(text, area, into: &buffer)
  }

  // MARK: Thumbnails

  /// Thumbnails as large as fills the panel best; a line below each has its number.
  private func thumbnailLayout(_ area: Rect) -> (columns: Int, rows: Int, width: Int, height: Int) {
    var best = (columns: 1, rows: 1, width: 6, height: 4)
    var covered = 0
    for width in 6...15 where width < area.width - 2 {
      let height = (width + 1) / 2 + 1
      let columns = max(1, (area.width - 1) / (width + 1))
      let rows = max(1, (area.height - 2) / height)
      let cells = columns * rows * width * (height - 1)
      if cells > covered { (best, covered) = ((columns, rows, width, height), cells) }
    }
    return best
  }

  private func firstThumbnail(_ perPage: Int) -> Int { screen.cell.channel / perPage * perPage }

  private func drawThumbnails(_ buffer: inout Buffer, _ area: Rect) {
    let (columns, rows, width, height) = thumbnailLayout(area)
    let first = firstThumbnail(columns * rows)
    let last = min(grid.channels, first + columns * rows)
    let inner = Panel(
      language("\(grid.channels) maps", "\(grid.channels) 张特征图"), note: "\(first)–\(last - 1)"
    ).draw(area, into: &buffer)
    guard let output else { return }
    for channel in first..<last {
      let slot = channel - first
      let x = inner.x + slot % columns * (width + 1)
      let y = inner.y + slot / columns * height
      let isChosen = channel == screen.cell.channel
      let picture = Rect(x, y, width, height - 1)
      HeatMap(grid.map(channel, of: output), palette, centred: false).draw(picture, into: &buffer)
      let label = (isChosen ? "▸" : " ") + "\(channel)"
      buffer.put(label, x, y + height - 1, isChosen ? .accent : .muted, clip: inner)
    }
  }

  // MARK: Vectors

  private func drawVector(_ buffer: inout Buffer, _ area: Rect) {
    let (chart, map) =
      area.width >= 60
      ? area.cutLeft(area.width - min(area.width / 2, 2 * area.height)) : (area, Rect(area.x, area.y, 0, 0))
    let ranking = screen.ranking(context)
    let inner = Panel(language("units by value", "按值排序的单元"), note: "\(screen.rank + 1)/\(grid.mapCount)")
      .draw(chart, into: &buffer)
    if let output {
      let first = max(0, min(screen.rank - inner.height / 2, ranking.count - inner.height))
      for (row, unit) in ranking.dropFirst(first).prefix(inner.height).enumerated() {
        drawUnit(
          &buffer, Rect(inner.x, inner.y + row, inner.width, 1), unit, output.data[unit], first + row == screen.rank)
      }
    } else {
      drawWaiting(&buffer, inner)
    }
    if !map.isEmpty {
      drawLargeMap(&buffer, map, cursor: GridPoint(column: screen.cell.column, row: screen.cell.row))
    }
  }

  private func drawUnit(_ buffer: inout Buffer, _ area: Rect, _ unit: Int, _ value: Float, _ isChosen: Bool) {
    if isChosen { buffer.fill(area, Style(.text).on(.selection)) }
    let ground: Colour = isChosen ? .role(.selection) : .standard
    buffer.put(
      (isChosen ? "▸" : " ") + "\(unit)", area.x, area.y, (isChosen ? Style.accent : Style.muted).on(ground), clip: area
    )
    let text =
      value != 0 && abs(value) < 0.001 ? FormatNumber.scientific(Double(value)) : FormatNumber.fixed(value, digits: 4)
    buffer.put(text.aligned(.trailing, width: 9), area.x + 6, area.y, Style.text.on(ground), clip: area)
    let room = Rect(area.x + 17, area.y, area.width - 17, 1)
    guard scale > 0, room.width > 0 else { return }
    let length = Int((abs(value) / scale * Float(room.width)).rounded())
    let style = Style(value < 0 ? .negative : .positive).on(ground)
    buffer.put(String(repeating: value < 0 ? "▒" : "█", count: length), room.x, room.y, style, clip: room)
  }

  // MARK: Facts and words

  private func drawFacts(_ buffer: inout Buffer, _ area: Rect) {
    let name = model.stageNames[screen.stage]
    let kind = language.kind(screen.summary(context)?.kind)
    let inner = Panel("\(name) · \(kind)", focused: false).draw(area, into: &buffer).inset(1, 0)
    let lines = factLines(inner)
    for (row, line) in lines.prefix(inner.height).enumerated() {
      buffer.put(line, in: Rect(inner.x, inner.y + row, inner.width, 1))
    }
    let rest = inner.cutTop(lines.count).rest
    guard rest.height >= 1, let output else { return }
    let rows =
      rest.height >= 6 ? rest.cutTop(rest.height - 1).top : rest.height >= 2 ? rest.cutTop(rest.height).top : rest
    Histogram(output.data, bins: rows.width).draw(rows.cutTop(min(rows.height, 6)).top, into: &buffer)
  }

  private func factLines(_ area: Rect) -> [StyledText] {
    let roomy = area.height >= 15
    let gap = roomy ? [StyledText()] : []
    guard let summary = screen.summary(context) else { return inputLines + gap + valueLines }
    let facts = StageFacts(
      summary: summary, operation: model.architecture.layers[screen.stage - 1].operation, language: language)
    return facts.shapes + gap + facts.formulas + gap + shares(summary, area.width) + gap + valueLines + [facts.sees]
  }

  private var inputLines: [StyledText] {
    let input = model.architecture.input
    let name = model.input.map(\.name) ?? "…"
    return [
      StyledText(language("picture ", "图片  "), .muted) + StyledText(name),
      StyledText(language("shape   ", "形状  "), .muted) + StyledText(input.description, Style(.output, .bold)),
      StyledText(
        language("\(input.count) numbers, value/255 minus mean", "\(FormatNumber.grouped(input.count)) 个数，(值/255 − 均值)")
      ),
      StyledText(language("divided by deviation, per colour", "再除以标准差，逐颜色")),
      StyledText(language("no parameters", "没有参数"), .muted),
    ]
  }

  private func shares(_ summary: LayerSummary, _ width: Int) -> [StyledText] {
    let all = model.summaries
    let time = model.stages.indices.contains(screen.stage) ? model.stages[screen.stage].milliseconds : nil
    let times = model.stages.dropFirst().reduce(0) { $0 + $1.milliseconds }
    func bar(_ label: String, _ share: Double, _ text: String) -> StyledText {
      let room = max(4, width - 13 - 10)
      let length = share > 0 ? max(1, Int((share * Double(room)).rounded())) : 0
      return StyledText(label.aligned(.leading, width: 12), .muted)
        + StyledText(String(repeating: "▆", count: length).aligned(.leading, width: room), Style(.probability))
        + StyledText(text.aligned(.trailing, width: 11))
    }
    let parameters = all.reduce(0) { $0 + $1.parameters }
    let macs = all.reduce(0) { $0 + $1.macs }
    let bytes = all.reduce(0) { $0 + $1.activationBytes }
    func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
    return [
      bar(
        language("parameters", "参数"), share(summary.parameters, parameters),
        FormatNumber.percent(share(summary.parameters, parameters))),
      bar(language("work", "计算量"), share(summary.macs, macs), FormatNumber.percent(share(summary.macs, macs))),
      bar(language("memory", "内存"), share(summary.activationBytes, bytes), FormatNumber.bytes(summary.activationBytes)),
      bar(
        language("time", "时间"), times > 0 ? (time ?? 0) / times : 0,
        time.map { FormatNumber.fixed($0, digits: 2) + " ms" } ?? "…"),
    ]
  }

  private var valueLines: [StyledText] {
    guard let statistics else { return [StyledText(language("values  computing …", "数值  计算中……"), .muted)] }
    func short(_ value: Float) -> String { FormatNumber.significant(Double(value), digits: 3) }
    return [
      StyledText(language("min ", "最小 "), .muted) + StyledText(short(statistics.min), Style(.negative))
        + StyledText(language("  mean ", "  平均 "), .muted)
        + StyledText(FormatNumber.significant(Double(statistics.mean), digits: 2))
        + StyledText(language("  max ", "  最大 "), .muted) + StyledText(short(statistics.max), Style(.positive)),
      StyledText(language("zeros   ", "零值    "), .muted) + StyledText(FormatNumber.percent(Double(statistics.zeros))),
    ]
  }

  private func drawWords(_ buffer: inout Buffer, _ area: Rect) {
    let legend = Legend(palette, digits: 2, steps: 9)
    let width = legend.text.width
    let text = Rect(area.x + 1, area.y, area.width - 2, area.height)
    let words = StageWords.text(screen.stage, model, language)
    var lines = Prose.wrap(StyledText(words), width: text.width)
    if lines.count > text.height {
      lines = Prose.wrap(StyledText(StageWords.short(screen.stage, model, language)), width: text.width)
    }
    Prose.draw(lines, text, into: &buffer)
    let last = lines.count < text.height ? 0 : lines.last?.width ?? 0
    if last + width + 2 <= text.width {
      legend.draw(Rect(text.right - width, text.bottom - 1, width, 1), into: &buffer)
    }
  }

  // MARK: One map

  private struct MapAreas {
    var picture: Rect
    var map: Rect
    var facts: Rect
    var line: Rect
  }

  private func mapAreas(_ area: Rect) -> MapAreas {
    let (line, upper) = area.cutBottom(3)
    let side = min((upper.width) / 2, 2 * (upper.height - 2) + 2)
    let spare = upper.width - 2 * side
    let (picture, rest) = upper.cutLeft(spare >= 30 ? side : upper.width / 2)
    let (map, facts) = rest.cutLeft(spare >= 30 ? side : rest.width)
    return MapAreas(picture: picture, map: map, facts: facts, line: line)
  }

  var receptiveBox: ReceptiveBox {
    let input = model.architecture.input
    return ReceptiveBox(
      screen.summary(context), row: screen.cell.row, column: screen.cell.column, height: input[1], width: input[2])
  }

  func drawMap(_ buffer: inout Buffer, _ area: Rect) {
    let areas = mapAreas(area)
    drawPicture(&buffer, areas.picture)
    drawLargeMap(&buffer, areas.map, cursor: GridPoint(column: screen.cell.column, row: screen.cell.row))
    if areas.facts.width >= 30 { drawFacts(&buffer, areas.facts) }
    drawCellLines(&buffer, areas.line.inset(1, 0))
  }

  /// The picture with what the chosen cell sees boxed.
  func drawPicture(_ buffer: inout Buffer, _ area: Rect) {
    let inner = Panel(language("input · what this cell sees", "输入 · 这个单元格看到的")).draw(area, into: &buffer)
    guard let input = model.input else {
      drawWaiting(&buffer, inner)
      return
    }
    let picture = input.picture
    let shown = TextUI.Picture(columns: picture.width, rows: picture.height, bytes: picture.pixels)
    HeatMap(shown, box: receptiveBox.box).draw(inner, into: &buffer)
  }

  var value: Float? { output.map { $0.data[grid.offset(screen.cell)] } }

  private func drawCellLines(_ buffer: inout Buffer, _ area: Rect) {
    let index = grid.index(screen.cell).map(String.init).joined(separator: ", ")
    let number = value.map { FormatNumber.significant(Double($0), digits: 5) } ?? "…"
    let line =
      StyledText("\(model.stageNames[screen.stage])[\(index)] = ") + StyledText(number, Style(.output, .bold))
      + StyledText("   ") + boxText
    buffer.put(line, in: area.cutTop(1).top)
    let hint = language(
      "Move the cross: the box in the picture is everything this number can depend on.",
      "移动十字：图片里的方框，就是这个数所能依赖的全部像素。")
    let legend = Legend(palette, digits: 2, steps: 9)
    let (right, left) = area.cutTop(1).rest.cutTop(2).top.cutRight(legend.text.width + 1)
    Prose.draw(StyledText(hint, .muted), left, into: &buffer)
    legend.draw(right.cutTop(1).top, into: &buffer, .trailing)
  }

  var boxText: StyledText {
    let box = receptiveBox
    let rows = "\(box.rows.lowerBound)–\(box.rows.upperBound - 1)"
    let columns = "\(box.columns.lowerBound)–\(box.columns.upperBound - 1)"
    let size = box.side.map { "\($0)×\($0)" } ?? language("all", "全部")
    return StyledText(
      language("sees rows \(rows), columns \(columns) (\(size))", "看到第 \(rows) 行、第 \(columns) 列（\(size)）"), .muted)
  }

  // MARK: The mouse

  /// The area between header and footer is one row down.
  private var origin: Rect { Rect(0, 1, context.columns, max(0, context.rows - 2)) }

  func stage(at point: Point) -> Int? {
    strip.stage(at: point, in: areas(origin).strip.inset(1, 0))
  }

  func cell(at point: Point) -> StageCell? {
    switch screen.level {
    case .stage: return thumbnail(at: point)
    case .map:
      let layout = HeatMapLayout(columns: grid.columns, rows: grid.rows, in: Panel.inner(mapAreas(origin).map))
      return layout.point(at: point).map {
        StageCell(channel: screen.cell.channel, row: $0.row, column: $0.column)
      }
    case .number, .terms: return nil
    }
  }

  private func thumbnail(at point: Point) -> StageCell? {
    let area = areas(origin).thumbnails
    guard !grid.isVector, Panel.inner(area).contains(point) else { return nil }
    let (columns, rows, width, height) = thumbnailLayout(area)
    let inner = Panel.inner(area)
    let slot = (point.y - inner.y) / height * columns + (point.x - inner.x) / (width + 1)
    let channel = firstThumbnail(columns * rows) + slot
    guard slot < columns * rows, channel < grid.channels else { return nil }
    return StageCell(channel: channel, row: screen.cell.row, column: screen.cell.column)
  }
}
