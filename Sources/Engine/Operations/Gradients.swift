/// How a loss changes with the numbers that went into an operation: each gradient has the shape of its tensor.
package struct Gradients: Equatable, Sendable {
  /// dL/d input; nil where it was not wanted.
  package var input: Tensor?
  /// dL/d weight and dL/d bias; nil where there is none or it was not wanted.
  package var weight: Tensor?
  package var bias: Tensor?

  package init(input: Tensor?, weight: Tensor? = nil, bias: Tensor? = nil) {
    (self.input, self.weight, self.bias) = (input, weight, bias)
  }
}

/// Which gradients a backward pass is for.
package struct WantedGradients: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// How the loss changes with the numbers on the maps.
  package static let input = WantedGradients(rawValue: 1)
  /// How it changes with weights and biases: what training needs.
  package static let parameters = WantedGradients(rawValue: 2)
  package static let all: WantedGradients = [.input, .parameters]
}

extension Operation {
  /// That the gradient has the output's shape.
  func check(_ outputGradient: Tensor, _ output: Tensor) {
    precondition(
      outputGradient.shape == output.shape, "\(kind) of output \(output.shape) given a gradient \(outputGradient.shape)"
    )
  }
}
