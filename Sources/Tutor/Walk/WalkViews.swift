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

  /// The stage's numbers, or through the backward lens the score's gradient with respect to them.
  var output: Tensor? { screen.numbers(context) }
  var digest: StageDigest? { screen.digest(context) }
  var statistics: Statistics? { digest?.statistics }
  /// What the full blue or orange stands for on this stage's maps.
  var scale: Float { digest?.scale ?? 1 }
  var palette: Palette { .diverging(scale: scale) }
  /// Its ends say where numbers beyond them have the same colour.
  var legend: Legend {
    let largest = statistics.map { max(abs($0.min), abs($0.max)) } ?? 0
    let text = FormatNumber.significant(Double(scale), digits: 2)
    let isCut = largest > scale * 1.01
    var legend = Legend(
      palette, minimum: (isCut ? "≤" : "") + FormatNumber.minus + text, maximum: (isCut ? "≥" : "") + text, steps: 9)
    if let statistics, statistics.areAllFinite {
      legend.part = statistics.min >= 0 ? .positive : statistics.max <= 0 ? .negative : .both
    }
    return legend
  }

  var strip: NetworkStrip {
    NetworkStrip(
      architecture: model.architecture, summaries: model.summaries, arrived: model.stages.count, selected: screen.stage,
      costs: screen.cost.map { CostLens($0, model).shares })
  }

  // MARK: What stages and maps share

  /// A map, or what stands in its place while it is being computed.
  @discardableResult
  func drawLargeMap(_ buffer: inout Buffer, _ area: Rect, cursor: GridPoint?) -> HeatMapLayout? {
    let title =
      grid.isVector
      ? language(
        "\(FormatNumber.grouped(grid.mapCount)) units, \(grid.columns) in a row",
        "\(FormatNumber.grouped(grid.mapCount)) 个神经元，每行 \(grid.columns) 个")
      : "\(mapName(screen.cell.channel)) · \(grid.rows)×\(grid.columns)"
    let inner = Panel(screen.isBackward ? "∂ · " + title : title).draw(area, into: &buffer)
    guard let output else {
      drawWaiting(&buffer, inner)
      return nil
    }
    let part = grid.window(around: screen.cell, inner)
    let cursor = cursor.map {
      GridPoint(column: $0.column - part.columns.lowerBound, row: $0.row - part.rows.lowerBound)
    }
    var map = HeatMap(grid.map(screen.cell.channel, of: output, part), palette, cursor: cursor)
    map.showsExtremes = screen.isBackward
    let layout = map.draw(inner, into: &buffer)
    if let filling = screen.filling { drawWhatWas(filling, inner, layout, into: &buffer) }
    return layout
  }

  /// The map fills from above; where it has not come to, the map of the stage before still stands.
  private func drawWhatWas(_ filling: Filling, _ area: Rect, _ layout: HeatMapLayout, into buffer: inout Buffer) {
    let top = layout.area.y + BarLength.cells(filling.share, of: 1, in: layout.area.height)
    let below = Rect(area.x, top, area.width, max(0, area.bottom - top))
    buffer.fill(below, .text)
    var before = screen
    (before.stage, before.cell, before.filling) = (filling.stage, filling.cell, nil)
    let views = WalkViews(before, context)
    guard views.grid.isVector == grid.isVector, let output = views.output, views.grid.contains(filling.cell) else {
      return
    }
    let part = views.grid.window(around: filling.cell, area)
    let map = HeatMap(views.grid.map(filling.cell.channel, of: output, part), views.palette)
    // A map of another size would be drawn for these moments alone.
    guard map.layout(in: area).area == layout.area else { return }
    var old = Buffer(buffer.size, .text)
    map.draw(area, into: &old)
    buffer.copy(old, to: Point(0, 0), clip: below)
  }

  func mapName(_ channel: Int) -> String {
    if screen.stage == 0, grid.channels == 3 {
      return colourName(channel)
    }
    return language("map \(channel)", "特征图 \(channel)")
  }

  func colourName(_ channel: Int) -> String {
    [language("red", "红"), language("green", "绿"), language("blue", "蓝")][max(0, min(channel, 2))]
  }

  func drawWaiting(_ buffer: inout Buffer, _ area: Rect) {
    let text: StyledText
    if let failure = model.failure {
      text = StyledText(failure, .warning)
    } else if screen.isBackward, model.isComplete, screen.stage > model.scoreStage {
      text = StyledText(
        language(
          "The score is taken before softmax: it is a number of \(model.stageNames[model.scoreStage]), one stage back.",
          "得分取在 softmax 之前：它是前一阶段 \(model.stageNames[model.scoreStage]) 的一个数。"), .muted)
    } else {
      let done = Double(model.stages.count) / Double(model.summaries.count + 1)
      text = StyledText(language("computing … ", "计算中……"), .muted) + Gauge(done).steps(8)
    }
    Prose.draw(text, area, into: &buffer)
  }

  // MARK: The mouse

  /// The area between header and footer is one row down.
  var origin: Rect { Rect(0, 1, context.columns, max(0, context.rows - 2)) }

  func stage(at point: Point) -> Int? {
    strip.stage(at: point, in: areas(origin).strip.inset(1, 0))
  }

  func cell(at point: Point) -> StageCell? {
    switch screen.level {
    case .stage: return thumbnail(at: point)
    case .map:
      let inner = Panel.inner(mapAreas(origin).map)
      let part = grid.window(around: screen.cell, inner)
      let layout = HeatMapLayout(columns: part.columns.count, rows: part.rows.count, in: inner)
      return layout.point(at: point).map {
        StageCell(
          channel: screen.cell.channel, row: part.rows.lowerBound + $0.row,
          column: part.columns.lowerBound + $0.column)
      }
    case .number, .terms: return nil
    }
  }

  private func thumbnail(at point: Point) -> StageCell? {
    let area = areas(origin).thumbnails
    guard !grid.isVector, !area.isEmpty, Panel.inner(area).contains(point) else { return nil }
    let (columns, rows, width, height) = thumbnailLayout(area)
    let inner = Panel.inner(area)
    let slot = (point.y - inner.y) / height * columns + (point.x - inner.x) / (width + 1)
    let place = firstThumbnail(columns * rows) + slot
    guard slot < columns * rows, place < grid.channels else { return nil }
    return StageCell(channel: screen.map(at: place, context), row: screen.cell.row, column: screen.cell.column)
  }
}
