import Engine

/// Numbers outside of Swift's arrays, as those of a mapped file are.
final class NumberMemory: Sendable {
  nonisolated(unsafe) private let start: UnsafeMutablePointer<Float>

  private init(_ numbers: [Float]) {
    start = .allocate(capacity: numbers.count)
    start.initialize(from: numbers, count: numbers.count)
  }

  deinit { start.deallocate() }

  static func mapped(_ tensor: Tensor) -> MappedTensor {
    let memory = NumberMemory(tensor.data)
    return MappedTensor(tensor.shape, start: memory.start, owner: memory)
  }
}
