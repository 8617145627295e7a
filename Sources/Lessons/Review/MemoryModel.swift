#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How well an answer went, in the words of the scheduler.
package enum Recall: Int, Sendable, CaseIterable, Codable {
  case again = 1
  case hard, good, easy

  /// - Parameter confidence: 1 guess, 2 fairly sure, 3 certain; nil if it was not said.
  ///
  /// A right guess is hardly known, and what was right and certain keeps longest. A wrong answer is a wrong answer.
  package init(correct: Bool, confidence: Int?) {
    switch (correct, confidence) {
    case (false, _): self = .again
    case (true, 1?): self = .hard
    case (true, 3?): self = .easy
    case (true, _): self = .good
    }
  }
}

/// What is assumed of the memory of one item.
package struct Memory: Hashable, Sendable {
  /// Days until the chance of a right answer has fallen to 90 %.
  package var stability: Double
  /// From 1, easy, to 10.
  package var difficulty: Double

  package init(stability: Double, difficulty: Double) {
    (self.stability, self.difficulty) = (stability, difficulty)
  }
}

/// The memory model of FSRS-6 ("Free Spaced Repetition Scheduler") with its published default parameters w0 … w20, without
/// learning steps and without fuzz: every interval is a whole number of days.
package struct MemoryModel: Sendable {
  package static let parameters: [Double] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]
  private static let leastStability = 0.001
  private static let longestInterval = 36_500

  /// The chance of a right answer at which an item is due.
  package var retention: Double
  private let w = MemoryModel.parameters

  package init(retention: Double = 0.9) { self.retention = retention }

  private var decay: Double { -w[20] }
  private var factor: Double { pow(0.9, 1 / decay) - 1 }

  /// The chance of a right answer `days` after the last one: R = (1 + F·t/S)^−w20.
  package func retrievability(_ memory: Memory, days: Int) -> Double {
    pow(1 + factor * Double(max(0, days)) / memory.stability, decay)
  }

  /// Days from an answer to the next time that the item is due, at least one.
  package func interval(_ memory: Memory) -> Int {
    let days = memory.stability / factor * (pow(retention, 1 / decay) - 1)
    return Int(min(max(days.rounded(.toNearestOrEven), 1), Double(MemoryModel.longestInterval)))
  }

  /// The memory after an answer.
  /// - Parameters:
  ///   - memory: as it was before; nil at the first answer.
  ///   - days: whole days since the answer before.
  package func next(_ memory: Memory?, _ recall: Recall, days: Int) -> Memory {
    guard let memory else {
      return Memory(
        stability: max(w[recall.rawValue - 1], MemoryModel.leastStability),
        difficulty: clamped(initialDifficulty(recall)))
    }
    let stability =
      days < 1 ? sameDay(memory, recall) : recall == .again ? forgotten(memory, days) : recalled(memory, recall, days)
    return Memory(
      stability: max(stability, MemoryModel.leastStability), difficulty: nextDifficulty(memory.difficulty, recall))
  }

  // MARK: Formulas

  private func clamped(_ difficulty: Double) -> Double { min(max(difficulty, 1), 10) }

  /// D₀(G) = w4 − e^(w5·(G − 1)) + 1
  private func initialDifficulty(_ recall: Recall) -> Double { w[4] - exp(w[5] * Double(recall.rawValue - 1)) + 1 }

  /// Damped towards 10 and drawn back towards D₀(easy).
  private func nextDifficulty(_ difficulty: Double, _ recall: Recall) -> Double {
    let change = -w[6] * Double(recall.rawValue - 3)
    let damped = difficulty + (10 - difficulty) * change / 9
    return clamped(w[7] * initialDifficulty(.easy) + (1 - w[7]) * damped)
  }

  /// S′ = S · e^(w17·(G − 3 + w18)) · S^−w19; a right answer never shortens it.
  private func sameDay(_ memory: Memory, _ recall: Recall) -> Double {
    let growth = exp(w[17] * (Double(recall.rawValue) - 3 + w[18])) * pow(memory.stability, -w[19])
    return memory.stability * (recall == .again ? growth : max(growth, 1))
  }

  /// S′ = w11 · D^−w12 · ((S + 1)^w13 − 1) · e^(w14·(1 − R)), at most S / e^(w17·w18)
  private func forgotten(_ memory: Memory, _ days: Int) -> Double {
    let lapse =
      w[11] * pow(memory.difficulty, -w[12]) * (pow(memory.stability + 1, w[13]) - 1)
      * exp((1 - retrievability(memory, days: days)) * w[14])
    return min(lapse, memory.stability / exp(w[17] * w[18]))
  }

  /// S′ = S · (1 + e^w8 · (11 − D) · S^−w9 · (e^(w10·(1 − R)) − 1) · w15 if hard · w16 if easy)
  private func recalled(_ memory: Memory, _ recall: Recall, _ days: Int) -> Double {
    let penalty = recall == .hard ? w[15] : recall == .easy ? w[16] : 1
    let growth =
      exp(w[8]) * (11 - memory.difficulty) * pow(memory.stability, -w[9])
      * (exp((1 - retrievability(memory, days: days)) * w[10]) - 1) * penalty
    return memory.stability * (1 + growth)
  }
}
