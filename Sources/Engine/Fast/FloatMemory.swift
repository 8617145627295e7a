import CKernels

/// Zeroed memory for numbers, outside the reach of Swift's arrays: threads write to different parts of it at once.
final class FloatMemory: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>
  let count: Int

  init(_ count: Int) {
    guard let memory = ck_allocate(count) else { preconditionFailure("no memory for \(count) numbers") }
    (start, self.count) = (memory, count)
  }

  deinit { ck_release(start, count) }
}
