import Testing

@testable import Engine

/// The C kernels against the textbook loops: every level that this machine has, over random shapes.
@Suite struct FastKernelTests {
  /// One operation alone, as `op` computes it.
  private func outputs(_ trial: OperationLawTests.Trial, _ kernels: FastKernels) -> (fast: Tensor, reference: Tensor) {
    let single = Architecture(
      name: "single", input: trial.input.shape.withoutBatch, layers: [Layer("single", trial.operation)])
    let network = Network(single, parameters: [trial.parameters], weights: "random")
    let fast = network.forward(trial.input, kernels: .fast(kernels)).stages[1].output
    return (fast, network.forward(trial.input, kernels: .reference).stages[1].output)
  }

  @Test func everyProcessorHasABaselineAndABestLevel() {
    #expect(KernelLevel.available.contains(.baseline))
    #expect(KernelLevel.best.isAvailable)
  }

  @Test(arguments: KernelLevel.available)
  func everyOperationGivesTheNumbersOfTheTextbookLoops(_ level: KernelLevel) {
    let kernels = FastKernels(level: level, threads: 2)
    #expect(kernels.level == level)
    for trial in OperationLawTests.trials where trial.mode == .inference {
      let (fast, reference) = outputs(trial, kernels)
      #expect(relativeDifference(fast, reference) < 1e-5, "\(trial.testDescription)")
    }
  }

  /// Channel counts around the widths of vectors and panels, maps around the heights of tiles.
  @Test(arguments: KernelLevel.available)
  func convolutionsOfEveryWidthAgree(_ level: KernelLevel) throws {
    let kernels = FastKernels(level: level, threads: 2)
    var random = Random(11)
    for number in trials(60) {
      let groups = random.pick(1, 1, 2, 3)
      let shape: Shape = [
        random.pick(1, 3), groups * random.pick(1, 3, 16, 17), random.pick(6, 13, 15), random.pick(7, 14, 29),
      ]
      let convolution = Convolution(
        outChannels: groups * random.pick(1, 5, 15, 16, 31, 32, 33, 48), kernel: random.pick(1, 3, 5),
        kernelWidth: random.pick(1, 2, 4), stride: random.pick(1, 2, 4), padding: random.pick(0, 2, 4),
        dilation: random.pick(1, 1, 2), groups: groups, rounding: random.pick(.floor, .ceil),
        hasBias: random.pick(true, false))
      guard (try? convolution.outputShape(for: shape)) != nil else { continue }
      let trial = OperationLawTests.Trial(
        operation: convolution, input: random.tensor(shape),
        parameters: try random.parameters(of: convolution, for: shape), mode: .inference)
      let (fast, reference) = outputs(trial, kernels)
      #expect(relativeDifference(fast, reference) < 1e-5, "\(number): \(trial.testDescription)")
    }
  }

  /// Winograd's sums round more than plain ones: with kernels of 5, numbers up to 24 times as large are in between.
  @Test(arguments: KernelLevel.available)
  func tiledConvolutionsAgree(_ level: KernelLevel) throws {
    let kernels = FastKernels(level: level, threads: 3)
    var random = Random(13)
    for kernel in [3, 5] {
      for number in trials(25) {
        let groups = random.pick(1, 1, 2)
        let shape: Shape = [
          random.pick(1, 2, 5), groups * random.pick(16, 32, 48), random.pick(6, 7, 13, 16), random.pick(6, 9, 15, 30),
        ]
        let convolution = Convolution(
          outChannels: groups * random.pick(1, 16, 31, 32, 40), kernel: kernel, padding: random.pick(0, 1, 2, 4),
          groups: groups, rounding: random.pick(.floor, .ceil), hasBias: random.pick(true, false))
        #expect(TiledConvolution.takes(convolution, shape))
        let trial = OperationLawTests.Trial(
          operation: convolution, input: random.tensor(shape),
          parameters: try random.parameters(of: convolution, for: shape), mode: .inference)
        let (fast, reference) = outputs(trial, kernels)
        #expect(
          relativeDifference(fast, reference) < (kernel == 3 ? 1e-5 : 5e-5), "\(number): \(trial.testDescription)")
      }
    }
  }

  /// From numbers near zero, where digits are lost easily, to those where the curves are flat.
  @Test(arguments: KernelLevel.available)
  func activationsAreRightToTheLastDigits(_ level: KernelLevel) {
    var numbers: [Float] = [0, -0, 1e-30, -1e-30, 0.39999, 0.4, 0.40001, 88, -88, 200, -200, .infinity, -.infinity]
    numbers += (-400...400).map { Float($0) * 0.0573 }
    let input = Tensor([1, numbers.count], numbers)
    for operation: any Activation in [ReLU(), LeakyReLU(slope: 0.3), Sigmoid(), Tanh()] {
      let trial = OperationLawTests.Trial(
        operation: operation, input: input, parameters: .none, mode: .inference)
      let (fast, reference) = outputs(trial, FastKernels(level: level, threads: 2))
      for (place, number) in numbers.enumerated() {
        let (own, expected) = (fast.data[place], reference.data[place])
        #expect(
          own == expected || abs(own - expected) <= 4e-7 * max(abs(expected), 1e-30),
          "\(operation.kind) of \(number): \(own), not \(expected)")
      }
    }
  }

  /// Enough pictures that they do not all fit into the cache at once.
  @Test func manyPicturesAreTiledAFewAtATime() throws {
    var random = Random(14)
    let convolution = Convolution(outChannels: 32, kernel: 5, padding: 2)
    let input = random.tensor([5, 96, 27, 27])
    let parameters = try random.parameters(of: convolution, for: input.shape)
    func outputs(_ input: Tensor) throws -> [Float] {
      let single = Architecture(
        name: "single", input: input.shape.withoutBatch, layers: [Layer("single", convolution), Layer("relu", ReLU())])
      let network = Network(single, parameters: [parameters, .none], weights: "random")
      let plan = try FastPlan(network, images: input.shape[0], kernels: FastKernels(threads: 2), keepsStages: false)
      return plan.run(input).data
    }
    let size = input.shape.withoutBatch.count
    let oneByOne = try (0..<5).flatMap { image in
      try outputs(Tensor([1, 96, 27, 27], Array(input.data[image * size..<(image + 1) * size])))
    }
    #expect(try outputs(input) == oneByOne)
  }

  @Test(arguments: KernelLevel.available)
  func linearLayersOfEveryBatchAgree(_ level: KernelLevel) {
    let kernels = FastKernels(level: level, threads: 2)
    var random = Random(12)
    for images in [1, 2, 16, 17, 33] {
      for (inputs, outputs) in [(1, 1), (31, 5), (64, 57), (1030, 113)] {
        let linear = Linear(inputs: inputs, outputs: outputs)
        let seeded = SeededTensor([outputs, inputs], seed: 3, tensor: 2, scale: 0.5)
        let stored = random.tensor([outputs, inputs])
        for weight in [Weight.generated(seeded), .stored(stored), .mapped(NumberMemory.mapped(stored))] {
          let parameters = Parameters(weight: weight, bias: random.tensor([outputs]))
          let trial = OperationLawTests.Trial(
            operation: linear, input: random.tensor([images, inputs]), parameters: parameters, mode: .inference)
          let (fast, reference) = self.outputs(trial, kernels)
          #expect(relativeDifference(fast, reference) < 1e-5, "\(images) pictures, \(inputs) to \(outputs)")
        }
      }
    }
  }

  /// Layers that share a buffer, groups that do not divide a panel, what follows what: whole chains.
  @Test(arguments: KernelLevel.available, [1, 3])
  func chainsOfLayersAgree(_ level: KernelLevel, _ images: Int) throws {
    for (number, architecture) in Self.chains.enumerated() {
      let network = Network.seeded(architecture, seed: 9)
      let picture = NetworkTests.picture(architecture, images: images)
      let kernels = FastKernels(level: level, threads: 2)
      let reference = network.forward(picture, kernels: .reference)
      for (fast, expected) in zip(network.forward(picture, kernels: .fast(kernels)).stages, reference.stages) {
        #expect(relativeDifference(fast.output, expected.output) < 1e-5, "chain \(number), \(fast.name)")
      }
      let plan = try FastPlan(network, images: images, kernels: kernels, keepsStages: false)
      for _ in 0..<2 {
        #expect(relativeDifference(plan.run(picture), reference.stages[reference.stages.count - 1].output) < 1e-5)
      }
    }
  }

  static let chains: [Architecture] = [
    NetworkTests.tiny,
    Architecture(
      name: "panels", input: [3, 9, 8],
      layers: [
        Layer("conv1", Convolution(outChannels: 96, kernel: 3, padding: 1)), Layer("relu1", ReLU()),
        Layer("conv2", Convolution(outChannels: 96, kernel: 3, padding: 1, groups: 2)), Layer("relu2", ReLU()),
        Layer("conv3", Convolution(outChannels: 12, kernel: 2, stride: 2, groups: 3, rounding: .ceil)),
      ]),
    Architecture(
      name: "in place", input: [4, 6, 6],
      layers: [
        Layer("relu0", ReLU()), Layer("lrn0", LocalResponseNormalization(alpha: 0.2, towers: 2)),
        Layer("conv1", Convolution(outChannels: 8, kernel: 3, padding: 1, groups: 2)),
        Layer("lrn1", LocalResponseNormalization(alpha: 0.2, beta: 0.5)),
        Layer("pool1", AveragePooling(kernel: 3, stride: 2, padding: 1, countIncludePad: true)),
        Layer("drop1", Dropout()),
        Layer("conv2", Convolution(outChannels: 4, kernel: 1, groups: 4)), Layer("flatten", Flatten()),
        Layer("relu2", ReLU()), Layer("fc", Linear(inputs: 36, outputs: 3)), Layer("relu3", ReLU()),
      ]),
  ]

  @Test(arguments: KernelLevel.available)
  func resultsAreTheSameToTheBitOnAnyNumberOfThreads(_ level: KernelLevel) {
    for architecture in Self.chains {
      let network = Network.seeded(architecture, seed: 4)
      let picture = NetworkTests.picture(architecture, images: 2)
      let outputs = [1, 2, 3, 7].map { threads in
        network.forward(picture, kernels: .fast(FastKernels(level: level, threads: threads))).stages.map(\.output)
      }
      #expect(outputs.allSatisfy { $0 == outputs[0] })
    }
  }

  /// Seeded weights are a contract: any implementation makes the same.
  @Test(arguments: KernelLevel.available)
  func seededNumbersAreTheSameToTheBitAtEveryLevel(_ level: KernelLevel) throws {
    let seeded = SeededTensor([3, 101], seed: 77, tensor: 5, scale: 0.3)
    for range in [0..<303, 1..<2, 5..<5, 17..<300] {
      let memory = try FloatMemory(zeros: max(1, range.count))
      level.table.seeded(range.count, seeded.base &+ UInt64(range.lowerBound), seeded.scale, memory.start)
      for (place, offset) in range.enumerated() { #expect(memory.start[place] == seeded[offset]) }
      #expect(seeded.values(range) == range.map { seeded[$0] })
    }
  }
}
