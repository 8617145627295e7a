import CKernels

/// Zeroed memory for numbers, outside the reach of Swift's arrays: threads write to different parts of it at once.
final class FloatMemory: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>
  let count: Int

  init(_ count: Int) {
    guard let memory = ck_allocate(count) else { preconditionFailure("no memory for \(count) numbers") }
    (start, self.count) = (memory, count)
  }

  /// Fills the beginning with `numbers`.
  func load(_ numbers: [Float]) {
    precondition(numbers.count <= count, "\(numbers.count) numbers into \(count)")
    numbers.withUnsafeBufferPointer { if let first = $0.baseAddress { start.update(from: first, count: $0.count) } }
  }

  var numbers: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }

  deinit { ck_release(start, count) }
}
