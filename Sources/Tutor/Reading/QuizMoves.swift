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
    case .choice(let cursor?): chosen = [cursor]
    case .multiple(_, let ticked): chosen = ticked
    default: return []
    }
    return chosen.sorted().filter(instance.options.indices.contains).map { instance.options[$0] }.filter { !$0.correct }
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(let key):
      followsCursor = true
      return press(key, context)
    case .mouse(let mouse):
      guard mouse.action == .wheelDown || mouse.action == .wheelUp else { break }
      followsCursor = false
      scroll += mouse.action == .wheelDown ? 1 : -1
    case .paste(let text):
      followsCursor = true
      if phase == .asking { draft.paste(text) }
    case .resize: break
    }
    return []
  }

  private mutating func press(_ key: Key, _ context: Context) -> [Action] {
    switch (phase, key) {
    case (.confidence, .escape): phase = .asking
    case (_, .escape): return leave()
    case (.confidence, .character("1")): return take(1, context)
    case (.confidence, .character("2")): return take(2, context)
    case (.confidence, .character("3")): return take(3, context)
    case (.confidence, .enter): return take(nil, context)
    case (.confidence, _): return [.notice(context.language("how sure are you: 1, 2 or 3?", "有多大把握：1、2 还是 3？"))]
    case (.asking, hintKey): hints = min(hints + 1, item.hints.count)
    case (.asking, showKey): show()
    case (.answered, showKey) where !isSolved: show()
    case (.asking, skipKey): return move(1, context)
    case (_, backKey): return move(-1, context)
    case (.asking, .enter): return submit(context)
    case (.asking, .character("q")) where !draft.isTyping: return leave()
    case (.asking, _): _ = draft.handle(key, instance)
    default: return pressAfter(key, context)
    }
    return []
  }

  private mutating func pressAfter(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .enter: return run == nil ? leave() : move(1, context)
    case .character("n"), .character("N"): return run == nil ? nextOpen(context) : move(1, context)
    case .character("u"), .character("r"): tryAgain(context)
    case .character("o"):
      if let lab = labLink, let screen = try? LabRegistry.open(commandLine: lab) { return [.push(screen)] }
    case .character("q"): return leave()
    case .down, .character("j"): scroll += 1
    case .up, .character("k"): scroll -= 1
    case .pageDown, .character(" "): scroll += max(1, context.rows - 5)
    case .pageUp: scroll -= max(1, context.rows - 5)
    default: break
    }
    return []
  }

  private mutating func show() {
    if case .text(let field) = draft { draft = .checklist(text: field.text, cursor: 0, ticked: []) }
    (phase, scroll) = (.shown, 0)
  }

  /// What was not right is tried again as it was asked; what is known by now is asked with other numbers.
  private mutating func tryAgain(_ context: Context) {
    if isSolved {
      instance = item.instance(seed: QuizScreen.seed(item.id, context.progress))
      draft = QuizDraft(instance)
      hints = 0
    } else {
      draft = draft.again(instance)
    }
    (phase, verdict, scroll) = (.asking, nil, 0)
  }

  // MARK: Answering

  private mutating func submit(_ context: Context) -> [Action] {
    switch draft {
    case .text(let field):
      guard !field.text.trimmed.isEmpty else { return [.notice(context.language("write a sentence first", "先写一句话"))] }
    // How sure the learner is was asked before the model answer was seen.
    case .checklist: return check(sureness, context)
    default:
      do throws(AnswerFault) { _ = try draft.answer(item) } catch {
        return [.notice(error.words(item.kind, context.language))]
      }
    }
    phase = .confidence
    return []
  }

  private mutating func take(_ confidence: Int?, _ context: Context) -> [Action] {
    guard case .text(let field) = draft else { return check(confidence, context) }
    sureness = confidence
    draft = .checklist(text: field.text, cursor: 0, ticked: [])
    phase = .asking
    return []
  }

  private mutating func check(_ confidence: Int?, _ context: Context) -> [Action] {
    guard let answer = try? draft.answer(item) else { return [] }
    let verdict = instance.grade(answer)
    self.verdict = verdict
    (phase, scroll) = (.answered, 0)
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

  /// The next question of the text that is not answered right; behind the last there is how they all stand.
  private func nextOpen(_ context: Context) -> [Action] {
    guard let found = context.course.lesson(lesson, context.language),
      let here = found.items.firstIndex(where: { $0.id == item.id })
    else { return [.pop] }
    let open = found.items[(here + 1)...].first { context.progress.last[$0.id]?.correct != true }
    guard let open, let screen = QuizScreen(lesson: lesson, item: open.id, context) else { return end(found, context) }
    return [.replace(screen)]
  }

  private func end(_ lesson: Lesson, _ context: Context) -> [Action] {
    [.replace(QuizResultsScreen(.standing(lesson, context.progress)))]
  }

  /// The question after this one or before it, answered or not.
  private func move(_ step: Int, _ context: Context) -> [Action] {
    if var run {
      run.position += step
      if let screen = QuizScreen(run, context, step: step) { return [.replace(screen)] }
      return step > 0 ? [.replace(QuizResultsScreen(run))] : [.notice(first(context.language))]
    }
    guard let found = context.course.lesson(lesson, context.language),
      let here = found.items.firstIndex(where: { $0.id == item.id })
    else { return [.pop] }
    guard found.items.indices.contains(here + step),
      let screen = QuizScreen(lesson: lesson, item: found.items[here + step].id, context)
    else { return step > 0 ? end(found, context) : [.notice(first(context.language))] }
    return [.replace(screen)]
  }

  private func first(_ language: Language) -> String { language("this is the first question", "这是第一题") }
}

extension AnswerFault {
  /// What to say to whoever typed it.
  package func words(_ kind: Item.Kind, _ language: Language) -> String {
    guard self != .comma else {
      return language(
        "a decimal point, please: 0.5 (a comma stands only between thousands: 34,944)",
        "小数点请用“.”：0.5（逗号只用来分隔千位：34,944）")
    }
    return switch kind {
    case .choice: language("choose an answer first, with ↑↓ or its letter", "请先用 ↑↓ 或字母选一个答案")
    case .number: language("a number, please: 55, -3.5 or 1/3", "请输入一个数，例如 55、-3.5 或 1/3")
    case .shape: language("a shape, please: 96x55x55", "请输入形状，例如 96x55x55")
    case .grid: language("a number in every cell, please", "请在每一格里填一个数")
    default: language("not an answer yet", "还不是一个完整的回答")
    }
  }
}
