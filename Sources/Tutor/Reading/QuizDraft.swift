import Lessons
import TextUI

/// What the learner has entered so far, before the answer is checked.
enum QuizDraft: Hashable, Sendable {
  /// Nothing is chosen until the learner chooses.
  case choice(cursor: Int?)
  case multiple(cursor: Int, ticked: Set<Int>)
  /// A number or a shape.
  case field(TextField)
  /// One field a cell, row by row.
  case grid(fields: [[TextField]], row: Int, column: Int)
  /// The steps in the learner's order; `held` is the one that moves with the cursor.
  case order(steps: [Int], cursor: Int, isHeld: Bool)
  case text(TextField)
  /// After the model answer is shown: which points the own answer had.
  case checklist(text: String, cursor: Int, ticked: Set<Int>)

  init(_ instance: ItemInstance) {
    switch instance.kind {
    case .choice: self = .choice(cursor: nil)
    case .multiple: self = .multiple(cursor: 0, ticked: [])
    case .number, .shape: self = .field(TextField())
    case .grid:
      var (rows, columns) = (1, 1)
      if case .grid(let right)? = instance.answer {
        (rows, columns) = (max(1, right.count), max(1, right.first?.count ?? 1))
      }
      self = .grid(
        fields: Array(repeating: Array(repeating: TextField(), count: columns), count: rows), row: 0, column: 0)
    case .order: self = .order(steps: Array(instance.steps.indices), cursor: 0, isHeld: false)
    case .text: self = .text(TextField())
    }
  }

  /// Whether every character is text; numbers leave the letters to the screen.
  var isTyping: Bool { if case .text = self { true } else { false } }

  /// What numbers, shapes and grids are typed with.
  private static func isOfNumbers(_ key: Key) -> Bool {
    guard case .character(let character) = key else { return true }
    return "0123456789.,+-−/e xX×*[]，。．／－".contains(character)
  }

  /// Returns whether the key was used.
  mutating func handle(_ key: Key, _ instance: ItemInstance) -> Bool {
    let optionCount = isChecklist ? instance.checklist.count : instance.options.count
    switch self {
    case .choice(let cursor):
      guard let next = QuizDraft.moved(cursor, key, optionCount) else { return false }
      self = .choice(cursor: next)
    case .multiple(let cursor, var ticked):
      if key == .character(" ") || key == .character("x") {
        ticked.formSymmetricDifference([cursor])
        self = .multiple(cursor: cursor, ticked: ticked)
      } else if let next = QuizDraft.moved(cursor, key, optionCount) {
        self = .multiple(cursor: next, ticked: ticked)
      } else {
        return false
      }
    case .checklist(let text, let cursor, var ticked):
      if key == .character(" ") || key == .character("x"), cursor < optionCount {
        ticked.formSymmetricDifference([cursor])
        self = .checklist(text: text, cursor: cursor, ticked: ticked)
      } else if let next = QuizDraft.moved(cursor, key, optionCount) {
        self = .checklist(text: text, cursor: next, ticked: ticked)
      } else {
        return false
      }
    case .field(var field):
      guard QuizDraft.isOfNumbers(key), field.handle(key) else { return false }
      self = .field(field)
    case .text(var field):
      guard field.handle(key) else { return false }
      self = .text(field)
    case .grid: return handleGrid(key)
    case .order(let steps, let cursor, let isHeld): return handleOrder(key, steps, cursor, isHeld)
    }
    return true
  }

  var takesText: Bool {
    switch self {
    case .field, .text, .grid: true
    case .choice, .multiple, .order, .checklist: false
    }
  }

  /// Pasted text goes where it would be typed; of numbers only what a number is made of.
  mutating func paste(_ text: String) {
    func numbers(_ text: String) -> String {
      String(text.prefix(TextField.limit).filter { QuizDraft.isOfNumbers(.character($0)) })
    }
    switch self {
    case .field(var field):
      field.paste(numbers(text))
      self = .field(field)
    case .text(var field):
      field.paste(text)
      self = .text(field)
    case .grid(var fields, let row, let column):
      guard fields.indices.contains(row), fields[row].indices.contains(column) else { return }
      fields[row][column].paste(numbers(text))
      self = .grid(fields: fields, row: row, column: column)
    case .choice, .multiple, .order, .checklist: break
    }
  }

  private var isChecklist: Bool { if case .checklist = self { true } else { false } }

  /// Where a key leads among `count` options: the first step goes to the first of them, or up to the last.
  private static func moved(_ cursor: Int?, _ key: Key, _ count: Int) -> Int? {
    guard count > 0 else { return nil }
    switch key {
    case .up, .character("k"): return cursor.map { max(0, $0 - 1) } ?? count - 1
    case .down, .character("j"): return cursor.map { min(count - 1, $0 + 1) } ?? 0
    case .home: return 0
    case .end: return count - 1
    case .character(let letter):
      guard let code = letter.asciiValue, (97..<104).contains(code), Int(code) - 97 < count else { return nil }
      return Int(code) - 97
    default: return nil
    }
  }

  private mutating func handleGrid(_ key: Key) -> Bool {
    guard case .grid(var fields, var row, var column) = self else { return false }
    let (rows, columns) = (fields.count, fields.first?.count ?? 0)
    switch key {
    case .up: row = max(0, row - 1)
    case .down: row = min(rows - 1, row + 1)
    case .left: column = max(0, column - 1)
    case .right: column = min(columns - 1, column + 1)
    case .tab, .character(" "), .character(","):
      let next = min(rows * columns - 1, row * columns + column + 1)
      (row, column) = (next / columns, next % columns)
    case .backtab:
      let next = max(0, row * columns + column - 1)
      (row, column) = (next / columns, next % columns)
    default:
      guard QuizDraft.isOfNumbers(key), fields[row][column].handle(key) else { return false }
    }
    self = .grid(fields: fields, row: row, column: column)
    return true
  }

  private mutating func handleOrder(_ key: Key, _ steps: [Int], _ cursor: Int, _ isHeld: Bool) -> Bool {
    var steps = steps
    var target = cursor
    switch key {
    case .character(" "):
      self = .order(steps: steps, cursor: cursor, isHeld: !isHeld)
      return true
    case .up, .character("k"): target = max(0, cursor - 1)
    case .down, .character("j"): target = min(steps.count - 1, cursor + 1)
    default: return false
    }
    if isHeld, target != cursor { steps.swapAt(cursor, target) }
    self = .order(steps: steps, cursor: target, isHeld: isHeld)
    return true
  }

  /// The answer as it stands; a fault where it is not one yet.
  func answer(_ item: Item) throws(AnswerFault) -> Answer {
    switch self {
    case .choice(let cursor?): return .choice(cursor)
    case .multiple(_, let ticked): return .multiple(ticked)
    case .field(let field): return try Answer.read(field.text, for: item)
    case .grid(let fields, _, _):
      var rows: [[Double]] = []
      for row in fields {
        var numbers: [Double] = []
        for field in row { numbers.append(try Answer.number(field.text)) }
        rows.append(numbers)
      }
      return .grid(rows)
    case .order(let steps, _, _): return .order(steps)
    case .checklist(let text, _, let ticked): return .text(text, ticked: ticked)
    case .choice(nil), .text: throw .form
    }
  }

  /// What of it stands when the question is tried again: what would have to be entered anew is kept to be mended.
  func again(_ instance: ItemInstance) -> QuizDraft {
    switch self {
    case .choice, .field: QuizDraft(instance)
    case .multiple, .grid, .text: self
    case .order(let steps, _, _): .order(steps: steps, cursor: 0, isHeld: false)
    case .checklist(let text, _, _): .text(TextField(text))
    }
  }

  /// Whether it is an answer to this question, which may have been read in another language meanwhile.
  func fits(_ instance: ItemInstance) -> Bool {
    switch (self, instance.kind) {
    case (.choice(let cursor), .choice): cursor.map(instance.options.indices.contains) ?? true
    case (.multiple(let cursor, let ticked), .multiple):
      ticked.union([cursor]).allSatisfy(instance.options.indices.contains)
    case (.field, .number), (.field, .shape), (.text, .text): true
    case (.grid(let fields, _, _), .grid):
      if case .grid(let rows)? = instance.answer { rows.map(\.count) == fields.map(\.count) } else { false }
    case (.order(let steps, _, _), .order): steps.sorted() == Array(instance.steps.indices)
    case (.checklist(_, _, let ticked), .text): ticked.allSatisfy(instance.checklist.indices.contains)
    default: false
    }
  }
}
