/// A fully connected layer in both directions, with or without the ReLU that follows.
struct LinearLayer: FastLayer {
  let buffers: LayerBuffers
  let learned: LearnedParameters?
  private let parameters: Parameters
  private let weights: LinearWeights
  private let fast: FastLinear
  private let gradients: LinearGradients
  private let rectifies: Bool

  /// - Parameters:
  ///   - learns: whether the weights will change: then there is a copy of them, and memory for their gradient.
  ///   - rectifies: whether the output is that of the ReLU that follows. Its way back is not done here.
  init(
    _ linear: Linear, _ parameters: Parameters, _ buffers: LayerBuffers, learns: Bool, rectifies: Bool,
    kernels: FastKernels, _ memory: MemoryPlan
  ) {
    guard let weight = parameters.weight else { preconditionFailure("a linear layer without weights") }
    (self.buffers, self.rectifies, self.parameters) = (buffers, rectifies, parameters)
    let bias = memory.numbers(linear.outputs)
    if learns {
      let own = memory.numbers(linear.outputs, linear.inputs)
      weights = .learned(own)
      learned = LearnedParameters(linear, weight: own, bias: bias, memory)
    } else {
      weights = .given(weight)
      learned = nil
    }
    fast = FastLinear(linear, weights, bias: bias, images: buffers.inputShape[0], kernels: kernels, memory)
    gradients = LinearGradients(linear, weights, kernels: kernels, memory)
  }

  func load(_ kernels: FastKernels) {
    if let weight = parameters.weight { learned?.weight.load(weight) }
    fast.load(parameters.bias)
  }

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    fast.run(kernels, buffers.input, buffers.output, rectify: rectifies)
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    if wanted.contains(.parameters), let learned {
      gradients.parameters(
        kernels, buffers.input, buffers.outputGradient, weight: learned.weightGradient, bias: learned.biasGradient)
    }
    if wanted.contains(.input) { gradients.input(kernels, buffers.outputGradient, buffers.inputGradient) }
  }
}

extension LearnedParameters {
  fileprivate init(_ linear: Linear, weight: FloatMemory, bias: FloatMemory, _ memory: MemoryPlan) {
    let (weightGradient, biasGradient) = (memory.numbers(weight.count), memory.numbers(bias.count))
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

extension FloatMemory {
  /// Copies weights in the order of their tensor.
  fileprivate func load(_ weight: Weight) {
    weight.withNumbers { numbers in
      precondition(numbers.count == count, "\(numbers.count) weights into \(count)")
      if let first = numbers.baseAddress { start.update(from: first, count: count) }
    }
  }
}
