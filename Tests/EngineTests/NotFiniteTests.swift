import Testing

@testable import Engine

/// What has gone wrong stays to be seen: NaN does not become a number on its way.
@Suite struct NotFiniteTests {
  private typealias Trial = OperationLawTests.Trial

  /// One NaN somewhere in the middle.
  private func spoilt(_ tensor: Tensor) -> Tensor {
    var spoilt = tensor
    spoilt.data[tensor.data.count / 2] = .nan
    return spoilt
  }

  /// NaN wherever the textbook's loops have it, and the same numbers where there is none.
  private func hidesNothing(_ fast: Tensor, _ reference: Tensor) -> Bool {
    let pairs = zip(fast.data, reference.data)
    guard fast.shape == reference.shape, pairs.allSatisfy({ $0.isNaN || !$1.isNaN }) else { return false }
    let rest = pairs.filter { !$0.0.isNaN }
    return relativeDifference(Tensor([rest.count], rest.map(\.0)), Tensor([rest.count], rest.map(\.1))) < 1e-5
  }

  @Test(arguments: OperationLawTests.trials.filter { $0.mode == .inference })
  func everyOperationPassesNaNOn(_ trial: OperationLawTests.Trial) {
    let input = spoilt(trial.input)
    let output = trial.operation.forward(input, trial.parameters, .inference)
    // A number that no window reads has no say.
    let source = input.shape.index(at: input.data.count / 2)
    let image = source[0]
    let size = output.shape.withoutBatch.count
    for offset in image * size..<(image + 1) * size {
      let at = output.shape.index(at: offset)
      let explanation = trial.operation.explain(at, input: input, trial.parameters, .inference)
      let reads = explanation.terms.contains { $0.input.isNaN }
      #expect(output.data[offset].isNaN == reads, "\(trial.testDescription) at \(offset)")
      #expect(explanation.value.isNaN == reads && explanation.recombined.isNaN == reads)
    }
  }

  @Test(arguments: KernelLevel.available)
  func theKernelsPassNaNOnAsTheTextbookDoes(_ level: KernelLevel) {
    let kernels = FastKernels(level: level, threads: 2)
    for trial in OperationLawTests.trials {
      let single = Architecture(
        name: "single", input: trial.input.shape.withoutBatch, layers: [Layer("single", trial.operation)])
      let network = Network(single, parameters: [trial.parameters], weights: "random")
      let input = spoilt(trial.input)
      let trace = network.forward(input, mode: .inference)
      let fast = network.forward(input, kernels: .fast(kernels))
      #expect(hidesNothing(fast.stages[1].output, trace.stages[1].output), "\(trial.testDescription)")
      var random = Random(5)
      let gradient = random.tensor(trace.stages[1].output.shape, scale: 1)
      for gradient in [gradient, spoilt(gradient)] {
        let expected = network.backward(gradient, trace: trace, kernels: .reference)
        let found = network.backward(gradient, trace: trace, kernels: .fast(kernels))
        #expect(hidesNothing(found.stages[0], expected.stages[0]), "back through \(trial.testDescription)")
        for (own, other) in zip(found.parameters, expected.parameters) {
          if let own = own.weight, let other = other.weight { #expect(hidesNothing(own, other)) }
          if let own = own.bias, let other = other.bias { #expect(hidesNothing(own, other)) }
        }
      }
    }
  }

  /// ReLU done along with a convolution, in tiles and plainly, or with a fully connected layer, for one picture or many.
  @Test(arguments: KernelLevel.available, [1, 5, 40])
  func aReLUThatIsDoneAlongKeepsNaN(_ level: KernelLevel, _ images: Int) throws {
    let architectures = [
      Architecture(
        name: "connected", input: [30],
        layers: [
          Layer("fc1", Linear(inputs: 30, outputs: 70)), Layer("relu1", ReLU()),
          Layer("fc2", Linear(inputs: 70, outputs: 9)), Layer("relu2", ReLU()),
        ]),
      Architecture(
        name: "convolved", input: [16, 8, 8],
        layers: [
          Layer("conv1", Convolution(outChannels: 20, kernel: 3, padding: 1)), Layer("relu1", ReLU()),
          Layer("pool1", MaxPooling(kernel: 3, stride: 2)), Layer("conv2", Convolution(outChannels: 6, kernel: 2)),
          Layer("relu2", ReLU()), Layer("flatten", Flatten()), Layer("fc", Linear(inputs: 24, outputs: 3)),
          Layer("relu3", ReLU()),
        ]),
    ]
    for architecture in architectures {
      for network in [Network.seeded(architecture, seed: 1), Network.initialized(architecture, .he, seed: 1)] {
        var picture = NetworkTests.picture(architecture, images: images)
        picture.data[3] = .nan
        let plan = try FastPlan(
          network, images: images, kernels: FastKernels(level: level, threads: 2), keepsStages: false)
        let found = plan.run(picture)
        let expected = network.forward(picture, kernels: .reference).stages.last?.output
        #expect(expected?.data.contains { $0.isNaN } == true)
        #expect(hidesNothing(found, try #require(expected)), "\(architecture.name)")
      }
    }
  }

  @Test(arguments: KernelLevel.available)
  func aWindowWithNaNGivesNaNAndSendsItsGradientThere(_ level: KernelLevel) {
    let pooling = MaxPooling(kernel: 2)
    // 33 channels: whole vectors and what is left of them.
    for place in 0..<4 {
      var input = Tensor(zeros: [1, 33, 2, 2])
      for cell in input.data.indices { input.data[cell] = Float(cell % 4) - 2 }
      for channel in 0..<33 { input[[0, channel, place / 2, place % 2]] = .nan }
      let single = Architecture(name: "single", input: [33, 2, 2], layers: [Layer("pool", pooling)])
      let network = Network(single, parameters: [.none], weights: "none")
      for kernels in [Kernels.reference, .fast(FastKernels(level: level))] {
        let trace = network.forward(input, kernels: kernels)
        #expect(trace.stages[1].output.data.allSatisfy { $0.isNaN })
        let gradient = Tensor([1, 33, 1, 1], Array(repeating: 3, count: 33))
        let found = network.backward(gradient, trace: trace, kernels: kernels).stages[0]
        #expect(found.data.indices.allSatisfy { found.data[$0] == ($0 % 4 == place ? 3 : 0) })
      }
    }
  }

  // MARK: Training

  @Test func noClassIsTheLargestBesideNaN() {
    let scores = Tensor([4, 3], [1, 3, 2, .nan, 1, 2, 1, 2, .nan, 5, 5, -.infinity])
    #expect(scores.largest == [1, nil, nil, 0])
  }

  /// A rate that is much too high: the step that cannot be made is reported, and leaves everything as it was.
  @Test(arguments: [nil, 1] as [Float?], [true, false])
  func aStepThatIsNotFiniteIsReportedAndNotMade(_ longest: Float?, _ isFast: Bool) throws {
    let architecture = Architecture(
      name: "steep", input: [12],
      layers: [
        Layer("fc1", Linear(inputs: 12, outputs: 20)), Layer("relu1", ReLU()),
        Layer("fc2", Linear(inputs: 20, outputs: 3)),
      ])
    let descent = GradientDescent(learningRate: .constant(3e22), longestGradient: longest)
    let trainer = try Trainer(
      .initialized(architecture, .he, seed: 1), images: 4, descent: descent,
      kernels: isFast ? .fast(FastKernels(threads: 2)) : .reference)
    let pictures = NetworkTests.picture(architecture, images: 4)
    func numbers() -> [Float] {
      trainer.network.parameters.flatMap { ($0.weight?.tensor.data ?? []) + ($0.bias?.data ?? []) }
    }
    var before = numbers()
    for step in 0..<10 {
      let result = try trainer.step(pictures, targets: [0, 0, 0, 0])
      guard !result.isFinite else {
        before = numbers()
        continue
      }
      #expect(step > 0 && !result.loss.isFinite, "\(result)")
      #expect(numbers() == before && before.allSatisfy { $0.isFinite })
      #expect(trainer.steps == step + 1)
      return
    }
    Issue.record("no step went wrong")
  }

  /// One picture of three is spoilt: it is not taken for class 0, and nothing is learned from any.
  @Test(arguments: [true, false])
  func aSpoiltPictureIsNeverRight(_ isFast: Bool) throws {
    let architecture = Architecture(
      name: "spoilt", input: [5],
      layers: [
        Layer("fc1", Linear(inputs: 5, outputs: 8)), Layer("relu1", ReLU()),
        Layer("fc2", Linear(inputs: 8, outputs: 2)),
      ])
    // All scores are equal, and the first of them counts.
    let network = Network.initialized(architecture, .normal(deviation: 0), seed: 1)
    let trainer = try Trainer(
      network, images: 3, descent: .paper, kernels: isFast ? .fast(FastKernels(threads: 2)) : .reference)
    var pictures = Tensor(zeros: [3, 5])
    pictures.data[7] = .nan
    let result = try trainer.step(pictures, targets: [0, 0, 0])
    #expect(!result.isFinite && result.loss.isNaN && result.correct == 2)
    #expect(trainer.network.parameters[0].weight?.tensor.data.allSatisfy { $0 == 0 } == true)
    pictures.data[7] = 0
    #expect(try trainer.step(pictures, targets: [0, 0, 0]).isFinite)
  }
}
