import Testing

@testable import Engine

/// The backward pass of every operation against differences of its forward pass, over random shapes.
@Suite struct BackwardTests {
  /// Σ output · weights: a loss whose gradient at the output is `weights`.
  private func loss(_ output: Tensor, _ weights: Tensor) -> Double {
    zip(output.data, weights.data).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// How fast the loss grows along `direction`, by central difference.
  private func slope(_ tensor: Tensor, along direction: Tensor, step: Float, _ loss: (Tensor) -> Double) -> Double {
    func moved(_ by: Float) -> Tensor { Tensor(tensor.shape, zip(tensor.data, direction.data).map { $0 + by * $1 }) }
    return (loss(moved(step)) - loss(moved(-step))) / Double(2 * step)
  }

  private func product(_ a: Tensor, _ b: Tensor) -> Double { loss(a, b) }

  /// How far to go: where an operation is linear as far as one likes, so that rounding does not count; not over the corner
  /// of a curve, which would show both of its slopes.
  private func step(_ kind: OperationKind) -> Float {
    switch kind {
    case .convolution, .linear, .averagePooling, .adaptiveAveragePooling, .dropout, .flatten: 0.25
    case .relu, .leakyReLU, .maxPooling: 1e-4
    case .sigmoid, .tanh, .softmax, .localResponseNormalization: 2e-3
    }
  }

  /// The corners of a tensor and places in between, one number at a time: what one number of a gradient is worth is lost
  /// in a sum over a thousand.
  private func places(_ shape: Shape, _ random: inout Random) -> [Int] {
    let count = shape.count
    let width = shape.dimensions.last ?? 1
    let borders = [0, width - 1, count - width, count - 1].filter { (0..<count).contains($0) }
    return borders + trials(40).map { _ in Int(random.next() % UInt64(count)) }
  }

  /// Along eight directions and one number at a time.
  @Test(arguments: OperationLawTests.trials)
  func gradientsAgreeWithDifferences(_ trial: OperationLawTests.Trial) throws {
    var random = Random(UInt64(trial.input.shape.count))
    let output = trial.output
    let weights = random.tensor(output.shape, scale: 1)
    let gradients = trial.operation.backward(
      weights, input: trial.input, output: output, trial.parameters, trial.mode, .all)
    let step = step(trial.operation.kind)
    func check(_ name: String, _ tensor: Tensor, _ gradient: Tensor?, _ loss: @escaping (Tensor) -> Double) throws {
      let gradient = try #require(gradient, "\(name)")
      #expect(gradient.shape == tensor.shape)
      let length = gradient.data.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      for number in 0..<8 {
        let direction = random.tensor(tensor.shape, scale: 1)
        let (expected, found) = (product(gradient, direction), slope(tensor, along: direction, step: step, loss))
        #expect(
          abs(found - expected) <= 1e-2 * max(abs(expected), length) + 2e-3,
          "\(name), direction \(number): \(found), not \(expected)")
      }
      let largest = Double(gradient.data.map(abs).max() ?? 0)
      for place in places(tensor.shape, &random) {
        var direction = Tensor(zeros: tensor.shape)
        direction.data[place] = 1
        let (expected, found) = (Double(gradient.data[place]), slope(tensor, along: direction, step: step, loss))
        #expect(
          abs(found - expected) <= 1e-2 * max(abs(expected), 0.1 * largest) + 5e-4,
          "\(name) at \(tensor.shape.index(at: place)): \(found), not \(expected)")
      }
    }
    try check("input", trial.input, gradients.input) { input in
      loss(trial.operation.forward(input, trial.parameters, trial.mode), weights)
    }
    if let weight = trial.parameters.weight {
      try check("weight", weight.tensor, gradients.weight) { weight in
        let parameters = Parameters(weight: weight, bias: trial.parameters.bias)
        return loss(trial.operation.forward(trial.input, parameters, trial.mode), weights)
      }
    }
    #expect((gradients.bias == nil) == (trial.parameters.bias == nil))
    if let bias = trial.parameters.bias {
      try check("bias", bias, gradients.bias) { bias in
        let parameters = Parameters(weight: trial.parameters.weight, bias: bias)
        return loss(trial.operation.forward(trial.input, parameters, trial.mode), weights)
      }
    }
  }

  @Test(arguments: OperationLawTests.trials)
  func whatIsNotWantedIsNotGivenAndTheRestIsTheSame(_ trial: OperationLawTests.Trial) {
    var random = Random(3)
    let output = trial.output
    let gradient = random.tensor(output.shape)
    func backward(_ wanted: WantedGradients) -> Gradients {
      trial.operation.backward(gradient, input: trial.input, output: output, trial.parameters, trial.mode, wanted)
    }
    let all = backward(.all)
    #expect(backward(.input) == Gradients(input: all.input))
    #expect(backward(.parameters) == Gradients(input: nil, weight: all.weight, bias: all.bias))
    #expect(backward([]) == Gradients(input: nil))
  }

  /// Whoever computed the weights' gradient would miss the input's numbers, whoever computed the input's the weights.
  @Test func whatIsNotWantedIsNotComputed() async {
    await #expect(processExitsWith: .success) {
      for trial in OperationLawTests.trials {
        guard let weight = trial.parameters.weight?.tensor else { continue }
        let gradient = trial.output
        var (input, emptied) = (trial.input, weight)
        (input.data, emptied.data) = ([], [])
        let bias = trial.parameters.bias
        let weightless = Parameters(weight: emptied, bias: bias)
        _ = trial.operation.backward(
          gradient, input: input, output: gradient, trial.parameters, .inference, .input)
        _ = trial.operation.backward(
          gradient, input: trial.input, output: gradient, weightless, .inference, .parameters)
        _ = trial.operation.backward(gradient, input: input, output: gradient, weightless, .inference, [])
      }
    }
  }

  // MARK: By hand

  /// Two windows of three on five cells share the middle column; its 9 wins both and collects both gradients.
  @Test func aWinnerOfTwoWindowsCollectsBothGradients() {
    let picture = Tensor([1, 1, 3, 5], [1, 2, 9, 4, 5, 0, 1, 3, 1, 0, 2, 2, 2, 2, 2])
    let pooling = MaxPooling(kernel: 3, stride: 2)
    let gradient = pooling.backward(
      Tensor([1, 1, 1, 2], [10, 1]), input: picture, output: pooling.forward(picture, .none, .inference), .none,
      .inference, .all)
    #expect(gradient.input?.data == [0, 0, 11] + Array(repeating: 0, count: 12))
  }

  @Test func ofEqualCellsTheFirstInReadingOrderGetsTheGradient() {
    let picture = Tensor([1, 1, 2, 2], [7, 7, 7, 7])
    let pooling = MaxPooling(kernel: 2)
    let gradient = pooling.backward(
      Tensor([1, 1, 1, 1], [3]), input: picture, output: pooling.forward(picture, .none, .inference), .none, .inference,
      .all)
    #expect(gradient.input?.data == [3, 0, 0, 0])
  }

  /// The worked example: an upstream gradient of ones through the 3×3 edge kernel on the 5×5 input.
  @Test func theBackwardPassOfTheWorkedConvolution() {
    let input = Tensor([1, 1, 5, 5], [1, 2, 0, 1, 3, 0, 1, 2, 3, 1, 2, 1, 0, 0, 1, 1, 0, 3, 2, 2, 0, 2, 1, 1, 0])
    let weight = Tensor([1, 1, 3, 3], [1, 0, -1, 2, 0, -2, 1, 0, -1])
    let convolution = Convolution(outChannels: 1, kernel: 3, hasBias: false)
    let parameters = Parameters(weight: weight)
    let gradients = convolution.backward(
      Tensor([1, 1, 3, 3], Array(repeating: 1, count: 9)), input: input,
      output: convolution.forward(input, parameters, .inference), parameters, .inference, .all)
    #expect(gradients.weight?.data == [9, 10, 11, 10, 12, 14, 10, 10, 10])
    #expect(
      gradients.input?.data == [1, 1, 0, -1, -1, 3, 3, 0, -3, -3, 4, 4, 0, -4, -4, 3, 3, 0, -3, -3, 1, 1, 0, -1, -1])
  }

  /// Two towers: nothing flows back to the other half.
  @Test func groupsSendNoGradientAcross() {
    var random = Random(8)
    let convolution = Convolution(outChannels: 4, kernel: 3, padding: 1, groups: 2)
    let (input, weight) = (random.tensor([1, 4, 5, 5]), random.tensor([4, 2, 3, 3]))
    let parameters = Parameters(weight: weight, bias: Tensor(zeros: [4]))
    let output = convolution.forward(input, parameters, .inference)
    var gradient = Tensor(zeros: output.shape)
    for cell in 0..<25 { gradient.data[cell] = 1 }
    let back = convolution.backward(gradient, input: input, output: output, parameters, .inference, .input).input!.data
    #expect(back[..<50].contains { $0 != 0 } && back[50...].allSatisfy { $0 == 0 })
  }

  @Test func aSeedDropsTheSameUnitsForwardAndBackward() {
    let dropout = Dropout(rate: 0.5)
    let ones = Tensor([1, 400], Array(repeating: 1, count: 400))
    let output = dropout.forward(ones, .none, .training(seed: 6))
    let back = dropout.backward(ones, input: ones, output: output, .none, .training(seed: 6), .all)
    #expect(back.input == output)
  }

  @Test func crossEntropyStaysFiniteForAnyScores() {
    let logits = Tensor([2, 3], [1000, 0, -1000, -1000, -1000, -1000])
    let gradient = CrossEntropy().backward(logits, targets: [2, 0])
    let sixth: Float = 1.0 / 6
    let expected: [Float] = [0.5, 0, -0.5, -2 * sixth, sixth, sixth]
    #expect(zip(gradient.data, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(CrossEntropy().forward(logits, targets: [2, 0]).isFinite)
    #expect(CrossEntropy().backward(logits, targets: [2, 0], gradient: 2).data == gradient.data.map { 2 * $0 })
  }
}
