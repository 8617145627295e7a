#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Cross-entropy of scores and the right classes, the loss that training makes small.
///
///     loss = mean over n of  log Σ exp(logits[n, c] − m) + m − logits[n, target[n]]     with m the largest logit
///
/// which is −log of the share that softmax gives the right class. Shapes: logits `[N, C]`, one target class a picture.
///
/// Source: Krizhevsky et al. 2012, section 3.5 (multinomial logistic regression).
package struct CrossEntropy: Sendable {
  /// Whether m is subtracted; without it the loss is −log of a naive softmax and breaks where that does.
  package var subtractsLargest: Bool

  package init(subtractsLargest: Bool = true) { self.subtractsLargest = subtractsLargest }

  /// Refuses logits that are not `[N, C]`, a number of targets other than N, and targets that are no class.
  package func check(_ logits: Shape, targets: [Int]) throws(ShapeError) {
    guard logits.rank == 2, !logits.dimensions.contains(0), logits.isReasonable else {
      throw ShapeError("cross-entropy wants scores N×C, not \(logits)")
    }
    guard targets.count == logits[0] else {
      throw ShapeError("cross-entropy of \(logits) wants \(logits[0]) target classes, not \(targets.count)")
    }
    if let target = targets.first(where: { $0 < 0 || $0 >= logits[1] }) {
      throw ShapeError("cross-entropy of \(logits) wants targets from 0 to \(logits[1] - 1), not \(target)")
    }
  }

  private func insist(on logits: Shape, _ targets: [Int]) {
    do { try check(logits, targets: targets) } catch { preconditionFailure(error.description) }
  }

  /// The mean loss of the batch; the logits and targets must be ones that ``check(_:targets:)`` accepts.
  package func forward(_ logits: Tensor, targets: [Int]) -> Float {
    let losses = losses(logits, targets: targets)
    return losses.reduce(0, +) / Float(losses.count)
  }

  /// The loss of every picture of the batch.
  package func losses(_ logits: Tensor, targets: [Int]) -> [Float] {
    insist(on: logits.shape, targets)
    let classes = logits.shape[1]
    guard subtractsLargest else {
      let shares = Softmax(subtractsLargest: false).forward(logits, .none, .inference)
      return targets.indices.map { -log(shares.data[$0 * classes + targets[$0]]) }
    }
    return targets.indices.map { image in
      let scores = logits.data[image * classes..<(image + 1) * classes]
      let largest = scores.reduce(-Float.infinity) { max($0, $1) }
      let sum = scores.reduce(0) { $0 + exp($1 - largest) }
      return log(sum) + largest - scores[scores.startIndex + targets[image]]
    }
  }

  /// Shares less the right answer: what softmax says too much of a class is what its score must fall by.
  ///
  ///     dL/d logits[n, c] = (softmax(logits)[n, c] − [c = target[n]]) · gradient / N
  ///
  /// - Parameter gradient: dL/d loss, 1 where the loss is what is made small.
  package func backward(_ logits: Tensor, targets: [Int], gradient: Float = 1) -> Tensor {
    insist(on: logits.shape, targets)
    var inputGradient = Softmax(subtractsLargest: subtractsLargest).forward(logits, .none, .inference)
    let classes = logits.shape[1]
    for (image, target) in targets.enumerated() { inputGradient.data[image * classes + target] -= 1 }
    let scale = gradient / Float(targets.count)
    for cell in inputGradient.data.indices { inputGradient.data[cell] *= scale }
    return inputGradient
  }
}
