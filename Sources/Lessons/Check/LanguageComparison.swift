/// One lesson in two languages: the words differ, ids, labs, types and right answers do not.
struct LanguageComparison {
  struct Difference {
    var position: SourcePosition
    var message: String
    var mend: String
  }

  private(set) var differences: [Difference] = []
  private let first: LessonReading
  private let second: LessonReading
  private var other: String { first.lesson.file }

  /// - Parameter second: the lesson in which differences are shown.
  init(_ first: LessonReading, _ second: LessonReading) {
    (self.first, self.second) = (first, second)
    compareHeaders()
    compareFigures()
    compareItems()
  }

  private mutating func add(_ position: SourcePosition, _ message: String, _ mend: String) {
    differences.append(Difference(position: position, message: message, mend: mend))
  }

  private mutating func compareHeaders() {
    if let one = first.header.id, let two = second.header.id, one != two {
      add(
        second.header.idPosition, "the id is \(quoted(two)), but \(quoted(one)) in \(other)",
        "use one id in all languages")
    }
    let (one, two) = (first.header.statedLabs, second.header.statedLabs)
    if one != two {
      add(second.header.labsPosition, "the labs are \(list(two)), but \(list(one)) in \(other)", "name the same labs")
    }
  }

  private func list(_ names: [String]) -> String { "[" + names.joined(separator: ", ") + "]" }

  private mutating func compareFigures() {
    let (one, two) = (first.parts.figures, second.parts.figures)
    for (left, right) in zip(one, two) where words(left.figure) != words(right.figure) {
      add(
        right.position, "the figure shows another state than in \(other):\(left.position.line)",
        "use the same lab and the same settings")
    }
    guard one.count != two.count, isComplete else { return }
    let position = two.count > one.count ? two[one.count].position : two.last?.position ?? second.header.idPosition
    add(position, "\(two.count) figures, but \(one.count) in \(other)", "show the same figures in all languages")
  }

  private func words(_ figure: LiveFigure) -> [Substring] { figure.command.split(separator: " ") }

  /// What could not be read may have in it what seems to be missing.
  private var isComplete: Bool { !first.parts.isIncomplete && !second.parts.isIncomplete }

  // MARK: Items

  private mutating func compareItems() {
    let (one, two) = (first.parts.items.filter { $0.id != nil }, second.parts.items.filter { $0.id != nil })
    let twins = Dictionary(one.map { ($0.id, $0) }) { first, _ in first }
    for item in two {
      if let twin = twins[item.id] {
        compare(twin, item)
      } else if isComplete {
        add(
          item.idPosition, "the item \(quoted(item.id ?? "")) is not in \(other)", "ask the same items in all languages"
        )
      }
    }
    let ids = Set(two.map(\.id))
    for item in one where isComplete && !ids.contains(item.id) {
      add(
        two.last?.idPosition ?? second.header.idPosition,
        "the item \(quoted(item.id ?? "")) of \(other):\(item.idPosition.line) is missing",
        "ask the same items in all languages")
    }
  }

  private mutating func compare(_ left: LessonParts.PlacedItem, _ right: LessonParts.PlacedItem) {
    let position = right.idPosition
    if left.labs != right.labs {
      add(position, "the item points to other labs than in \(other)", "point to the same labs")
    }
    guard let one = left.item, let two = right.item else { return }
    guard one.kind.name == two.kind.name else {
      return add(position, "the type is \(two.kind.name), but \(one.kind.name) in \(other)", "use the same type")
    }
    guard agree(one.draw, two.draw) else {
      return add(position, "other numbers are drawn than in \(other)", "draw the same ones")
    }
    if let difference = difference(one, two) {
      add(position, "\(difference) in \(other)", "make the languages agree")
    } else if one.mistakeNames != two.mistakeNames {
      add(
        position, "other mistakes than in \(other)",
        "say the same mistakes in the same order, or give each the same id in all languages")
    }
  }

  private func agree(_ one: [Item.DrawnName], _ two: [Item.DrawnName]) -> Bool {
    one.allSatisfy { two.contains($0) } && one.count == two.count
  }

  /// How the right answers differ, ending in `… than` or `… but`; nil where they agree.
  private func difference(_ one: Item, _ two: Item) -> String? {
    switch (one.kind, two.kind) {
    case (.choice(let left), .choice(let right)), (.multiple(let left), .multiple(let right)):
      if left.count != right.count { return "\(right.count) options, but \(left.count)" }
      return left.map(\.correct) == right.map(\.correct) ? nil : "other options are right than"
    case (.order(let left), .order(let right)):
      return left.map(\.count) == right.map(\.count) ? nil : "the steps are grouped otherwise than"
    case (.number(let left), .number(let right)), (.shape(let left), .shape(let right)),
      (.grid(let left), .grid(let right)):
      if one.tolerance != two.tolerance { return "another tolerance than" }
      return answersDiffer(left, right, one)
    default: return nil
    }
  }

  private func answersDiffer(_ left: AnswerSource, _ right: AnswerSource, _ item: Item) -> String? {
    for drawn in DrawCombinations(item.draw, limit: 32).all {
      guard let one = left.resolve(drawn), let two = right.resolve(drawn) else { continue }
      if !one.isSame(as: two, tolerance: 0) { return "the right answer is \(two.words), but \(one.words)" }
    }
    return nil
  }
}

extension Item {
  /// Progress knows mistakes by these names, whatever the language.
  fileprivate var mistakeNames: Set<String> {
    switch kind {
    case .choice(let options), .multiple(let options): Set(options.compactMap(\.id))
    default: Set(mistakes.map(\.id))
    }
  }
}
