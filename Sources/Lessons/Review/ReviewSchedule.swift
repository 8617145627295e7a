/// When every item that was ever answered is to be asked again, computed from all answers and nothing else.
///
/// Times are seconds since 1970; a day is 24 hours, as in the model.
package struct ReviewSchedule: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var lesson: String
    package var memory: Memory
    /// The last answer, and the moment from which on the item is due.
    package var last: Int
    package var due: Int
  }

  package private(set) var entries: [String: Entry] = [:]
  private static let day = 86_400
  /// The moments that are believed: from 1970 to the end of the year 9999. Between them every sum of times fits.
  package static let times = 0...253_402_300_799

  package static func clamped(_ time: Int) -> Int { min(max(time, times.lowerBound), times.upperBound) }

  package init() {}

  /// Takes one more answer; answers come in the order of time.
  package mutating func add(item: String, lesson: String, time: Int, _ recall: Recall) {
    let model = MemoryModel()
    let time = ReviewSchedule.clamped(time)
    let before = entries[item]
    let days = before.map { max(0, time - $0.last) / ReviewSchedule.day } ?? 0
    let memory = model.next(before?.memory, recall, days: days)
    entries[item] = Entry(
      lesson: lesson, memory: memory, last: time, due: time + model.interval(memory) * ReviewSchedule.day)
  }

  /// What is due at `time`, the one that waits longest first.
  package func due(at time: Int) -> [ReviewItem] {
    entries.filter { $0.value.due <= time }
      .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
      .map { ReviewItem(lesson: $0.value.lesson, item: $0.key) }
  }

  /// The moment at which the next item that is not due yet becomes so.
  package func nextDue(after time: Int) -> Int? { entries.values.map(\.due).filter { $0 > time }.min() }
}

/// A question of a lesson.
package struct ReviewItem: Hashable, Sendable {
  package var lesson: String
  package var item: String
  package init(lesson: String, item: String) { (self.lesson, self.item) = (lesson, item) }
}

extension [ReviewItem] {
  /// The same items so that neighbours come from different lessons as long as that is possible: telling kinds of question
  /// apart is learnt only where they are mixed. Within a lesson the order stays.
  package func interleaved() -> [ReviewItem] {
    var lessons: [String] = []
    var waiting: [String: ArraySlice<ReviewItem>] = [:]
    for item in self {
      if waiting[item.lesson] == nil { lessons.append(item.lesson) }
      waiting[item.lesson, default: []].append(item)
    }
    var mixed: [ReviewItem] = []
    while mixed.count < count {
      // The lesson with the most items left, so that none is left alone at the end; the last one only if there is no other.
      let open = lessons.filter { waiting[$0]?.isEmpty == false }
      let others = open.filter { $0 != mixed.last?.lesson }
      guard let next = (others.isEmpty ? open : others).max(by: { left(waiting, $0) < left(waiting, $1) }),
        let item = waiting[next]?.popFirst()
      else { break }
      mixed.append(item)
    }
    return mixed
  }

  private func left(_ waiting: [String: ArraySlice<ReviewItem>], _ lesson: String) -> Int {
    waiting[lesson]?.count ?? 0
  }

  /// Shuffled by a seed, then mixed across lessons.
  package func mixed(seed: UInt64) -> [ReviewItem] {
    var random = SeededNumbers(seed: seed)
    return random.shuffled(self).interleaved()
  }
}
