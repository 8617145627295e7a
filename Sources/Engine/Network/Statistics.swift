import CKernels

/// A set of numbers at a glance. Infinities and NaN count among the numbers but not in the least, mean and largest.
package struct Statistics: Equatable, Sendable {
  package let min: Float
  package let mean: Float
  package let max: Float
  /// Share of the numbers that are zero, from 0 to 1.
  package let zeros: Double
  /// Whether none of the numbers is infinite or NaN.
  package let areAllFinite: Bool

  package init(of numbers: [Float]) {
    let summary = numbers.withUnsafeBufferPointer { ck_summarize($0.baseAddress, $0.count) }
    let isEmpty = summary.finite == 0
    min = isEmpty ? 0 : summary.least
    max = isEmpty ? 0 : summary.largest
    mean = isEmpty ? 0 : Float(summary.sum / Double(summary.finite))
    zeros = numbers.isEmpty ? 0 : Double(summary.zeros) / Double(numbers.count)
    areAllFinite = summary.finite == numbers.count
  }
}
