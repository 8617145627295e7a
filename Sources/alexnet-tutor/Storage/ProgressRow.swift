import GRDB
import Lessons
import Tutor

extension TimedAttempt {
  /// The columns of an answer, in the order of `init(row:)`; `mistake` came with the second version.
  static let columns = ["key", "time", "item", "lesson", "answer", "seed", "correct", "confidence", "misconception"]

  /// A row as SQLite gives it, whatever it holds: any column can have a value of any kind.
  /// - Returns: nil where a value is of another kind than it should be, or out of its range.
  init?(row: [DatabaseValue]) {
    guard row.count > TimedAttempt.columns.count, let key = row[0].text, !key.isEmpty, let time = row[1].integer,
      let item = row[2].text, let lesson = row[3].text, let answer = row[4].text, let seed = row[5].integer,
      let correct = row[6].integer, row[7].isNull || row[7].integer != nil, row[8].isNull || row[8].text != nil,
      row[9].isNull || row[9].text != nil, let time = Int(exactly: time), ReviewSchedule.times.contains(time),
      (0...1).contains(correct)
    else { return nil }
    let confidence = row[7].integer.flatMap { Int(exactly: $0) }
    guard confidence.map(Attempt.confidences.contains) ?? true else { return nil }
    let attempt = Attempt(
      item: item, lesson: lesson, answer: answer, seed: UInt64(bitPattern: seed), correct: correct == 1,
      confidence: confidence, mistake: row[9].text, remark: row[8].text)
    self.init(key: key, time: time, attempt: attempt)
  }
}

extension DatabaseValue {
  fileprivate var text: String? { if case .string(let text) = storage { text } else { nil } }
  fileprivate var integer: Int64? { if case .int64(let number) = storage { number } else { nil } }
}
