import Lessons

/// One answer to one question, as it is kept.
package struct Attempt: Hashable, Sendable {
  package var item: String
  package var lesson: String
  /// The answer as text, and the seed of the numbers that were asked.
  package var answer: String
  package var seed: UInt64
  package var correct: Bool
  /// 1 guess, 2 fairly sure, 3 certain; nil if it was not asked.
  package var confidence: Int?
  /// The typical mistake that the answer looked like: what it is called within its question, whatever the language.
  package var mistake: String?
  /// The words of a mistake that has no name, as earlier versions kept it.
  package var remark: String?

  package init(
    item: String, lesson: String, answer: String, seed: UInt64, correct: Bool, confidence: Int? = nil,
    mistake: String? = nil, remark: String? = nil
  ) {
    self.item = item
    self.lesson = lesson
    self.answer = answer
    self.seed = seed
    self.correct = correct
    self.confidence = confidence
    self.mistake = mistake
    self.remark = remark
  }
}

/// What is known of the learner, computed from the attempts.
package struct ProgressSummary: Hashable, Sendable {
  package struct Tally: Hashable, Sendable {
    package var answers = 0
    package var right = 0
    package init() {}
  }

  /// A typical mistake that was made, how often, and the last answer that looked like it.
  package struct Misconception: Hashable, Sendable {
    package var count: Int
    package var last: Attempt
    package var at: ReviewItem { ReviewItem(lesson: last.lesson, item: last.item) }

    /// One name in all languages; without a name the words are all that tells one from another.
    func isSame(as attempt: Attempt) -> Bool {
      guard last.mistake != nil || attempt.mistake != nil else { return last.remark == attempt.remark }
      return last.mistake == attempt.mistake && last.item == attempt.item
    }
  }

  /// The last attempt at each item.
  package var last: [String: Attempt] = [:]
  package var attempts = 0
  /// How many of the attempts were right.
  package var right = 0
  package var correctAtOnce = 0
  /// Answers on each of the last days, oldest first, today last.
  package var days: [Int] = []
  /// How right the answers were by how sure the learner was: 1 guess, 2 fairly sure, 3 certain.
  package var calibration: [Int: Tally] = [:]
  /// The mistakes met, in the order in which they were first made.
  package var misconceptions: [Misconception] = []
  /// What is to be asked again, the longest waiting first.
  package var due: [ReviewItem] = []
  /// Whole days until the next item is due that is not due yet.
  package var daysToNext: Int?
  package var place: Place?
  package init() {}

  /// The summary after one more answer. What was answered just now is not due before tomorrow.
  package mutating func add(_ attempt: Attempt) {
    if last[attempt.item] == nil, attempt.correct { correctAtOnce += 1 }
    last[attempt.item] = attempt
    attempts += 1
    if attempt.correct { right += 1 }
    if days.isEmpty { days = [0] }
    days[days.count - 1] += 1
    due.removeAll { $0.item == attempt.item }
    if let confidence = attempt.confidence {
      calibration[confidence, default: Tally()].answers += 1
      if attempt.correct { calibration[confidence, default: Tally()].right += 1 }
    }
    guard attempt.mistake != nil || attempt.remark != nil else { return }
    if let known = misconceptions.firstIndex(where: { $0.isSame(as: attempt) }) {
      misconceptions[known].count += 1
      misconceptions[known].last = attempt
    } else {
      misconceptions.append(Misconception(count: 1, last: attempt))
    }
  }

  /// What an older look at the disk says does not undo what was answered since; the place is the one where the learner is.
  package mutating func take(_ report: ProgressSummary) {
    guard report.attempts >= attempts else { return }
    let place = place
    self = report
    if let place { self.place = place }
  }
}
