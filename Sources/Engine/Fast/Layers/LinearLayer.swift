/// A fully connected layer in both directions, with or without the ReLU that follows.
struct LinearLayer: FastLayer {
  let buffers: LayerBuffers
  let learned: LearnedParameters?
  private let weights: LinearWeights
  private let fast: FastLinear
  private let gradients: LinearGradients
  private let rectifies: Bool

  /// - Parameters:
  ///   - learns: whether the weights will change: then there is a copy of them, and memory for their gradient.
  ///   - rectifies: whether the output is that of the ReLU that follows. Its way back is not done here.
  init(_ linear: Linear, _ parameters: Parameters, _ buffers: LayerBuffers, learns: Bool, rectifies: Bool) {
    guard let weight = parameters.weight else { preconditionFailure("a linear layer without weights") }
    (self.buffers, self.rectifies) = (buffers, rectifies)
    let bias = FloatMemory(linear.outputs)
    if let given = parameters.bias { bias.load(given.data) }
    if learns {
      let own = FloatMemory(linear.outputs * linear.inputs)
      own.load(weight.tensor.data)
      weights = .learned(own)
      learned = LearnedParameters(linear, weight: own, bias: bias)
    } else {
      weights = .given(weight)
      learned = nil
    }
    fast = FastLinear(linear, weights, bias: bias)
    gradients = LinearGradients(linear: linear)
  }

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    fast.run(kernels, buffers.input, buffers.output, rectify: rectifies)
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    if wanted.contains(.parameters), let learned {
      gradients.parameters(
        kernels, buffers.input, buffers.outputGradient, weight: learned.weightGradient, bias: learned.biasGradient)
    }
    if wanted.contains(.input) { gradients.input(kernels, weights, buffers.outputGradient, buffers.inputGradient) }
  }
}

extension LearnedParameters {
  fileprivate init(_ linear: Linear, weight: FloatMemory, bias: FloatMemory) {
    let (weightGradient, biasGradient) = (FloatMemory(weight.count), FloatMemory(bias.count))
    let shape: Shape = [linear.outputs, linear.inputs]
    func tensors(_ weight: FloatMemory, _ bias: FloatMemory) -> (Tensor, Tensor?) {
      (Tensor(shape, weight.numbers), linear.hasBias ? Tensor([linear.outputs], bias.numbers) : nil)
    }
    self.init(
      weight: weight, bias: bias, weightGradient: weightGradient, biasGradient: biasGradient, hasBias: linear.hasBias,
      parameters: {
        let (weight, bias) = tensors(weight, bias)
        return Parameters(weight: weight, bias: bias)
      },
      gradients: {
        let (weight, bias) = tensors(weightGradient, biasGradient)
        return Gradients(input: nil, weight: weight, bias: bias)
      })
  }
}
