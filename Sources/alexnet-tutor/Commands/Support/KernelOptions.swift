import ArgumentParser
import Engine
import Foundation
import Tutor

/// Which implementation computes, on how many threads.
struct KernelOptions: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable { case reference, fast }

  @Option(help: "The textbook loops, or the fast kernels; both give the same numbers within float rounding.")
  var kernels: Choice = .fast

  @Option(parsing: .unconditional, help: "Threads that compute (default: one for each processor).")
  var threads: Int?

  func build(_ language: Language) throws(Refusal) -> Kernels {
    if let threads, !(1...FastKernels.mostThreads).contains(threads) {
      throw Refusal(
        language(
          "--threads is \(threads); it can be 1 to \(FastKernels.mostThreads)",
          "--threads 是 \(threads)；可以是 1 到 \(FastKernels.mostThreads)"))
    }
    let fast = try FastKernels.standard(language, threads: threads)
    return kernels == .reference ? .reference : .fast(fast)
  }
}

extension FastKernels {
  static let mostThreads = 256

  /// The kernels that this machine runs fastest, or those that the environment variable names.
  static func standard(
    _ language: Language, threads: Int? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Refusal) -> FastKernels {
    FastKernels(level: try level(language, environment), threads: threads ?? processors)
  }

  /// As many as pay: the layers of one picture leave nothing for more.
  private static var processors: Int { min(max(1, ProcessInfo.processInfo.activeProcessorCount), 16) }

  private static let variable = "ALEXNET_TUTOR_KERNELS"

  private static func level(_ language: Language, _ environment: [String: String]) throws(Refusal) -> KernelLevel {
    guard let name = environment[variable], !name.isEmpty else { return .best }
    guard let level = KernelLevel(rawValue: name), level.isAvailable else {
      let here = KernelLevel.available.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        language(
          "\(variable) is \(name); this processor has \(here)", "\(variable) 是 \(name)；本机处理器支持 \(here)"))
    }
    return level
  }
}
