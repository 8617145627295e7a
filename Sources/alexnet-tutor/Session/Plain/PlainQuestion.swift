import Lessons
import Tutor

/// One question as prompts. It can be answered as often as the learner likes, skipped, and its answer seen.
struct PlainQuestion {
  enum Outcome { case goOn, back, leave }

  private let instance: ItemInstance
  private let lesson: String
  private let language: Language
  private let console: Console
  private var hintsShown = 0
  /// The lab that refutes the last wrong answer.
  private var lab: String?
  /// Whether answers are explained; before the reading that is left to the text.
  private let isExplained: Bool
  /// Whether the last answer was right; nil while there is none.
  private(set) var isRight: Bool?

  init(
    _ item: Item, lesson: String, _ language: Language, _ console: Console, explained: Bool = true,
    seed: UInt64 = .random(in: .min ... .max)
  ) {
    instance = item.instance(seed: seed)
    lab = instance.lab
    isExplained = explained
    (self.lesson, self.language, self.console) = (lesson, language, console)
  }

  /// Of the numbers that are asked.
  var seed: UInt64 { instance.seed }

  private var text: PlainBlocks { PlainBlocks(language: language) }

  /// - Parameter record: keeps an answer as soon as it was given.
  mutating func ask(_ head: String? = nil, _ record: (Attempt) -> Void) -> Outcome {
    console.say([head ?? language("Question", "问题")] + text.wrapped(instance.prompt) + choices)
    while let typed = console.ask(prompt) {
      switch command(typed) {
      case "": continue
      case "m", "q": return .leave
      case "n": return .goOn
      case "b", "<": return .back
      case "o":
        if let lab { PlainLabs(Context(language: language), console).play(commandLine: lab) }
        console.say(text.wrapped(instance.prompt) + choices)
      case "h" where hintsShown < instance.hints.count: showHint()
      case "s": return showAnswer()
      default: if judge(typed, record) { return .goOn }
      }
    }
    return .leave
  }

  /// The letter of a command, the same as on the full screen. Where options and steps have letters, those come first.
  private func command(_ typed: String) -> String? {
    let letter = typed.lowercased()
    guard !letter.isEmpty else { return "" }
    if case .text = instance.form { return letter.count == 1 ? letter : nil }
    return instance.parse(typed) == nil ? letter : nil
  }

  /// Whether the question is done with this answer.
  private mutating func judge(_ typed: String, _ record: (Attempt) -> Void) -> Bool {
    var sure: Int??
    if case .text = instance.form { sure = .some(confidence()) }
    let answer: Answer
    do throws(AnswerFault) { answer = try self.answer(typed) } catch {
      console.say(error == .comma ? error.words(instance.kind, language) : form)
      return false
    }
    let verdict = instance.grade(answer)
    isRight = verdict.correct
    record(attempt(typed, answer, verdict, sure ?? confidence()))
    guard isExplained else {
      console.say(verdict.correct ? language("Right.", "正确。") : language("Not right.", "不对。"))
      return true
    }
    return tell(verdict, answer)
  }

  private func attempt(_ typed: String, _ answer: Answer, _ verdict: Verdict, _ confidence: Int?) -> Attempt {
    Attempt(
      item: instance.id, lesson: lesson, answer: typed, seed: instance.seed, correct: verdict.correct,
      confidence: confidence, mistake: instance.misconception(answer, verdict)?.id)
  }

  /// 1, 2 or 3; nil where the learner would rather not say, or at the end of the input: the answer counts all the same.
  private func confidence() -> Int? {
    let question = language(
      "How sure are you? 1 guess, 2 fairly, 3 certain, Enter rather not say >", "有多大把握？1 猜的，2 比较有把握，3 确定，回车 不说 >")
    while let typed = console.ask(question) {
      if typed.isEmpty { return nil }
      if let sure = Int(typed), (1...3).contains(sure) { return sure }
    }
    return nil
  }

  // MARK: Asking

  private var choices: [String] {
    let options = instance.options.map(\.text)
    return zip("abcdefghijklmnopqrstuvwxyz", options.isEmpty ? instance.steps : options).map { "  \($0)) \($1)" }
  }

  private var prompt: String {
    let left = instance.hints.count - hintsShown
    let hint = left > 0 ? language("h hint (\(left) left), ", "h 提示（还有 \(left) 条），") : ""
    let lab = lab == nil ? "" : language("o the lab, ", "o 实验台，")
    let back = command("b") == nil ? "<" : "b"
    return language(
      "answer, \(hint)\(lab)s show the answer, n skip, \(back) back, m leave >",
      "作答，\(hint)\(lab)s 看答案，n 跳过，\(back) 上一题，m 离开 >")
  }

  /// How an answer is typed.
  private var form: String {
    switch instance.form {
    case .choice: language("Type the letter of one option.", "请输入一个选项的字母。")
    case .multiple: language("Type the letters of all right options: a c.", "请输入所有正确选项的字母：a c。")
    case .number:
      instance.isRounded
        ? language("Type a number; three digits are enough.", "请输入一个数，三位有效数字就够。")
        : language("Type a number: 55, -3.5 or 1/3.", "请输入一个数：55、-3.5 或 1/3。")
    case .shape: language("Type the sizes: 96 55 55.", "请输入各维大小：96 55 55。")
    case .grid(let rows, let columns):
      language(
        "Type \(rows) rows of \(columns) numbers, rows separated by semicolons: 1 2; 3 4.",
        "请输入 \(rows) 行，每行 \(columns) 个数，行之间用分号：1 2; 3 4。")
    case .order: language("Type the letters in the right order: b a c.", "请按正确顺序输入字母：b a c。")
    case .text: language("Type your answer on one line.", "请用一行写下你的答案。")
    }
  }

  private func answer(_ typed: String) throws(AnswerFault) -> Answer {
    guard case .text = instance.form else { return try instance.read(typed) }
    console.say([language("A model answer:", "参考答案：")] + text.wrapped(instance.model))
    var ticked: Set<Int> = []
    for (index, point) in instance.checklist.enumerated() {
      let question = language("Did you say: \(point)? y/n >", "你提到了吗：\(point)？y/n >")
      if console.ask(question)?.lowercased().hasPrefix("y") == true { ticked.insert(index) }
    }
    return .text(typed, ticked: ticked)
  }

  // MARK: Telling

  private mutating func showHint() {
    hintsShown += 1
    let head = language("Hint \(hintsShown)/\(instance.hints.count): ", "提示 \(hintsShown)/\(instance.hints.count)：")
    console.say(text.wrapped(head + instance.hints[hintsShown - 1]))
  }

  private func showAnswer() -> Outcome {
    let rows = instance.expectedLines
    let head = language("The answer: ", "答案：")
    console.say(rows.count == 1 ? text.wrapped(head + rows[0]) : [head] + rows.flatMap { text.hanging("  ", $0) })
    console.say(text.wrapped(instance.why))
    return .goOn
  }

  /// Whether the question is done.
  private mutating func tell(_ verdict: Verdict, _ answer: Answer) -> Bool {
    var lines = [verdict.correct ? language("Right.", "正确。") : language("Not right.", "不对。")]
    if let mistake = verdict.mistake { lines.append(mistake.says) }
    lines += wrongCells(answer)
    for (index, explanation) in verdict.explanations.enumerated() where chosen(answer).contains(index) {
      if let explanation, explanation != verdict.mistake?.says { lines.append(explanation) }
    }
    if verdict.correct { lines.append(instance.why) }
    if !verdict.correct {
      let wrong = chosen(answer).sorted().filter(instance.options.indices.contains).map { instance.options[$0] }
      lab = verdict.mistake?.lab ?? wrong.lazy.filter { !$0.correct }.compactMap(\.lab).first ?? instance.lab
      if let lab { lines.append(language("(o opens the lab: \(lab))", "（o 打开实验台：\(lab)）")) }
    }
    console.say(lines.flatMap(text.wrapped))
    return verdict.correct
  }

  private func wrongCells(_ answer: Answer) -> [String] {
    let cells = instance.wrongCells(answer)
    guard cells.contains(where: { $0.contains(true) }) else { return [] }
    return [language("Not right yet, marked x:", "还不对的格用 x 标出：")]
      + cells.map { row in "  " + row.map { $0 ? "x" : "." }.joined(separator: " ") }
  }

  private func chosen(_ answer: Answer) -> Set<Int> {
    switch answer {
    case .choice(let index): [index]
    case .multiple(let indices): indices
    default: []
    }
  }
}
