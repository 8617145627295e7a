import Engine
import TextUI

/// The ten crops with their answers, and the signs with their mirror images.
extension AugmentationLab {
  /// The character cells of one of the ten: five in a row, mirrored ones below.
  func tenArea(_ index: Int, _ area: Rect) -> Rect {
    let bars = area.width >= 66 ? min(48, area.width * 2 / 5) : 0
    let room = area.cutRight(bars > 0 ? bars + 3 : 0).rest.cutTop(1).rest
    let height = room.height / 2
    let width = min(room.width / 5, max(6, 2 * (height - 1) + 2))
    return Rect(room.x + index % 5 * width, room.y + index / 5 * height, width, height)
  }

  func drawTen(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    guard votes.count == 10 else { return }
    let pictures = TenCrops.pictures(of: self)
    let name = language("class \(classIndex)", "类别 \(classIndex)")
    let heading = language("ten crops, and what each gives to \(name)", "十个裁块，以及各自给 \(name) 的概率")
    buffer.put(StyledText(heading, .muted), in: area)
    for (index, picture) in pictures.enumerated() {
      let cell = tenArea(index, area)
      guard cell.height >= 2 else { continue }
      let above = cell.cutBottom(1).rest
      let layout = HeatMap(picture.shown, centred: false).draw(above.cutRight(1).rest, into: &buffer)
      let isMarked = index == place
      let share = FormatNumber.fixed(votes[index][classIndex] * 100, digits: 1)
      let text = StyledText(isMarked ? "▸" : " ", Style(.focus, .bold)) + StyledText(share, isMarked ? .strong : .text)
      buffer.put(text, in: Rect(cell.x, layout.area.bottom, cell.width, 1))
    }
    let right = tenArea(4, area).right + 3
    let bars = Rect(right, area.y, area.right - right, area.height)
    guard area.width >= 66, bars.width >= 16 else { return }
    let mean = meanVote
    buffer.put(
      StyledText(language("mean of the ten, in %", "十个的平均（%）"), Style(.probability)), in: bars)
    let height = max(1, min(3, (bars.height - 1) / max(1, mean.count)))
    for (index, value) in mean.enumerated() {
      // What is asked is hidden, and so is where it would stand among the others.
      let isShown = view.shows(0) || index != classIndex
      let own = votes[place][index]
      var text = isShown ? FormatNumber.fixed(value * 100, digits: 2) : "?"
      // What the marked crop says, where there is room.
      if bars.width >= 56 { text += language("   this ", "   这个 ") + FormatNumber.fixed(own * 100, digits: 1) }
      let bar = Bar("\(index)", isShown ? value : 0, text: text, Style(.probability))
      let row = Rect(bars.x, bars.y + 1 + index * height, bars.width, max(1, height - 1)).intersection(bars)
      let rest = Bar("", bar.value, bar.style)
      BarChart(
        [bar] + Array(repeating: rest, count: max(0, row.height - 1)), scale: mean.max(),
        selection: index == classIndex ? 0 : -1, labelWidth: 1
      ).draw(row, into: &buffer)
    }
  }

  // MARK: Signs

  func drawLabel(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let language = view.language
    let areas = areas(area)
    let sign = Sign.all[place]
    title(language("label:", "标签："), sign.name(language), .input, areas.left, into: &buffer)
    dots(sign.rows).draw(areas.left.cutTop(1).rest, into: &buffer)
    buffer.put(
      StyledText(language("mirrored", "翻转后"), Style(.output)), in: areas.middle)
    dots(sign.mirrored).draw(areas.middle.cutTop(1).rest, into: &buffer)
    guard !areas.facts.isEmpty else { return }
    buffer.put(
      StyledText(language("  label        mirrored it is", "  标签         翻转后是"), .muted), in: areas.facts)
    let first = firstSign(area)
    for (index, sign) in Sign.all.enumerated().dropFirst(first) {
      let y = area.y + 1 + index - first
      guard y < area.bottom else { break }
      var line = StyledText(index == place ? "▸ " : "  ", Style(.focus, .bold))
      let name = sign.name(language).aligned(.leading, width: 13)
      line.append(name, index == place ? .strong : .text)
      line += view.shows(index) ? Self.outcome(sign, language) : StyledText("?", .strong)
      buffer.put(line, in: Rect(areas.facts.x, y, areas.facts.width, 1))
    }
  }

  /// The first sign that the list shows.
  func firstSign(_ area: Rect) -> Int {
    let shown = area.height - 1
    return max(0, min(place - shown / 2, Sign.all.count - shown))
  }

  static func outcome(_ sign: Sign, _ language: Language) -> StyledText {
    guard let image = sign.image else { return StyledText("✗ " + language("no sign at all", "什么都不是"), Style(.wrong)) }
    return sign.keepsLabel
      ? StyledText("✓ " + language("the same", "不变"), Style(.correct))
      : StyledText("✗ " + image.name(language), Style(.wrong))
  }

  private func dots(_ rows: [String]) -> HeatMap {
    let values = rows.flatMap { row in row.map { Float($0 == "#" ? 0.95 : 0.12) } }
    return HeatMap(
      Grid(columns: 8, rows: rows.count, values: values), .grey(minimum: 0, maximum: 1), centred: false)
  }
}
