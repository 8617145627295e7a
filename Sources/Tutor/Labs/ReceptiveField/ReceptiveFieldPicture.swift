import Engine
import TextUI

/// The picture with the box, what lies in the box, and the table of all stages.
struct ReceptiveFieldPicture {
  let lab: ReceptiveFieldLab
  let view: LabView

  struct Places {
    var picture = Rect(0, 0, 0, 0)
    var part: Rect?
    var table: Rect?
  }

  private var isKnown: Bool { view.shows(lab.place) }

  /// Two squares and the table; what does not fit is left out from the middle.
  func places(_ area: Rect) -> Places {
    let table = area.width >= 112 ? 56 : view.language == .chinese ? 39 : 34
    let most = max(1, (area.height - 1) * 2)
    guard area.width >= 56 else {
      let width = min(most, max(1, area.width))
      return Places(picture: Rect(area.x, area.y, width, area.height))
    }
    let room = area.width - table - 3
    let isWide = room >= 36
    let side = min(most, isWide ? (room - 3) / 2 : room)
    let height = min(area.height, side / 2 + 1)
    let free = max(0, area.width - table - 3 - (isWide ? 2 * side + 3 : side)) / 2
    let top = area.y + (area.height - height) / 2
    var places = Places(picture: Rect(area.x + free, top, side, height))
    if isWide { places.part = Rect(area.x + free + side + 3, top, side, height) }
    places.table = Rect(area.right - free - table, area.y, table, area.height)
    return places
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let places = places(area)
    drawPicture(places.picture, into: &buffer)
    if let part = places.part { drawPart(part, into: &buffer) }
    if let table = places.table { drawTable(table, into: &buffer) }
  }

  private static func shown(_ picture: Engine.Picture) -> TextUI.Picture {
    TextUI.Picture(columns: picture.width, rows: picture.height, bytes: picture.pixels)
  }

  private func drawPicture(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let (title, square) = area.cutTop(1)
    buffer.put(
      StyledText(lab.sample.name(language) + " ", Style(.input))
        + StyledText("\(ReceptiveFieldLab.pictureSide)×\(ReceptiveFieldLab.pictureSide)", .muted), in: title)
    guard let picture = lab.picture?.size(for: square.width), !square.isEmpty else { return }
    let seen = lab.seen
    func half(_ pixel: Int) -> Int { pixel * picture.width / ReceptiveFieldLab.pictureSide }
    let (left, top) = (half(seen.columns.lowerBound), half(seen.rows.lowerBound))
    let box = GridBox(
      column: left, row: top, columns: max(1, half(seen.columns.upperBound) - left),
      rows: max(1, half(seen.rows.upperBound) - top))
    let isDrawn = isKnown && !seen.rows.isEmpty && !seen.columns.isEmpty
    HeatMap(ReceptiveFieldPicture.shown(picture), box: isDrawn ? box : nil, centred: false).draw(square, into: &buffer)
  }

  private func drawPart(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let (title, square) = area.cutTop(1)
    guard isKnown else {
      buffer.put(StyledText(language("its box: ?", "它的方框：?"), .muted), in: title)
      return
    }
    let seen = lab.seen
    if let field = lab.effective {
      let (name, legend) = (StyledText(language("gradient ", "梯度 "), Style(.gradient)), legend)
      buffer.put(name.width + legend.width <= title.width ? name + legend : legend, in: title)
      let bins = field.binned(max(4, min(square.width, square.height * 2)))
      HeatMap(bins, .diverging(scale: bins.largestMagnitude), centred: false).draw(square, into: &buffer)
      return
    }
    let size = "\(seen.rows.count)×\(seen.columns.count)"
    buffer.put(StyledText(language("it sees ", "它看到 "), Style(.output)) + StyledText(size, .muted), in: title)
    guard var picture = lab.picture?.picture, !seen.rows.isEmpty, !seen.columns.isEmpty else { return }
    var (rows, columns) = (seen.rows, seen.columns)
    // Of a large part the half picture shows as much.
    if max(rows.count, columns.count) > 120, let half = lab.picture?.half {
      func halved(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound * half.width / picture.width..<max(1, range.upperBound * half.width / picture.width)
      }
      (rows, columns, picture) = (halved(rows), halved(columns), half)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * columns.count * 3)
    for row in rows {
      let start = (row * picture.width + columns.lowerBound) * 3
      bytes += picture.pixels[start..<start + columns.count * 3]
    }
    HeatMap(TextUI.Picture(columns: columns.count, rows: rows.count, bytes: bytes), centred: false)
      .draw(square, into: &buffer)
  }

  /// `0 ▀▀▀▀▀ most`
  private var legend: StyledText {
    let ramp = (0..<6).map { step -> Span in
      let colour = Colour.diverging(Float(step), scale: 5)
      return Span("▀", Style(colour, on: colour))
    }
    return StyledText("0 ", .muted) + StyledText(ramp) + StyledText(view.language(" most", " 最强"), .muted)
  }

  private func drawTable(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let isWide = area.width >= 50
    var columns = [TableColumn(" "), TableColumn(language("stage", "层"))]
    if isWide {
      columns += [TableColumn(language("window", "窗口"), .trailing), TableColumn(language("stride", "步长"), .trailing)]
    }
    columns += [
      TableColumn(language("field", "感受野"), .trailing), TableColumn(language("jump", "累计步长"), .trailing),
      TableColumn(isWide ? language("first centre", "首个中心") : language("centre", "首个中心"), .trailing),
    ]
    let rows = FieldStage.allCases.enumerated().map { index, stage -> [StyledText] in
      let layer = ReceptiveFieldLab.summary(stage)
      let isMarked = stage == lab.stage
      let style = isMarked ? Style.strong : .text
      let isKnown = view.shows(index)
      let field = layer?.receptiveField.map { "\($0)×\($0)" } ?? language("all", "全部")
      var row = [StyledText(isMarked ? "▸" : " ", Style(.focus, .bold)), StyledText(stage.rawValue, style)]
      if isWide {
        row += [
          StyledText(layer?.kernel.map { "\($0)×\($0)" } ?? "–", .muted),
          StyledText(layer?.stride.map { "\($0)" } ?? "–", .muted),
        ]
      }
      return row + [
        StyledText(isKnown ? field : "?", isMarked ? Style(.output, .bold) : Style(.output)),
        StyledText(layer?.jump.map { "\($0)" } ?? "–", .muted),
        StyledText(layer?.firstCentre.map { LabNumber.text(Float($0)) } ?? "–", .muted),
      ]
    }
    let table = Table(columns, rows, gap: isWide ? 3 : 2)
    var lines = table.lines(width: area.width)
    if lines.count > area.height { lines.remove(at: 1) }
    let offset = max(0, min(lab.place + 1 - area.height / 2, lines.count - area.height))
    if isWide, area.height >= 2 * lines.count {
      lines = lines.flatMap { [$0, StyledText()] }
    }
    let top = area.y + max(0, area.height - lines.count) / 2
    Prose.draw(lines, Rect(area.x, top, area.width, min(lines.count, area.height)), into: &buffer, offset: offset)
  }

  /// The cell whose centre is nearest to a point of the picture.
  func cell(at point: Point, _ area: Rect) -> (row: Int, column: Int)? {
    let square = places(area).picture.cutTop(1).rest
    guard let picture = lab.picture?.size(for: square.width), square.contains(point), let layer = lab.layer,
      let jump = layer.jump,
      let centre = layer.firstCentre
    else { return nil }
    let layout = HeatMap(ReceptiveFieldPicture.shown(picture), centred: false).layout(in: square)
    guard let pixel = layout.point(at: point) else { return nil }
    func cell(_ pixel: Int) -> Int {
      let whole = (Double(pixel) + 0.5) * Double(ReceptiveFieldLab.pictureSide) / Double(picture.width)
      return max(0, min(lab.side - 1, Int(((whole - centre) / Double(jump)).rounded())))
    }
    return (cell(pixel.row), cell(pixel.column))
  }
}

extension ReceptiveFieldLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    guard area.width > 1, area.height > 1 else { return }
    ReceptiveFieldPicture(lab: self, view: view).draw(area, into: &buffer)
  }

  package func height(width: Int, _ view: LabView) -> Int { 14 }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    guard let cell = ReceptiveFieldPicture(lab: self, view: view).cell(at: point, area) else { return false }
    mark(cell.row, cell.column)
    return true
  }
}
