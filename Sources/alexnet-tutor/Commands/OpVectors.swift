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
  @OptionGroup var gradients: ParameterGradientFiles

  func validate() throws {
    try gradients.check(hasBias: bias != nil)
    try files.check(others: [gradients.weightGradient, gradients.biasGradient])
  }

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
    try files.compute(
      input, linear, Parameters(weight: weight, bias: try bias.map { try access.tensor($0) }),
      gradients: gradients)
  }
}

struct OpCrossEntropy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crossentropy", abstract: "−log softmax at the target class, the mean over the batch.")

  @OptionGroup var files: OpFiles
  @Option(help: ArgumentHelp("The right classes, int64, N.", valueName: "file.npy")) var target: String

  func validate() throws { try files.check(needsGradient: false) }

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
    // The loss is what is made small: without a gradient to start from, 1 is meant.
    var gradient: Float = 1
    if let path = files.outputGradient {
      let given = try access.tensor(path)
      guard given.shape == [1] else {
        throw Refusal(
          files.language(
            "\(path): the gradient of the loss must be 1 number, not \(given.shape)",
            "\(path)：损失的梯度必须是 1 个数，而不是 \(given.shape)"))
      }
      gradient = given.data[0]
    }
    try files.write(Tensor([1], [CrossEntropy().forward(input, targets: targets)]), to: files.output)
    try files.write(CrossEntropy().backward(input, targets: targets, gradient: gradient), to: files.inputGradient)
  }
}
