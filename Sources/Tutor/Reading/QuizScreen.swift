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
  let item: Item
  private(set) var instance: ItemInstance
  private(set) var draft: QuizDraft
  private(set) var phase: Phase = .asking
  private(set) var verdict: Verdict?
  private(set) var hints = 0
  private var scroll = 0

  package init?(lesson: String, item id: String, _ context: Context) {
    guard let found = context.course.lesson(lesson, context.language)?.items.first(where: { $0.id == id }) else {
      return nil
    }
    self.lesson = lesson
    item = found
    instance = found.instance(seed: QuizScreen.seed(id, context.progress))
    draft = QuizDraft(instance)
  }

  /// The numbers of a question stay the same until it has been answered; then they are drawn afresh.
  static func seed(_ item: String, _ progress: ProgressSummary) -> UInt64 { (progress.last[item]?.seed ?? 0) &+ 1 }

  package var isTyping: Bool { phase == .asking && draft.isTyping }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    let language = context.language
    let lesson = context.course.lesson(lesson, language)
    let number = (lesson?.items.firstIndex { $0.id == item.id } ?? 0) + 1
    return [
      language("Lessons", "课程"), lesson?.title ?? self.lesson,
      language("question \(number)", "第 \(number) 题"),
    ]
  }

  package func status(_ context: Context) -> [String] {
    guard let items = context.course.lesson(lesson, context.language)?.items else { return [] }
    let right = items.filter { context.progress.last[$0.id]?.correct == true }.count
    return [context.language("\(right) of \(items.count) right", "答对 \(right)/\(items.count)")]
  }

  package func place(_ context: Context) -> Place? {
    let block = context.course.lesson(lesson, context.language)?.blocks.firstIndex {
      if case .quiz(let other) = $0 { other.id == item.id } else { false }
    }
    return .lesson(id: lesson, block: block ?? 0, item: item.id)
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    let back = KeyHint(.escape, "esc", language("back to the text", "回到课文"))
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
      return keys + [KeyHint(showKey, draft.isTyping ? "^S" : "S", language("show", "看答案")), back]
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
        KeyHint(.enter, "⏎", language("next question", "下一题")),
        KeyHint(.character("u"), "u", language("try again", "再试一次")),
      ]
      if labLink != nil { keys.append(KeyHint(.character("o"), "o", language("see it in the lab", "去实验台看"))) }
      return keys + [KeyHint(.down, "↑↓", language("scroll", "滚动"), onlyInList: true), back]
    }
  }

  /// While a sentence is typed, letters are text.
  private var hintKey: Key { draft.isTyping ? .control("t") : .character("H") }
  private var showKey: Key { draft.isTyping ? .control("s") : .character("S") }

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

  /// The lab that refutes the wrong answer, or the one of the question.
  private var labLink: String? {
    if let lab = verdict?.mistake?.lab { return lab }
    if case .choice(let cursor) = draft, verdict?.correct == false, instance.options.indices.contains(cursor),
      let lab = instance.options[cursor].lab
    {
      return lab
    }
    return instance.options.first { !$0.correct && $0.lab != nil }?.lab ?? instance.lab
  }

  // MARK: Events

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(let key): return press(key, context)
    case .mouse(let mouse):
      if mouse.action == .wheelDown { scroll += 1 }
      if mouse.action == .wheelUp { scroll = max(0, scroll - 1) }
    case .resize: break
    }
    return []
  }

  private mutating func press(_ key: Key, _ context: Context) -> [Action] {
    switch (phase, key) {
    case (.confidence, .escape): phase = .asking
    case (_, .escape): return [.pop]
    case (.confidence, .character("1")): return check(1, context)
    case (.confidence, .character("2")): return check(2, context)
    case (.confidence, .character("3")): return check(3, context)
    case (.confidence, .enter): return check(nil, context)
    case (.confidence, _): return [.notice(context.language("how sure are you: 1, 2 or 3?", "有多大把握：1、2 还是 3？"))]
    case (.asking, hintKey): hints = min(hints + 1, item.hints.count)
    case (.asking, showKey):
      if case .text(let field) = draft { draft = .checklist(text: field.text, cursor: 0, ticked: []) }
      phase = .shown
    case (.asking, .enter): return submit(context)
    case (.asking, .character("q")) where !draft.isTyping: return [.pop]
    case (.asking, _): _ = draft.handle(key, optionCount: max(1, instance.options.count, instance.checklist.count))
    default: return pressAfter(key, context)
    }
    return []
  }

  private mutating func pressAfter(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .enter, .character("n"): return next(context)
    case .character("u"), .character("r"):
      instance = item.instance(seed: QuizScreen.seed(item.id, context.progress))
      draft = QuizDraft(instance)
      (phase, verdict, hints, scroll) = (.asking, nil, 0, 0)
    case .character("o"):
      if let lab = labLink, let screen = try? LabRegistry.open(commandLine: lab) { return [.push(screen)] }
    case .character("q"): return [.pop]
    case .down, .character("j"): scroll += 1
    case .up, .character("k"): scroll = max(0, scroll - 1)
    default: break
    }
    return []
  }

  private mutating func submit(_ context: Context) -> [Action] {
    if case .text(let field) = draft {
      guard !field.text.trimmed.isEmpty else { return [.notice(context.language("write a sentence first", "先写一句话"))] }
      draft = .checklist(text: field.text, cursor: 0, ticked: [])
      return []
    }
    guard draft.answer(item) != nil else { return [.notice(unreadable(context.language))] }
    phase = .confidence
    return []
  }

  private func unreadable(_ language: Language) -> String {
    switch item.kind {
    case .number: language("a number, please: 55 or -3.5", "请输入一个数，例如 55 或 -3.5")
    case .shape: language("a shape, please: 96x55x55", "请输入形状，例如 96x55x55")
    case .grid: language("a number in every cell, please", "请在每一格里填一个数")
    default: language("not an answer yet", "还不是一个完整的回答")
    }
  }

  private mutating func check(_ confidence: Int?, _ context: Context) -> [Action] {
    guard let answer = draft.answer(item) else { return [] }
    let verdict = instance.grade(answer)
    self.verdict = verdict
    phase = .answered
    let attempt = Attempt(
      item: item.id, lesson: lesson, answer: draft.words(instance), seed: instance.seed, correct: verdict.correct,
      confidence: confidence, misconception: verdict.mistake?.says)
    return [.effect(.record(attempt))]
  }

  private func next(_ context: Context) -> [Action] {
    guard let items = context.course.lesson(lesson, context.language)?.items,
      let here = items.firstIndex(where: { $0.id == item.id })
    else { return [.pop] }
    let order = items[(here + 1)...] + items[..<here]
    guard let open = order.first(where: { context.progress.last[$0.id]?.correct != true }),
      let screen = QuizScreen(lesson: lesson, item: open.id, context)
    else {
      return [.pop, .notice(context.language("every question of this lesson is answered right", "这一课的问题全部答对了"))]
    }
    return [.replace(screen)]
  }

  // MARK: Drawing

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let width = min(area.width - 4, 92)
    let place = Rect(area.x + (area.width - width) / 2, area.y + 1, width, area.height - 1)
    let lines = QuizText(self, context.language).lines(width: width)
    Prose.draw(lines, place, into: &buffer, offset: min(scroll, max(0, lines.count - place.height)))
  }
}
