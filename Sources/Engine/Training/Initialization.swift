#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How weights begin. Biases begin as zeros.
package enum Initialization: Equatable, Sendable {
  /// Normal with variance 2 / fan-in, which keeps the spread of activations through layers with ReLU.
  /// Source: He et al. 2015, "Delving deep into rectifiers".
  case he
  /// Uniform within ±√(6 / (fan-in + fan-out)), made for tanh and sigmoid. Source: Glorot, Bengio 2010.
  case xavier
  /// Normal with this standard deviation. The paper has 0.01 throughout. Source: Krizhevsky et al. 2012, section 5.
  case normal(deviation: Float)
}

extension Network {
  /// Fresh weights for training, the same for the same seed.
  ///
  /// - Parameter biases: where biases begin, by the name of the layer: the paper has 1 in conv2, conv4, conv5 and the hidden
  ///   fully connected layers, so that ReLU sees positive numbers early.
  package static func initialized(
    _ architecture: Architecture, _ initialization: Initialization, seed: UInt64, biases: [String: Float] = [:]
  ) -> Network {
    var parameters = Array(repeating: Parameters.none, count: architecture.layers.count)
    let tensors = architecture.parameterTensors
    let biased = Set(tensors.filter { !$0.isWeight }.map { architecture.layers[$0.layer].name })
    let unknown = biases.keys.filter { !biased.contains($0) }.sorted()
    precondition(unknown.isEmpty, "\(architecture.name) has no layer with a bias called \(unknown)")
    for (number, tensor) in tensors.enumerated() {
      if tensor.name.hasSuffix(".weight") {
        let numbers = initialization.numbers(tensor, seed: seed, number: number)
        parameters[tensor.layer].weight = .stored(Tensor(tensor.shape, numbers))
      } else {
        let bias = biases[architecture.layers[tensor.layer].name] ?? 0
        parameters[tensor.layer].bias = Tensor(tensor.shape, Array(repeating: bias, count: tensor.shape.count))
      }
    }
    return Network(architecture, parameters: parameters, weights: "fresh, seed \(seed)")
  }
}

extension Initialization {
  fileprivate func numbers(_ tensor: ParameterTensor, seed: UInt64, number: Int) -> [Float] {
    let count = tensor.shape.count
    switch self {
    case .he: return Self.normal(count, deviation: (2 / Float(tensor.fanIn)).squareRoot(), seed, number)
    case .normal(let deviation): return Self.normal(count, deviation: deviation, seed, number)
    case .xavier:
      // Fan-out: the outputs of a layer times the places of a kernel.
      let fanOut = tensor.shape[0] * tensor.shape.dimensions.dropFirst(2).reduce(1, *)
      let scale = (6 / Float(tensor.fanIn + fanOut)).squareRoot()
      return SeededTensor(tensor.shape, seed: seed, tensor: UInt64(number), scale: scale).values(0..<count)
    }
  }

  /// By the method of Box and Muller: two uniform numbers make two normal ones.
  private static func normal(_ count: Int, deviation: Float, _ seed: UInt64, _ number: Int) -> [Float] {
    let pairs = (count + 1) / 2
    let uniform = SeededTensor([2 * pairs], seed: seed, tensor: UInt64(number), scale: 1).values(0..<2 * pairs)
    let normal = (0..<pairs).flatMap { pair in
      // In (0, 1]: the logarithm of 0 is never taken.
      let radius = (-2 * log((1 - Double(uniform[2 * pair])) / 2)).squareRoot()
      let angle = Double.pi * Double(uniform[2 * pair + 1])
      return [deviation * Float(radius * cos(angle)), deviation * Float(radius * sin(angle))]
    }
    return Array(normal.prefix(count))
  }
}
