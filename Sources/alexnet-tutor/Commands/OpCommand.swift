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

/// What every operator takes: where its input comes from, where its output goes, what computes it.
struct OpFiles: ParsableArguments {
  @Option(help: ArgumentHelp("The input.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var input: String

  @Option(
    help: ArgumentHelp("Where to write the output.", valueName: "file.npy"), completion: .file(extensions: ["npy"]))
  var output: String

  @OptionGroup var kernelOptions: KernelOptions
  @OptionGroup var languageOption: LanguageOption

  var language: Language { languageOption.language }
  var files: FileAccess { FileAccess(language) }

  /// `operation` on the input, after its shapes have been checked, into the output.
  func compute(_ input: Tensor, _ operation: some Operation, _ parameters: Parameters = .none) throws {
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
    let trace = network.forward(input, kernels: try kernelOptions.build(language))
    guard let result = trace.stages.last?.output else { preconditionFailure("a trace without stages") }
    try files.write(Npy.bytes(result), to: output)
  }

  func compute(_ operation: some Operation) throws { try compute(try files.tensor(input), operation) }

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
