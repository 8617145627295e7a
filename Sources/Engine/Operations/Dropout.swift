/// Dropout: while training, every number is set to zero with probability p; at inference all take part.
///
/// | | training | inference |
/// |---|---|---|
/// | inverted | mask · x / (1 − p) | x |
/// | paper | mask · x | (1 − p) · x |
///
/// Both keep the expected input of the next layer. Shapes stay as they are, of any rank.
///
/// Source: Krizhevsky et al. 2012, section 4.2 (p = 0.5, the factor at test time); scaling while training is what
/// programs do today.
package struct Dropout: Operation {
  /// Where the factor stands.
  package enum Convention: Sendable { case inverted, paper }

  /// p, the probability of being dropped.
  package var rate: Float
  package var convention: Convention

  package init(rate: Float = 0.5, convention: Convention = .inverted) {
    precondition(rate >= 0 && rate <= 1, "dropout with probability \(rate)")
    (self.rate, self.convention) = (rate, convention)
  }

  package var kind: OperationKind { .dropout }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape { try input.checked("dropout", from: input) }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    guard let factor = factor(mode) else { return input }
    return Tensor(input.shape, input.data.indices.map { factor($0) * input.data[$0] })
  }

  /// What training makes of `input` when exactly the numbers marked in `mask` are kept: one mask out of 2ⁿ instead of a
  /// drawn one.
  package func forward(_ input: Tensor, keeping mask: [Bool]) -> Tensor {
    precondition(mask.count == input.data.count, "dropout of \(input.shape) with a mask of \(mask.count)")
    let scale = convention == .inverted ? 1 / (1 - rate) : 1
    return Tensor(input.shape, input.data.indices.map { mask[$0] ? scale * input.data[$0] : 0 })
  }

  /// What was dropped gets no gradient; the factor of what stayed applies to its gradient too.
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    guard let factor = factor(mode) else { return Gradients(input: outputGradient) }
    return Gradients(
      input: Tensor(input.shape, outputGradient.data.indices.map { factor($0) * outputGradient.data[$0] }))
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let (cell, number) = (Array(at.dropFirst()), input[at])
    guard let factor = factor(mode)?(input.shape.offset(of: at)) else { return .copy(cell, value: number, from: cell) }
    let term = Explanation.Term(cell, input: number, weight: factor, contribution: factor * number)
    return Explanation(cell, value: term.contribution, rule: .gate, terms: [term])
  }

  /// Whether the number at `offset` of the batch is kept: the same for the same seed, whatever else is computed.
  package func keeps(_ offset: Int, seed: UInt64) -> Bool {
    let counter = Dropout.counter(seed: seed) &+ UInt64(truncatingIfNeeded: offset)
    return (SeededTensor.uniform(counter) + 1) / 2 >= rate
  }

  /// The counter of offset 0.
  static func counter(seed: UInt64) -> UInt64 { SeededTensor.mix(seed) }

  /// What the number at an offset is multiplied by; `nil` where everything passes unchanged.
  private func factor(_ mode: Mode) -> ((Int) -> Float)? {
    let kept = 1 - rate
    switch (mode, convention) {
    case (.inference, .inverted): return nil
    case (.inference, .paper): return { _ in kept }
    case (.training(let seed), .inverted): return { keeps($0, seed: seed) ? 1 / kept : 0 }
    case (.training(let seed), .paper): return { keeps($0, seed: seed) ? 1 : 0 }
    }
  }
}
