import CKernels

/// How a number is written in a file, lowest byte first.
package enum NumberForm: Sendable {
  case float32
  /// Half precision of IEEE 754: 5 bits of exponent, 10 of fraction.
  case float16
  /// The upper half of a float32: 8 bits of exponent, 7 of fraction.
  case bfloat16

  package var size: Int { self == .float32 ? 4 : 2 }

  /// Writes the numbers in `bytes`, which may lie at any address, to `target`. None of the forms loses anything.
  package func read(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutablePointer<Float>) {
    guard let start = bytes.baseAddress else { return }
    switch self {
    case .float32: UnsafeMutableRawPointer(target).copyMemory(from: start, byteCount: bytes.count)
    case .float16: ck_floats_from_float16(bytes.count / 2, start, target)
    case .bfloat16: ck_floats_from_bfloat16(bytes.count / 2, start, target)
    }
  }
}
