import Lessons
import TextUI

/// A lesson to read: text, live figures, questions. Enter opens what the cursor stands on, Esc comes back to the same row.
package struct LessonScreen: Screen {
  let id: String
  private(set) var offset = 0
  private(set) var stop: Int?
  /// A block to scroll to when the width is known.
  private var target: Int?

  package init?(id: String, block: Int = 0, item: String? = nil, _ context: Context) {
    guard let lesson = context.course.lesson(id, context.language) else { return nil }
    self.id = id
    let layout = LessonScreen.layout(lesson, context)
    if let item, let found = layout.stops.firstIndex(of: .question(item: item)) {
      stop = found
      reveal(layout, LessonScreen.page(context))
    } else {
      offset = min(layout.firstLine(ofBlock: block), max(0, layout.lines.count - LessonScreen.page(context)))
    }
  }

  // MARK: Geometry

  private static let sidebarWidth = 27

  private static func hasSidebar(_ context: Context) -> Bool { context.columns >= 96 }

  private static func textWidth(_ context: Context) -> Int {
    let room = hasSidebar(context) ? context.columns - sidebarWidth - 4 : context.columns - 4
    return min(room, 84)
  }

  private static func page(_ context: Context) -> Int { max(1, context.rows - 3) }

  private static func layout(_ lesson: Lesson, _ context: Context) -> LessonLayout {
    LessonLayout(lesson, width: textWidth(context), language: context.language, progress: context.progress)
  }

  private func lesson(_ context: Context) -> Lesson? { context.course.lesson(id, context.language) }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    [context.language("Lessons", "课程"), lesson(context)?.title ?? id]
  }

  package func status(_ context: Context) -> [String] {
    guard let lesson = lesson(context) else { return [] }
    let layout = LessonScreen.layout(lesson, context)
    let last = max(1, layout.lines.count - LessonScreen.page(context))
    return ["\(min(100, 100 * offset / last)) %"]
  }

  package func place(_ context: Context) -> Place? {
    guard let lesson = lesson(context) else { return nil }
    let layout = LessonScreen.layout(lesson, context)
    var item: String?
    if let stop, layout.stops.indices.contains(stop), case .question(let id) = layout.stops[stop] { item = id }
    let block = layout.lines.indices.contains(offset) ? layout.lines[offset].block : 0
    return .lesson(id: id, block: block, item: item)
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    var keys = [
      KeyHint(.down, "↑↓", language("scroll", "滚动")),
      KeyHint(.character("]"), "[ ]", language("section", "小节")),
      KeyHint(.tab, "⇥", language("next figure or question", "下一个图或问题")),
    ]
    if stop != nil { keys.append(KeyHint(.enter, "⏎", language("open it", "打开"))) }
    keys += [
      KeyHint(.escape, "esc", language("lessons", "课程")),
      KeyHint(.character(" "), "space", language("page forward", "下一页"), onlyInList: true),
      KeyHint(.pageUp, "pgup", language("page back", "上一页"), onlyInList: true),
      KeyHint(.character("["), "[", language("previous section", "上一节"), onlyInList: true),
      KeyHint(.backtab, "⇧⇥", language("previous figure or question", "上一个图或问题"), onlyInList: true),
      KeyHint(.character("n"), "n", language("next open question", "下一个未答的问题"), onlyInList: true),
      KeyHint(.home, "home", language("to the beginning", "到开头"), onlyInList: true),
      KeyHint(.end, "end", language("to the end", "到末尾"), onlyInList: true),
      KeyHint(.character("q"), "q", language("lessons", "课程"), onlyInList: true),
    ]
    return keys
  }

  // MARK: Events

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    guard let lesson = lesson(context) else { return [.pop] }
    let layout = LessonScreen.layout(lesson, context)
    let page = LessonScreen.page(context)
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter): return open(lesson, layout, context)
    case .key(.tab): moveStop(1, layout, page)
    case .key(.backtab): moveStop(-1, layout, page)
    case .key(.character("n")): return nextOpen(layout, page, context)
    case .key(.character("]")): moveSection(1, layout)
    case .key(.character("[")): moveSection(-1, layout)
    case .key(.character(" ")): offset += page - 2
    case .key(let key):
      var scroll = Scroll(offset: offset)
      _ = scroll.handle(key, rows: layout.lines.count, page: page)
      offset = scroll.offset
    case .mouse(let mouse): return point(mouse, lesson, layout, context)
    case .resize: break
    }
    offset = max(0, min(offset, layout.lines.count - page))
    dropHiddenStop(layout, page)
    return []
  }

  /// The cursor stays on the screen: what is scrolled away is no longer what Enter opens.
  private mutating func dropHiddenStop(_ layout: LessonLayout, _ page: Int) {
    guard let stop, layout.stops.indices.contains(stop) else {
      self.stop = nil
      return
    }
    let rows = layout.lines(ofStop: stop)
    if rows.upperBound <= offset || rows.lowerBound >= offset + page { self.stop = nil }
  }

  private mutating func reveal(_ layout: LessonLayout, _ page: Int) {
    guard let stop else { return }
    let rows = layout.lines(ofStop: stop)
    if rows.lowerBound < offset || rows.upperBound > offset + page {
      offset = max(0, min(rows.lowerBound - max(0, page - rows.count) / 2, layout.lines.count - page))
    }
  }

  private mutating func moveStop(_ step: Int, _ layout: LessonLayout, _ page: Int) {
    guard !layout.stops.isEmpty else { return }
    if let stop {
      self.stop = max(0, min(stop + step, layout.stops.count - 1))
    } else {
      let visible = layout.stops.indices.first { layout.lines(ofStop: $0).lowerBound >= offset }
      let before = layout.stops.indices.last { layout.lines(ofStop: $0).upperBound <= offset }
      stop = step > 0 ? visible ?? layout.stops.count - 1 : before ?? 0
    }
    reveal(layout, page)
  }

  private mutating func nextOpen(_ layout: LessonLayout, _ page: Int, _ context: Context) -> [Action] {
    let open = layout.stops.indices.filter { index in
      if case .question(let item) = layout.stops[index] { context.progress.last[item]?.correct != true } else { false }
    }
    guard let next = open.first(where: { $0 > (stop ?? -1) }) ?? open.first else {
      return [.notice(context.language("every question of this lesson is answered", "这一课的问题都答对了"))]
    }
    stop = next
    reveal(layout, page)
    return []
  }

  private mutating func moveSection(_ step: Int, _ layout: LessonLayout) {
    let starts = layout.sections.map(\.line)
    let next = step > 0 ? starts.first { $0 > offset } : starts.last { $0 < offset }
    offset = next ?? (step > 0 ? layout.lines.count : 0)
  }

  private func open(_ lesson: Lesson, _ layout: LessonLayout, _ context: Context) -> [Action] {
    guard let stop, layout.stops.indices.contains(stop) else {
      return [.notice(context.language("tab goes to a figure or a question, enter opens it", "按 tab 移到图或问题上，再按回车打开"))]
    }
    switch layout.stops[stop] {
    case .figure(let command):
      guard let screen = try? LabRegistry.open(commandLine: command) else { return [] }
      return [.push(screen)]
    case .question(let item):
      guard let screen = QuizScreen(lesson: id, item: item, context) else { return [] }
      return [.push(screen)]
    case .link(let target): return follow(target, context)
    }
  }

  /// A link leads to another lesson, or to a stage of the walk (`walk:conv2`), never out of the course.
  private func follow(_ target: String, _ context: Context) -> [Action] {
    if target.hasPrefix("walk:") { return [.push(WalkScreen(stageNamed: String(target.dropFirst(5)), context))] }
    if target.hasPrefix("lab:"), let screen = try? LabRegistry.open(commandLine: String(target.dropFirst(4))) {
      return [.push(screen)]
    }
    if let lesson = context.course.lesson(linkedAs: target, from: id, context.language),
      let screen = LessonScreen(id: lesson.id, context)
    {
      return [.push(screen)]
    }
    return [.notice(context.language("outside the course: \(target)", "课程之外的链接：\(target)"))]
  }

  private mutating func point(_ mouse: MouseEvent, _ lesson: Lesson, _ layout: LessonLayout, _ context: Context)
    -> [Action]
  {
    switch mouse.action {
    case .wheelUp: offset -= 3
    case .wheelDown: offset += 3
    case .release, .drag: break
    case .press:
      let row = offset + mouse.at.y - 1
      guard layout.lines.indices.contains(row), let found = layout.lines[row].stop else { return [] }
      if stop == found { return open(lesson, layout, context) }
      stop = found
    }
    offset = max(0, min(offset, layout.lines.count - LessonScreen.page(context)))
    return []
  }

  // MARK: Drawing

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    guard let lesson = lesson(context) else { return }
    let layout = LessonScreen.layout(lesson, context)
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
      buffer.put(line.text, place.x, place.y + row, clip: place)
      if let marked = line.stop, marked == stop {
        buffer.put("▌", place.x - 2, place.y + row, Style(.focus, .bold), clip: area)
      }
    }
    drawFigures(&buffer, place, first, layout, context)
    var scroll = Scroll(offset: first)
    scroll.clamp(rows: layout.lines.count, page: place.height)
    scroll.drawBar(Rect(area.right - 1, area.y, 1, area.height), rows: layout.lines.count, into: &buffer)
  }

  private func drawFigures(
    _ buffer: inout Buffer, _ place: Rect, _ first: Int, _ layout: LessonLayout, _ context: Context
  ) {
    for (index, stop) in layout.stops.enumerated() {
      guard case .figure(let command) = stop, let figure = LabFigure(commandLine: command) else { continue }
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
