import Foundation
import Testing

@testable import Lessons

/// What the reference implementation of FSRS-6 makes of a history of answers (Fixtures/make-fsrs.py).
private struct ReferenceAnswer: Decodable {
  let seconds: Int
  let recall: Recall
  let stability: Double
  let difficulty: Double
  let interval: Int
  let retrievability: Double

  static func histories() throws -> [[ReferenceAnswer]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/fsrs.json")
    return try JSONDecoder().decode([[ReferenceAnswer]].self, from: Data(contentsOf: file))
  }
}

struct ReviewTests {
  @Test func `the memory model agrees with the reference implementation`() throws {
    func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(b)) }
    let model = MemoryModel()
    let histories = try ReferenceAnswer.histories()
    #expect(histories.count >= 60)
    for history in histories {
      var memory: Memory?
      for answer in history {
        let next = model.next(memory, answer.recall, days: answer.seconds / 86_400)
        #expect(close(next.stability, answer.stability) && close(next.difficulty, answer.difficulty))
        #expect(model.interval(next) == answer.interval)
        #expect(close(model.retrievability(next, days: 7), answer.retrievability))
        memory = next
      }
    }
  }

  @Test func `the schedule folded over a history is due when the reference says`() throws {
    for history in try ReferenceAnswer.histories() {
      var schedule = ReviewSchedule()
      var time = 1_767_225_600
      for answer in history {
        time += answer.seconds
        schedule.add(item: "q", lesson: "l", time: time, answer.recall)
        let due = time + answer.interval * 86_400
        #expect(schedule.due(at: due - 1).isEmpty && schedule.nextDue(after: due - 1) == due)
        #expect(schedule.due(at: due) == [ReviewItem(lesson: "l", item: "q")])
      }
    }
  }

  @Test func `certainty weighs how well an answer went`() {
    #expect(Recall(correct: false, confidence: 3) == .again && Recall(correct: true, confidence: 1) == .hard)
    #expect(Recall(correct: true, confidence: nil) == .good && Recall(correct: true, confidence: 2) == .good)
    #expect(Recall(correct: true, confidence: 3) == .easy)
  }

  @Test func `what waits longest comes first, and a clock that went back breaks nothing`() {
    var schedule = ReviewSchedule()
    schedule.add(item: "b", lesson: "x", time: 1_000, .again)
    schedule.add(item: "a", lesson: "y", time: 500, .again)
    schedule.add(item: "a", lesson: "y", time: 100, .again)
    #expect(schedule.due(at: 10).isEmpty)
    #expect(schedule.due(at: 1_000_000).map(\.item) == ["a", "b"])
  }

  @Test(arguments: 0..<20) func `neighbours come from different lessons while there are others`(_ seed: UInt64) {
    let counts = ["a": 5, "b": 3, "c": 4]
    let items = counts.flatMap { lesson, count in (0..<count).map { ReviewItem(lesson: lesson, item: "\(lesson)\($0)") }
    }
    .sorted { $0.item < $1.item }
    let mixed = items.mixed(seed: seed)
    #expect(Set(mixed) == Set(items) && mixed.count == items.count)
    #expect(zip(mixed, mixed.dropFirst()).allSatisfy { $0.lesson != $1.lesson })
    #expect(mixed == items.mixed(seed: seed))
    let alone = (0..<4).map { ReviewItem(lesson: "a", item: "\($0)") }
    #expect(alone.interleaved() == alone)
  }
}
