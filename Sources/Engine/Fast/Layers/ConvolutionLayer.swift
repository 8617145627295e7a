/// Convolution in both directions, with or without the ReLU that follows.
struct ConvolutionLayer: FastLayer {
  let buffers: LayerBuffers
  let learned: LearnedParameters?
  private let parameters: Parameters
  private let panels: WeightPanels
  private let plain: FastConvolution
  private let tiled: TiledConvolution?
  private let inputGradient: ConvolutionInputGradient?
  private let weightGradient: ConvolutionWeightGradient?
  private let rectifies: Bool

  /// - Parameters:
  ///   - rectifies: whether the output is that of the ReLU that follows. Its way back is not done here.
  ///   - wanted: the gradients that will be asked for; there is no memory for others.
  init(
    _ convolution: Convolution, _ parameters: Parameters, _ buffers: LayerBuffers, rectifies: Bool,
    wanted: WantedGradients, kernels: FastKernels, _ memory: MemoryPlan
  ) {
    (self.buffers, self.rectifies, self.parameters) = (buffers, rectifies, parameters)
    let (inputs, outputGroups) = (buffers.inputShape[1] / convolution.groups, buffers.output.layout.groups)
    let panels = WeightPanels(convolution, inputs: inputs, outputGroups: outputGroups, memory)
    self.panels = panels
    plain = FastConvolution(convolution, panels)
    tiled =
      TiledConvolution.takes(convolution, buffers.inputShape)
      ? TiledConvolution(convolution, panels, buffers.inputShape, kernels: kernels, memory) : nil
    inputGradient =
      wanted.contains(.input)
      ? ConvolutionInputGradient(
        convolution, input: buffers.inputShape, output: buffers.outputShape,
        inputGroups: buffers.inputGradient.layout.groups, kernels: kernels, memory) : nil
    guard wanted.contains(.parameters) else {
      (weightGradient, learned) = (nil, nil)
      return
    }
    let gradient = panels.blank(memory)
    weightGradient = ConvolutionWeightGradient(
      convolution, images: buffers.inputShape[0], into: gradient, memory)
    let hasBias = convolution.hasBias
    learned = LearnedParameters(
      weight: panels.weights, bias: panels.biases, weightGradient: gradient.weights, biasGradient: gradient.biases,
      hasBias: hasBias, parameters: { Parameters(weight: panels.weight, bias: hasBias ? panels.bias : nil) },
      gradients: { Gradients(input: nil, weight: gradient.weight, bias: hasBias ? gradient.bias : nil) })
  }

  func load(_ kernels: FastKernels) { panels.load(parameters, kernels) }

  func prepare(_ kernels: FastKernels) {
    tiled?.prepare(kernels)
    inputGradient?.prepare(kernels, panels)
  }

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    if let tiled {
      tiled.run(kernels, buffers.input, buffers.output, rectify: rectifies)
    } else {
      plain.run(kernels, buffers.input, buffers.output, rectify: rectifies)
    }
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    if wanted.contains(.parameters) { weightGradient?.run(kernels, buffers.input, buffers.outputGradient) }
    if wanted.contains(.input) { inputGradient?.run(kernels, buffers.outputGradient, buffers.inputGradient) }
  }
}
