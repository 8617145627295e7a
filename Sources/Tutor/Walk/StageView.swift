import Engine
import TextUI

/// The upmost level of the walk: the strip, the chosen map, its siblings, what is true of the stage.
extension WalkViews {
  struct StageAreas {
    var strip: Rect
    var map: Rect
    var thumbnails: Rect
    var facts: Rect
    var words: Rect
  }

  func areas(_ area: Rect) -> StageAreas {
    let size = Size(area.width, area.height)
    let (strip, belowStrip) = area.cutTop(NetworkStrip.height(for: size))
    let wordRows = area.height >= 34 ? 5 : area.height >= 26 ? 4 : area.height >= 20 ? 3 : 2
    let (words, middle) = belowStrip.cutBottom(wordRows)
    let factsWidth = area.width >= 150 ? 56 : area.width >= 96 ? 49 : grid.isVector ? 44 : 42
    let (facts, left) = middle.cutRight(factsWidth)
    // Two panels side by side need some room; the chosen map comes first.
    let isNarrow = left.width < 30
    let (map, thumbnails) = left.cutLeft(grid.isVector || isNarrow ? left.width : mapWidth(left))
    return StageAreas(strip: strip, map: map, thumbnails: thumbnails, facts: facts, words: words)
  }

  /// Columns of the large map with its frame: it is square, and as large as a whole factor makes it; the other maps get
  /// what is left.
  func mapWidth(_ area: Rect) -> Int {
    let most = min(area.width - max(14, area.width * 2 / 5), 2 * (area.height - 2) + 2)
    let factor = min((most - 2) / max(1, grid.columns), 2 * (area.height - 2) / max(1, grid.rows))
    return factor > 0 ? min(most, max(24, factor * grid.columns + 4)) : most
  }

  /// Rows of the large map with its frame; the rest is for the picture that it is made of, if that is enough.
  func mapHeight(_ area: Rect) -> Int {
    let layout = HeatMapLayout(columns: grid.columns, rows: grid.rows, in: Panel.inner(area))
    let height = layout.area.height + 2
    return screen.stage > 0 && area.height - height >= 10 ? height : area.height
  }

  func drawInput(_ buffer: inout Buffer, _ area: Rect) {
    let inner = Panel(language("input", "输入"), note: (model.input?.name ?? "").shortenedInside(to: area.width - 8))
      .draw(area, into: &buffer)
    guard let picture = model.input?.picture else { return }
    HeatMap(TextUI.Picture(columns: picture.width, rows: picture.height, bytes: picture.pixels))
      .draw(inner, into: &buffer)
  }

  func drawStage(_ buffer: inout Buffer, _ area: Rect) {
    let areas = areas(area)
    strip.draw(into: &buffer, areas.strip.inset(1, 0))
    if let cost = screen.cost {
      let left = Rect(areas.map.x, areas.map.y, areas.facts.x - areas.map.x, areas.map.height)
      CostLens(cost, model).draw(&buffer, left, selected: screen.stage, language)
    } else if grid.isVector {
      drawVector(&buffer, areas.map)
    } else {
      let (map, picture) = areas.map.cutTop(mapHeight(areas.map))
      drawLargeMap(&buffer, map, cursor: nil)
      if !picture.isEmpty { drawInput(&buffer, picture) }
      if !areas.thumbnails.isEmpty { drawThumbnails(&buffer, areas.thumbnails) }
    }
    drawFacts(&buffer, areas.facts)
    drawWords(&buffer, areas.words)
  }

  /// Thumbnails as large as fills the panel best, but some at least; a line below each has its number.
  func thumbnailLayout(_ area: Rect) -> (columns: Int, rows: Int, width: Int, height: Int) {
    var best = (columns: 1, rows: 1, width: 5, height: 4)
    var covered = 0
    for width in 5...14 where width <= area.width - 2 {
      let height = (width + 1) / 2 + 1
      let columns = max(1, (area.width - 1) / (width + 1))
      let rows = max(1, (area.height - 2) / height)
      let wanted = min(WalkViews.fewestThumbnails, grid.channels)
      let cells = columns * rows * width * (height - 1) * min(wanted, columns * rows) / wanted
      if cells > covered { (best, covered) = ((columns, rows, width, height), cells) }
    }
    return best
  }

  static let fewestThumbnails = 6

  /// The place in the order of maps that the first thumbnail has.
  func firstThumbnail(_ perPage: Int) -> Int { screen.place(ofMap: screen.cell.channel, context) / perPage * perPage }

  func drawThumbnails(_ buffer: inout Buffer, _ area: Rect) {
    let (columns, rows, width, height) = thumbnailLayout(area)
    let first = firstThumbnail(columns * rows)
    let last = min(grid.channels, first + columns * rows)
    let inner = Panel(
      language("\(grid.channels) maps", "\(grid.channels) 特征图"),
      note: screen.sortsMaps ? language("liveliest first", "按活跃排序") : "\(first)–\(last - 1)"
    ).draw(area, into: &buffer)
    guard let output else { return }
    let order = screen.order(context)
    for slot in 0..<last - first {
      let channel = order.isEmpty ? first + slot : order[first + slot]
      let x = inner.x + slot % columns * (width + 1)
      let y = inner.y + slot / columns * height
      let isChosen = channel == screen.cell.channel
      let picture = Rect(x, y, width, height - 1)
      var map = HeatMap(grid.map(channel, of: output), palette, centred: false)
      map.showsExtremes = screen.isBackward
      map.draw(picture, into: &buffer)
      let label = (isChosen ? "▸" : " ") + "\(channel)"
      buffer.put(label, x, y + height - 1, isChosen ? .accent : .muted, clip: inner)
    }
  }
}
