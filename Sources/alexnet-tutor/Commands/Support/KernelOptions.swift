import ArgumentParser
import Engine

extension Kernels: ExpressibleByArgument {
  package init?(argument: String) {
    switch argument {
    case "reference": self = .reference
    case "fast": self = .fast
    default: return nil
    }
  }

  package static var allValueStrings: [String] { ["reference", "fast"] }
  package var defaultValueDescription: String { self == .fast ? "fast" : "reference" }
}

/// Which implementation computes.
struct KernelOptions: ParsableArguments {
  @Option(help: "The textbook loops, or the fast kernels; both give the same numbers within float rounding.")
  var kernels: Kernels = .fast
}
