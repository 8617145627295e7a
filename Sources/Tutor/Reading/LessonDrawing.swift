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
    let layout = layout(lesson, context)
    var text = area
    if LessonScreen.hasSidebar(context) {
      let (side, rest) = area.cutLeft(LessonScreen.sidebarWidth)
      drawSidebar(&buffer, side, lesson, layout, context)
      text = rest
    }
    let width = LessonScreen.textWidth(context)
    let place = Rect(text.x + max(2, (text.width - width) / 2), text.y, width, text.height)
    let first = max(0, min(offset, max(0, layout.lines.count - place.height)))
    for (row, line) in layout.lines.dropFirst(first).prefix(place.height).enumerated() {
      buffer.put(search.isOn ? search.marked(line.text) : line.text, place.x, place.y + row, clip: place)
      if let marked = line.stop, marked == stop {
        buffer.put("▌", place.x - 2, place.y + row, Style(.focus, .bold), clip: area)
      }
    }
    drawFigures(&buffer, place, first, layout, context)
    var scroll = Scroll(offset: first)
    scroll.clamp(rows: layout.lines.count, page: place.height)
    scroll.drawBar(Rect(area.right - 1, area.y, 1, area.height), rows: layout.lines.count, into: &buffer)
    if let field = search.field { drawField(&buffer, place, field) }
    if let contents { drawContents(&buffer, contents, layout, context) }
  }

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

  private func drawFigures(
    _ buffer: inout Buffer, _ place: Rect, _ first: Int, _ layout: LessonLayout, _ context: Context
  ) {
    for (index, stop) in layout.stops.enumerated() {
      guard case .figure(let command) = stop, let figure = figures[command] else { continue }
      let rows = layout.lines(ofStop: index)
      let height = layout.lines[rows].filter { $0.figureRow != nil }.count
      let top = rows.lowerBound - first
      guard height > 0, top < place.height, top + height > 0 else { continue }
      // Drawn whole beside the screen and copied, so that a figure may be scrolled half out of sight.
      var canvas = Buffer(Size(place.width, height))
      figure.draw(into: &canvas, canvas.bounds, context.language)
      buffer.copy(canvas, to: Point(place.x, place.y + top), clip: place)
    }
  }

  private func drawSidebar(
    _ buffer: inout Buffer, _ area: Rect, _ lesson: Lesson, _ layout: LessonLayout, _ context: Context
  ) {
    let language = context.language
    let inner = area.inset(2, 0)
    let current = layout.sections.lastIndex { $0.line <= offset + 1 } ?? 0
    var lines = [StyledText(), StyledText(language("Contents", "目录"), .muted), StyledText()]
    for (index, section) in layout.sections.enumerated() where section.level > 1 || layout.sections.count == 1 {
      let isHere = index == current
      let text = StyledText(isHere ? "▸ " : "  ", .accent) + StyledText(section.title, isHere ? .strong : .text)
      lines += Prose.wrap(text, width: inner.width - 1, hanging: 2)
    }
    lines += [StyledText(), StyledText(language("Questions", "问题"), .muted), StyledText()]
    for (number, item) in lesson.items.enumerated() {
      let state = context.progress.last[item.id]?.correct
      let mark =
        state.map { $0 ? StyledText("✓ ", Style(.correct, .bold)) : StyledText("✗ ", Style(.wrong, .bold)) }
        ?? StyledText("○ ", .muted)
      // Ids are English words; in Chinese the question itself says which it is.
      let words = item.id.split(separator: ".").last.map(String.init) ?? item.id
      let name = language(words, "\(number + 1) " + item.instance(seed: 1).prompt)
      var isHere = false
      if let stop, layout.stops.indices.contains(stop) { isHere = layout.stops[stop] == .question(item: item.id) }
      lines.append(
        (mark + StyledText(name.replacing("-", with: " "), isHere ? .accent : .text)).truncated(to: inner.width - 1))
    }
    Prose.draw(lines, inner, into: &buffer)
    for row in 0..<area.height { buffer.put("│", area.right - 1, area.y + row, .faint, clip: area) }
  }
}
