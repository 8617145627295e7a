import Foundation
import Lessons

/// The time, passed in so that tests can set it.
struct Clock: Sendable {
  /// Seconds since 1970.
  let now: @Sendable () -> Int
  /// Number of the learner's day on which a moment falls; consecutive days have consecutive numbers.
  let day: @Sendable (Int) -> Int

  static let system = Clock(
    now: { ReviewSchedule.clamped(Int(Date().timeIntervalSince1970)) },
    day: { time in
      let time = ReviewSchedule.clamped(time)
      let offset = TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
      return Int((Double(time + offset) / 86_400).rounded(.down))
    })
}
