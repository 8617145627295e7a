import Lessons
import TextUI

/// A lesson to read: text, live figures, questions. Enter opens what the cursor stands on, Esc comes back to the same row.
package struct LessonScreen: TypingScreen {
  let id: String
  var offset = 0
  var stop: Int?
  var search = LessonSearch()
  /// The table of contents while it has the keys: over the text, or beside it where it stands there already.
  var contents: ListState?
  /// Whether questions lie over the text: the one that was asked last is where the reading goes on.
  var isAsking = false
  /// The lesson as it was set last; what is drawn and what keys move in.
  private var page: LessonPage?

  package var isTyping: Bool { search.field != nil }

  package init?(id: String, block: Int = 0, item: String? = nil, _ context: Context) {
    guard let lesson = context.course.lesson(id, context.language) else { return nil }
    self.id = id
    let page = LessonPage(lesson, context, figures: LessonFigures())
    self.page = page
    if let item, let found = page.layout.stops.firstIndex(of: .question(item: item)) {
      stop = found
      reveal(page.layout, LessonScreen.page(context))
    } else {
      offset = min(page.layout.firstLine(ofBlock: block), LessonScreen.lastOffset(page.layout, context))
    }
  }

  // MARK: Geometry

  /// Beside the text only where that keeps the width that it has in 80 columns: formulas and tables are set for it.
  static func hasSidebar(_ context: Context) -> Bool { context.columns >= LessonSide.width + 4 + 76 }

  static func textWidth(_ context: Context) -> Int {
    let room = hasSidebar(context) ? context.columns - LessonSide.width - 4 : context.columns - 4
    return min(room, 84)
  }

  static func page(_ context: Context) -> Int { max(1, context.rows - 3) }

  static func lastOffset(_ layout: LessonLayout, _ context: Context) -> Int {
    max(0, layout.lines.count - page(context))
  }

  // MARK: The lesson as it is set

  /// The lesson may have been read again, its questions answered, the window or the language changed: it is set anew, and
  /// the reader stays at the block and at the question where she was.
  package mutating func adopt(_ context: inout Context) -> [Action] {
    guard let lesson = lesson(context) else { return [] }
    if page?.isCurrent(lesson, context) != true {
      let before = page?.layout
      let fresh = LessonPage(lesson, context, figures: page?.figures ?? LessonFigures())
      page = fresh
      if let before { move(from: before, to: fresh.layout) }
    }
    guard let layout = page?.layout else { return [] }
    if isAsking {
      isAsking = false
      goOn(after: context.progress.place, layout, context)
    }
    offset = max(0, min(offset, LessonScreen.lastOffset(layout, context)))
    return []
  }

  package mutating func forgetKept() { page = nil }

  private mutating func move(from before: LessonLayout, to layout: LessonLayout) {
    if offset > 0, before.lines.indices.contains(offset) {
      let block = before.lines[offset].block
      let below = offset - before.firstLine(ofBlock: block)
      offset = block == 0 ? offset : layout.firstLine(ofBlock: block) + below
    }
    if let old = stop {
      let same = before.stops.indices.contains(old) ? before.stops[old] : nil
      stop = layout.stops.indices.filter { layout.stops[$0] == same }.min { abs($0 - old) < abs($1 - old) }
    }
    search.row = nil
    if let chosen = contents?.selection { contents?.selection = max(0, min(chosen, layout.sections.count - 1)) }
  }

  private mutating func goOn(after place: Place?, _ layout: LessonLayout, _ context: Context) {
    guard case .lesson(id, _, let item?)? = place,
      let asked = layout.stops.firstIndex(of: .question(item: item))
    else { return }
    stop = asked
    reveal(layout, LessonScreen.page(context))
  }

  /// As it was kept, if that is how it stands at present.
  func page(_ lesson: Lesson, _ context: Context) -> LessonPage {
    if let page, page.isCurrent(lesson, context) { return page }
    return LessonPage(lesson, context, figures: page?.figures ?? LessonFigures())
  }

  func layout(_ lesson: Lesson, _ context: Context) -> LessonLayout { page(lesson, context).layout }

  func lesson(_ context: Context) -> Lesson? { context.course.lesson(id, context.language) }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    [context.language("Lessons", "课程"), lesson(context)?.title ?? id]
  }

  package func status(_ context: Context) -> [String] {
    guard let lesson = lesson(context) else { return [] }
    let layout = layout(lesson, context)
    let last = max(1, LessonScreen.lastOffset(layout, context))
    let faults = lesson.diagnostics.count
    let warning = context.language(faults == 1 ? "✗ 1 fault" : "✗ \(faults) faults", "✗ \(faults) 处错误")
    return (faults > 0 ? [warning] : []) + ["\(min(100, 100 * offset / last)) %"]
  }

  package func place(_ context: Context) -> Place? {
    guard let lesson = lesson(context) else { return nil }
    let layout = layout(lesson, context)
    var item: String?
    if let stop, layout.stops.indices.contains(stop), case .question(let id) = layout.stops[stop] { item = id }
    let block = layout.lines.indices.contains(offset) ? layout.lines[offset].block : 0
    return .lesson(id: id, block: block, item: item)
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    if search.field != nil {
      return [
        KeyHint(.enter, "⏎", language("search", "查找")), KeyHint(.escape, "esc", language("no search", "取消查找")),
      ]
    }
    if contents != nil {
      return [
        KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("go there", "跳到这一节")),
        KeyHint(.escape, "esc", language("close", "关闭")),
      ]
    }
    var keys = [
      KeyHint(.down, "↑↓", language("scroll", "滚动")),
      KeyHint(.character("]"), "[ ]", language("section", "小节")),
      KeyHint(.tab, "⇥", language("next figure or question", "下一个图或问题")),
    ]
    if stop != nil { keys.append(KeyHint(.enter, "⏎", language("open it", "打开"))) }
    if search.isOn {
      keys += [
        KeyHint(.character("n"), "n N", language("next match", "下一处")),
        KeyHint(.escape, "esc", language("end the search", "结束查找")),
      ]
    } else {
      if let lesson = lesson(context) { keys += runKeys(lesson, context) }
      keys.append(KeyHint(.escape, "esc", language("lessons", "课程")))
      keys.append(KeyHint(.character("n"), "n", language("next open question", "下一个未答的问题"), onlyInList: true))
    }
    return keys + listed(language)
  }

  private func runKeys(_ lesson: Lesson, _ context: Context) -> [KeyHint] {
    let language = context.language
    var keys: [KeyHint] = []
    if QuizRun.before(lesson, context.progress) != nil {
      keys.append(KeyHint(.character("p"), "p", language("try first", "课前试答")))
    }
    if !lesson.items.isEmpty {
      keys.append(KeyHint(.character("m"), "m", language("mixed quiz", "混合测验"), onlyInList: true))
    }
    return keys
  }

  private func listed(_ language: Language) -> [KeyHint] {
    [
      KeyHint(.character("t"), "t", language("contents", "目录"), onlyInList: true),
      KeyHint(.character("/"), "/", language("search in the lesson", "在这一课里查找"), onlyInList: true),
      KeyHint(.character(" "), "space", language("page forward", "下一页"), onlyInList: true),
      KeyHint(.pageUp, "pgup", language("page back", "上一页"), onlyInList: true),
      KeyHint(.character("["), "[", language("previous section", "上一节"), onlyInList: true),
      KeyHint(.backtab, "⇧⇥", language("previous figure or question", "上一个图或问题"), onlyInList: true),
      KeyHint(.home, "home", language("to the beginning", "到开头"), onlyInList: true),
      KeyHint(.end, "end", language("to the end", "到末尾"), onlyInList: true),
      KeyHint(.character("q"), "q", language("lessons", "课程"), onlyInList: true),
    ]
  }
}
