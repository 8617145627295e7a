/// Stochastic gradient descent with momentum and weight decay, in the paper's form:
///
///     v ← momentum · v − decay · ε · w − ε · dL/d w        w ← w + v
///
/// with the mean gradient of a batch and the learning rate ε. Biases do not decay.
///
/// Source: Krizhevsky et al. 2012, section 5 (momentum 0.9, decay 0.0005, batches of 128, ε = 0.01 divided by 10 three
/// times).
package struct GradientDescent: Equatable, Sendable {
  package var learningRate: LearningRate
  package var momentum: Float
  package var weightDecay: Float
  /// The largest length that the gradient of all parameters together may have; longer ones are scaled down. Off if nil.
  package var longestGradient: Float?

  package init(
    learningRate: LearningRate = .constant(0.01), momentum: Float = 0.9, weightDecay: Float = 0,
    longestGradient: Float? = nil
  ) {
    precondition(momentum >= 0 && momentum < 1, "momentum \(momentum)")
    precondition(weightDecay >= 0 && (longestGradient ?? 1) > 0)
    (self.learningRate, self.momentum) = (learningRate, momentum)
    (self.weightDecay, self.longestGradient) = (weightDecay, longestGradient)
  }

  /// What the paper used.
  package static let paper = GradientDescent(
    learningRate: .constant(0.01), momentum: 0.9, weightDecay: 0.0005)

  /// What gradients of length `norm` are multiplied by. The norm is finite: no factor makes a step of a gradient that is
  /// not, since 0 times infinity is NaN, so ``Trainer`` makes none.
  func scale(norm: Double) -> Float {
    precondition(norm.isFinite, "a gradient of length \(norm) has no direction")
    guard let longestGradient, norm > Double(longestGradient) else { return 1 }
    return Float(Double(longestGradient) / norm)
  }

  /// One step of one parameter tensor.
  package func update(_ weights: inout Tensor, velocity: inout Tensor, gradient: Tensor, rate: Float, decays: Bool) {
    let decay = decays ? weightDecay : 0
    for i in weights.data.indices {
      let pull = gradient.data[i] + decay * weights.data[i]
      velocity.data[i] = momentum * velocity.data[i] - rate * pull
      weights.data[i] += velocity.data[i]
    }
  }
}

/// ε as a function of the step.
package struct LearningRate: Equatable, Sendable {
  package var initial: Float
  /// Steps from which on it is `factor` times what it was before, in order.
  package var drops: [Int]
  package var factor: Float

  package static func constant(_ rate: Float) -> LearningRate { .dropping(rate, at: []) }

  /// Divided by 10 at each of the steps, as the paper did by hand when the validation error stopped falling.
  package static func dropping(_ rate: Float, at drops: [Int], factor: Float = 0.1) -> LearningRate {
    LearningRate(initial: rate, drops: drops.sorted(), factor: factor)
  }

  /// - Parameter step: counted from 0.
  package func callAsFunction(step: Int) -> Float {
    drops.prefix { $0 <= step }.reduce(initial) { rate, _ in rate * factor }
  }
}
