import CKernels

/// Zeroed memory for numbers, outside the reach of Swift's arrays: threads write to different parts of it at once. It is
/// described first and had later, by ``allocate()``.
final class FloatMemory: @unchecked Sendable {
  let count: Int
  @exclusivity(unchecked) private var memory: UnsafeMutablePointer<Float>?

  init(_ count: Int) { self.count = count }

  /// Memory that is there at once.
  convenience init(zeros count: Int) throws(OutOfMemory) {
    self.init(count)
    try allocate()
  }

  var bytes: Int { .product(count, MemoryLayout<Float>.size) }

  func allocate() throws(OutOfMemory) {
    guard memory == nil else { return }
    guard let found = ck_allocate(count) else { throw OutOfMemory(bytes: bytes) }
    memory = found
  }

  var start: UnsafeMutablePointer<Float> {
    guard let memory else { preconditionFailure("\(count) numbers that have no memory yet") }
    return memory
  }

  /// Fills the beginning with `numbers`.
  func load(_ numbers: [Float]) {
    precondition(numbers.count <= count, "\(numbers.count) numbers into \(count)")
    numbers.withUnsafeBufferPointer { if let first = $0.baseAddress { start.update(from: first, count: $0.count) } }
  }

  var numbers: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }

  deinit { if let memory { ck_release(memory, count) } }
}

/// Memory that is not to be had.
package struct OutOfMemory: Error, Equatable, CustomStringConvertible {
  /// What was asked for; `Int.max` where that cannot be counted.
  package let bytes: Int
  package init(bytes: Int) { self.bytes = bytes }
  package var description: String { "there is no memory for \(bytes) bytes" }
}
