#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A stack of fully connected layers of one width, to see what becomes of activations and gradients with depth.
///
///     z[k] = W[k] · h[k−1] + b      h[k] = f(z[k])      loss = mean of h[depth] · r
///
/// with inputs h[0] and r normal with variance 1, `[samples, width]`. Weights are drawn by an ``Initialization`` and
/// multiplied by a gain. Measured are spreads of h[k], norms of dL/dz[k] and dL/dW[k] (the root of the sum of squares), and
/// which outputs are zero.
package struct DepthProbe: Sendable {
  package var depth: Int
  package var width: Int
  /// Nil: the layers stay linear.
  package var activation: (any Activation)?
  package var initialization: Initialization
  package var gain: Float
  /// Of every unit.
  package var bias: Float
  package var seed: UInt64

  package static let samples = 64

  package init(
    depth: Int, width: Int, activation: (any Activation)?, initialization: Initialization, gain: Float = 1,
    bias: Float = 0, seed: UInt64
  ) {
    precondition(depth > 0 && width > 0, "a stack of \(depth) layers of \(width)")
    (self.depth, self.width, self.activation) = (depth, width, activation)
    (self.initialization, self.gain, self.bias, self.seed) = (initialization, gain, bias, seed)
  }

  /// What is measured at one layer.
  package struct Layer: Equatable, Sendable {
    /// Standard deviation of h over units and samples.
    package let spread: Float
    /// Norms of dL/dz and dL/dW.
    package let deltaNorm: Float
    package let weightNorm: Float
    /// Outputs that are zero, of all units and samples.
    package let zeros: Int
    /// Units that are zero for every sample.
    package let dead: Int
  }

  /// One pass forward and one backward through real layers; the first layer first.
  package func run() -> [Layer] {
    let network = network
    let input = normal(DepthProbe.samples, stream: 1)
    let trace = network.forward(input, mode: .inference)
    var upstream = normal(DepthProbe.samples, stream: 2)
    for cell in upstream.data.indices { upstream.data[cell] /= Float(upstream.data.count) }
    let gradients = network.backward(upstream, trace: trace, kernels: .reference)
    let stride = activation == nil ? 1 : 2
    return (0..<depth).map { layer in
      let linear = layer * stride
      let output = trace.stages[linear + stride].output
      return Layer(
        spread: DepthProbe.spread(output.data), deltaNorm: DepthProbe.norm(gradients.stages[linear + 1].data),
        weightNorm: DepthProbe.norm(gradients.parameters[linear].weight?.data ?? []),
        zeros: output.data.count { $0 == 0 }, dead: dead(output))
    }
  }

  /// How many powers of ten lie between two norms; nil where one of them is zero.
  package static func powersOfTen(_ value: Float, of reference: Float) -> Float? {
    guard value > 0, reference > 0, value.isFinite, reference.isFinite else { return nil }
    return Float(log10(Double(value)) - log10(Double(reference)))
  }

  private var network: Network {
    var layers: [Engine.Layer] = []
    var biases: [String: Float] = [:]
    for layer in 1...depth {
      layers.append(Engine.Layer("fc\(layer)", Linear(inputs: width, outputs: width)))
      if let activation { layers.append(Engine.Layer("f\(layer)", activation)) }
      biases["fc\(layer)"] = bias
    }
    let architecture = Architecture(name: "stack", input: [width], layers: layers)
    let fresh = Network.initialized(architecture, initialization, seed: seed, biases: biases)
    let parameters = fresh.parameters.map { own -> Parameters in
      guard gain != 1, var weight = own.weight?.tensor else { return own }
      for cell in weight.data.indices { weight.data[cell] *= gain }
      return Parameters(weight: weight, bias: own.bias)
    }
    return Network(architecture, parameters: parameters, weights: fresh.weights)
  }

  /// `[rows, width]` normal numbers: a weight matrix drawn with deviation 1.
  private func normal(_ rows: Int, stream: UInt64) -> Tensor {
    let one = Architecture(
      name: "numbers", input: [width], layers: [Engine.Layer("n", Linear(inputs: width, outputs: rows, hasBias: false))]
    )
    let drawn = Network.initialized(one, .normal(deviation: 1), seed: seed &* 1_000_003 &+ stream)
    return drawn.parameters[0].weight?.tensor ?? Tensor(zeros: [rows, width])
  }

  private func dead(_ output: Tensor) -> Int {
    (0..<width).count { unit in
      (0..<output.shape[0]).allSatisfy { output.data[$0 * width + unit] == 0 }
    }
  }

  private static func norm(_ numbers: [Float]) -> Float {
    Float(numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
  }

  private static func spread(_ numbers: [Float]) -> Float {
    let mean = numbers.reduce(0.0) { $0 + Double($1) } / Double(numbers.count)
    let squares = numbers.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return Float((squares / Double(numbers.count)).squareRoot())
  }
}
