import CKernels

/// Training with the C kernels: parameters, gradients and velocities stay in the order of the kernels.
final class FastTraining: TrainingEngine {
  private let chain: FastChain
  /// Of weights and biases of the layers that learn.
  let velocities: [(weight: FloatMemory, bias: FloatMemory)]

  init(_ network: Network, images: Int, kernels: FastKernels) {
    let chain = FastChain(network, images: images, kernels: kernels, wanted: .parameters, keepsStages: false)
    velocities = chain.layers.compactMap(\.learned).map {
      (chain.memory.numbers($0.weight.count), chain.memory.numbers($0.bias.count))
    }
    self.chain = chain
  }

  var bytes: Int { chain.memory.bytes }

  func begin() throws(OutOfMemory) { try chain.begin() }

  private var learned: [LearnedParameters] { chain.layers.compactMap(\.learned) }

  var parameters: [Parameters] { chain.layers.map { $0.learned?.parameters() ?? .none } }

  func forward(_ batch: Tensor, _ mode: Mode) -> Tensor { chain.forward(batch, mode) }

  func backward(_ gradient: Tensor, _ mode: Mode) { chain.backward(gradient, mode, .parameters) }

  private var gradients: [UnsafeBufferPointer<Float>] {
    learned.flatMap { $0.hasBias ? [$0.weightGradient, $0.biasGradient] : [$0.weightGradient] }
      .map { UnsafeBufferPointer(start: $0.start, count: $0.count) }
  }

  var gradientNorm: Double {
    gradients.reduce(0.0) { $1.reduce($0) { $0 + Double($1) * Double($1) } }.squareRoot()
  }

  var hasFiniteGradient: Bool { gradients.allSatisfy { chain.kernels.firstNotFinite($0) == nil } }

  func descend(_ descent: GradientDescent, rate: Float, scale: Float) {
    for (own, velocity) in zip(learned, velocities) {
      descend(descent, rate, scale, own.weightGradient, velocity.weight, own.weight, decay: descent.weightDecay)
      if own.hasBias { descend(descent, rate, scale, own.biasGradient, velocity.bias, own.bias, decay: 0) }
    }
    chain.prepare()
  }

  private func descend(
    _ descent: GradientDescent, _ rate: Float, _ scale: Float, _ gradient: FloatMemory, _ velocity: FloatMemory,
    _ numbers: FloatMemory, decay: Float
  ) {
    let (kernels, part) = (chain.kernels, 1 << 14)
    kernels.team.run((numbers.count + part - 1) / part) { task in
      let first = task * part
      kernels.table.descend(
        min(part, numbers.count - first), rate, descent.momentum, decay, scale, gradient.start + first,
        velocity.start + first, numbers.start + first)
    }
  }
}
