@testable import Engine

/// Random shapes and numbers that are the same in every run.
struct Random: RandomNumberGenerator {
  private var counter: UInt64
  init(_ seed: UInt64) { counter = SeededTensor.mix(seed) }

  mutating func next() -> UInt64 {
    counter &+= 1
    return SeededTensor.mix(counter)
  }

  mutating func pick<Element>(_ elements: Element...) -> Element { elements[Int(next() % UInt64(elements.count))] }

  mutating func tensor(_ shape: Shape, scale: Float = 2) -> Tensor {
    Tensor(shape, (0..<shape.count).map { _ in scale * SeededTensor.uniform(next()) })
  }

  /// Weight and bias as `operation` wants them for `input`.
  mutating func parameters(of operation: any Operation, for input: Shape) throws -> Parameters {
    var parameters = Parameters.none
    for shape in try operation.parameterShapes(for: input) {
      if shape.name == "weight" {
        parameters.weight = .stored(tensor(shape.shape))
      } else {
        parameters.bias = tensor(shape.shape)
      }
    }
    return parameters
  }
}

/// Largest difference relative to the largest number expected; infinite where one of two numbers is NaN or infinite and
/// the other is not the same. No comparison is true of NaN, so it is asked for by name.
func relativeDifference(_ actual: Tensor, _ expected: Tensor) -> Float {
  guard actual.shape == expected.shape else { return .infinity }
  var (largest, difference): (Float, Float) = (0, 0)
  for (own, expected) in zip(actual.data, expected.data) {
    if expected.isFinite { largest = max(largest, abs(expected)) }
    guard own != expected, !(own.isNaN && expected.isNaN) else { continue }
    guard own.isFinite, expected.isFinite else { return .infinity }
    difference = max(difference, abs(own - expected))
  }
  return difference == 0 ? 0 : difference / largest
}

/// Equal up to the rounding of a sum whose largest summand is `scale`.
func isClose(_ a: Float, _ b: Float, scale: Float) -> Bool { abs(a - b) <= 1e-5 * max(abs(a), abs(b), scale) }

/// How many of `count` random trials to make: all in an optimised build, a fifth where the textbook's loops are slow.
func trials(_ count: Int) -> Range<Int> {
  #if DEBUG
    0..<max(1, count / 5)
  #else
    0..<count
  #endif
}
