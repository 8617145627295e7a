import ArgumentParser
import Engine
import Formats
import Tutor

struct Op: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One operator on NumPy files.",
    discussion: "Arrays are float32, little-endian, C order: N×C×H×W, or N×F for linear, softmax and crossentropy.",
    subcommands: [
      OpConvolution.self, OpMaxPooling.self, OpAveragePooling.self, OpNormalization.self, OpReLU.self, OpLeakyReLU.self,
      OpSigmoid.self, OpTanh.self, OpLinear.self, OpSoftmax.self, OpCrossEntropy.self,
    ])
}

/// What every operator takes: where its input comes from, where its results go, what computes them.
struct OpFiles: ParsableArguments {
  @Option(help: ArgumentHelp("The input.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var input: String

  @Option(
    help: ArgumentHelp("Where to write the output.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var output: String?

  @Option(
    help: ArgumentHelp("dL/d output, for the way back: it has the output's shape.", valueName: "file.npy"),
    completion: .file(extensions: ["npy"]))
  var outputGradient: String?

  @Option(
    help: ArgumentHelp("Where to write dL/d input.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var inputGradient: String?

  @OptionGroup var kernelOptions: KernelOptions
  @OptionGroup var languageOption: LanguageOption

  var language: Language { languageOption.language }
  var files: FileAccess { FileAccess(language) }

  /// Refuses a call that writes nothing, and gradients to write without one to start from.
  ///
  /// - Parameters:
  ///   - others: further files for gradients.
  ///   - needsGradient: whether the way back begins with a given gradient.
  func check(others: [String?] = [], needsGradient: Bool = true) throws {
    let gradients = ([inputGradient] + others).compactMap { $0 }
    if needsGradient, !gradients.isEmpty, outputGradient == nil {
      throw ValidationError("A gradient to write needs --output-gradient, the one to start from.")
    }
    if outputGradient != nil, gradients.isEmpty {
      throw ValidationError("--output-gradient needs a gradient to write: --input-gradient, for one.")
    }
    if output == nil, gradients.isEmpty { throw ValidationError("Say where to write: --output, for one.") }
  }

  /// `operation` on the input, after its shapes have been checked, into the output; and back, where that is asked for.
  func compute(
    _ input: Tensor, _ operation: some Operation, _ parameters: Parameters = .none,
    gradients: ParameterGradientFiles? = nil
  ) throws {
    do throws(ShapeError) {
      let shape = try operation.outputShape(for: input.shape)
      guard shape.count <= OpFiles.mostNumbers else {
        throw ShapeError("the output would be \(shape), which is more than \(OpFiles.mostNumbers.grouped) numbers")
      }
      try parameters.check(operation, input.shape)
    } catch {
      throw Refusal("\(self.input): \(error)")
    }
    // A network of one layer: what computes networks computes single operators.
    let single = Architecture(name: "op", input: input.shape.withoutBatch, layers: [Layer("op", operation)])
    let network = Network(single, parameters: [parameters], weights: "given")
    let kernels = try kernelOptions.build(language)
    let trace = network.forward(input, kernels: kernels)
    guard let result = trace.stages.last?.output else { preconditionFailure("a trace without stages") }
    if let outputGradient {
      let given = try files.tensor(outputGradient)
      guard given.shape == result.shape else {
        throw Refusal(
          language(
            "\(outputGradient): the gradient must be \(result.shape) as the output is, not \(given.shape)",
            "\(outputGradient)：梯度的形状必须与输出一致，是 \(result.shape)，而不是 \(given.shape)"))
      }
      let found = network.backward(given, trace: trace, kernels: kernels)
      try write(found.stages[0], to: inputGradient)
      try write(found.parameters[0].weight, to: gradients?.weightGradient)
      try write(found.parameters[0].bias, to: gradients?.biasGradient)
    }
    try write(result, to: output)
  }

  /// An operation without parameters.
  func compute(_ operation: some Operation) throws {
    try check()
    try compute(try files.tensor(input), operation)
  }

  func write(_ tensor: Tensor?, to path: String?) throws(Refusal) {
    if let tensor, let path { try files.write(Npy.bytes(tensor), to: path) }
  }

  /// One GiB of them.
  private static let mostNumbers = 1 << 28

  /// A number that an option has, or why it cannot be.
  func check(_ option: String, _ value: Int, atLeast least: Int) throws(Refusal) {
    guard value < least || value > 1 << 20 else { return }
    throw Refusal(
      language(
        "\(option) is \(value); it can be \(least) to \(1 << 20)", "\(option) 是 \(value)；可以是 \(least) 到 \(1 << 20)"))
  }
}

/// Where the gradients of weights and biases go.
struct ParameterGradientFiles: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where to write dL/d weight.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var weightGradient: String?

  @Option(
    help: ArgumentHelp("Where to write dL/d bias.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var biasGradient: String?

  func check(hasBias: Bool) throws {
    if biasGradient != nil, !hasBias { throw ValidationError("--bias-gradient needs a --bias.") }
  }
}

extension Parameters {
  /// Whether these are what `operation` needs for `input`.
  fileprivate func check(_ operation: some Operation, _ input: Shape) throws(ShapeError) {
    for expected in try operation.parameterShapes(for: input) {
      let found = expected.name == "weight" ? weight?.shape : bias?.shape
      guard found == expected.shape else {
        throw ShapeError(
          "the \(expected.name) must be \(expected.shape), not \(found.map { "\($0)" } ?? "missing")")
      }
    }
  }
}
