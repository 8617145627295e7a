import Lessons
import TextUI

/// What keys do while a question is open, and where it goes on from there.
extension QuizScreen {
  /// The lab that refutes the wrong answer, or the one of the question.
  var labLink: String? {
    if let lab = verdict?.mistake?.lab { return lab }
    if verdict?.correct == false, let lab = chosenWrong.lazy.compactMap(\.lab).first { return lab }
    return instance.options.first { !$0.correct && $0.lab != nil }?.lab ?? instance.lab
  }

  /// The options that should not have been chosen.
  private var chosenWrong: [Item.Option] {
    let chosen: Set<Int>
    switch draft {
    case .choice(let cursor): chosen = [cursor]
    case .multiple(_, let ticked): chosen = ticked
    default: return []
    }
    return chosen.sorted().filter(instance.options.indices.contains).map { instance.options[$0] }.filter { !$0.correct }
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(let key): return press(key, context)
    case .mouse(let mouse):
      if mouse.action == .wheelDown { scroll += 1 }
      if mouse.action == .wheelUp { scroll = max(0, scroll - 1) }
    case .paste(let text): if phase == .asking { draft.paste(text) }
    case .resize: break
    }
    return []
  }

  private mutating func press(_ key: Key, _ context: Context) -> [Action] {
    switch (phase, key) {
    case (.confidence, .escape): phase = .asking
    case (_, .escape): return leave()
    case (.confidence, .character("1")): return check(1, context)
    case (.confidence, .character("2")): return check(2, context)
    case (.confidence, .character("3")): return check(3, context)
    case (.confidence, .enter): return check(nil, context)
    case (.confidence, _): return [.notice(context.language("how sure are you: 1, 2 or 3?", "有多大把握：1、2 还是 3？"))]
    case (.asking, hintKey): hints = min(hints + 1, item.hints.count)
    case (.asking, showKey):
      if case .text(let field) = draft { draft = .checklist(text: field.text, cursor: 0, ticked: []) }
      phase = .shown
    case (.asking, skipKey): return move(1, context)
    case (_, backKey): return move(-1, context)
    case (.asking, .enter): return submit(context)
    case (.asking, .character("q")) where !draft.isTyping: return leave()
    case (.asking, _): _ = draft.handle(key, optionCount: max(1, instance.options.count, instance.checklist.count))
    default: return pressAfter(key, context)
    }
    return []
  }

  private mutating func pressAfter(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .enter, .character("n"), .character("N"): return run == nil ? nextOpen(context) : move(1, context)
    case .character("u"), .character("r"):
      instance = item.instance(seed: QuizScreen.seed(item.id, context.progress))
      draft = QuizDraft(instance)
      (phase, verdict, hints, scroll) = (.asking, nil, 0, 0)
    case .character("o"):
      if let lab = labLink, let screen = try? LabRegistry.open(commandLine: lab) { return [.push(screen)] }
    case .character("q"): return leave()
    case .down, .character("j"): scroll += 1
    case .up, .character("k"): scroll = max(0, scroll - 1)
    default: break
    }
    return []
  }

  // MARK: Answering

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
    run?.note(item.id, verdict.correct)
    let attempt = Attempt(
      item: item.id, lesson: lesson, answer: draft.words(instance), seed: instance.seed, correct: verdict.correct,
      confidence: confidence, mistake: instance.misconception(answer, verdict)?.id)
    return [.effect(.record(attempt))]
  }

  // MARK: Going on

  /// The end of a run is its results, however it ends; one that was not begun leaves nothing behind.
  private func leave() -> [Action] {
    guard let run, !run.outcomes.isEmpty else { return [.pop] }
    return [.replace(QuizResultsScreen(run))]
  }

  /// The next question of the text that is not answered right.
  private func nextOpen(_ context: Context) -> [Action] {
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

  /// The question after this one or before it, answered or not.
  private func move(_ step: Int, _ context: Context) -> [Action] {
    if var run {
      run.position += step
      if let screen = QuizScreen(run, context, step: step) { return [.replace(screen)] }
      return step > 0 ? [.replace(QuizResultsScreen(run))] : [.notice(first(context.language))]
    }
    guard let items = context.course.lesson(lesson, context.language)?.items,
      let here = items.firstIndex(where: { $0.id == item.id })
    else { return [.pop] }
    guard items.indices.contains(here + step),
      let screen = QuizScreen(lesson: lesson, item: items[here + step].id, context)
    else { return step > 0 ? [.pop] : [.notice(first(context.language))] }
    return [.replace(screen)]
  }

  private func first(_ language: Language) -> String { language("this is the first question", "这是第一题") }
}
