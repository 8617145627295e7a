import Engine
import TextUI

/// Pictures side by side: before, after, and the numbers of the marked place.
extension AugmentationLab {
  struct Areas {
    var left = Rect(0, 0, 0, 0)
    var middle = Rect(0, 0, 0, 0)
    var facts = Rect(0, 0, 0, 0)
  }

  /// Two squares and what is left of the width for numbers; each with a row for its title above.
  func areas(_ area: Rect) -> Areas {
    let facts = area.width >= 66 ? (view == .ten ? 30 : 32) : 0
    let room = area.width - facts - (facts > 0 ? 6 : 3)
    let side = max(0, min(room / 2, 2 * (area.height - 1)))
    let left = Rect(area.x, area.y, side, area.height)
    let middle = Rect(left.right + 3, area.y, side, area.height)
    let right = Rect(middle.right + 3, area.y, facts > 0 ? area.right - middle.right - 3 : 0, area.height)
    return Areas(left: left, middle: middle, facts: right)
  }

  package func height(width: Int, _ view: LabView) -> Int { self.view == .label ? Sign.all.count + 2 : 13 }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    guard area.width > 3, area.height > 1 else { return }
    switch self.view {
    case .picture: drawPicture(into: &buffer, area, view)
    case .crops: drawCrops(into: &buffer, area, view)
    case .ten: drawTen(into: &buffer, area, view)
    case .label: drawLabel(into: &buffer, area, view)
    }
  }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let areas = areas(area)
    let before = place
    switch self.view {
    case .picture:
      let map = HeatMap(result, centred: false).layout(in: areas.middle.cutTop(1).rest)
      guard let cell = map.point(at: point) else { return false }
      place = cell.row * crop + cell.column
    case .crops:
      let map = positionMap(view).layout(in: areas.middle.cutTop(1).rest)
      guard let cell = map.point(at: point) else { return false }
      place = cell.row * positions + cell.column
    case .ten:
      guard let index = (0..<10).first(where: { tenArea($0, area).contains(point) }) else { return false }
      place = index
    case .label:
      let row = point.y - area.y - 1 + firstSign(area)
      guard areas.facts.contains(point), Sign.all.indices.contains(row) else { return false }
      place = row
    }
    return place != before
  }

  // MARK: Picture

  private func drawPicture(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let areas = areas(area)
    let (row, column) = (place / crop, place % crop)
    let pixel = pixel(row, column)
    let showsSource = view.showsWay(place) || isRecoloured
    let box = GridBox(column: x - shift, row: y - down, columns: crop, rows: crop)
    let from = showsSource ? pixel.source.map { GridPoint(column: $0.column, row: $0.row) } : nil
    let size = AugmentationLab.size
    title(language("picture", "原图"), "\(size)×\(size)", .input, areas.left, into: &buffer)
    HeatMap(original.shown, box: box, cursor: from, centred: false).draw(areas.left.cutTop(1).rest, into: &buffer)
    title(language("result", "结果"), "\(crop)×\(crop)", .output, areas.middle, into: &buffer)
    HeatMap(result, cursor: GridPoint(column: column, row: row), centred: false)
      .draw(areas.middle.cutTop(1).rest, into: &buffer)
    Prose.draw(pixelLines(pixel, row, column, areas.facts, view), areas.facts, into: &buffer)
  }

  func title(_ words: String, _ size: String, _ role: Role, _ area: Rect, into buffer: inout Buffer) {
    let name = StyledText(words, Style(role))
    let whole = name + StyledText(" " + size, .muted)
    buffer.put(whole.width <= area.width ? whole : name, in: area)
  }

  private func pixelLines(_ pixel: AugmentedPixel, _ row: Int, _ column: Int, _ facts: Rect, _ view: LabView)
    -> [StyledText]
  {
    let language = view.language
    let isShown = view.shows(place)
    func line(_ name: String, _ numbers: [String], _ style: Style) -> StyledText {
      numbers.reduce(StyledText(name.aligned(.leading, width: 10), .muted)) {
        $0 + StyledText($1.aligned(.trailing, width: 7), style)
      }
    }
    let from =
      pixel.source.map { "[\($0.row), \($0.column)]" } ?? language("the gap that the shift leaves", "平移留下的空白")
    let isSourceShown = isRecoloured || isShown
    var lines = [
      StyledText(language("pixel ", "像素 "), .muted) + StyledText("[\(row), \(column)]", Style(.output, .bold))
        + StyledText(language(" from ", " 来自 "), .muted)
        + StyledText(isSourceShown ? from : "[\(pixel.source?.row ?? 0), ?]", Style(.input, .bold)),
      line("", [language("red", "红"), language("green", "绿"), language("blue", "蓝")], .muted),
      line(language("before", "之前"), pixel.before.map { LabNumber.text($0) }, Style(.input)),
    ]
    let isWayShown = !isRecoloured || view.showsWay(place)
    if brightness != 1 {
      let name = "× " + NumberList.text(brightness)
      lines.append(line(name, pixel.lit.map { isWayShown ? LabNumber.text($0, digits: 1) : "?" }, .text))
    }
    if alphas.contains(where: { $0 != 0 }) {
      let change = colourChange.map { isWayShown ? FormatNumber.signed($0, digits: 1) : "?" }
      lines.append(line("+ Σ p·α·λ", change, .text))
    }
    let after = pixel.after.map { isShown || !isRecoloured ? "\($0)" : "?" }
    lines.append(line(language("after", "之后"), after, Style(.output, .bold)))
    // A text that changes no colours is not about their directions.
    if view.isFigure, !alphas.contains(where: { $0 != 0 }) { return lines }
    lines.append(StyledText())
    let directions = ColourDirections.ofSamples
    // Four digits give the change above to its printed digit.
    let width = max(1, (facts.width - 13) / 3)
    let digits = min(4, max(2, width - 4))
    lines.append(StyledText("α".aligned(.trailing, width: 5) + "λ".aligned(.trailing, width: 8) + "    p", .muted))
    for index in 0..<3 {
      let parts = directions.vectors[index].map {
        FormatNumber.fixed($0, digits: digits).aligned(.trailing, width: min(8, width))
      }
      var text = StyledText(FormatNumber.fixed(alphas[index], digits: 2).aligned(.trailing, width: 5), .strong)
      text.append(FormatNumber.fixed(directions.eigenvalues[index], digits: 4).aligned(.trailing, width: 8), .muted)
      text.append(parts.joined(), .muted)
      lines.append(text)
    }
    return lines
  }

  // MARK: Crops

  /// The places where the crop may begin: those up to the marked one lighter.
  private func positionMap(_ view: LabView) -> HeatMap {
    let values = (0..<positions * positions).map { Float($0 == place ? 1 : $0 < place ? 0.55 : 0.25) }
    let grid = Grid(columns: positions, rows: positions, values: values)
    return HeatMap(
      grid, .grey(minimum: 0, maximum: 1), cursor: GridPoint(column: x, row: y), centred: false)
  }

  private func drawCrops(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let areas = areas(area)
    let size = AugmentationLab.size
    title(language("picture", "原图"), "\(size)×\(size)", .input, areas.left, into: &buffer)
    HeatMap(
      original.shown, box: GridBox(column: x, row: y, columns: crop, rows: crop), centred: false
    ).draw(areas.left.cutTop(1).rest, into: &buffer)
    let isShown = view.shows(0)
    title(
      language("start", "起点"), isShown ? "\(positions)×\(positions)" : "", .output, areas.middle,
      into: &buffer)
    if isShown { positionMap(view).draw(areas.middle.cutTop(1).rest, into: &buffer) }
    Prose.draw(countLines(view), areas.facts, into: &buffer)
  }

  private func countLines(_ view: LabView) -> [StyledText] {
    let language = view.language
    guard view.showsWay(0) else { return [StyledText(language("How many are there?", "一共有多少个？"), .strong)] }
    func line(_ words: String, _ sum: String, _ result: Int, isShown: Bool = true) -> StyledText {
      StyledText(words, .muted) + StyledText(sum + " = ")
        + StyledText(isShown ? FormatNumber.grouped(result) : "?", Style(.output, .bold))
    }
    var lines = [
      line(language("along a side  ", "每边  "), "\(AugmentationLab.size) − \(crop) + 1", positions),
      line(language("on the picture  ", "整张图片  "), "\(positions)²", positions * positions),
      line(language("with mirrors  ", "加上翻转  "), "· 2", crops, isShown: view.shows(0)),
    ]
    guard view.shows(0) else { return lines }
    lines += [
      StyledText(), StyledText(language("In the paper, 256 → 224:", "论文里 256 → 224："), .muted),
      line(language("counted  ", "逐个数  "), "33² · 2", AugmentationLab.crops(of: 256, 224)),
      line(language("written  ", "论文写  "), "32² · 2", (256 - 224) * (256 - 224) * 2),
    ]
    return lines
  }

  /// Different crops of a square, mirrored ones included: positions along each side, squared, times two.
  static func crops(of size: Int, _ crop: Int) -> Int {
    let positions = Windows(kernel: crop).count(on: size) ?? 0
    return positions * positions * 2
  }

  var crops: Int { AugmentationLab.crops(of: AugmentationLab.size, crop) }
}
