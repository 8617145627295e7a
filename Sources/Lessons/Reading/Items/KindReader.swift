/// What an item is about, as far as its type decides it.
struct KindReading {
  /// `number`, `shape` and `grid`: where the right answer comes from, and what else decides whether one is right.
  struct Answered {
    var form: AnswerForm
    var rule: AnswerRule
    /// The answer that stands beside a `compute`, and its place: both must agree.
    var stated: (rule: AnswerRule, position: SourcePosition)?
    var tolerance: Double = 0
  }

  enum Content {
    /// Everything there is to know.
    case plain(Item.Kind)
    case answered(Answered)
  }

  var content: Content
  /// What is chosen from or brought into order, as it was written and where.
  var choices: [(text: String, position: SourcePosition)] = []
  var noun = "options"

  var answered: Answered? { if case .answered(let answered) = content { answered } else { nil } }

  /// - Parameter constant: the right answer, if it is the same whatever is drawn.
  func itemKind(_ constant: Answer?) -> Item.Kind {
    switch content {
    case .plain(let kind): return kind
    case .answered(let answered):
      let source = constant.map { AnswerSource(literal: $0) } ?? answered.rule.source
      switch answered.form {
      case .number: return .number(source)
      case .shape: return .shape(source)
      case .grid: return .grid(source)
      }
    }
  }
}

/// A typical mistake.
struct MistakeReading {
  var rule: AnswerRule
  var says: String
  var lab: String?
  var id: String
  var position: SourcePosition
}

extension ItemReader {
  mutating func kind(_ type: String) -> KindReading? {
    switch type {
    case "choice":
      options(isSingle: true).map { KindReading(content: .plain(.choice($0.options)), choices: $0.places) }
    case "multiple":
      options(isSingle: false).map { KindReading(content: .plain(.multiple($0.options)), choices: $0.places) }
    case "order":
      steps().map { KindReading(content: .plain(.order($0.groups)), choices: $0.places, noun: "steps") }
    case "text": model()
    default: AnswerForm(rawValue: type).flatMap { answered($0) }
    }
  }

  // MARK: Options

  private typealias Places = [(text: String, position: SourcePosition)]

  private mutating func options(isSingle: Bool) -> (options: [Item.Option], places: Places)? {
    guard let list = required("options", mend: "list them: - {text: …, correct: true}") else { return nil }
    var options = list.compactMap { option($0) }
    guard options.count == list.count else { return nil }
    let ids = names(list)
    for place in options.indices { options[place].id = ids[place] }
    let right = options.count(where: \.correct)
    let places = zip(options, list).map { (text: $0.text, position: $1.position) }
    let position = fields.position(of: "options")
    if options.count < 2 {
      findings.report(position, "only one option", mend: "give at least two")
    } else if right == 0 {
      findings.report(position, "no option is right", mend: "mark the right one with correct: true")
    } else if isSingle, right > 1 {
      findings.report(position, "\(right) options of a choice are right", mend: "keep one, or write type: multiple")
    }
    return options.count < 2 ? nil : (options, places)
  }

  private mutating func option(_ value: YAMLValue) -> Item.Option? {
    guard let fields = Fields(value, of: "the option", keys: ["text", "correct", "why", "lab", "id"], &findings) else {
      return nil
    }
    let words = fields.text("text", orSay: "write what can be chosen: text: …", &findings).map { text($0) }
    let why = fields.text("why", &findings).map { text($0) }
    let lab = lab(fields)
    guard let correct = flag(fields), let words else { return nil }
    if !correct, why == nil {
      fields.reportMissing("why", mend: "say what is wrong with it: a wrong option needs an explanation", &findings)
    }
    return Item.Option(text: words, correct: correct, why: why, lab: lab)
  }

  private mutating func flag(_ fields: Fields) -> Bool? {
    guard let value = fields["correct"] else {
      fields.reportMissing("correct", mend: "write correct: true or correct: false", &findings)
      return nil
    }
    guard let flag = value.flag else {
      let found = value.scalar.map { quoted($0.text) } ?? value.kind
      findings.report(value.position, "correct is \(found)", mend: "write true or false")
      return nil
    }
    return flag
  }

  // MARK: Steps and free text

  private mutating func steps() -> (groups: [[String]], places: Places)? {
    guard let list = required("steps", mend: "list them in the right order") else { return nil }
    var groups: [[String]] = []
    var places: Places = []
    for entry in list {
      let group = entry.list ?? [entry]
      let words = group.compactMap { step($0) }
      guard words.count == group.count, !words.isEmpty else {
        if group.isEmpty { findings.report(entry.position, "a group without steps", mend: "remove it") }
        return nil
      }
      groups.append(words)
      places += zip(words, group).map { (text: $0, position: $1.position) }
    }
    guard groups.count > 1 else {
      findings.report(fields.position(of: "steps"), "nothing to bring into order", mend: "give at least two steps")
      return nil
    }
    return (groups, places)
  }

  private mutating func step(_ value: YAMLValue) -> String? {
    guard let scalar = value.scalar, !scalar.text.trimmed.isEmpty else {
      let found = value.scalar == nil ? value.kind : "an empty text"
      findings.report(
        value.position, "\(found) where a step should be",
        mend: "write a text, in quotes if it has a colon; a list inside the list groups steps, no deeper")
      return nil
    }
    return text(value)
  }

  private mutating func model() -> KindReading? {
    let mend = "write the answer that a good learner would give"
    let model = fields.text("model", orSay: mend, &findings).map { text($0) }
    let checklist = fields.texts("checklist", &findings).map { text($0) }
    return model.map { KindReading(content: .plain(.text(model: $0, checklist: checklist))) }
  }

  /// A list that has something in it.
  mutating func required(_ key: String, mend: String) -> [YAMLValue]? {
    guard fields.has(key) else {
      fields.reportMissing(key, mend: mend, &findings)
      return nil
    }
    guard let list = fields.list(key, &findings) else { return nil }
    if list.isEmpty { findings.report(fields.position(of: key), "\(key) is empty", mend: mend) }
    return list.isEmpty ? nil : list
  }
}
