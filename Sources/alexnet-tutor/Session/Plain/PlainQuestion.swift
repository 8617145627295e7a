import Lessons
import Tutor

/// One question as prompts. It can be answered as often as the learner likes, skipped, and its answer seen.
struct PlainQuestion {
  enum Outcome { case goOn, leave }

  private let instance: ItemInstance
  private let lesson: String
  private let language: Language
  private let console: Console
  private var hintsShown = 0

  init(_ item: Item, lesson: String, _ language: Language, _ console: Console) {
    instance = item.instance(seed: UInt64.random(in: .min ... .max))
    (self.lesson, self.language, self.console) = (lesson, language, console)
  }

  private var text: PlainBlocks { PlainBlocks(language: language) }

  /// - Parameter record: keeps an answer as soon as it was given.
  mutating func ask(_ record: (Attempt) -> Void) -> Outcome {
    console.say([language("Question", "问题")] + text.wrapped(instance.prompt) + choices)
    while let typed = console.ask(prompt) {
      switch typed.lowercased() {
      case "": continue
      case "m": return .leave
      case "s": return .goOn
      case "h" where hintsShown < instance.hints.count: showHint()
      case "v": return showAnswer()
      default:
        guard let answer = answer(typed) else {
          console.say(form)
          continue
        }
        let verdict = instance.grade(answer)
        record(attempt(typed, verdict))
        if tell(verdict, answer) { return .goOn }
      }
    }
    return .leave
  }

  private func attempt(_ typed: String, _ verdict: Verdict) -> Attempt {
    Attempt(
      item: instance.id, lesson: lesson, answer: typed, seed: instance.seed, correct: verdict.correct,
      misconception: verdict.mistake?.says)
  }

  // MARK: Asking

  private var choices: [String] {
    let options = instance.options.map(\.text)
    return zip("abcdefghijklmnopqrstuvwxyz", options.isEmpty ? instance.steps : options).map { "  \($0)) \($1)" }
  }

  private var prompt: String {
    let left = instance.hints.count - hintsShown
    let hint = left > 0 ? language("h hint (\(left) left), ", "h 提示（还有 \(left) 条），") : ""
    return language("answer, \(hint)v show the answer, s skip, m leave >", "作答，\(hint)v 看答案，s 跳过，m 离开 >")
  }

  /// How an answer is typed.
  private var form: String {
    switch instance.form {
    case .choice: language("Type the letter of one option.", "请输入一个选项的字母。")
    case .multiple: language("Type the letters of all right options: a c.", "请输入所有正确选项的字母：a c。")
    case .number: language("Type a number.", "请输入一个数。")
    case .shape: language("Type the sizes: 96 55 55.", "请输入各维大小：96 55 55。")
    case .grid(let rows, let columns):
      language(
        "Type \(rows) rows of \(columns) numbers, rows separated by semicolons: 1 2; 3 4.",
        "请输入 \(rows) 行，每行 \(columns) 个数，行之间用分号：1 2; 3 4。")
    case .order: language("Type the letters in the right order: b a c.", "请按正确顺序输入字母：b a c。")
    case .text: language("Type your answer on one line.", "请用一行写下你的答案。")
    }
  }

  private func answer(_ typed: String) -> Answer? {
    guard case .text = instance.form else { return instance.parse(typed) }
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
    console.say(text.wrapped(language("The answer: ", "答案：") + instance.expected))
    console.say(text.wrapped(instance.why))
    return .goOn
  }

  /// Whether the question is done.
  private func tell(_ verdict: Verdict, _ answer: Answer) -> Bool {
    var lines = [verdict.correct ? language("Right.", "正确。") : language("Not right.", "不对。")]
    if let mistake = verdict.mistake { lines.append(mistake.says) }
    for (index, explanation) in verdict.explanations.enumerated() where chosen(answer).contains(index) {
      if let explanation, explanation != verdict.mistake?.says { lines.append(explanation) }
    }
    if verdict.correct { lines.append(instance.why) }
    if !verdict.correct, let lab = verdict.mistake?.lab ?? instance.lab { lines.append("(lab \(lab))") }
    console.say(lines.flatMap(text.wrapped))
    return verdict.correct
  }

  private func chosen(_ answer: Answer) -> Set<Int> {
    switch answer {
    case .choice(let index): [index]
    case .multiple(let indices): indices
    default: []
    }
  }
}
