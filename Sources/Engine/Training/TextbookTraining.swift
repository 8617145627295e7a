/// Training with the textbook's loops.
final class TextbookTraining: TrainingEngine {
  private let architecture: Architecture
  private(set) var parameters: [Parameters]
  private var velocities: [Gradients]
  private var gradients: [Gradients] = []
  private var trace = Trace()

  /// Two tensors of numbers a stage, three of parameters.
  let bytes: Int

  init(_ network: Network, images: Int) {
    architecture = network.architecture
    parameters = network.parameters.map { Parameters(weight: $0.weight.map { .stored($0.tensor) }, bias: $0.bias) }
    velocities = parameters.map { own in
      Gradients(
        input: nil, weight: own.weight.map { Tensor(zeros: $0.shape) }, bias: own.bias.map { Tensor(zeros: $0.shape) })
    }
    let stages = architecture.summaries.reduce(architecture.input.count) { $0 + $1.output.count }
    let numbers = architecture.summaries.reduce(0) { $0 + $1.parameters }
    let (sum, overflow) = Int.product(2 * stages, images).addingReportingOverflow(3 * numbers)
    bytes = overflow ? .max : .product(sum, MemoryLayout<Float>.size)
  }

  /// Swift's arrays come when they are needed and cannot be refused then: what the machine does not have is refused here.
  func begin() throws(OutOfMemory) {
    guard bytes <= MemoryPlan.machine else { throw OutOfMemory(bytes: bytes) }
  }

  private var network: Network { Network(architecture, parameters: parameters, weights: "in training") }

  func forward(_ batch: Tensor, _ mode: Mode) -> Tensor {
    trace = network.forward(batch, mode: mode)
    guard let scores = trace.stages.last?.output else { preconditionFailure("a trace without stages") }
    return scores
  }

  func backward(_ gradient: Tensor, _ mode: Mode) {
    gradients =
      network.backward(gradient, trace: trace, mode: mode, wanted: .parameters, kernels: .reference).parameters
  }

  private var tensors: [Tensor] { gradients.flatMap { [$0.weight, $0.bias].compactMap { $0 } } }

  var gradientNorm: Double {
    tensors.reduce(0) { $1.data.reduce($0) { $0 + Double($1) * Double($1) } }.squareRoot()
  }

  var hasFiniteGradient: Bool { tensors.allSatisfy { $0.data.allSatisfy(\.isFinite) } }

  func descend(_ descent: GradientDescent, rate: Float, scale: Float) {
    for layer in parameters.indices {
      if var weight = parameters[layer].weight?.tensor, var velocity = velocities[layer].weight,
        let gradient = gradients[layer].weight
      {
        descent.update(&weight, velocity: &velocity, gradient: gradient.scaled(scale), rate: rate, decays: true)
        (parameters[layer].weight, velocities[layer].weight) = (.stored(weight), velocity)
      }
      if var bias = parameters[layer].bias, var velocity = velocities[layer].bias, let gradient = gradients[layer].bias
      {
        descent.update(&bias, velocity: &velocity, gradient: gradient.scaled(scale), rate: rate, decays: false)
        (parameters[layer].bias, velocities[layer].bias) = (bias, velocity)
      }
    }
  }
}

extension Tensor {
  fileprivate func scaled(_ factor: Float) -> Tensor {
    factor == 1 ? self : Tensor(shape, data.map { $0 * factor })
  }
}
