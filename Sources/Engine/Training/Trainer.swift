/// Trains a network by gradient descent, one batch at a time.
///
/// The loss is the cross-entropy of the network's scores; a softmax at its end is left out and its way back taken together
/// with the loss. A step whose loss or gradient is not finite is reported and not made: weights and velocities stay as they
/// were. What comes out depends on the network, the batches, the seed and the kernels, not on the number of threads.
package final class Trainer {
  package struct Result: Equatable, Sendable {
    /// The mean loss of the batch before the step.
    package let loss: Float
    /// How many of the batch's pictures had the largest score at the right class; none whose scores hold a NaN.
    package let correct: Int
    /// Length of the gradient of all parameters, as far as it was asked for by ``GradientDescent/longestGradient``.
    package let gradientNorm: Double?
    /// Whether the loss and every number of the gradient were finite. If not, the step was not made.
    package let isFinite: Bool
  }

  package let images: Int
  package var descent: GradientDescent
  /// Steps done.
  package private(set) var steps = 0
  private let original: Network
  private let seed: UInt64
  /// `[N, classes]`
  private let scores: Shape
  private let engine: any TrainingEngine

  /// Throws a ``ShapeError`` where there is nothing to train or nothing to train on, ``OutOfMemory`` where there is no
  /// memory for it.
  ///
  /// - Parameters:
  ///   - images: pictures in a batch, 1 or more.
  ///   - seed: of the dropout masks.
  package init(
    _ network: Network, images: Int, descent: GradientDescent, seed: UInt64 = 0, kernels: Kernels
  ) throws {
    guard images > 0 else { throw ShapeError("training wants batches of 1 picture or more, not \(images)") }
    let scoring = network.scoring
    guard let scores = scoring.architecture.summaries.last?.output, scores.rank == 1 else {
      throw ShapeError("\(network.architecture.name) does not end in scores: it cannot be trained")
    }
    (original, self.images, self.descent, self.seed) = (network, images, descent, seed)
    self.scores = scores.batched(images)
    engine = Trainer.engine(scoring, images: images, kernels: kernels)
    try engine.begin()
  }

  /// The bytes that a trainer takes beside the network; `Int.max` where they cannot be counted. Nothing is taken.
  package static func bytes(_ network: Network, images: Int, kernels: Kernels) -> Int {
    engine(network.scoring, images: images, kernels: kernels).bytes
  }

  private static func engine(_ scoring: Network, images: Int, kernels: Kernels) -> any TrainingEngine {
    switch kernels {
    case .reference: TextbookTraining(scoring, images: images)
    case .fast(let kernels): FastTraining(scoring, images: images, kernels: kernels)
    }
  }

  /// One step down the gradient of a batch's loss. Throws, and does nothing, if the batch has another shape or a target is
  /// no class.
  ///
  /// - Parameters:
  ///   - batch: `[N, C, H, W]` with the trainer's number of pictures.
  ///   - targets: the right class of each.
  package func step(_ batch: Tensor, targets: [Int]) throws(ShapeError) -> Result {
    try check(batch)
    try CrossEntropy().check(scores, targets: targets)
    // Mixed twice: the steps of one seed are not those of the next.
    let mode = Mode.training(seed: SeededTensor.mix(SeededTensor.mix(seed) &+ UInt64(steps)))
    let scores = engine.forward(batch, mode)
    let loss = CrossEntropy().forward(scores, targets: targets)
    engine.backward(CrossEntropy().backward(scores, targets: targets), mode)
    let norm = descent.longestGradient.map { _ in engine.gradientNorm }
    let isFinite = loss.isFinite && engine.hasFiniteGradient
    if isFinite {
      engine.descend(descent, rate: descent.learningRate(step: steps), scale: descent.scale(norm: norm ?? 0))
    }
    steps += 1
    return Result(
      loss: loss, correct: zip(scores.largest, targets).count { $0 == $1 }, gradientNorm: norm, isFinite: isFinite)
  }

  /// The scores of a batch with the weights as they are now, nothing dropped.
  package func scores(_ batch: Tensor) throws(ShapeError) -> Tensor {
    try check(batch)
    return engine.forward(batch, .inference)
  }

  /// The network with the weights as they are now.
  package var network: Network {
    var parameters = engine.parameters
    while parameters.count < original.architecture.layers.count { parameters.append(.none) }
    return Network(
      original.architecture, parameters: parameters, weights: "trained \(steps) steps",
      isTrained: steps > 0 || original.isTrained)
  }

  private func check(_ batch: Tensor) throws(ShapeError) {
    let wanted = original.architecture.input.batched(images)
    guard batch.shape == wanted else { throw ShapeError("training wants batches \(wanted), not \(batch.shape)") }
  }
}

/// What a trainer computes with.
protocol TrainingEngine {
  /// What it takes beside the network.
  var bytes: Int { get }
  /// Takes its memory; before that it can only say how much it is.
  func begin() throws(OutOfMemory)
  var parameters: [Parameters] { get }
  func forward(_ batch: Tensor, _ mode: Mode) -> Tensor
  /// After a forward pass in the same mode.
  func backward(_ gradient: Tensor, _ mode: Mode)
  /// √Σ over all parameters of their gradient squared.
  var gradientNorm: Double { get }
  /// Whether no number of the gradient is infinite or NaN.
  var hasFiniteGradient: Bool { get }
  /// - Parameter scale: what gradients are multiplied by.
  func descend(_ descent: GradientDescent, rate: Float, scale: Float)
}

extension Network {
  /// The network without a softmax at its end.
  fileprivate var scoring: Network {
    guard architecture.layers.last?.operation is Softmax else { return self }
    let cut = Architecture(
      name: architecture.name, input: architecture.input, layers: Array(architecture.layers.dropLast()))
    return Network(cut, parameters: Array(parameters.dropLast()), weights: weights, isTrained: isTrained)
  }
}

extension Tensor {
  /// The class with the largest score of every picture, the first of equal ones; nil where one of the scores is NaN, which
  /// is neither larger nor smaller than any other.
  package var largest: [Int?] {
    let classes = shape[1]
    return (0..<shape[0]).map { image in
      let scores = data[image * classes..<(image + 1) * classes]
      guard !scores.contains(where: \.isNaN) else { return nil }
      return scores.indices.reduce(scores.startIndex) { scores[$1] > scores[$0] ? $1 : $0 } - scores.startIndex
    }
  }
}
