import ArgumentParser
import Engine
import Formats

struct OpLinear: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linear", abstract: "input · weightᵀ + bias.")

  @OptionGroup var files: OpFiles
  @Option(help: ArgumentHelp("The weights, outputs × inputs.", valueName: "file.npy")) var weight: String
  @Option(help: ArgumentHelp("The biases, one for each output (default: none).", valueName: "file.npy")) var bias:
    String?

  func run() throws {
    let access = files.files
    let input = try access.tensor(files.input)
    let weight = try access.tensor(weight)
    guard weight.shape.rank == 2 else {
      throw Refusal(
        files.language(
          "\(self.weight): the weights must be outputs × inputs, not \(weight.shape)",
          "\(self.weight)：权重的形状必须是 输出 × 输入，而不是 \(weight.shape)"))
    }
    let linear = Linear(inputs: weight.shape[1], outputs: weight.shape[0], hasBias: bias != nil)
    try files.compute(input, linear, Parameters(weight: weight, bias: try bias.map { try access.tensor($0) }))
  }
}

struct OpCrossEntropy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crossentropy", abstract: "−log softmax at the target class, the mean over the batch.")

  @OptionGroup var files: OpFiles
  @Option(help: ArgumentHelp("The right classes, int64, N.", valueName: "file.npy")) var target: String

  func run() throws {
    let access = files.files
    let input = try access.tensor(files.input)
    let (shape, targets) = try access.integers(target)
    guard shape.rank == 1 else {
      throw Refusal(
        files.language(
          "\(target): the target classes must be a vector of N, not \(shape)", "\(target)：目标类别必须是长度为 N 的向量，而不是 \(shape)"
        ))
    }
    do {
      try CrossEntropy().check(input.shape, targets: targets)
    } catch {
      throw Refusal("\(target): \(error)")
    }
    let loss = CrossEntropy().forward(input, targets: targets)
    try access.write(Npy.bytes(Tensor([1], [loss])), to: files.output)
  }
}
