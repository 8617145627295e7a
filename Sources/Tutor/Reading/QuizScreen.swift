import Lessons
import TextUI

/// One question of a lesson: ask, take the answer, ask how sure, say what it was worth and why.
///
/// Nothing blocks: every question can be skipped, shown, tried again with fresh numbers, and left.
package struct QuizScreen: TypingScreen {
  enum Phase: Hashable, Sendable {
    case asking
    /// The answer stands; how sure is the learner?
    case confidence
    case answered
    /// Shown without an answer.
    case shown
  }

  let lesson: String
  private(set) var item: Item
  private var language: Language
  /// The questions that this one is asked among; nil where it was opened in the text.
  var run: QuizRun?
  var instance: ItemInstance
  var draft: QuizDraft
  var phase: Phase = .asking
  var verdict: Verdict?
  /// How sure the learner is of what she wrote, until it has been compared.
  var sureness: Int?
  var hints = 0
  var scroll = 0
  /// Whether the row of the cursor has to be on the screen: until the wheel goes elsewhere.
  var followsCursor = true

  package init?(lesson: String, item id: String, _ context: Context) {
    guard let found = context.course.lesson(lesson, context.language)?.items.first(where: { $0.id == id }) else {
      return nil
    }
    self.lesson = lesson
    language = context.language
    item = found
    instance = found.instance(seed: QuizScreen.seed(id, context.progress))
    draft = QuizDraft(instance)
  }

  /// The question of the run at which it stands; what is no longer in the course is passed over.
  package init?(_ run: QuizRun, _ context: Context, step: Int = 1) {
    var run = run
    while let next = run.current {
      if let screen = QuizScreen(lesson: next.lesson, item: next.item, context) {
        self = screen
        self.run = run
        return
      }
      run.position += step
    }
    return nil
  }

  /// The numbers of a question stay the same until it has been answered; then they are drawn afresh.
  static func seed(_ item: String, _ progress: ProgressSummary) -> UInt64 { (progress.last[item]?.seed ?? 0) &+ 1 }

  package var isTyping: Bool { phase == .asking && draft.isTyping }

  /// Whether the answer is known: it was right, or it was shown.
  var isSolved: Bool { phase == .shown || phase == .answered && verdict?.correct == true }

  /// The question in the language that is spoken, with the same numbers; and nothing scrolled beyond its end.
  package mutating func adopt(_ context: inout Context) -> [Action] {
    if language != context.language { translate(context) }
    let area = Rect(0, 1, context.columns, max(1, context.rows - 2))
    scroll = view(area, context).scroll.offset
    return []
  }

  private mutating func translate(_ context: Context) {
    language = context.language
    guard let found = context.course.item(ReviewItem(lesson: lesson, item: item.id), language) else { return }
    item = found
    instance = found.instance(seed: instance.seed)
    if draft.fits(instance) {
      if verdict != nil { verdict = (try? draft.answer(item)).map(instance.grade) }
    } else {
      (draft, phase, verdict) = (QuizDraft(instance), .asking, nil)
    }
  }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    let language = context.language
    if let run {
      let place = "\(run.position + 1)/\(run.items.count)"
      switch run.kind {
      case .review: return [language("Review", "复习"), place]
      case .before(let id), .mixed(let id), .standing(let id):
        let title = context.course.title(id, language) ?? id
        return [language("Lessons", "课程"), title, run.title(language), place]
      }
    }
    let lesson = context.course.lesson(lesson, language)
    let number = (lesson?.items.firstIndex { $0.id == item.id } ?? 0) + 1
    return [
      language("Lessons", "课程"), lesson?.title ?? self.lesson,
      language("question \(number)", "第 \(number) 题"),
    ]
  }

  package func status(_ context: Context) -> [String] {
    if let run {
      return [context.language("\(run.right) of \(run.items.count) right", "答对 \(run.right)/\(run.items.count)")]
    }
    guard let items = context.course.lesson(lesson, context.language)?.items else { return [] }
    let right = items.filter { context.progress.last[$0.id]?.correct == true }.count
    return [context.language("\(right) of \(items.count) right", "答对 \(right)/\(items.count)")]
  }

  /// A run is not a place: Continue leads to the text around it.
  package func place(_ context: Context) -> Place? {
    if run != nil { return nil }
    let block = context.course.lesson(lesson, context.language)?.blocks.firstIndex {
      if case .quiz(let other) = $0 { other.id == item.id } else { false }
    }
    return .lesson(id: lesson, block: block ?? 0, item: item.id)
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    let back = KeyHint(.escape, "esc", run == nil ? language("back to the text", "回到课文") : language("stop", "结束"))
    let moves = [
      KeyHint(skipKey, skipKey == .character("N") ? "N" : "^N", language("skip", "跳过")),
      KeyHint(backKey, backKey == .character("B") ? "B" : "^B", language("question before", "上一题"), onlyInList: true),
    ]
    switch phase {
    case .asking:
      var keys = entryKeys(language)
      keys.append(KeyHint(.enter, "⏎", language("answer", "作答")))
      if !item.hints.isEmpty {
        keys.append(
          KeyHint(
            hintKey, hintKey == .character("H") ? "H" : "^T",
            language(
              "hint \(min(hints + 1, item.hints.count))/\(item.hints.count)",
              "提示 \(min(hints + 1, item.hints.count))/\(item.hints.count)")))
      }
      keys.append(KeyHint(showKey, draft.isTyping ? "^S" : "S", language("show", "看答案")))
      return keys + [moves[0], back, moves[1]]
    case .confidence:
      return [
        KeyHint(.character("1"), "1", language("guess", "猜的")),
        KeyHint(.character("2"), "2", language("fairly sure", "比较有把握")),
        KeyHint(.character("3"), "3", language("certain", "确定")),
        KeyHint(.enter, "⏎", language("rather not say", "不说")),
        KeyHint(.escape, "esc", language("change the answer", "改答案")),
      ]
    case .answered, .shown:
      var keys = [
        KeyHint(.enter, "⏎", run == nil ? language("back to the text", "回到课文") : language("next question", "下一题")),
        KeyHint(
          .character("u"), "u", isSolved ? language("again, other numbers", "换一组数再做") : language("try again", "再试一次")),
      ]
      if !isSolved { keys.append(KeyHint(showKey, "S", language("show the answer", "看答案"))) }
      if labLink != nil { keys.append(KeyHint(.character("o"), "o", language("see it in the lab", "去实验台看"))) }
      if run == nil { keys.append(KeyHint(.character("n"), "n", language("next open question", "下一个未答的问题"))) }
      return keys + [KeyHint(.down, "↑↓", language("scroll", "滚动"), onlyInList: true), back, moves[1]]
    }
  }

  /// While a sentence is typed, letters are text.
  var hintKey: Key { draft.isTyping && phase == .asking ? .control("t") : .character("H") }
  var showKey: Key { draft.isTyping && phase == .asking ? .control("s") : .character("S") }
  package var takesText: Bool { phase == .asking && draft.takesText }

  var skipKey: Key { draft.isTyping && phase == .asking ? .control("n") : .character("N") }
  var backKey: Key { draft.isTyping && phase == .asking ? .control("b") : .character("B") }

  private func entryKeys(_ language: Language) -> [KeyHint] {
    switch draft {
    case .choice: [KeyHint(.down, "↑↓", language("choose", "选择"))]
    case .multiple, .checklist:
      [KeyHint(.down, "↑↓", language("move", "移动")), KeyHint(.character(" "), "space", language("tick", "勾选"))]
    case .grid: [KeyHint(.tab, "⇥", language("next cell", "下一格"))]
    case .order:
      [
        KeyHint(.down, "↑↓", language("move", "移动")),
        KeyHint(.character(" "), "space", language("hold or drop", "拿起或放下")),
      ]
    case .field, .text: []
    }
  }

  // MARK: Drawing

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let (lines, scroll, place) = view(area, context)
    Prose.draw(lines, place, into: &buffer, offset: scroll.offset)
  }

  /// The text, which part of it is shown, and where.
  private func view(_ area: Rect, _ context: Context) -> (lines: [StyledText], scroll: Scroll, place: Rect) {
    let width = max(1, min(area.width - 4, 92))
    let place = Rect(area.x + (area.width - width) / 2, area.y + 1, width, max(1, area.height - 1))
    let lines = QuizText(self, context.language).lines(width: width)
    var view = Scroll(offset: scroll)
    view.clamp(rows: lines.count, page: place.height)
    if phase == .asking, followsCursor, let row = lines.lastIndex(where: { $0.plain.contains { "▸▏↕".contains($0) } }) {
      view.reveal(row, rows: lines.count, page: place.height)
    }
    return (lines, view, place)
  }
}

extension Item {
  /// With the numbers that the learner was asked last, or else those that she will be asked.
  func asked(_ progress: ProgressSummary) -> ItemInstance {
    instance(seed: progress.last[id]?.seed ?? QuizScreen.seed(id, progress))
  }
}
