import Testing

@testable import Engine

/// Every operator gives the numbers that PyTorch gives in double precision.
@Suite struct GoldenOperatorTests {
  @Test(arguments: Golden.operatorCases)
  func operatorGivesTheReferenceOutput(_ name: String) throws {
    let reference = try OperatorCase.load(name)
    let input = try OperatorCase.tensor("input", of: name)
    let expected = try OperatorCase.tensor("output", of: name)
    let output: Tensor
    if reference.op == "crossentropy" {
      let targets = try OperatorCase.integers("target", of: name)
      try CrossEntropy().check(input.shape, targets: targets)
      output = Tensor([1], [CrossEntropy().forward(input, targets: targets)])
    } else {
      let parameters = try parameters(of: name, reference)
      let operation = try #require(self.operation(of: reference, weight: parameters.weight?.shape))
      #expect(try operation.outputShape(for: input.shape) == expected.shape)
      output = operation.forward(input, parameters, .inference)
    }
    for (actual, expected) in zip(output.data, expected.data) {
      #expect(abs(actual - expected) <= reference.relativeTolerance * max(1, abs(expected)))
    }
    #expect(relativeDifference(output, expected) <= reference.relativeTolerance)
  }

  @Test(arguments: Golden.operatorCases)
  func operatorGivesTheReferenceGradients(_ name: String) throws {
    let reference = try OperatorCase.load(name)
    let input = try OperatorCase.tensor("input", of: name)
    var gradients: Gradients
    if reference.op == "crossentropy" {
      gradients = Gradients(
        input: CrossEntropy().backward(input, targets: try OperatorCase.integers("target", of: name)))
    } else {
      let parameters = try parameters(of: name, reference)
      let operation = try #require(self.operation(of: reference, weight: parameters.weight?.shape))
      gradients = operation.backward(
        try OperatorCase.tensor("output-gradient", of: name), input: input,
        output: operation.forward(input, parameters, .inference), parameters, .inference, .all)
    }
    for (file, gradient) in [("input", gradients.input), ("weight", gradients.weight), ("bias", gradients.bias)] {
      #expect(reference.files.contains("\(file)-gradient") == (gradient != nil), "\(file)")
      guard let gradient else { continue }
      let expected = try OperatorCase.tensor("\(file)-gradient", of: name)
      #expect(relativeDifference(gradient, expected) <= reference.relativeTolerance, "\(file)")
    }
  }

  @Test func allCasesAreThere() { #expect(Golden.operatorCases.count >= 70) }

  private func parameters(of name: String, _ reference: OperatorCase) throws -> Parameters {
    guard reference.files.contains("weight") else { return .none }
    return Parameters(
      weight: try OperatorCase.tensor("weight", of: name),
      bias: reference.files.contains("bias") ? try OperatorCase.tensor("bias", of: name) : nil)
  }

  private func operation(of reference: OperatorCase, weight: Shape?) -> (any Operation)? {
    let options = reference.options
    let windows = Windows(
      kernel: options.kernel ?? 1, stride: options.stride ?? 1, padding: options.padding ?? 0,
      rounding: options.ceilMode == true ? .ceil : .floor)
    switch (reference.op, weight) {
    case ("conv2d", let weight?):
      return Convolution(
        outChannels: weight[0], kernel: weight[2], kernelWidth: weight[3], stride: options.stride ?? 1,
        padding: options.padding ?? 0, dilation: options.dilation ?? 1, groups: options.groups ?? 1)
    case ("linear", let weight?): return Linear(inputs: weight[1], outputs: weight[0])
    case ("maxpool2d", _): return MaxPooling(windows)
    case ("avgpool2d", _): return AveragePooling(windows, countIncludePad: options.countIncludePad ?? false)
    case ("lrn", _):
      return LocalResponseNormalization(
        size: options.size ?? 5, alpha: options.alpha ?? 1e-4, beta: options.beta ?? 0.75, k: options.k ?? 2)
    case ("relu", _): return ReLU()
    case ("leakyrelu", _): return LeakyReLU()
    case ("sigmoid", _): return Sigmoid()
    case ("tanh", _): return Tanh()
    case ("softmax", _): return Softmax()
    default: return nil
    }
  }
}
