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

  private func trainer(_ descent: GradientDescent, _ kernels: Kernels, images: Int = 8, seed: UInt64 = 1) -> Trainer {
    Trainer(
      .initialized(Self.architecture, .he, seed: 3), images: images, descent: descent, seed: seed, kernels: kernels)
  }

  private static let descent = GradientDescent(
    learningRate: .dropping(0.02, at: [2]), momentum: 0.9, weightDecay: 0.01, longestGradient: 2)

  @Test(arguments: KernelLevel.available)
  func fastTrainingFollowsTheTextbook(_ level: KernelLevel) throws {
    let reference = trainer(Self.descent, .reference)
    let fast = trainer(Self.descent, .fast(FastKernels(level: level, threads: 2)))
    for step in 0..<4 {
      let (pictures, targets) = batch(step, images: 8)
      let (expected, found) = (
        reference.step(pictures, targets: targets), fast.step(pictures, targets: targets)
      )
      #expect(abs(expected.loss - found.loss) < 1e-4 && expected.correct == found.correct)
      let (norm, other) = (try #require(expected.gradientNorm), try #require(found.gradientNorm))
      #expect(abs(norm - other) < 1e-3 * norm)
    }
    for (own, expected) in zip(fast.network.parameters, reference.network.parameters) {
      guard let weight = expected.weight?.tensor, let bias = expected.bias else { continue }
      #expect(relativeDifference(try #require(own.weight?.tensor), weight) < 1e-3)
      #expect(relativeDifference(try #require(own.bias), bias) < 1e-3)
    }
    let (pictures, _) = batch(9, images: 8)
    #expect(relativeDifference(fast.scores(pictures), reference.scores(pictures)) < 1e-3)
  }

  @Test func aNetworkLearnsWhereTheSpotIs() {
    let trainer = trainer(GradientDescent(learningRate: .constant(0.01)), .fast(FastKernels(threads: 2)), images: 32)
    let losses = (0..<120).map { step in
      let (pictures, targets) = batch(step, images: 32)
      return trainer.step(pictures, targets: targets).loss
    }
    #expect(losses[0] > 1.2 && losses.suffix(10).reduce(0, +) / 10 < 0.4, "\(losses[0]), at last \(losses.suffix(10))")
    let (pictures, targets) = batch(1000, images: 32)
    #expect(zip(trainer.scores(pictures).largest, targets).count { $0 == $1 } >= 30)
    #expect(trainer.steps == 120 && trainer.network.weights == "trained 120 steps")
  }

  @Test(arguments: KernelLevel.available)
  func theSameSeedGivesTheSameWeightsToTheBitOnAnyNumberOfThreads(_ level: KernelLevel) {
    func trained(_ threads: Int, seed: UInt64) -> [Float] {
      let trainer = trainer(Self.descent, .fast(FastKernels(level: level, threads: threads)), seed: seed)
      for step in 0..<3 {
        let (pictures, targets) = batch(step, images: 8)
        _ = trainer.step(pictures, targets: targets)
      }
      return trainer.network.parameters.flatMap { ($0.weight?.tensor.data ?? []) + ($0.bias?.data ?? []) }
    }
    let one = trained(1, seed: 4)
    #expect([2, 3, 5].allSatisfy { trained($0, seed: 4) == one })
    #expect(trained(1, seed: 5) != one, "dropout does not depend on the seed")
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
}
