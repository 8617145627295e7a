import Foundation
import Lessons
import Tutor

/// An answer with the moment at which it was given and a key of its own, so that writing it twice leaves one.
struct TimedAttempt: Hashable, Sendable {
  var key: String
  /// Seconds since 1970.
  var time: Int
  var attempt: Attempt

  static func freshKey() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

/// One answer as JSON, in an exported file and where answers wait for the progress file.
struct AnswerEntry: Codable {
  let key: String
  let time: Int
  let item: String
  let lesson: String
  let answer: String
  let seed: String
  let correct: Bool
  let confidence: Int?
  /// What the mistake is called within its question; earlier versions had only its words.
  let mistake: String?
  let misconception: String?

  init(_ timed: TimedAttempt) {
    let attempt = timed.attempt
    (key, time, item, lesson) = (timed.key, timed.time, attempt.item, attempt.lesson)
    (answer, seed, correct) = (attempt.answer, String(attempt.seed), attempt.correct)
    (confidence, mistake, misconception) = (attempt.confidence, attempt.mistake, attempt.remark)
  }

  /// Why an entry is no answer.
  enum Fault: Error {
    case key, seed, confidence, time

    func words(_ language: Language) -> String {
      switch self {
      case .key: language("has no key", "缺少 key")
      case .seed: language("has a seed that is no number of 0 to 2⁶⁴ − 1", "的 seed 不是 0 到 2⁶⁴ − 1 之间的整数")
      case .confidence: language("has a confidence that is not 1, 2 or 3", "的 confidence 不是 1、2 或 3")
      case .time: language("has a time that is not in the years 1970 to 9999", "的 time 不在 1970 年到 9999 年之间")
      }
    }
  }

  /// The answer, if everything is in its range. Nothing hidden in its texts is taken over: they are shown.
  var answered: Result<TimedAttempt, Fault> {
    guard !key.isEmpty else { return .failure(.key) }
    guard let seed = UInt64(seed) else { return .failure(.seed) }
    guard confidence.map(Attempt.confidences.contains) ?? true else { return .failure(.confidence) }
    guard ReviewSchedule.times.contains(time) else { return .failure(.time) }
    func clean(_ text: String) -> String { HiddenCharacters.cleaned(text).text }
    let attempt = Attempt(
      item: clean(item), lesson: clean(lesson), answer: clean(answer), seed: seed, correct: correct,
      confidence: confidence, mistake: mistake.map(clean), remark: misconception.map(clean))
    return .success(TimedAttempt(key: key, time: time, attempt: attempt))
  }
}

extension Attempt {
  /// 1 guess, 2 fairly sure, 3 certain.
  static let confidences = 1...3
}
