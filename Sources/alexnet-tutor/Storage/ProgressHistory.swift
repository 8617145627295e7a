import Lessons
import Tutor

/// What a row of answers, given one after the other in the order of time, comes to.
struct ProgressHistory {
  /// How many days are shown.
  static let daysShown = 14
  private static let secondsPerDay = 86_400

  private let clock: Clock
  private let now: Int
  private let today: Int
  private var counted = ProgressSummary()
  private var schedule = ReviewSchedule()
  private var days = Array(repeating: 0, count: ProgressHistory.daysShown)

  /// - Parameter clock: as it stands now, for all that follows.
  init(_ clock: Clock) {
    self.clock = clock
    now = ReviewSchedule.clamped(clock.now())
    today = clock.day(now)
  }

  mutating func add(_ timed: TimedAttempt) {
    let attempt = timed.attempt
    counted.add(attempt)
    count(ReviewSchedule.clamped(timed.time))
    schedule.add(
      item: attempt.item, lesson: attempt.lesson, time: timed.time,
      Recall(correct: attempt.correct, confidence: attempt.confidence))
  }

  private mutating func count(_ time: Int) {
    // The calendar is asked for what may be recent only.
    guard now - time < (days.count + 1) * ProgressHistory.secondsPerDay else { return }
    let place = days.count - 1 - (today - clock.day(time))
    if days.indices.contains(place) { days[place] += 1 }
  }

  var summary: ProgressSummary {
    var summary = counted
    summary.days = days
    summary.due = schedule.due(at: now)
    summary.daysToNext = schedule.nextDue(after: now).map {
      ($0 - now + ProgressHistory.secondsPerDay - 1) / ProgressHistory.secondsPerDay
    }
    return summary
  }
}

extension ProgressSummary {
  /// The summary of `attempts`, which are in the order of time, as the clock stands.
  init(_ attempts: [TimedAttempt], _ clock: Clock) {
    var history = ProgressHistory(clock)
    for timed in attempts { history.add(timed) }
    self = history.summary
  }
}
