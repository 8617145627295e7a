/// A tensor whose numbers come from a counter, so that any part of it can be made alone and any machine makes the same.
///
/// Element `i` of tensor `t` is `scale · u` with `u = 2·(mix(seed·0x9E3779B97F4A7C15 + t·2^40 + i) >> 40)/2^24 − 1` in
/// wrapping 64-bit arithmetic; `mix` is the output function of SplitMix64.
package struct SeededTensor: Equatable, Sendable {
  package let shape: Shape
  package let seed: UInt64
  /// Number of the tensor in its network: layer order, weight before bias.
  package let tensor: UInt64
  package let scale: Float

  package init(_ shape: Shape, seed: UInt64, tensor: UInt64, scale: Float) {
    (self.shape, self.seed, self.tensor, self.scale) = (shape, seed, tensor, scale)
  }

  /// The counter of element 0.
  package var base: UInt64 { seed &* 0x9E37_79B9_7F4A_7C15 &+ tensor &<< 40 }

  package subscript(offset: Int) -> Float { scale * SeededTensor.uniform(base &+ UInt64(offset)) }

  /// The numbers at the row-major positions `range`, many at a time: the same to the bit as one by one.
  package func values(_ range: Range<Int>) -> [Float] {
    [Float](unsafeUninitializedCapacity: range.count) { numbers, count in
      count = range.count
      guard let start = numbers.baseAddress else { return }
      SeededTensor.kernels.seeded(range.count, base &+ UInt64(range.lowerBound), scale, start)
    }
  }

  private static let kernels = KernelLevel.best.table

  /// A number in [−1, 1) from a counter.
  package static func uniform(_ counter: UInt64) -> Float {
    Float(mix(counter) >> 40) * (2 / 16_777_216) - 1
  }

  package static func mix(_ counter: UInt64) -> UInt64 {
    var z = counter &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
