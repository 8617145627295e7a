import Testing

@testable import Engine

@Suite struct TrainingTests {
  private static let architecture = FastBackwardTests.chains[FastBackwardTests.chains.count - 1]

  /// Pictures whose class is where their bright spot lies.
  private func batch(_ number: Int, images: Int) -> (Tensor, [Int]) {
    var random = Random(UInt64(100 + number))
    let targets = (0..<images).map { _ in random.pick(0, 1, 2, 3, 4) }
    var batch = random.tensor(Self.architecture.input.batched(images), scale: 0.3)
    for (image, target) in targets.enumerated() {
      for channel in 0..<4 {
        for row in 3..<10 { batch[[image, channel, row, 3 * target]] += channel % 2 == 0 ? 2 : -2 }
      }
    }
    return (batch, targets)
  }

  private func trainer(_ descent: GradientDescent, _ kernels: Kernels, images: Int = 8, seed: UInt64 = 1) throws
    -> Trainer
  {
    try Trainer(
      .initialized(Self.architecture, .he, seed: 3), images: images, descent: descent, seed: seed, kernels: kernels)
  }

  private static let descent = GradientDescent(
    learningRate: .dropping(0.02, at: [2]), momentum: 0.9, weightDecay: 0.01, longestGradient: 2)

  /// Chains that end in scores: with layers done along with others and in one buffer, as training has them.
  static let architectures =
    FastBackwardTests.chains.filter { $0.summaries.last?.output.rank == 1 } + NamedNetworkTests.networks

  @Test(arguments: architectures.map(\.name))
  func fastTrainingFollowsTheTextbook(_ name: String) throws {
    for architecture in Self.architectures where architecture.name == name {
      let network = Network.initialized(architecture, .he, seed: 3)
      func trainer(_ kernels: Kernels) throws -> Trainer {
        try Trainer(network, images: 3, descent: Self.descent, seed: 1, kernels: kernels)
      }
      let reference = try trainer(.reference)
      let levels = try KernelLevel.available.map { try trainer(.fast(FastKernels(level: $0, threads: 2))) }
      var random = Random(17)
      let classes = try #require(architecture.summaries.last).output.count
      for step in 0..<4 {
        let pictures = random.tensor(architecture.input.batched(3), scale: 1)
        let targets = (0..<3).map { _ in Int(random.next() % UInt64(classes)) }
        let expected = try reference.step(pictures, targets: targets)
        let norm = try #require(expected.gradientNorm)
        for fast in levels {
          let found = try fast.step(pictures, targets: targets)
          #expect(abs(expected.loss - found.loss) < 1e-4 * max(1, expected.loss), "\(name), step \(step)")
          #expect(expected.correct == found.correct && found.isFinite && expected.isFinite)
          #expect(abs(norm - (try #require(found.gradientNorm))) < 1e-3 * norm, "\(name), step \(step)")
        }
      }
      let pictures = random.tensor(architecture.input.batched(3), scale: 1)
      let scores = try reference.scores(pictures)
      for fast in levels {
        for (own, expected) in zip(fast.network.parameters, reference.network.parameters) {
          for (own, expected) in [(own.weight?.tensor, expected.weight?.tensor), (own.bias, expected.bias)] {
            guard let expected else { continue }
            #expect(relativeDifference(try #require(own), expected) < 1e-3, "\(name)")
          }
        }
        #expect(relativeDifference(try fast.scores(pictures), scores) < 1e-3, "\(name)")
      }
    }
  }

  @Test func aNetworkLearnsWhereTheSpotIs() throws {
    let trainer = try trainer(
      GradientDescent(learningRate: .constant(0.01)), .fast(FastKernels(threads: 2)), images: 32)
    let losses = try (0..<120).map { step in
      let (pictures, targets) = batch(step, images: 32)
      return try trainer.step(pictures, targets: targets).loss
    }
    #expect(losses[0] > 1.2 && losses.suffix(10).reduce(0, +) / 10 < 0.4, "\(losses[0]), at last \(losses.suffix(10))")
    let (pictures, targets) = batch(1000, images: 32)
    #expect(try zip(trainer.scores(pictures).largest, targets).count { $0 == $1 } >= 30)
    #expect(trainer.steps == 120 && trainer.network.weights == "trained 120 steps")
  }

  @Test(arguments: KernelLevel.available)
  func theSameSeedGivesTheSameWeightsToTheBitOnAnyNumberOfThreads(_ level: KernelLevel) throws {
    func trained(_ threads: Int, seed: UInt64) throws -> [Float] {
      let trainer = try trainer(Self.descent, .fast(FastKernels(level: level, threads: threads)), seed: seed)
      for step in 0..<3 {
        let (pictures, targets) = batch(step, images: 8)
        _ = try trainer.step(pictures, targets: targets)
      }
      return trainer.network.parameters.flatMap { ($0.weight?.tensor.data ?? []) + ($0.bias?.data ?? []) }
    }
    let one = try trained(1, seed: 4)
    #expect(try [2, 3, 5].allSatisfy { try trained($0, seed: 4) == one })
    #expect(try trained(1, seed: 5) != one, "dropout does not depend on the seed")
  }

  /// v = 0.9·v − 0.0005·ε·w − ε·g: two steps by hand.
  @Test func theUpdateRuleOfThePaper() {
    let descent = GradientDescent(learningRate: .constant(0.1), momentum: 0.9, weightDecay: 0.0005)
    var (weights, velocity) = (Tensor([1], [2]), Tensor([1], [0]))
    descent.update(&weights, velocity: &velocity, gradient: Tensor([1], [3]), rate: 0.1, decays: true)
    #expect(abs(velocity.data[0] - -0.3001) < 1e-6 && abs(weights.data[0] - 1.6999) < 1e-6)
    descent.update(&weights, velocity: &velocity, gradient: Tensor([1], [-1]), rate: 0.1, decays: true)
    #expect(abs(velocity.data[0] - (0.9 * -0.3001 - 0.0005 * 0.1 * 1.6999 + 0.1)) < 1e-6)
    descent.update(&weights, velocity: &velocity, gradient: Tensor([1], [0]), rate: 0.1, decays: false)
    #expect(GradientDescent.paper.momentum == 0.9 && GradientDescent.paper.weightDecay == 0.0005)
  }

  @Test func theLearningRateDropsWhenItShould() {
    let rate = LearningRate.dropping(0.02, at: [2600, 1800])
    let expected: [(Int, Float)] = [(0, 0.02), (1799, 0.02), (1800, 0.002), (2599, 0.002), (2600, 0.0002)]
    for (step, value) in expected { #expect(abs(rate(step: step) - value) < 1e-8) }
    #expect(LearningRate.constant(0.5)(step: 1_000_000) == 0.5)
  }

  @Test func onlyLongGradientsAreCut() {
    #expect(GradientDescent().scale(norm: 1e9) == 1)
    let cutting = GradientDescent(longestGradient: 2)
    #expect(cutting.scale(norm: 1.9) == 1 && cutting.scale(norm: 8) == 0.25)
  }

  @Test func initialWeightsHaveTheSpreadTheyShould() throws {
    let architecture = Architecture(
      name: "wide", input: [64], layers: [Layer("fc", Linear(inputs: 64, outputs: 192)), Layer("relu", ReLU())])
    func spread(_ initialization: Initialization) throws -> (mean: Double, deviation: Double, largest: Double) {
      let network = Network.initialized(architecture, initialization, seed: 1, biases: ["fc": 1])
      #expect(network.parameters[0].bias?.data.allSatisfy { $0 == 1 } == true)
      let numbers = try #require(network.parameters[0].weight?.tensor.data).map { Double($0) }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
      return (mean, variance.squareRoot(), numbers.map(abs).max() ?? 0)
    }
    let he = try spread(.he)
    #expect(abs(he.mean) < 0.005 && abs(he.deviation - (2.0 / 64).squareRoot()) < 0.004 && he.largest > 0.55)
    let xavier = try spread(.xavier)
    #expect(abs(xavier.deviation - (2.0 / 256).squareRoot()) < 0.002 && xavier.largest <= (6.0 / 256).squareRoot())
    let normal = try spread(.normal(deviation: 0.01))
    #expect(abs(normal.deviation - 0.01) < 0.0003)
    #expect(
      Network.initialized(architecture, .he, seed: 1).parameters[0].weight?.tensor
        != Network.initialized(architecture, .he, seed: 2).parameters[0].weight?.tensor)
  }
  /// What a convolution sends to goes into Xavier's rule: its outputs times the places of a kernel.
  @Test func aConvolutionBeginsWithTheSpreadOfItsFans() throws {
    let architecture = Architecture(
      name: "fans", input: [16, 9, 9],
      layers: [
        Layer("conv", Convolution(outChannels: 48, kernel: 5, kernelWidth: 3)),
        Layer("groups", Convolution(outChannels: 96, kernel: 3, groups: 4)),
      ])
    func largest(_ initialization: Initialization, _ layer: Int) throws -> (largest: Float, deviation: Float) {
      let network = Network.initialized(architecture, initialization, seed: 2)
      let numbers = try #require(network.parameters[layer].weight?.tensor.data)
      let squares = numbers.reduce(0) { $0 + $1 * $1 } / Float(numbers.count)
      return (numbers.map(abs).max() ?? 0, squares.squareRoot())
    }
    // 16 · 15 cells read, 48 · 15 written to; in groups 12 · 9 and 96 · 9, as PyTorch counts them.
    for (layer, fanIn, fanOut) in [(0, 240, 720), (1, 108, 864)] {
      let bound = (6 / Float(fanIn + fanOut)).squareRoot()
      let found = try largest(.xavier, layer)
      #expect(found.largest <= bound && found.largest > 0.99 * bound, "\(found)")
      #expect(abs(found.deviation / (bound / Float(3).squareRoot()) - 1) < 0.03)
      #expect(try abs(largest(.he, layer).deviation / (2 / Float(fanIn)).squareRoot() - 1) < 0.03)
    }
  }
}
