/// A set of numbers at a glance. Infinities and NaN count among the numbers but not in the least, mean, largest and bars.
package struct Statistics: Equatable, Sendable {
  package let min: Float
  package let mean: Float
  package let max: Float
  /// Share of the numbers that are zero, from 0 to 1.
  package let zeros: Double
  /// How many numbers lie in each of equal parts of the range from `min` to `max`.
  package let histogram: [Int]

  package init(of numbers: [Float], bins: Int = 24) {
    precondition(bins > 0, "a histogram of \(bins) bins")
    var (least, largest) = (Float.infinity, -Float.infinity)
    var (sum, finite, zeros) = (0.0, 0, 0)
    for number in numbers where number.isFinite {
      if number < least { least = number }
      if number > largest { largest = number }
      sum += Double(number)
      finite += 1
      if number == 0 { zeros += 1 }
    }
    min = finite > 0 ? least : 0
    max = finite > 0 ? largest : 0
    mean = finite > 0 ? Float(sum / Double(finite)) : 0
    self.zeros = numbers.isEmpty ? 0 : Double(zeros) / Double(numbers.count)
    var bars = Array(repeating: 0, count: bins)
    let width = (Double(max) - Double(min)) / Double(bins)
    for number in numbers where number.isFinite {
      bars[width > 0 ? Swift.min(bins - 1, Int((Double(number) - Double(min)) / width)) : 0] += 1
    }
    histogram = bars
  }
}
