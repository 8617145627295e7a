import Testing

@testable import Engine

/// The examples that the lessons work through by hand, digit by digit.
@Suite struct WorkedExampleTests {
  static let x = Tensor(
    [1, 1, 5, 5],
    [
      1, 2, 0, 1, 3,
      0, 1, 2, 3, 1,
      2, 1, 0, 0, 1,
      1, 0, 3, 2, 2,
      0, 2, 1, 1, 0,
    ])
  static let edges = Tensor([1, 1, 3, 3], [1, 0, -1, 2, 0, -2, 1, 0, -1])

  @Test(arguments: [
    (1, 0, [-1, -2, -2, 0, -2, 0, -3, -2, 2]),
    (1, 1, [-5, 0, 0, -5, 5, -5, -1, -2, -2, 7, -3, 0, -2, 0, 5, -3, -3, -2, 2, 5, -4, -4, 0, 3, 4]),
    (2, 0, [-1, -2, -3, 2]), (2, 1, [-5, 0, 5, -3, -2, 5, -4, 0, 4]),
  ])
  func convolutionOf5x5With3x3(_ stride: Int, _ padding: Int, _ expected: [Float]) {
    let convolution = Convolution(outChannels: 1, kernel: 3, stride: stride, padding: padding, hasBias: false)
    #expect(convolution.forward(Self.x, Parameters(weight: Self.edges), .inference).data == expected)
  }

  @Test func oneCellByHand() {
    let convolution = Convolution(outChannels: 1, kernel: 3)
    let parameters = Parameters(weight: Self.edges, bias: Tensor([1], [0.5]))
    let explanation = convolution.explain([0, 0, 0, 0], input: Self.x, parameters, .inference)
    #expect(explanation.terms.map(\.contribution) == [1, 0, 0, 0, 0, -4, 2, 0, 0])
    #expect(explanation.bias == 0.5 && explanation.value == -0.5)
    let rectified = ReLU().forward(convolution.forward(Self.x, parameters, .inference), .none, .inference)
    #expect(rectified.data == [0, 0, 0, 0.5, 0, 0.5, 0, 0, 2.5])
  }

  @Test func cellsInThePaddingAreNoTerms() {
    let convolution = Convolution(outChannels: 1, kernel: 3, padding: 1, hasBias: false)
    let explanation = convolution.explain([0, 0, 0, 4], input: Self.x, Parameters(weight: Self.edges), .inference)
    #expect(explanation.terms.map(\.source) == [[0, 0, 3], [0, 0, 4], [0, 1, 3], [0, 1, 4]])
    #expect(explanation.bias == nil && explanation.value == 5)
  }

  @Test func kernelIsNotTurnedRound() {
    let delta = Tensor([1, 1, 3, 3], [0, 0, 0, 0, 1, 0, 0, 0, 0])
    let kernel = Tensor([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])
    let convolution = Convolution(outChannels: 1, kernel: 3, padding: 1, hasBias: false)
    #expect(convolution.forward(delta, Parameters(weight: kernel), .inference).data == [9, 8, 7, 6, 5, 4, 3, 2, 1])
  }

  @Test func channelsAreSummed() {
    let input = Tensor(
      [1, 2, 4, 4],
      [
        1, 0, 2, 1, 0, 1, 1, 0, 2, 1, 0, 1, 1, 0, 1, 2,
        0, 1, 0, 2, 1, 1, 0, 0, 0, 2, 1, 1, 1, 0, 0, 1,
      ])
    let kernels: [Float] = [1, 0, 0, 1, 0, 1, -1, 0]
    let summed = Convolution(outChannels: 1, kernel: 2)
      .forward(input, Parameters(weight: Tensor([1, 2, 2, 2], kernels), bias: Tensor([1], [1])), .inference)
    #expect(summed.data == [3, 1, 5, 3, 0, 2, 4, 4, 4])
    let apart = Convolution(outChannels: 2, kernel: 2, groups: 2, hasBias: false)
      .forward(input, Parameters(weight: Tensor([2, 1, 2, 2], kernels)), .inference)
    #expect(apart.data == [2, 1, 2, 1, 1, 2, 2, 2, 2, 0, -1, 2, 1, -2, -1, 1, 1, 1])
  }

  @Test(arguments: [(1, [10, 10, 10, 10]), (2, [3, 3, 7, 7]), (4, [1, 2, 3, 4])])
  func groupsSeeTheirOwnChannels(_ groups: Int, _ expected: [Float]) {
    let weight = Tensor([4, 4 / groups, 1, 1], Array(repeating: 1, count: 16 / groups))
    let convolution = Convolution(outChannels: 4, kernel: 1, groups: groups, hasBias: false)
    #expect(
      convolution.forward(Tensor([1, 4, 1, 1], [1, 2, 3, 4]), Parameters(weight: weight), .inference).data == expected)
  }

  static let pooled4 = Tensor([1, 1, 4, 4], [1, 3, 2, 0, 4, 2, 1, 1, 0, 1, 5, 6, 2, 2, 7, 8])
  static let pooled5 = Tensor(
    [1, 1, 5, 5], [1, 3, 2, 0, 1, 4, 2, 1, 1, 0, 0, 1, 5, 6, 2, 2, 2, 7, 8, 1, 3, 0, 1, 2, 9])

  @Test func poolingByHand() {
    func run(_ operation: any Operation, _ input: Tensor) -> [Float] {
      operation.forward(input, .none, .inference).data
    }
    #expect(run(MaxPooling(kernel: 2), Self.pooled4) == [4, 2, 2, 8])
    #expect(run(AveragePooling(kernel: 2), Self.pooled4) == [2.5, 1, 1.25, 6.5])
    #expect(run(MaxPooling(kernel: 3, stride: 2), Self.pooled5) == [5, 6, 7, 9])
    #expect(run(MaxPooling(kernel: 2), Self.pooled5) == [4, 2, 2, 8])
    #expect(run(MaxPooling(kernel: 2, rounding: .ceil), Self.pooled5) == [4, 2, 1, 2, 8, 2, 3, 2, 9])
    let means = run(AveragePooling(kernel: 3, stride: 2), Self.pooled5)
    expect(means, [2.11111, 2, 2.33333, 4.55556], within: 5e-6)
  }

  static let localResponses: [(alpha: Float, expected: [Float])] = [
    (1e-4, [0.5945, 0.5931, 0.5931, 4.7447, 0.5931, 0.5928, 0.5942, 2.3768]),
    (0.01, [0.5880, 0.4788, 0.4774, 3.8193, 0.4774, 0.4583, 0.5555, 2.2296]),
    (0.1, [0.5354, 0.1974, 0.1957, 1.5658, 0.1957, 0.1739, 0.3603, 1.4697]),
    (1.0, [0.2991, 0.0418, 0.0413, 0.3306, 0.0413, 0.0357, 0.1019, 0.4229]),
  ]

  @Test(arguments: localResponses)
  func localResponseOver8Channels(_ alpha: Float, _ expected: [Float]) {
    let channels = Tensor([1, 8, 1, 1], [1, 1, 1, 8, 1, 1, 1, 4])
    expect(LocalResponseNormalization(alpha: alpha).forward(channels, .none, .inference).data, expected, within: 6e-5)
  }

  @Test func noWindowLeavesItsTower() {
    let normalization = LocalResponseNormalization(size: 5, towers: 2)
    #expect(
      (0..<8).map { normalization.neighbours(of: $0, channels: 8) } == [
        0...2, 0...3, 0...3, 1...3, 4...6, 4...7, 4...7, 5...7,
      ])
    let even = LocalResponseNormalization(size: 4)
    #expect((0..<4).map { even.neighbours(of: $0, channels: 4) } == [0...1, 0...2, 0...3, 1...3])
  }

  @Test func activationsFromMinus4To4() {
    let numbers = (-4...4).map { Float($0) }
    #expect(numbers.map { ReLU()($0) } == [0, 0, 0, 0, 0, 1, 2, 3, 4])
    let sigmoid: [Float] = [0.017986, 0.047426, 0.119203, 0.268941, 0.5, 0.731059, 0.880797, 0.952574, 0.982014]
    expect(numbers.map { Sigmoid()($0) }, sigmoid, within: 6e-7)
    let tanh: [Float] = [-0.999329, -0.995055, -0.964028, -0.761594, 0, 0.761594, 0.964028, 0.995055, 0.999329]
    expect(numbers.map { Tanh()($0) }, tanh, within: 6e-7)
    #expect([Sigmoid()(-1000), Sigmoid()(1000), LeakyReLU(slope: 0.1)(-5)] == [0, 1, -0.5])
  }

  @Test func softmaxOfScoresBeyondTheExponential() {
    let shares = Softmax().forward(Tensor([1, 3], [1000, 1001, 1002]), .none, .inference).data
    expect(shares, [0.090031, 0.244728, 0.665241], within: 6e-7)
  }

  @Test func theNaiveSoftmaxBreaksWhereFloat32Ends() {
    let naive = Softmax(subtractsLargest: false)
    let small = Tensor([1, 3], [2, 1, 0.1])
    let difference = zip(naive.forward(small, .none, .inference).data, Softmax().forward(small, .none, .inference).data)
      .map { abs($0 - $1) }
    #expect(difference.allSatisfy { $0 < 1e-6 })
    let broken = naive.forward(Tensor([1, 2], [1000, 999]), .none, .inference).data
    #expect(broken.allSatisfy { $0.isNaN })
    #expect(CrossEntropy(subtractsLargest: false).forward(Tensor([1, 2], [0, -200]), targets: [1]) == .infinity)
    #expect(CrossEntropy().forward(Tensor([1, 2], [0, -200]), targets: [1]) == 200)
  }

  @Test func crossEntropyOfThreeScores() {
    let logits = Tensor([1, 3], [2, 1, 0.1])
    expect(Softmax().forward(logits, .none, .inference).data, [0.659001, 0.242433, 0.098566], within: 6e-7)
    expect([CrossEntropy().forward(logits, targets: [0])], [0.41703], within: 6e-6)
    expect([CrossEntropy().forward(Tensor(zeros: [2, 1000]), targets: [3, 999])], [6.907755], within: 2e-6)
  }

  private func expect(_ actual: [Float], _ expected: [Float], within tolerance: Float) {
    #expect(actual.count == expected.count)
    for (actual, expected) in zip(actual, expected) { #expect(abs(actual - expected) <= tolerance) }
  }
}
