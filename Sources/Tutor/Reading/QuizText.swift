import Lessons
import TextUI

/// A question and everything said about its answer, as lines.
struct QuizText {
  let screen: QuizScreen
  let language: Language

  init(_ screen: QuizScreen, _ language: Language) { (self.screen, self.language) = (screen, language) }

  private var instance: ItemInstance { screen.instance }
  /// Whether an answer was judged, or the right one shown.
  private var isOver: Bool { screen.phase == .answered || screen.phase == .shown }
  /// Whether the right answer may be told: a wrong one is named first, and may be mended.
  private var isSolved: Bool { screen.isSolved }

  /// Before the reading an answer is judged but not explained: that is what the text is for.
  private var isBeforeReading: Bool { if case .before? = screen.run?.kind { true } else { false } }

  func lines(width: Int) -> [StyledText] {
    var lines = Prose.wrap(InlineText.styled(instance.prompt, base: .strong), width: width)
    // What was asked last and what came of it stand above the answer: below it they could be out of sight.
    switch screen.phase {
    case .asking: lines.append(StyledText(task, .muted))
    case .confidence: lines += confidence
    case .answered, .shown: lines += verdict(width)
    }
    lines.append(StyledText())
    lines += entry(width) + [StyledText()]
    for (number, hint) in instance.hints.prefix(screen.hints).enumerated() {
      let mark = StyledText(
        language("hint \(number + 1)/\(instance.hints.count)  ", "提示 \(number + 1)/\(instance.hints.count)  "),
        Style(.warning, .bold))
      lines += Prose.wrap(mark + InlineText.styled(hint, base: .text), width: width)
    }
    if screen.hints > 0 { lines.append(StyledText()) }
    if isSolved || isOver && isBeforeReading { lines += why(width) }
    return lines
  }

  private var task: String {
    switch screen.item.kind {
    case .choice: language("one answer is right", "单选")
    case .multiple: language("several may be right; space ticks", "可以多选，空格勾选")
    case .number:
      instance.isRounded
        ? language("a number; three digits are enough", "填一个数，三位有效数字就够") : language("a number", "填一个数")
    case .shape: language("a shape, such as 96x55x55", "填一个形状，例如 96x55x55")
    case .grid: language("a grid; tab goes to the next cell", "填一个网格，tab 到下一格")
    case .order: language("bring the steps into order; space takes one up", "给步骤排序，空格拿起一步")
    case .text:
      screen.draft.isTyping
        ? language("in your own words; then compare", "用自己的话写，然后对照")
        : language("compare, and tick what yours had", "对照，勾选你写到的要点")
    }
  }

  // MARK: The answer

  private func entry(_ width: Int) -> [StyledText] {
    switch screen.draft {
    case .choice(let cursor):
      return options(width, cursor: cursor, ticked: Set([cursor].compactMap { $0 }), isSingle: true)
    case .multiple(let cursor, let ticked): return options(width, cursor: cursor, ticked: ticked, isSingle: false)
    case .field(let field):
      return [StyledText(language("  your answer  ", "  你的回答  "), .muted) + typed(field)]
    case .text(let field): return Prose.wrap(StyledText("  ") + typed(field), width: width)
    case .grid(let fields, let row, let column): return grid(fields, row, column)
    case .order(let steps, let cursor, let isHeld): return order(steps, cursor, isHeld, width)
    case .checklist(let text, let cursor, let ticked): return checklist(text, cursor, ticked, width)
    }
  }

  private func typed(_ field: TextField) -> StyledText {
    guard screen.phase == .asking else { return StyledText(field.text, .strong) }
    let before = String(field.glyphs.prefix(field.cursor))
    let after = String(field.glyphs.dropFirst(field.cursor))
    return StyledText(before, .strong) + StyledText("▏", Style(.focus, .bold)) + StyledText(after, .strong)
  }

  private func options(_ width: Int, cursor: Int?, ticked: Set<Int>, isSingle: Bool) -> [StyledText] {
    var lines: [StyledText] = []
    for (index, option) in instance.options.enumerated() {
      let isHere = index == cursor && screen.phase == .asking
      let box =
        isSingle ? (ticked.contains(index) ? "(•) " : "( ) ") : (ticked.contains(index) ? "[x] " : "[ ] ")
      var line =
        StyledText(isHere ? " ▸ " : "   ", .accent) + mark(index, ticked) + StyledText(box, isHere ? .accent : .muted)
      line += InlineText.styled(option.text, base: isHere ? .strong : .text)
      lines += Prose.wrap(line, width: width, hanging: 9)
      let explanation =
        screen.verdict.flatMap { $0.explanations.indices.contains(index) ? $0.explanations[index] : nil } ?? option.why
      if isOver, !isBeforeReading, let explanation, isExplained(index, ticked, isSingle) {
        lines += Prose.wrap(
          StyledText("         ") + InlineText.styled(explanation, base: .muted), width: width, hanging: 9)
      }
    }
    return lines
  }

  /// What was chosen wrongly is explained at once, the rest when the answer is known.
  private func isExplained(_ index: Int, _ ticked: Set<Int>, _ isSingle: Bool) -> Bool {
    guard isSolved else { return ticked.contains(index) && !instance.options[index].correct }
    return !isSingle || ticked.contains(index) || instance.options[index].correct || screen.phase == .shown
  }

  /// ✗ at what was chosen wrongly; once the answer is known also ✓ at what is right, and of several options whether what the
  /// learner did with it was right.
  private func mark(_ index: Int, _ ticked: Set<Int>) -> StyledText {
    guard isOver else { return StyledText("  ") }
    let right = StyledText("✓ ", Style(.correct, .bold))
    let wrong = StyledText("✗ ", Style(.wrong, .bold))
    let (isRight, isTicked) = (instance.options[index].correct, ticked.contains(index))
    guard isSolved else { return isTicked && !isRight ? wrong : StyledText("  ") }
    if screen.phase == .shown, !isTicked { return isRight ? right : StyledText("  ") }
    if case .choice = screen.item.kind { return isRight ? right : isTicked ? wrong : StyledText("  ") }
    return isRight == isTicked ? right : wrong
  }

  private func grid(_ fields: [[TextField]], _ row: Int, _ column: Int) -> [StyledText] {
    let wrong = screen.phase == .answered ? (try? screen.draft.answer(screen.item)).map(instance.wrongCells) ?? [] : []
    return fields.enumerated().map { y, cells in
      var line = StyledText("   ")
      for (x, field) in cells.enumerated() {
        let isHere = y == row && x == column && screen.phase == .asking
        let text = field.text + (isHere ? "▏" : field.isEmpty ? "·" : "")
        let ground: Role = isHere ? .selection : .panel
        let isWrong = wrong.indices.contains(y) && wrong[y].indices.contains(x) ? wrong[y][x] : nil
        let style = isHere ? Style.accent : isWrong.map { Style($0 ? .wrong : .correct, .bold) } ?? .strong
        line +=
          StyledText(text.aligned(.trailing, width: 7) + " ", style.on(ground))
          + StyledText(isWrong == true ? "✗" : " ", Style(.wrong, .bold))
      }
      return line
    }
  }

  private func order(_ steps: [Int], _ cursor: Int, _ isHeld: Bool, _ width: Int) -> [StyledText] {
    steps.enumerated().flatMap { place, step -> [StyledText] in
      let isHere = place == cursor && screen.phase == .asking
      let mark = isHere ? (isHeld ? " ↕ " : " ▸ ") : "   "
      let line =
        StyledText(mark, .accent) + StyledText("\(place + 1). ", .muted)
        + InlineText.styled(instance.steps[step], base: isHere ? .strong : .text)
      return Prose.wrap(line, width: width, hanging: 6)
    }
  }

  private func checklist(_ text: String, _ cursor: Int, _ ticked: Set<Int>, _ width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    if !text.isEmpty {
      let own = StyledText(language("you wrote  ", "你写的  "), .muted) + StyledText(text)
      lines += Prose.wrap(own, width: width) + [StyledText()]
    }
    lines += Prose.wrap(
      StyledText(language("a model answer  ", "参考答案  "), .muted) + InlineText.styled(instance.model, base: .text),
      width: width)
    guard !instance.checklist.isEmpty else { return lines }
    lines += [StyledText(), StyledText(language("Which of these points did yours have?", "你的回答里有哪几点？"), .muted)]
    for (index, point) in instance.checklist.enumerated() {
      let isHere = index == cursor && screen.phase == .asking
      let line =
        StyledText(isHere ? " ▸ " : "   ", .accent) + StyledText(ticked.contains(index) ? "[x] " : "[ ] ", .muted)
        + InlineText.styled(point, base: .text)
      lines += Prose.wrap(line, width: width, hanging: 7)
    }
    return lines
  }

  // MARK: What it was worth

  private var confidence: [StyledText] {
    [
      StyledText(language("How sure are you?   ", "有多大把握？   "), .strong)
        + StyledText(language("1 guess   2 fairly   3 certain", "1 猜的   2 比较有把握   3 确定"), .accent)
    ]
  }

  private func verdict(_ width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    if let verdict = screen.verdict {
      lines.append(
        verdict.correct
          ? StyledText(language("✓ right.", "✓ 正确。"), Style(.correct, .bold))
          : StyledText(language("✗ not yet.", "✗ 不对。"), Style(.wrong, .bold)))
      if let mistake = verdict.mistake, !isBeforeReading {
        lines += Prose.wrap(
          StyledText(language("What it may be: ", "可能的原因："), Style(.warning, .bold))
            + InlineText.styled(mistake.says, base: .text),
          width: width)
      }
    }
    return screen.phase == .shown ? lines + answer(width) : lines
  }

  /// The right answer where nothing else shows it: options are marked, and a model answer stands with what was written.
  private func answer(_ width: Int) -> [StyledText] {
    switch screen.item.kind {
    case .choice, .multiple, .text: return []
    case .number, .shape:
      let head = StyledText(language("The answer is ", "答案是 "))
      return Prose.wrap(head + StyledText(instance.expected, .strong), width: width)
    case .grid, .order:
      let head = StyledText(language("The answer:", "答案："))
      return [head]
        + instance.expectedLines.flatMap { Prose.wrap(StyledText("   " + $0, .strong), width: width, hanging: 6) }
    }
  }

  private func why(_ width: Int) -> [StyledText] {
    guard !isBeforeReading else {
      let words = language("Why? Look for it while you read.", "为什么？读课文时留意这一点。")
      return Prose.wrap(StyledText(words, .muted), width: width)
    }
    return Prose.wrap(
      StyledText(language("Why  ", "为什么  "), .accent) + InlineText.styled(instance.why, base: .text), width: width)
  }
}

extension QuizDraft {
  /// The answer as it is kept.
  func words(_ instance: ItemInstance) -> String {
    switch self {
    case .choice(let cursor):
      cursor.flatMap { instance.options.indices.contains($0) ? instance.options[$0].text : nil } ?? ""
    case .multiple(_, let ticked):
      ticked.sorted().filter(instance.options.indices.contains).map { instance.options[$0].text }
        .joined(separator: "; ")
    case .field(let field), .text(let field): field.text.trimmed
    case .grid(let fields, _, _): fields.map { $0.map(\.text).joined(separator: ",") }.joined(separator: ";")
    case .order(let steps, _, _):
      steps.filter(instance.steps.indices.contains).map { instance.steps[$0] }.joined(separator: "; ")
    case .checklist(let text, _, let ticked): text + " " + ticked.sorted().map { "[\($0 + 1)]" }.joined()
    }
  }
}
