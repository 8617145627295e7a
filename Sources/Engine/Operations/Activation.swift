/// A function of one number that is applied to every number by itself; shapes stay as they are, of any rank.
package protocol Activation: Operation {
  /// f(x).
  func callAsFunction(_ x: Float) -> Float
  /// f′(x), where y = f(x) is known already.
  func slope(at x: Float, y: Float) -> Float
}

extension Activation {
  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try input.checked(kind.rawValue, from: input)
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    Tensor(input.shape, input.data.map { self($0) })
  }

  ///     dL/d input = dL/d output · f′(input)
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    return Gradients(
      input: Tensor(
        input.shape,
        input.data.indices.map { outputGradient.data[$0] * slope(at: input.data[$0], y: output.data[$0]) }))
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let (cell, number) = (Array(at.dropFirst()), input[at])
    let term = Explanation.Term(cell, input: number, contribution: self(number))
    return Explanation(cell, value: term.contribution, rule: .gate, terms: [term])
  }
}
