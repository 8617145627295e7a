import ArgumentParser
import Engine

struct OpNormalization: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lrn", abstract: "Local response normalisation across channels, as in the paper.")

  @OptionGroup var files: OpFiles
  @Option(parsing: .unconditional, help: "Channels in the sum.") var size = 5
  @Option(parsing: .unconditional, help: "Factor of the sum of squares; not divided by the size.") var alpha: Float =
    1e-4
  @Option(parsing: .unconditional, help: "The exponent.") var beta: Float = 0.75
  @Option(parsing: .unconditional, help: "What is added to the sum.") var k: Float = 2

  func run() throws {
    try files.check("--size", size, atLeast: 1)
    for (name, value) in [("--alpha", alpha), ("--beta", beta), ("--k", k)] where !value.isFinite {
      throw Refusal(files.language("\(name) is \(value); it must be a finite number", "\(name) 是 \(value)；必须是有限的数"))
    }
    try files.compute(LocalResponseNormalization(size: size, alpha: alpha, beta: beta, k: k))
  }
}

struct OpReLU: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "relu", abstract: "max(0, x).")
  @OptionGroup var files: OpFiles
  func run() throws { try files.compute(ReLU()) }
}

struct OpLeakyReLU: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "leakyrelu", abstract: "x, or 0.01·x below zero.")
  @OptionGroup var files: OpFiles
  func run() throws { try files.compute(LeakyReLU()) }
}

struct OpSigmoid: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sigmoid", abstract: "1 / (1 + exp(−x)).")
  @OptionGroup var files: OpFiles
  func run() throws { try files.compute(Sigmoid()) }
}

struct OpTanh: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tanh", abstract: "The hyperbolic tangent.")
  @OptionGroup var files: OpFiles
  func run() throws { try files.compute(Tanh()) }
}

struct OpSoftmax: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "softmax", abstract: "exp(x) divided by the sum over axis 1: probabilities.")
  @OptionGroup var files: OpFiles
  func run() throws { try files.compute(Softmax()) }
}
