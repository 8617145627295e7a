import Testing

@testable import Engine

/// The ways back of the C kernels against the textbook loops: every level that this machine has, over random shapes.
@Suite struct FastBackwardTests {
  private typealias Trial = OperationLawTests.Trial

  /// One operation alone, as `op` computes it.
  private func gradients(_ trial: OperationLawTests.Trial, _ kernels: Kernels) -> NetworkGradients {
    let single = Architecture(
      name: "single", input: trial.input.shape.withoutBatch, layers: [Layer("single", trial.operation)])
    let network = Network(single, parameters: [trial.parameters], weights: "random")
    let trace = network.forward(trial.input, mode: trial.mode)
    var random = Random(UInt64(trial.input.shape.count))
    return network.backward(
      random.tensor(trace.stages[1].output.shape, scale: 1), trace: trace, mode: trial.mode, kernels: kernels)
  }

  private func check(_ trial: Trial, _ kernels: FastKernels, _ tolerance: Float = 1e-5, _ name: String = "") {
    let (fast, reference) = (gradients(trial, .fast(kernels)), gradients(trial, .reference))
    #expect(
      relativeDifference(fast.stages[0], reference.stages[0]) < tolerance, "input, \(name) \(trial.testDescription)")
    let (own, expected) = (fast.parameters[0], reference.parameters[0])
    #expect((own.weight == nil) == (expected.weight == nil) && (own.bias == nil) == (expected.bias == nil))
    if let weight = own.weight, let expected = expected.weight {
      #expect(relativeDifference(weight, expected) < tolerance, "weight, \(name) \(trial.testDescription)")
    }
    if let bias = own.bias, let expected = expected.bias {
      #expect(relativeDifference(bias, expected) < tolerance, "bias, \(name) \(trial.testDescription)")
    }
  }

  @Test(arguments: KernelLevel.available)
  func everyOperationGivesTheGradientsOfTheTextbookLoops(_ level: KernelLevel) {
    let kernels = FastKernels(level: level, threads: 2)
    for trial in OperationLawTests.trials { check(trial, kernels) }
  }

  /// Strides that leave cells of several kinds, holes, kernels smaller than the stride, paddings larger than the kernel.
  @Test(arguments: KernelLevel.available)
  func convolutionsOfEveryGeometryAgree(_ level: KernelLevel) throws {
    let kernels = FastKernels(level: level, threads: 2)
    var random = Random(21)
    for number in trials(80) {
      let groups = random.pick(1, 1, 2, 3)
      let shape: Shape = [
        random.pick(1, 3, 9), groups * random.pick(1, 3, 16, 33), random.pick(5, 9, 12), random.pick(6, 7, 20),
      ]
      let convolution = Convolution(
        outChannels: groups * random.pick(1, 5, 16, 31, 33, 48), kernel: random.pick(1, 2, 3, 5),
        kernelWidth: random.pick(1, 3, 4), stride: random.pick(1, 2, 3, 4), padding: random.pick(0, 1, 2, 6),
        dilation: random.pick(1, 1, 2, 3), groups: groups, rounding: random.pick(.floor, .ceil),
        hasBias: random.pick(true, false))
      guard (try? convolution.outputShape(for: shape)) != nil else { continue }
      let trial = Trial(
        operation: convolution, input: random.tensor(shape),
        parameters: try random.parameters(of: convolution, for: shape), mode: .inference)
      check(trial, kernels, 1e-5, "\(number)")
    }
  }

  @Test(arguments: KernelLevel.available)
  func tiledConvolutionsAgree(_ level: KernelLevel) throws {
    let kernels = FastKernels(level: level, threads: 3)
    var random = Random(23)
    for kernel in [3, 5] {
      for number in trials(20) {
        let groups = random.pick(1, 1, 2)
        let shape: Shape = [
          random.pick(1, 2, 5), groups * random.pick(16, 32, 40), random.pick(7, 8, 13), random.pick(7, 9, 15),
        ]
        let convolution = Convolution(
          outChannels: groups * random.pick(16, 32, 48), kernel: kernel, padding: random.pick(0, 1, 2), groups: groups)
        let trial = Trial(
          operation: convolution, input: random.tensor(shape),
          parameters: try random.parameters(of: convolution, for: shape), mode: .inference)
        check(trial, kernels, kernel == 3 ? 1e-5 : 5e-5, "\(number)")
      }
    }
  }

  @Test(arguments: KernelLevel.available)
  func linearLayersOfEveryBatchAgree(_ level: KernelLevel) {
    let kernels = FastKernels(level: level, threads: 2)
    var random = Random(22)
    for images in [1, 3, 5, 16, 33] {
      for (inputs, outputs) in [(1, 1), (31, 5), (64, 57), (1030, 113)] {
        let parameters = Parameters(weight: random.tensor([outputs, inputs]), bias: random.tensor([outputs]))
        let trial = Trial(
          operation: Linear(inputs: inputs, outputs: outputs), input: random.tensor([images, inputs]),
          parameters: parameters, mode: .inference)
        check(trial, kernels)
      }
    }
  }

  /// Weights that are never stored, for what a score depends on.
  @Test(arguments: KernelLevel.available, [1, 7])
  func generatedWeightsSendGradientsBack(_ level: KernelLevel, _ images: Int) {
    let architecture = Architecture(
      name: "seeded", input: [600], layers: [Layer("fc", Linear(inputs: 600, outputs: 70))])
    let network = Network.seeded(architecture, seed: 3)
    if case .stored? = network.parameters[0].weight { Issue.record("the weights are stored") }
    let trace = network.forward(NetworkTests.picture(architecture, images: images), mode: .inference)
    var random = Random(1)
    let gradient = random.tensor([images, 70])
    let expected = network.backward(gradient, trace: trace, wanted: .input, kernels: .reference)
    let fast = network.backward(
      gradient, trace: trace, wanted: .input, kernels: .fast(FastKernels(level: level, threads: 2)))
    #expect(relativeDifference(fast.stages[0], expected.stages[0]) < 1e-5)
    #expect(fast.parameters == [Gradients(input: nil)])
  }

  // MARK: Networks

  static let chains =
    FastKernelTests.chains + activationsInARow + [
      Architecture(
        name: "everything", input: [4, 14, 15],
        layers: [
          Layer("conv1", Convolution(outChannels: 32, kernel: 3, padding: 1)), Layer("relu1", ReLU()),
          Layer("pool1", MaxPooling(kernel: 3, stride: 2)),
          Layer("conv2", Convolution(outChannels: 32, kernel: 3, padding: 1, groups: 2)), Layer("relu2", ReLU()),
          Layer("lrn2", LocalResponseNormalization(alpha: 0.1)),
          Layer("pool2", AveragePooling(kernel: 3, stride: 2, rounding: .ceil)),
          Layer("conv3", Convolution(outChannels: 6, kernel: 2, groups: 2)), Layer("tanh3", Tanh()),
          Layer("flatten", Flatten()), Layer("drop4", Dropout(rate: 0.3)),
          Layer("fc4", Linear(inputs: 24, outputs: 40)), Layer("relu4", ReLU()), Layer("drop5", Dropout()),
          Layer("fc5", Linear(inputs: 40, outputs: 5)), Layer("softmax", Softmax()),
        ])
    ]

  /// Every activation behind every other, with and without a dropout in between: what shares a buffer, and must not.
  static let activationsInARow: [Architecture] = {
    let activations: [any Engine.Operation] = [ReLU(), LeakyReLU(slope: 0.3), Sigmoid(), Tanh()]
    return activations.flatMap { first in
      activations.flatMap { second in
        [false, true].map { hasDropout in
          var layers = [
            Layer("fc1", Linear(inputs: 9, outputs: 21)), Layer("first", first), Layer("second", second),
            Layer("fc2", Linear(inputs: 21, outputs: 4)),
          ]
          if hasDropout { layers.insert(Layer("drop", Dropout(rate: 0.3)), at: 2) }
          return Architecture(name: "\(first.kind), \(second.kind)", input: [9], layers: layers)
        }
      }
    }
  }()

  @Test(arguments: KernelLevel.available, [1, 3])
  func gradientsOfWholeNetworksAgree(_ level: KernelLevel, _ images: Int) {
    for architecture in Self.chains {
      for mode in [Mode.inference, .training(seed: 5)] {
        let network = Network.seeded(architecture, seed: 9)
        let trace = network.forward(NetworkTests.picture(architecture, images: images), mode: mode)
        var random = Random(4)
        let gradient = random.tensor(trace.stages[trace.stages.count - 1].output.shape)
        let kernels = Kernels.fast(FastKernels(level: level, threads: 2))
        let expected = network.backward(gradient, trace: trace, mode: mode, kernels: .reference)
        let fast = network.backward(gradient, trace: trace, mode: mode, kernels: kernels)
        for (index, (own, expected)) in zip(fast.stages, expected.stages).enumerated() {
          #expect(relativeDifference(own, expected) < 2e-5, "\(architecture.name), stage \(index)")
        }
        for (own, expected) in zip(fast.parameters, expected.parameters) {
          #expect((own.weight == nil) == (expected.weight == nil) && (own.bias == nil) == (expected.bias == nil))
          for (own, expected) in [(own.weight, expected.weight), (own.bias, expected.bias)] {
            if let own, let expected { #expect(relativeDifference(own, expected) < 2e-5) }
          }
        }
        let activations = network.backward(gradient, trace: trace, mode: mode, wanted: .input, kernels: kernels)
        #expect(activations.stages == fast.stages)
      }
    }
  }

  /// Along any direction the loss of a whole network changes as its gradient says.
  @Test func aNetworksGradientAgreesWithDifferences() {
    let architecture = Self.chains[Self.chains.count - 1]
    let network = Network.seeded(architecture, seed: 2)
    let picture = NetworkTests.picture(architecture, images: 2)
    func loss(_ picture: Tensor) -> Double {
      let output = network.forward(picture, kernels: .reference).stages.last!.output
      return output.data.enumerated().reduce(0) { $0 + Double($1.element) * Double($1.offset % 3) }
    }
    let trace = network.forward(picture, kernels: .reference)
    let gradient = Tensor([2, 5], (0..<10).map { Float($0 % 3) })
    let found = network.backward(gradient, trace: trace, wanted: .input, kernels: .reference).stages[0]
    // Along itself a gradient is as steep as it is long.
    let length = found.data.reduce(0) { $0 + $1 * $1 }.squareRoot()
    func moved(_ by: Float) -> Tensor {
      Tensor(picture.shape, zip(picture.data, found.data).map { $0 + by / length * $1 })
    }
    let slope = (loss(moved(2e-3)) - loss(moved(-2e-3))) / 4e-3
    #expect(abs(slope - Double(length)) < 0.01 * Double(length), "\(slope), not \(length)")
  }

  @Test(arguments: KernelLevel.available)
  func gradientsAreTheSameToTheBitOnAnyNumberOfThreads(_ level: KernelLevel) {
    for architecture in Self.chains {
      let network = Network.seeded(architecture, seed: 4)
      let trace = network.forward(NetworkTests.picture(architecture, images: 9), mode: .inference)
      var random = Random(4)
      let gradient = random.tensor(trace.stages[trace.stages.count - 1].output.shape)
      let found = [1, 2, 3, 7].map { threads in
        network.backward(gradient, trace: trace, kernels: .fast(FastKernels(level: level, threads: threads)))
      }
      #expect(found.allSatisfy { $0.stages == found[0].stages && $0.parameters == found[0].parameters })
    }
  }
}
