import CKernels

/// All the memory that a plan will need: its layers ask for it while they are laid out, and nothing is taken before their
/// sum is known and ``allocate()`` is called.
final class MemoryPlan {
  private var asked: [FloatMemory] = []
  /// `Int.max` where the sum cannot be counted.
  private(set) var bytes = 0

  /// As many zeros as the product of the factors.
  func numbers(_ factors: Int...) -> FloatMemory {
    let memory = FloatMemory(factors.reduce(1) { .product($0, $1) })
    asked.append(memory)
    let (sum, overflow) = bytes.addingReportingOverflow(memory.bytes)
    bytes = overflow ? .max : sum
    return memory
  }

  /// Takes everything, or throws before the system has to end somebody: pages are touched at once, and more than the
  /// machine has are not to be had.
  func allocate() throws(OutOfMemory) {
    guard bytes <= MemoryPlan.machine else { throw OutOfMemory(bytes: bytes) }
    for memory in asked { try memory.allocate() }
    asked = []
  }

  /// Bytes that this machine has.
  static let machine = Int(clamping: ck_machine_bytes())
}

extension Int {
  /// The product of lengths; `Int.max` where it cannot be counted.
  static func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : product
  }
}
