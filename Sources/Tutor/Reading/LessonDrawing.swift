import Lessons
import TextUI

/// A lesson on the screen: the text in the middle, contents and questions beside it where there is room.
extension LessonScreen {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    guard let lesson = lesson(context) else {
      let words = context.language("The lesson \(id) is no longer there.", "课程 \(id) 已经不在了。")
      Prose.draw(StyledText(words, .warning), area.inset(2, 1), into: &buffer)
      return
    }
    let page = page(lesson, context)
    let layout = page.layout
    var text = area
    if LessonScreen.hasSidebar(context) {
      let (side, rest) = area.cutLeft(LessonSide.width)
      page.side.draw(side, into: &buffer, section: section(layout), stop: stop, chosen: contents?.selection)
      text = rest
    }
    let width = LessonScreen.textWidth(context)
    let place = Rect(text.x + max(2, (text.width - width) / 2), text.y, width, text.height)
    let first = max(0, min(offset, max(0, layout.lines.count - place.height)))
    let marked = stop.map(layout.lines(ofStop:)) ?? 0..<0
    for (row, line) in layout.lines.dropFirst(first).prefix(place.height).enumerated() {
      buffer.put(search.isOn ? search.marked(line.text) : line.text, place.x, place.y + row, clip: place)
      if marked.contains(first + row) { buffer.put("▌", place.x - 2, place.y + row, Style(.focus, .bold), clip: area) }
    }
    drawFigures(&buffer, place, first, page)
    var scroll = Scroll(offset: first)
    scroll.clamp(rows: layout.lines.count, page: place.height)
    scroll.drawBar(Rect(area.right - 1, area.y, 1, area.height), rows: layout.lines.count, into: &buffer)
    if let field = search.field { drawField(&buffer, place, field) }
    if let contents, !LessonScreen.hasSidebar(context) { drawContents(&buffer, contents, layout, context) }
  }

  /// The section that is read.
  func section(_ layout: LessonLayout) -> Int? { layout.sections.lastIndex { $0.line <= offset + 1 } }

  private func drawField(_ buffer: inout Buffer, _ place: Rect, _ field: TextField) {
    let line = Rect(place.x, place.bottom - 1, place.width, 1)
    buffer.fill(line, Style(.text).on(.panel))
    buffer.put("/", line.x + 1, line.y, Style(.accent, .bold).on(.panel), clip: line)
    field.draw(Rect(line.x + 3, line.y, line.width - 4, 1), into: &buffer, Style.strong.on(.panel))
  }

  private func drawContents(
    _ buffer: inout Buffer, _ contents: ListState, _ layout: LessonLayout, _ context: Context
  ) {
    let titles = layout.sections.map { String(repeating: "  ", count: max(0, $0.level - 1)) + $0.title }
    let width = min(buffer.size.columns - 6, max(30, (titles.map(GlyphWidth.of).max() ?? 0) + 6))
    let height = min(buffer.size.rows - 4, titles.count + 2)
    let inner = Modal(context.language("Contents", "目录"), width: width, height: height).draw(into: &buffer)
    ListView(titles.map { ListItem($0) }, contents).draw(inner, into: &buffer)
  }

  /// Copied from the pictures of the page, so that a figure may be scrolled half out of sight.
  private func drawFigures(_ buffer: inout Buffer, _ place: Rect, _ first: Int, _ page: LessonPage) {
    var row = first
    let lines = page.layout.lines
    while row < min(lines.count, first + place.height) {
      guard let inside = lines[row].figureRow, let stop = lines[row].stop, page.layout.stops.indices.contains(stop),
        case .figure(let command) = page.layout.stops[stop], let picture = page.figures.picture(command)
      else {
        row += 1
        continue
      }
      buffer.copy(picture, to: Point(place.x, place.y + row - first - inside), clip: place)
      row += max(1, picture.size.rows - inside)
    }
  }
}
