import Lessons
import TextUI

/// A lesson to read: text, live figures, questions. Enter opens what the cursor stands on, Esc comes back to the same row.
package struct LessonScreen: TypingScreen {
  let id: String
  var offset = 0
  var stop: Int?
  var search = LessonSearch()
  /// The labs of the lesson by their command lines. Opening one may take a while: some run a network.
  private(set) var figures: [String: LabFigure]
  private var commands: [String]
  /// The table of contents while it lies over the text.
  var contents: ListState?

  package var isTyping: Bool { search.field != nil }

  package init?(id: String, block: Int = 0, item: String? = nil, _ context: Context) {
    guard let lesson = context.course.lesson(id, context.language) else { return nil }
    self.id = id
    commands = lesson.figures.map(\.command)
    figures = LessonScreen.opened(commands)
    let layout = layout(lesson, context)
    if let item, let found = layout.stops.firstIndex(of: .question(item: item)) {
      stop = found
      reveal(layout, LessonScreen.page(context))
    } else {
      offset = min(layout.firstLine(ofBlock: block), max(0, layout.lines.count - LessonScreen.page(context)))
    }
  }

  // MARK: Geometry

  static let sidebarWidth = 27

  static func hasSidebar(_ context: Context) -> Bool { context.columns >= 96 }

  static func textWidth(_ context: Context) -> Int {
    let room = hasSidebar(context) ? context.columns - sidebarWidth - 4 : context.columns - 4
    return min(room, 84)
  }

  static func page(_ context: Context) -> Int { max(1, context.rows - 3) }

  private static func opened(_ commands: [String]) -> [String: LabFigure] {
    let figures = commands.map { ($0, LabFigure(commandLine: $0)) }
    return Dictionary(figures, uniquingKeysWith: { first, _ in first }).compactMapValues { $0 }
  }

  /// The lesson may have been read again, with other figures in it.
  package mutating func adopt(_ context: inout Context) -> [Action] {
    let found = lesson(context)?.figures.map(\.command) ?? commands
    guard found != commands else { return [] }
    commands = found
    figures = LessonScreen.opened(found)
    return []
  }

  func layout(_ lesson: Lesson, _ context: Context) -> LessonLayout {
    let lessons = context.course.lessons(context.language)
    let next = lessons.firstIndex { $0.id == lesson.id }.map { lessons.dropFirst($0 + 1) }?.first
    return LessonLayout(
      lesson, width: LessonScreen.textWidth(context), language: context.language, progress: context.progress,
      figures: figures, next: next)
  }

  func lesson(_ context: Context) -> Lesson? { context.course.lesson(id, context.language) }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    [context.language("Lessons", "课程"), lesson(context)?.title ?? id]
  }

  package func status(_ context: Context) -> [String] {
    guard let lesson = lesson(context) else { return [] }
    let layout = layout(lesson, context)
    let last = max(1, layout.lines.count - LessonScreen.page(context))
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
