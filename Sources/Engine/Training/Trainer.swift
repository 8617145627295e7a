/// Trains a network by gradient descent, one batch at a time.
///
/// The loss is the cross-entropy of the network's scores; a softmax at its end is left out and its way back taken together
/// with the loss. What comes out depends on the network, the batches, the seed and the kernels, not on the number of threads.
package final class Trainer {
  package struct Result: Equatable, Sendable {
    /// The mean loss of the batch before the step.
    package let loss: Float
    /// How many of the batch's pictures had the largest score at the right class.
    package let correct: Int
    /// Length of the gradient of all parameters, as far as it was asked for by ``GradientDescent/longestGradient``.
    package let gradientNorm: Double?
  }

  package let images: Int
  package var descent: GradientDescent
  /// Steps done.
  package private(set) var steps = 0
  private let original: Network
  private let seed: UInt64
  private let engine: any TrainingEngine

  /// - Parameters:
  ///   - images: pictures in a batch.
  ///   - seed: of the dropout masks.
  package init(
    _ network: Network, images: Int, descent: GradientDescent, seed: UInt64 = 0, kernels: Kernels
  ) {
    (original, self.images, self.descent, self.seed) = (network, images, descent, seed)
    let scoring = network.scoring
    precondition(
      scoring.architecture.summaries.last?.output.rank == 1, "\(network.architecture.name) does not end in scores")
    switch kernels {
    case .reference: engine = TextbookTraining(scoring)
    case .fast(let kernels): engine = FastTraining(scoring, images: images, kernels: kernels)
    }
  }

  /// One step down the gradient of a batch's loss.
  ///
  /// - Parameters:
  ///   - batch: `[N, C, H, W]` with the trainer's number of pictures.
  ///   - targets: the right class of each.
  package func step(_ batch: Tensor, targets: [Int]) -> Result {
    check(batch)
    let mode = Mode.training(seed: SeededTensor.mix(seed &+ UInt64(steps)))
    let scores = engine.forward(batch, mode)
    let loss = CrossEntropy().forward(scores, targets: targets)
    engine.backward(CrossEntropy().backward(scores, targets: targets), mode)
    let norm = descent.longestGradient.map { _ in engine.gradientNorm }
    engine.descend(descent, rate: descent.learningRate(step: steps), scale: descent.scale(norm: norm ?? 0))
    steps += 1
    return Result(loss: loss, correct: scores.largest.enumerated().count { targets[$0] == $1 }, gradientNorm: norm)
  }

  /// The scores of a batch with the weights as they are now, nothing dropped.
  package func scores(_ batch: Tensor) -> Tensor {
    check(batch)
    return engine.forward(batch, .inference)
  }

  /// The network with the weights as they are now.
  package var network: Network {
    var parameters = engine.parameters
    while parameters.count < original.architecture.layers.count { parameters.append(.none) }
    return Network(original.architecture, parameters: parameters, weights: "trained \(steps) steps")
  }

  private func check(_ batch: Tensor) {
    precondition(
      batch.shape == original.architecture.input.batched(images), "a trainer of \(images) pictures given \(batch.shape)"
    )
  }
}

/// What a trainer computes with.
protocol TrainingEngine {
  var parameters: [Parameters] { get }
  func forward(_ batch: Tensor, _ mode: Mode) -> Tensor
  /// After a forward pass in the same mode.
  func backward(_ gradient: Tensor, _ mode: Mode)
  /// √Σ over all parameters of their gradient squared.
  var gradientNorm: Double { get }
  /// - Parameter scale: what gradients are multiplied by.
  func descend(_ descent: GradientDescent, rate: Float, scale: Float)
}

extension Network {
  /// The network without a softmax at its end.
  fileprivate var scoring: Network {
    guard architecture.layers.last?.operation is Softmax else { return self }
    let cut = Architecture(
      name: architecture.name, input: architecture.input, layers: Array(architecture.layers.dropLast()))
    return Network(cut, parameters: Array(parameters.dropLast()), weights: weights)
  }
}

extension Tensor {
  /// The class with the largest score of every picture, the first of equal ones.
  package var largest: [Int] {
    let classes = shape[1]
    return (0..<shape[0]).map { image in
      let scores = data[image * classes..<(image + 1) * classes]
      return scores.indices.reduce(scores.startIndex) { scores[$1] > scores[$0] ? $1 : $0 } - scores.startIndex
    }
  }
}
