import GRDB
import Lessons
import Tutor

extension TimedAttempt {
  /// The columns of an answer, in the order of `init(row:)`; `mistake` came with the second version.
  static let columns = ["key", "time", "item", "lesson", "answer", "seed", "correct", "confidence", "misconception"]

  /// A row as SQLite gives it, whatever it holds: any column can have a value of any kind.
  /// - Returns: nil where a value is of another kind than it should be, or out of its range.
  init?(row: [DatabaseValue]) {
    guard row.count > TimedAttempt.columns.count else { return nil }
    let (texts, numbers) = (row.map(\.text), row.map(\.integer))
    guard let key = texts[0], !key.isEmpty, let item = texts[2], let lesson = texts[3], let answer = texts[4] else {
      return nil
    }
    guard let seconds = numbers[1].flatMap({ Int(exactly: $0) }), ReviewSchedule.times.contains(seconds) else {
      return nil
    }
    guard let seed = numbers[5], let correct = numbers[6], correct == 0 || correct == 1 else { return nil }
    guard row[7].isNull || numbers[7] != nil, row[8].isNull || texts[8] != nil, row[9].isNull || texts[9] != nil else {
      return nil
    }
    let confidence = numbers[7].flatMap { Int(exactly: $0) }
    if let confidence, !Attempt.confidences.contains(confidence) { return nil }
    let attempt = Attempt(
      item: item, lesson: lesson, answer: answer, seed: UInt64(bitPattern: seed), correct: correct == 1,
      confidence: confidence, mistake: texts[9], remark: texts[8])
    self.init(key: key, time: seconds, attempt: attempt)
  }
}

extension DatabaseValue {
  fileprivate var text: String? { if case .string(let text) = storage { text } else { nil } }
  fileprivate var integer: Int64? { if case .int64(let number) = storage { number } else { nil } }
}
