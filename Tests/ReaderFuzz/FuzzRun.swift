import Foundation
import FuzzSupport

/// Damaged files, one after the other, through a reader: input n of a seed is the same in every run.
package struct FuzzRun {
  package let reader: FuzzedReader
  package let seed: UInt64
  private let mutation: ByteMutation
  /// The input that is being read lies here: a reader that ends the program leaves it behind.
  private let path: String

  package struct Outcome: Sendable {
    package var accepted = 0
    package var refused = 0
    package var slowestMilliseconds = 0.0
    package var inputs: Int { accepted + refused }
  }

  package init(_ reader: FuzzedReader, seed: UInt64, inputPath path: String) {
    (self.reader, self.seed, self.path) = (reader, seed, path)
    mutation = reader.mutation
  }

  package func run(_ inputs: Range<Int>, progress: (Int) -> Void = { _ in }) throws -> Outcome {
    var outcome = Outcome()
    for input in inputs {
      var random = FuzzNumbers(seed: seed &* 1_000_003 &+ UInt64(input))
      let bytes = mutation.bytes(&random)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let start = ContinuousClock.now
      if reader.reads(bytes, at: path) { outcome.accepted += 1 } else { outcome.refused += 1 }
      outcome.slowestMilliseconds = max(outcome.slowestMilliseconds, (ContinuousClock.now - start) / .milliseconds(1))
      progress(input + 1)
    }
    return outcome
  }
}
