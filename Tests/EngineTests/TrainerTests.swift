import Testing

@testable import Engine

/// What a trainer takes, what it refuses, and what it says of its network.
@Suite struct TrainerTests {
  private static let architecture = Architecture(
    name: "masked", input: [64],
    layers: [
      Layer("drop", Dropout(rate: 0.5)), Layer("fc", Linear(inputs: 64, outputs: 2)), Layer("softmax", Softmax()),
    ])
  private static let ones = Tensor([1, 64], Array(repeating: 1, count: 64))

  private func trainer(seed: UInt64 = 1, images: Int = 1, rate: Float = 1, _ kernels: Kernels = .reference) throws
    -> Trainer
  {
    try Trainer(
      .initialized(Self.architecture, .normal(deviation: 0), seed: 1), images: images,
      descent: GradientDescent(learningRate: .constant(rate), momentum: 0), seed: seed, kernels: kernels)
  }

  /// Which inputs were kept in step `step` of a trainer: from zeros and with ones for inputs, only their weights change.
  private func mask(seed: UInt64, step: Int) throws -> [Bool] {
    let trainer = try trainer(seed: seed, rate: 0)
    for _ in 0..<step { _ = try trainer.step(Self.ones, targets: [0]) }
    trainer.descent.learningRate = .constant(1)
    _ = try trainer.step(Self.ones, targets: [0])
    return try #require(trainer.network.parameters[1].weight?.tensor).data.prefix(64).map { $0 != 0 }
  }

  @Test func neighbouringSeedsHaveMasksOfTheirOwn() throws {
    let masks = try (0..<4).flatMap { seed in
      try (0..<3).map { try mask(seed: UInt64(seed), step: $0) }
    }
    for (number, mask) in masks.enumerated() {
      #expect((16...48).contains(mask.count { $0 }))
      // Unrelated masks agree in half of their places.
      for other in masks[..<number] { #expect((12...52).contains(zip(mask, other).count { $0 == $1 })) }
    }
    let seeds = (0..<50).flatMap { seed in (0..<9).map { Mode.training(seed: seed).of(layer: $0) } }
    for (number, seed) in seeds.enumerated() { #expect(!seeds[..<number].contains(seed)) }
  }

  @Test(arguments: [false, true])
  func whatCannotBeTrainedOnIsRefusedWithItsReason(_ isFast: Bool) throws {
    let trainer = try trainer(images: 2, isFast ? .fast(FastKernels()) : .reference)
    let batch = Tensor(zeros: [2, 64])
    func refuses(_ reason: String, _ batch: Tensor, _ targets: [Int]) {
      #expect(throws: ShapeError(reason)) { try trainer.step(batch, targets: targets) }
    }
    refuses("cross-entropy of 2×2 wants targets from 0 to 1, not 2", batch, [0, 2])
    refuses("cross-entropy of 2×2 wants targets from 0 to 1, not -1", batch, [-1, 0])
    refuses("cross-entropy of 2×2 wants 2 target classes, not 3", batch, [0, 1, 0])
    refuses("cross-entropy of 2×2 wants 2 target classes, not 0", batch, [])
    refuses("training wants batches 2×64, not 1×64", Self.ones, [0, 0])
    #expect(throws: ShapeError("training wants batches 2×64, not 1×64")) { try trainer.scores(Self.ones) }
    #expect(trainer.steps == 0 && trainer.network.parameters[1].weight?.tensor.data.allSatisfy { $0 == 0 } == true)
    #expect(try trainer.step(batch, targets: [0, 1]).isFinite)
  }

  @Test func whatIsNoTrainingIsRefused() throws {
    for images in [0, -1, .min] {
      #expect(throws: ShapeError("training wants batches of 1 picture or more, not \(images)")) {
        try trainer(images: images)
      }
    }
    let maps = Architecture(
      name: "maps", input: [1, 4, 4], layers: [Layer("conv", Convolution(outChannels: 2, kernel: 3))])
    #expect(throws: ShapeError("maps does not end in scores: it cannot be trained")) {
      try Trainer(.seeded(maps, seed: 1), images: 1, descent: .paper, kernels: .reference)
    }
  }

  @Test func aNetworkIsTrainedOnceItHasLearned() throws {
    let trainer = try trainer()
    #expect(!trainer.network.isTrained)
    _ = try trainer.step(Self.ones, targets: [1])
    #expect(trainer.network.isTrained && trainer.network.weights == "trained 1 steps")
    let again = try Trainer(trainer.network, images: 1, descent: .paper, kernels: .reference)
    #expect(again.network.isTrained)
  }

  /// The trainer's network, on the kernels or by the loops, gives the trainer's scores.
  @Test func theNetworkGivesTheTrainersScores() throws {
    let architecture = Architecture(
      name: "scores", input: [2, 8, 8],
      layers: [
        Layer("conv", Convolution(outChannels: 6, kernel: 3)), Layer("relu", ReLU()),
        Layer("pool", MaxPooling(kernel: 2)), Layer("flatten", Flatten()), Layer("drop", Dropout()),
        Layer("fc", Linear(inputs: 54, outputs: 4)),
      ])
    let kernels = Kernels.fast(FastKernels(threads: 2))
    let trainer = try Trainer(
      .initialized(architecture, .he, seed: 1), images: 3, descent: .paper, kernels: kernels)
    let batch = NetworkTests.picture(architecture, images: 3)
    for _ in 0..<4 { _ = try trainer.step(batch, targets: [0, 1, 2]) }
    let scores = try trainer.scores(batch)
    #expect(relativeDifference(trainer.network.output(batch, kernels: kernels), scores) < 1e-5)
    #expect(relativeDifference(trainer.network.output(batch, kernels: .reference), scores) < 1e-5)
  }

  // MARK: What a programmer gets wrong

  @Test func namesThatAreNoLayersAreRefused() async {
    await #expect(processExitsWith: .failure) {
      let layers = [Layer("fc", Linear(inputs: 2, outputs: 2)), Layer("relu", ReLU())]
      let architecture = Architecture(name: "two", input: [2], layers: layers)
      _ = Network.initialized(architecture, .he, seed: 1, biases: ["conv9": 1])
    }
    await #expect(processExitsWith: .failure) {
      let layers = [Layer("fc", Linear(inputs: 2, outputs: 2)), Layer("relu", ReLU())]
      let architecture = Architecture(name: "two", input: [2], layers: layers)
      _ = Network.initialized(architecture, .he, seed: 1, biases: ["relu": 1])
    }
    await #expect(processExitsWith: .failure) {
      _ = Architecture(name: "twice", input: [2], layers: [Layer("relu", ReLU()), Layer("relu", ReLU())])
    }
  }

  #if DEBUG
    @Test func anIndexBeyondTheEdgeIsRefused() async {
      await #expect(processExitsWith: .failure) { _ = Tensor(zeros: [2, 3])[[0, 5]] }
      await #expect(processExitsWith: .failure) { _ = Tensor(zeros: [2, 3])[[0, -1]] }
    }
  #endif
}
