import Lessons
import Tutor

extension ProgressSummary {
  /// How many days are shown.
  static let daysShown = 14
  private static let secondsPerDay = 86_400

  /// The summary of `attempts`, which are in the order of time, as the clock stands.
  init(_ attempts: [TimedAttempt], _ clock: Clock) {
    self.init()
    for timed in attempts { add(timed.attempt) }
    let now = clock.now()
    let today = clock.day(now)
    days = Array(repeating: 0, count: ProgressSummary.daysShown)
    for timed in attempts {
      let age = today - clock.day(timed.time)
      if days.indices.contains(days.count - 1 - age) { days[days.count - 1 - age] += 1 }
    }
    let schedule = ReviewSchedule(attempts)
    due = schedule.due(at: now)
    daysToNext = schedule.nextDue(after: now).map {
      ($0 - now + ProgressSummary.secondsPerDay - 1) / ProgressSummary.secondsPerDay
    }
  }
}

extension ReviewSchedule {
  /// What the answers, in the order of time, mean for the next questions.
  init(_ attempts: [TimedAttempt]) {
    self.init()
    for timed in attempts {
      let attempt = timed.attempt
      add(
        item: attempt.item, lesson: attempt.lesson, time: timed.time,
        Recall(correct: attempt.correct, confidence: attempt.confidence))
    }
  }
}
