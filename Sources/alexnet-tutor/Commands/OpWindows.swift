import ArgumentParser
import Engine

struct OpConvolution: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conv2d", abstract: "Convolution, in groups and dilated if asked.")

  @OptionGroup var files: OpFiles
  @Option(help: ArgumentHelp("The weights, O×C/G×KH×KW.", valueName: "file.npy")) var weight: String
  @Option(help: ArgumentHelp("The biases, O (default: none).", valueName: "file.npy")) var bias: String?
  @Option(parsing: .unconditional, help: "Step from window to window.") var stride = 1
  @Option(parsing: .unconditional, help: "Padding on every side.") var padding = 0
  @Option(parsing: .unconditional, help: "Distance of the cells that neighbouring weights read.") var dilation = 1
  @Option(parsing: .unconditional, help: "Groups of channels that see only one another.") var groups = 1
  @OptionGroup var gradients: ParameterGradientFiles

  func validate() throws {
    try gradients.check(hasBias: bias != nil)
    try files.check(others: [gradients.weightGradient, gradients.biasGradient])
  }

  func run() throws {
    try files.check("--stride", stride, atLeast: 1)
    try files.check("--padding", padding, atLeast: 0)
    try files.check("--dilation", dilation, atLeast: 1)
    try files.check("--groups", groups, atLeast: 1)
    let access = files.files
    let input = try access.tensor(files.input)
    let weight = try access.tensor(weight)
    guard weight.shape.rank == 4 else {
      throw Refusal(
        files.language(
          "\(self.weight): the weights must be O×C/G×KH×KW, not \(weight.shape)",
          "\(self.weight)：权重的形状必须是 O×C/G×KH×KW，而不是 \(weight.shape)"))
    }
    let convolution = Convolution(
      outChannels: weight.shape[0], kernel: weight.shape[2], kernelWidth: weight.shape[3], stride: stride,
      padding: padding, dilation: dilation, groups: groups, hasBias: bias != nil)
    let parameters = Parameters(weight: weight, bias: try bias.map { try access.tensor($0) })
    try files.compute(input, convolution, parameters, gradients: gradients)
  }
}

struct OpMaxPooling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maxpool2d", abstract: "The largest cell of each window.")

  @OptionGroup var files: OpFiles
  @OptionGroup var windows: PoolingOptions

  func run() throws { try files.compute(MaxPooling(try windows.windows(files))) }
}

struct OpAveragePooling: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "avgpool2d", abstract: "The mean of each window.")

  @OptionGroup var files: OpFiles
  @OptionGroup var windows: PoolingOptions
  @Flag(help: "Count the cells of the padding as zeros.") var countIncludePad = false

  func run() throws {
    try files.compute(AveragePooling(try windows.windows(files), countIncludePad: countIncludePad))
  }
}

struct PoolingOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Rows and columns of a window.") var kernel: Int
  @Option(parsing: .unconditional, help: "Step from window to window (default: the kernel).") var stride: Int?
  @Option(parsing: .unconditional, help: "Padding on every side.") var padding = 0
  @Flag(help: "Let a last window hang over the far edge.") var ceilMode = false

  func windows(_ files: OpFiles) throws(Refusal) -> Windows {
    try files.check("--kernel", kernel, atLeast: 1)
    try files.check("--stride", stride ?? kernel, atLeast: 1)
    try files.check("--padding", padding, atLeast: 0)
    return Windows(kernel: kernel, stride: stride ?? kernel, padding: padding, rounding: ceilMode ? .ceil : .floor)
  }
}
