/// The way back through a convolution to its input: every input cell collects what it gave to the windows that read it.
///
///     dL/d input[c, y, x] = Σ dL/d output[o, (y + padding − i · dilation) / stride, …x…j…] · weight[o, c, i, j]
///
/// over all o, i and j for which the divisions leave no rest.
struct ConvolutionInputGradient: Sendable {
  private let way: Way

  private enum Way {
    /// As a convolution with turned kernels.
    case turned(TurnedConvolution)
    /// The same in tiles.
    case tiled(TurnedConvolution, TiledConvolution)
    /// Window by window, for few channels.
    case spread(SpreadConvolution)
  }

  /// - Parameters:
  ///   - input: shape of the forward pass's input; `output`: of its output.
  ///   - inputGroups: groups of the buffer that ``run(_:_:_:)`` writes to.
  init(
    _ convolution: Convolution, input: Shape, output: Shape, inputGroups: Int, kernels: FastKernels,
    _ memory: MemoryPlan
  ) {
    if SpreadConvolution.takes(convolution, input), inputGroups == 1 {
      way = .spread(SpreadConvolution(convolution, input: input, output: output, threads: kernels.threads, memory))
      return
    }
    let turned = TurnedConvolution(convolution, input: input, inputGroups: inputGroups, memory)
    guard let plain = Self.turned(convolution, input, output) else {
      way = .turned(turned)
      return
    }
    way = .tiled(turned, TiledConvolution(plain, turned.turned, output, kernels: kernels, memory))
  }

  /// The layout that the output's gradient must have.
  static func layout(_ convolution: Convolution, _ input: Shape, _ output: Shape) -> MapLayout {
    turned(convolution, input, output).map { TiledConvolution.layout($0, output) }
      ?? TurnedConvolution.layout(convolution, input, output)
  }

  /// The convolution with turned kernels that takes the output's gradient to the input's, where tiles fit it.
  private static func turned(_ convolution: Convolution, _ input: Shape, _ output: Shape) -> Convolution? {
    guard convolution.stride == 1, convolution.padding < convolution.kernelHeight else { return nil }
    let turned = Convolution(
      outChannels: input[1], kernel: convolution.kernelHeight, kernelWidth: convolution.kernelWidth,
      padding: convolution.kernelHeight - 1 - convolution.padding, dilation: convolution.dilation,
      groups: convolution.groups)
    return TiledConvolution.takes(turned, output) ? turned : nil
  }

  /// Takes up the weights; to be called again when they have changed.
  func prepare(_ kernels: FastKernels, _ panels: WeightPanels) {
    switch way {
    case .turned(let turned): turned.prepare(kernels, panels)
    case .tiled(let turned, let tiled):
      turned.prepare(kernels, panels)
      tiled.prepare(kernels)
    case .spread(let spread): spread.prepare(panels)
    }
  }

  func run(_ kernels: FastKernels, _ outputGradient: MapBuffer, _ inputGradient: MapBuffer) {
    switch way {
    case .turned(let turned): turned.run(kernels, outputGradient, inputGradient)
    case .tiled(_, let tiled): tiled.run(kernels, outputGradient, inputGradient, rectify: false)
    case .spread(let spread): spread.run(kernels, outputGradient, inputGradient)
    }
  }
}
