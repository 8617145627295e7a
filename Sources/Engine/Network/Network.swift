/// An architecture with its parameters.
package struct Network: Sendable {
  package let architecture: Architecture
  /// One for each layer.
  package let parameters: [Parameters]
  /// What the weights are, in a few words: "seed 7", or the name of their file.
  package let weights: String
  /// Whether the weights were learned, as far as we know; drawn and seeded ones were not.
  package let isTrained: Bool

  /// - Parameter parameters: one for each layer, in the shapes of ``Architecture/parameterTensors``.
  package init(_ architecture: Architecture, parameters: [Parameters], weights: String, isTrained: Bool = false) {
    precondition(
      parameters.count == architecture.layers.count, "\(architecture.name) has a set of parameters for each layer")
    for tensor in architecture.parameterTensors {
      let own = parameters[tensor.layer]
      let shape = tensor.isWeight ? own.weight?.shape : own.bias?.shape
      precondition(shape == tensor.shape, "\(tensor.name) of \(architecture.name) is \(tensor.shape)")
    }
    (self.architecture, self.parameters) = (architecture, parameters)
    (self.weights, self.isTrained) = (weights, isTrained)
  }

  /// Weights from a counter, so that any machine makes the same: uniform within ±√(6 / fan-in), biases within ±0.1.
  /// The weights of fully connected layers stay a description.
  package static func seeded(_ architecture: Architecture, seed: UInt64) -> Network {
    Network(architecture, parameters: seededParameters(architecture, seed: seed), weights: "seed \(seed)")
  }

  /// The first layer drawn (``DrawnKernels``), everything after it and all biases seeded with 2012. A network whose first
  /// layer is no convolution of 96×3×11×11 has no drawing and is seeded throughout.
  package static func drawn(_ architecture: Architecture) -> Network {
    var parameters = seededParameters(architecture, seed: standardSeed)
    guard parameters.first?.weight?.shape == DrawnKernels.shape else { return seeded(architecture, seed: standardSeed) }
    parameters[0].weight = .stored(DrawnKernels.weight)
    return Network(
      architecture, parameters: parameters, weights: "drawn \(architecture.layers[0].name), seed \(standardSeed)")
  }

  /// What is shown when nothing else is asked for.
  package static func standard(_ architecture: Architecture) -> Network { drawn(architecture) }

  package static let standardSeed: UInt64 = 2012

  private static func seededParameters(_ architecture: Architecture, seed: UInt64) -> [Parameters] {
    var parameters = Array(repeating: Parameters.none, count: architecture.layers.count)
    for (number, tensor) in architecture.parameterTensors.enumerated() {
      let scale = tensor.isWeight ? Float((6 / Double(tensor.fanIn)).squareRoot()) : 0.1
      let seeded = SeededTensor(tensor.shape, seed: seed, tensor: UInt64(number), scale: scale)
      if !tensor.isWeight {
        parameters[tensor.layer].bias = Weight.generated(seeded).tensor
      } else if architecture.layers[tensor.layer].operation is Linear {
        parameters[tensor.layer].weight = .generated(seeded)
      } else {
        parameters[tensor.layer].weight = .stored(Weight.generated(seeded).tensor)
      }
    }
    return parameters
  }
}
