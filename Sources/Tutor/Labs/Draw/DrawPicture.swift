import Engine
import TextUI

/// The canvas at the left, as large as whole pixels allow; the answer and the maps beside it.
extension DrawLab {
  struct Areas {
    /// A row for the title is above each.
    var canvas = Rect(0, 0, 0, 0)
    var answers = Rect(0, 0, 0, 0)
    var maps = Rect(0, 0, 0, 0)
  }

  func areas(_ area: Rect) -> Areas {
    let side = DrawCanvas.side
    let rows = max(0, area.height - 1)
    let factor = min(2 * rows / side, area.width * 3 / 5 / side)
    let size = factor > 0 ? side * factor : min(2 * rows, area.width * 2 / 3, side)
    let canvas = Rect(area.x, area.y + 1, size, (size + 1) / 2).intersection(area)
    let rest = Rect(canvas.right + 3, area.y, area.right - canvas.right - 3, area.height)
    if rest.width >= 58 {
      let answers = rest.cutRight(min(40, rest.width * 2 / 5))
      return Areas(canvas: canvas, answers: answers.right, maps: answers.rest.cutRight(3).rest)
    }
    // One below the other, the likeliest classes only.
    let answers = rest.cutTop(min(6, rest.height))
    return Areas(canvas: canvas, answers: answers.top, maps: answers.rest)
  }

  package func height(width: Int, _ view: LabView) -> Int { 17 }

  var canvasMap: HeatMap {
    let side = DrawCanvas.side
    var box: GridBox?
    if view == .occlusion {
      let (row, column) = patchPlace(slid - 1)
      box = GridBox(column: column, row: row, columns: patch, rows: patch)
    }
    return HeatMap(
      picture.shown, box: box, cursor: GridPoint(column: place % side, row: place / side), centred: false)
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let areas = areas(area)
    guard !areas.canvas.isEmpty else { return }
    var title = StyledText(language("canvas ", "画布 "), Style(.input)) + StyledText("32×32", .muted)
    if isPenDown { title.append(language("  ● pen down", "  ● 落笔"), Style(.accent, .bold)) }
    buffer.put(title, in: Rect(areas.canvas.x, area.y, areas.canvas.width, 1))
    canvasMap.draw(areas.canvas, into: &buffer)
    drawAnswers(into: &buffer, areas.answers, language)
    drawBeside(into: &buffer, areas.maps, language)
  }

  private func drawAnswers(into buffer: inout Buffer, _ area: Rect, _ language: Language) {
    guard area.width >= 10, area.height >= 2 else { return }
    let network = DrawNetwork.network
    let title = StyledText(language("answer ", "回答"), Style(.probability))
    func remark(_ words: String) -> StyledText { StyledText(language(words, "（\(words)）"), Style(.warning)) }
    let whole = remark(language.remark(weightsOf: network))
    let short = remark(network.isTrained ? network.weights : language("untrained", "未训练"))
    buffer.put(title + (title.width + whole.width <= area.width ? whole : short), in: area)
    let order = reading.shares.indices.sorted { reading.shares[$0] > reading.shares[$1] }
    let room = area.height - 1
    // All classes in their order where they fit, else the likeliest.
    let shown = order.count <= room ? Array(order.indices) : Array(order.prefix(room))
    let height = max(1, min(3, room / max(1, shown.count)))
    for (row, index) in shown.enumerated() {
      let isFirst = index == order.first
      let name = language("class \(index)", "类别 \(index)") + (isFirst ? " ◂" : "  ")
      let bar = Bar(
        name, reading.shares[index], text: language.percent(Double(reading.shares[index])), Style(.probability))
      let line = Rect(area.x, area.y + 1 + row * height, area.width, max(1, height - 1)).intersection(area)
      let thick = Bar("", bar.value, bar.style)
      BarChart(
        [bar] + Array(repeating: thick, count: max(0, line.height - 1)), scale: reading.shares.max(),
        selection: self.view != .maps && index == classIndex ? 0 : -1, labelWidth: 9
      ).draw(line, into: &buffer)
    }
  }

  private func drawBeside(into buffer: inout Buffer, _ area: Rect, _ language: Language) {
    guard area.width >= 8, area.height >= 3 else { return }
    let (top, rest) = area.cutTop(1)
    let (bottom, inner) = rest.cutBottom(1)
    switch view {
    case .maps: drawMaps(into: &buffer, top, inner, bottom, language)
    case .saliency:
      buffer.put(
        StyledText(language("|d score \(classIndex) / d pixel|", "|d 得分\(classIndex) / d 像素|"), Style(.gradient)),
        in: top)
      guard let saliency else { return }
      let most = saliency.largestMagnitude
      let side = DrawCanvas.side
      HeatMap(
        saliency, .grey(minimum: 0, maximum: most), cursor: GridPoint(column: place % side, row: place / side),
        centred: false
      ).draw(inner, into: &buffer)
      Legend(.grey(minimum: 0, maximum: most), minimum: "0", maximum: FormatNumber.significant(Double(most), digits: 2))
        .draw(bottom, into: &buffer)
    case .occlusion:
      let count = patchSteps * patchSteps
      buffer.put(
        StyledText(language("score \(classIndex) falls by ", "得分 \(classIndex) 下降 "), Style(.gradient))
          + StyledText("\(slid)/\(count)", .muted), in: top)
      let drops = drops
      let palette = Palette.diverging(scale: drops.largestMagnitude)
      let last = slid - 1
      HeatMap(
        drops, palette, cursor: GridPoint(column: last % patchSteps, row: last / patchSteps), centred: false
      ).draw(inner, into: &buffer)
      if drops.largestMagnitude > 0 { legend(palette).draw(bottom, into: &buffer) }
    }
  }

  /// Its ends to three digits that mean something, however small they are.
  private func legend(_ palette: Palette) -> Legend {
    let (low, high) = palette.limits
    return Legend(
      palette, minimum: FormatNumber.significant(Double(low)), maximum: FormatNumber.significant(Double(high)))
  }

  // MARK: Maps

  private func drawMaps(
    into buffer: inout Buffer, _ top: Rect, _ inner: Rect, _ bottom: Rect, _ language: Language
  ) {
    let shape = reading.shape
    let palette = Palette.diverging(scale: reading.scale)
    let zeros = language.percent(reading.zeros)
    var title = StyledText(stage.rawValue + " ", Style(.output)) + StyledText(shape.description, .muted)
    title.append(language("  zeros \(zeros)", "  0 占 \(zeros)"), .muted)
    if shape.rank == 1 {
      buffer.put(title, in: top)
      drawVector(into: &buffer, inner, palette)
    } else if shape.rank == 3 {
      let (thumbnail, gap, count) = thumbnails(inner, shape)
      if count < shape[0] { title.append(language("  first \(count)", "  前 \(count) 张特征图"), .muted) }
      buffer.put(title, in: top)
      let across = max(1, (inner.width + 1) / (thumbnail + 1))
      let height = (thumbnail + 1) / 2 + gap
      let area = shape[1] * shape[2]
      for map in 0..<count {
        let values = reading.levels[map * area..<(map + 1) * area].map { Float($0) / 127 * reading.scale }
        let place = Rect(
          inner.x + map % across * (thumbnail + 1), inner.y + map / across * height, thumbnail, (thumbnail + 1) / 2)
        HeatMap(Grid(columns: shape[2], rows: shape[1], values: values), palette, centred: false)
          .draw(place.intersection(inner), into: &buffer)
      }
    }
    if reading.scale > 0 { legend(palette).draw(bottom, into: &buffer) }
  }

  /// Columns of a map, rows between maps, and how many are shown: all of them, as large as they can be.
  private func thumbnails(_ area: Rect, _ shape: Shape) -> (width: Int, gap: Int, count: Int) {
    func fits(_ width: Int, _ gap: Int) -> Int {
      let height = (width + 1) / 2 + gap
      return max(0, (area.width + 1) / (width + 1)) * max(0, (area.height + gap) / height)
    }
    let least = min(shape[2], 6)
    for width in stride(from: min(2 * shape[2], area.width), through: least, by: -1) {
      let gap = width >= 10 ? 1 : 0
      if fits(width, gap) >= shape[0] { return (width, gap, shape[0]) }
    }
    return (least, 0, min(shape[0], fits(least, 0)))
  }

  private func drawVector(into buffer: inout Buffer, _ area: Rect, _ palette: Palette) {
    let values = reading.levels.map { Float($0) / 127 * reading.scale }
    guard values.count > 10 else {
      let bars = values.enumerated().map { index, value in
        Bar(
          "\(index)", value, text: LabNumber.text(value), Style(Palette.diverging(scale: reading.scale).colour(value)))
      }
      return BarChart(bars, scale: reading.scale).draw(area, into: &buffer)
    }
    let columns = 16
    let rows = (values.count + columns - 1) / columns
    let padded = values + Array(repeating: 0, count: rows * columns - values.count)
    HeatMap(Grid(columns: columns, rows: rows, values: padded), palette, centred: false).draw(area, into: &buffer)
  }
}
