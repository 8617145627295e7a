import Lessons
import TextUI

/// How a run of questions went, one row a question. What went wrong can be asked again.
package struct QuizResultsScreen: Screen {
  private let run: QuizRun
  private var list = ListState()

  package init(_ run: QuizRun) {
    self.run = run
    list.selection = run.items.firstIndex { run.outcomes[$0.item] != true } ?? 0
  }

  package func crumbs(_ context: Context) -> [String] {
    let language = context.language
    let results = language("results", "结果")
    switch run.kind {
    case .review: return [language("Review", "复习"), results]
    case .before(let id), .mixed(let id), .standing(let id):
      return [language("Lessons", "课程"), context.course.title(id, language) ?? id, run.title(language), results]
    }
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    var keys = [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("open the question", "打开这道题")),
    ]
    if !run.again.items.isEmpty {
      keys.append(KeyHint(.character("a"), "a", language("again, what is not right yet", "把没答对的再来一遍")))
    }
    return keys + [
      KeyHint(.escape, "esc", back(language)), KeyHint(.character("q"), "q", back(language), onlyInList: true),
    ]
  }

  private func back(_ language: Language) -> String {
    if case .review = run.kind { return language("done", "完成") }
    return language("to the text", "回到课文")
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.character("a")):
      guard let screen = QuizScreen(run.again, context) else { return [] }
      return [.replace(screen)]
    case .key(.enter): return open(list.selection, context)
    case .key(let key): list.handle(key, count: run.items.count, page: rows(context).height)
    case .mouse(let mouse):
      if mouse.action == .wheelDown { list.handle(.down, count: run.items.count, page: rows(context).height) }
      if mouse.action == .wheelUp { list.handle(.up, count: run.items.count, page: rows(context).height) }
      guard mouse.action == .press, let row = view(context).row(at: mouse.at, in: rows(context)) else { break }
      list.selection = row
      return open(row, context)
    case .resize, .paste: break
    }
    return []
  }

  private func open(_ row: Int, _ context: Context) -> [Action] {
    guard run.items.indices.contains(row) else { return [] }
    let item = run.items[row]
    return QuizScreen(lesson: item.lesson, item: item.item, context).map { [.push($0)] } ?? []
  }

  // MARK: Drawing

  /// Where the rows stand on the screen.
  private func rows(_ context: Context) -> Rect {
    let width = min(context.columns - 4, 100)
    return Rect((context.columns - width) / 2, 5, width, max(1, context.rows - 7))
  }

  private func view(_ context: Context) -> ListView {
    let language = context.language
    let items = run.items.map { item -> ListItem in
      let question = context.course.item(item, language)
      let prompt = question.map { asked($0, context).prompt } ?? item.item
      var mark = StyledText("– ", .muted)
      if let right = run.outcomes[item.item] {
        mark = right ? StyledText("✓ ", Style(.correct, .bold)) : StyledText("✗ ", Style(.wrong, .bold))
      }
      let line = prompt.replacing("\n", with: " ")
      return ListItem(
        mark + InlineText.styled(line, base: .text),
        badge: StyledText(isForeign(item) ? context.course.title(item.lesson, language) ?? item.lesson : "", .muted))
    }
    return ListView(items, list)
  }

  /// With the numbers that it was asked with.
  private func asked(_ item: Item, _ context: Context) -> ItemInstance {
    run.outcomes[item.id] == nil
      ? item.instance(seed: QuizScreen.seed(item.id, context.progress)) : item.asked(context.progress)
  }

  /// Whether the question is of another lesson than the one that the run belongs to.
  private func isForeign(_ item: ReviewItem) -> Bool {
    switch run.kind {
    case .review: true
    case .before(let id), .mixed(let id), .standing(let id): item.lesson != id
    }
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let rows = rows(context)
    let skipped = run.items.count - run.outcomes.count
    var head = StyledText(
      language("\(run.right) of \(run.items.count) right", "\(run.items.count) 题答对 \(run.right) 题"), .strong)
    if skipped > 0, case .standing = run.kind {
      head += StyledText(language(", \(skipped) not answered yet", "，\(skipped) 题还没答"), .muted)
    } else if skipped > 0 {
      head += StyledText(language(", \(skipped) skipped", "，跳过 \(skipped) 题"), .muted)
    }
    buffer.put(head, in: Rect(rows.x, 2, rows.width, 1))
    buffer.put(StyledText(advice(language), .muted), in: Rect(rows.x, 3, rows.width, 1))
    view(context).draw(rows, into: &buffer)
  }

  private func advice(_ language: Language) -> String {
    switch run.kind {
    case .before: language("Now read: the text answers what you guessed.", "现在开始读：课文会回答你刚才猜的问题。")
    case .standing:
      run.again.items.isEmpty
        ? language("These were the questions of this lesson, all of them right.", "这一课的问题就是这些，全部答对。")
        : language("This was the last question; a asks what is not right yet.", "这是最后一题；按 a 再答没答对的题。")
    case .mixed, .review:
      run.again.items.isEmpty
        ? language("All of them. They come back for review when they are due.", "全对。到期时它们会再次出现在复习里。")
        : language("What is not right yet comes back tomorrow; a asks it again now.", "没答对的明天会再出现；按 a 现在就再来一遍。")
    }
  }
}
