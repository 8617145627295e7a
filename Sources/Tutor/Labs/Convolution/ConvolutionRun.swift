import Engine

/// The engine's work on a state of the lab: `input [1, C, H, W] → output [1, G, H′, W′]`.
struct ConvolutionRun {
  let operation: Convolution
  let input: Tensor
  let parameters: Parameters
  let output: Tensor

  /// - Parameter bias: one for each map.
  init(_ operation: Convolution, input: Tensor, weight: Tensor, bias: Float) {
    self.operation = operation
    self.input = input
    let biases = Tensor([operation.outChannels], Array(repeating: bias, count: operation.outChannels))
    parameters = Parameters(weight: weight, bias: biases)
    output = operation.forward(input, parameters, .inference)
  }

  subscript(map: Int, row: Int, column: Int) -> Float { output[[0, map, row, column]] }

  func explain(_ map: Int, _ row: Int, _ column: Int) -> Explanation {
    operation.explain([0, map, row, column], input: input, parameters, .inference)
  }
}

extension ConvolutionLab {
  var run: ConvolutionRun { run() }

  /// The same with something done otherwise, as a mistake would.
  func run(
    kernel: [Sheet]? = nil, bias: Float? = nil, stride: Int? = nil, padding: Int? = nil, dilation: Int? = nil,
    groups: Int? = nil
  ) -> ConvolutionRun {
    let sheets = kernel ?? laidKernel
    let groups = groups ?? self.groups
    let (height, width) = (sheets[0].count, sheets[0][0].count)
    let operation = Convolution(
      outChannels: groups, kernel: height, kernelWidth: width, stride: stride ?? self.stride,
      padding: padding ?? self.padding, dilation: dilation ?? self.dilation, groups: groups)
    return ConvolutionRun(
      operation, input: Tensor([1, channels, rows, columns], input.joined().flatMap { $0 }),
      weight: Tensor([groups, channels / groups, height, width], sheets.joined().flatMap { $0 }),
      bias: bias ?? self.bias)
  }

  /// The kernel as it is laid on the window: a true convolution turns every sheet by 180 degrees.
  var laidKernel: [Sheet] { isFlipped ? turnedKernel : kernel }

  var turnedKernel: [Sheet] { kernel.map { sheet in sheet.reversed().map { Array($0.reversed()) } } }

  /// What every channel alone gives, without bias: the convolution in as many groups as there are channels.
  var runOfEachChannel: ConvolutionRun { run(bias: 0, groups: channels) }

  /// The channels that the marked map reads.
  var readChannels: Range<Int> {
    let each = channels / groups
    return map * each..<(map + 1) * each
  }

  /// The upper left cell of the marked window; negative inside the padding.
  var windowStart: (row: Int, column: Int) { (row * stride - padding, column * stride - padding) }
}
