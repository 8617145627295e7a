import Lessons

/// Questions asked one after the other: some before a lesson is read, all of it mixed at its end, or what is due.
package struct QuizRun: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A few questions before the reading, so that the learner knows what to look for.
    case before(lesson: String)
    /// The questions of a lesson once more, in another order, some of other lessons among them.
    case mixed(lesson: String)
    /// How the questions of a lesson stand, in the order of the text.
    case standing(lesson: String)
    case review
  }

  package let kind: Kind
  package let items: [ReviewItem]
  package var position = 0
  /// Whether the last answer in this run was right, by item; what was skipped is missing.
  package private(set) var outcomes: [String: Bool] = [:]

  package init(_ kind: Kind, _ items: [ReviewItem]) { (self.kind, self.items) = (kind, items) }

  package var current: ReviewItem? { items.indices.contains(position) ? items[position] : nil }
  package var right: Int { outcomes.values.count { $0 } }

  package mutating func note(_ item: String, _ correct: Bool) { outcomes[item] = correct }

  /// The same kind of run with those questions that were not answered right.
  package var again: QuizRun { QuizRun(kind, items.filter { outcomes[$0.item] != true }) }

  package func title(_ language: Language) -> String {
    switch kind {
    case .before: language("before reading", "课前试答")
    case .mixed: language("mixed quiz", "混合测验")
    case .standing: language("questions", "问题")
    case .review: language("review", "复习")
    }
  }
}

extension QuizRun {
  private static let beforeReading = 3
  private static let fromOtherLessons = 3
  /// One sitting of a review; what is left is due still.
  package static let reviewLength = 20

  /// From the beginning, the middle and the end of a lesson; nil where there are too few questions or some were answered
  /// already. What takes long to answer is left for later.
  package static func before(_ lesson: Lesson, _ progress: ProgressSummary) -> QuizRun? {
    let items = lesson.items
    guard items.allSatisfy({ progress.last[$0.id] == nil }) else { return nil }
    let quick = items.filter { item in
      switch item.kind {
      case .choice, .multiple, .number, .shape: true
      case .grid, .order, .text: false
      }
    }
    guard quick.count >= beforeReading else { return nil }
    let chosen = [0, quick.count / 2, quick.count - 1].map { ReviewItem(lesson: lesson.id, item: quick[$0].id) }
    return QuizRun(.before(lesson: lesson.id), chosen)
  }

  /// All questions of a lesson, and among them a few of other lessons that were answered before: those that are due, then
  /// those that went wrong.
  package static func mixed(_ lesson: Lesson, _ shelf: CourseShelf, _ language: Language, _ progress: ProgressSummary)
    -> QuizRun?
  {
    guard !lesson.items.isEmpty else { return nil }
    let own = lesson.items.map { ReviewItem(lesson: lesson.id, item: $0.id) }
    let failed = progress.last.values.filter { !$0.correct }.map { ReviewItem(lesson: $0.lesson, item: $0.item) }
      .sorted { $0.item < $1.item }
    var others: [ReviewItem] = []
    for item in progress.due + failed
    where item.lesson != lesson.id && !others.contains(item) && shelf.item(item, language) != nil {
      others.append(item)
    }
    let mixed = (own + others.prefix(fromOtherLessons)).mixed(seed: UInt64(progress.attempts))
    return QuizRun(.mixed(lesson: lesson.id), mixed)
  }

  /// The questions of a lesson as they were answered last.
  package static func standing(_ lesson: Lesson, _ progress: ProgressSummary) -> QuizRun {
    var run = QuizRun(
      .standing(lesson: lesson.id), lesson.items.map { ReviewItem(lesson: lesson.id, item: $0.id) })
    for item in run.items {
      if let last = progress.last[item.item] { run.note(item.item, last.correct) }
    }
    return run
  }

  /// What is due and still in the course, mixed across lessons.
  package static func review(_ shelf: CourseShelf, _ language: Language, _ progress: ProgressSummary) -> QuizRun {
    let due = progress.due.filter { shelf.item($0, language) != nil }
    return QuizRun(.review, Array([ReviewItem](due.prefix(reviewLength)).interleaved()))
  }

  /// What was answered at some time though nothing is due: the answers that went wrong first.
  package static func practice(_ shelf: CourseShelf, _ language: Language, _ progress: ProgressSummary) -> QuizRun {
    let answered = progress.last.values.sorted { ($0.correct ? 1 : 0, $0.item) < ($1.correct ? 1 : 0, $1.item) }
      .map { ReviewItem(lesson: $0.lesson, item: $0.item) }.filter { shelf.item($0, language) != nil }
    let wrong = answered.filter { progress.last[$0.item]?.correct == false }
    let right = answered.filter { progress.last[$0.item]?.correct == true }.mixed(seed: UInt64(progress.attempts))
    return QuizRun(.review, Array((wrong + right).prefix(reviewLength / 2)).interleaved())
  }
}

extension CourseShelf {
  package func item(_ item: ReviewItem, _ language: Language) -> Item? {
    lesson(item.lesson, language)?.items.first { $0.id == item.item }
  }

  /// How many of the items that are due are still in the course.
  package func due(_ progress: ProgressSummary, _ language: Language) -> Int {
    progress.due.count { item($0, language) != nil }
  }
}
