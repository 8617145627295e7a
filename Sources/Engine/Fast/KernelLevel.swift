import CKernels

/// The kind of processor that kernels are compiled for. Which of them this processor has is found out at run time.
package enum KernelLevel: String, Sendable, CaseIterable {
  /// Four numbers at a time, on every processor.
  case baseline
  /// x86-64 with AVX2 and FMA, eight at a time.
  case avx2
  /// x86-64 with AVX-512, sixteen at a time.
  case avx512
  /// arm64, four at a time in twice the registers.
  case neon

  /// The fastest that this processor has.
  package static var best: KernelLevel { allCases.first { $0.constant == ck_best_level() } ?? .baseline }

  package static var available: [KernelLevel] { allCases.filter(\.isAvailable) }

  package var isAvailable: Bool { ck_kernels_of(constant) != nil }

  private var constant: ck_level {
    switch self {
    case .baseline: CK_BASELINE
    case .avx2: CK_AVX2
    case .avx512: CK_AVX512
    case .neon: CK_NEON
    }
  }

  /// The table of its functions; those of the baseline where the processor lacks it.
  var table: ck_kernels {
    guard let found = ck_kernels_of(constant) ?? ck_kernels_of(CK_BASELINE) else {
      preconditionFailure("a build without baseline kernels")
    }
    return found.pointee
  }
}
