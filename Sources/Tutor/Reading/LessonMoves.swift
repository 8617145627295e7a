import Lessons
import TextUI

/// What keys and the mouse do in a lesson.
extension LessonScreen {
  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    guard let lesson = lesson(context) else { return [.pop] }
    let layout = layout(lesson, context)
    let page = LessonScreen.page(context)
    switch event {
    case .key(let key) where search.field != nil: return type(key, layout, page, context)
    case .key(let key) where contents != nil: return choose(key, layout, page)
    case .paste(let text):
      search.field?.paste(text)
      return []
    default: break
    }
    if case .mouse(let mouse) = event, contents != nil {
      switch mouse.action {
      case .wheelUp: return choose(.up, layout, page)
      case .wheelDown: return choose(.down, layout, page)
      case .press:
        contents = nil
        if LessonScreen.hasSidebar(context) { return point(mouse, lesson, layout, context) }
      case .drag, .release: break
      }
      return []
    }
    switch event {
    case .key(.escape) where search.isOn: search = LessonSearch()
    case .key(.character("/")): search.field = TextField(search.words)
    case .key(.character("n")) where search.isOn: return find(1, layout, page, context)
    case .key(.character("N")) where search.isOn: return find(-1, layout, page, context)
    case .key(.character("t")): openContents(layout, page)
    case .key(.character("p")): return start(QuizRun.before(lesson, context.progress), context)
    case .key(.character("m")): return start(mixed(lesson, context), context)
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
    case .paste(let text): search.field?.paste(text)
    case .resize: break
    }
    offset = max(0, min(offset, LessonScreen.lastOffset(layout, context)))
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

  mutating func reveal(_ layout: LessonLayout, _ page: Int) {
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

  private mutating func open(_ lesson: Lesson, _ layout: LessonLayout, _ context: Context) -> [Action] {
    guard let stop, layout.stops.indices.contains(stop) else {
      return [.notice(context.language("tab goes to a figure or a question, enter opens it", "按 tab 移到图或问题上，再按回车打开"))]
    }
    switch layout.stops[stop] {
    case .figure(let command):
      guard let screen = try? LabRegistry.open(commandLine: command) else { return [] }
      return [.push(screen)]
    case .question(let item):
      guard let screen = QuizScreen(lesson: id, item: item, context) else { return [] }
      isAsking = true
      return [.push(screen)]
    case .link(let target): return follow(target, context)
    case .mixed: return start(mixed(lesson, context), context)
    case .lesson(let next):
      return LessonScreen(id: next, context).map { [.replace($0)] } ?? []
    }
  }

  private func mixed(_ lesson: Lesson, _ context: Context) -> QuizRun? {
    .mixed(lesson, context.course, context.language, context.progress)
  }

  private func start(_ run: QuizRun?, _ context: Context) -> [Action] {
    guard let run, let screen = QuizScreen(run, context) else {
      return [.notice(context.language("there is nothing to ask here", "这里没有可问的题"))]
    }
    return [.push(screen)]
  }

  // MARK: Contents and search

  private mutating func openContents(_ layout: LessonLayout, _ page: Int) {
    guard !layout.sections.isEmpty else { return }
    var list = ListState(selection: layout.sections.lastIndex { $0.line <= offset } ?? 0)
    list.scroll.reveal(list.selection, rows: layout.sections.count, page: page)
    contents = list
  }

  private mutating func choose(_ key: Key, _ layout: LessonLayout, _ page: Int) -> [Action] {
    switch key {
    case .escape, .character("q"), .character("t"): contents = nil
    case .enter:
      if let chosen = contents?.selection { go(toSection: chosen, layout, page) }
      contents = nil
    default: contents?.handle(key, count: layout.sections.count, page: page)
    }
    return []
  }

  private mutating func go(toSection index: Int, _ layout: LessonLayout, _ page: Int) {
    guard layout.sections.indices.contains(index) else { return }
    offset = max(0, min(layout.sections[index].line, layout.lines.count - page))
    dropHiddenStop(layout, page)
  }

  private mutating func type(_ key: Key, _ layout: LessonLayout, _ page: Int, _ context: Context) -> [Action] {
    switch key {
    case .escape: search = LessonSearch()
    case .enter:
      search.words = search.field?.text.trimmed ?? ""
      search.field = nil
      return search.isOn ? find(0, layout, page, context) : []
    default: search.field?.handle(key)
    }
    return []
  }

  /// To the next row with the words, or the one before; 0 takes the first from what is on the screen.
  private mutating func find(_ step: Int, _ layout: LessonLayout, _ page: Int, _ context: Context) -> [Action] {
    let rows = search.rows(layout.lines.map(\.text.plain))
    guard let first = rows.first, let last = rows.last else {
      let words = search.words
      search = LessonSearch()
      return [.notice(context.language("“\(words)” is not in this lesson", "这一课里没有“\(words)”"))]
    }
    let here = search.row ?? offset
    let found =
      step < 0
      ? rows.last { $0 < here } ?? last : rows.first { step == 0 ? $0 >= here : $0 > here } ?? first
    search.row = found
    if found < offset || found >= offset + page { offset = found - page / 3 }
    offset = max(0, min(offset, layout.lines.count - page))
    dropHiddenStop(layout, page)
    return [.notice(search.place(found, rows, context.language))]
  }

  /// A link leads to another lesson, to a stage of the walk (`walk:conv2`), to a term of the glossary (`term:stride`) or to
  /// a lab, never out of the course.
  private func follow(_ target: String, _ context: Context) -> [Action] {
    if target.hasPrefix("walk:") { return [.push(WalkScreen(stageNamed: String(target.dropFirst(5)), context))] }
    if target.hasPrefix("term:") { return [.push(GlossaryScreen(term: String(target.dropFirst(5))))] }
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
    case .press: return press(mouse.at, lesson, layout, context)
    }
    offset = max(0, min(offset, LessonScreen.lastOffset(layout, context)))
    return []
  }

  /// A click on a figure or a question, in the text or beside it, goes there; a second one opens it.
  private mutating func press(_ point: Point, _ lesson: Lesson, _ layout: LessonLayout, _ context: Context) -> [Action]
  {
    let area = Rect(0, 1, context.columns, context.rows - 2)
    let side = area.cutLeft(LessonSide.width).left
    var found: Int?
    if LessonScreen.hasSidebar(context), side.contains(point) {
      let target = page(lesson, context).side.target(at: point, in: side, section: section(layout), stop: stop)
      switch target {
      case .section(let index): go(toSection: index, layout, LessonScreen.page(context))
      case .stop(let index): found = index
      case nil: break
      }
    } else {
      let row = offset + point.y - area.y
      found = layout.lines.indices.contains(row) ? layout.lines[row].stop : nil
    }
    guard let found else { return [] }
    if stop == found { return open(lesson, layout, context) }
    stop = found
    reveal(layout, LessonScreen.page(context))
    return []
  }
}
