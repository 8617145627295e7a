#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Softmax over axis 1: scores become shares that are positive and add up to 1.
///
///     output[n, c] = exp(input[n, c] − m) / Σ exp(input[n, d] − m)     with m the largest input of the picture
///
/// Subtracting m changes nothing but keeps every exponential at 1 or below. Without it an input of 89 is too much for
/// float32: its exponential is infinite, and infinity divided by infinity is NaN.
///
/// Shapes: `[N, C]` unchanged; on `[N, C, H, W]` every place of the map has its own shares.
package struct Softmax: Operation {
  /// Whether m is subtracted. Programs always do; the naive form is here to be seen breaking.
  package var subtractsLargest: Bool

  package init(subtractsLargest: Bool = true) { self.subtractsLargest = subtractsLargest }

  package var kind: OperationKind { .softmax }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank >= 2, !input.dimensions.contains(0) else {
      throw ShapeError("softmax wants scores N×C, not \(input)")
    }
    return try input.checked("softmax", from: input)
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    let shape = shapeOfOutput(for: input.shape)
    let classes = shape[1]
    let places = shape.dimensions[2...].reduce(1, *)
    var output = input
    for image in 0..<shape[0] {
      for place in 0..<places {
        let cells = stride(from: image * classes * places + place, to: (image + 1) * classes * places, by: places)
        let largest = subtractsLargest ? cells.reduce(-Float.infinity) { max($0, input.data[$1]) } : 0
        var sum: Float = 0
        for cell in cells {
          output.data[cell] = exp(input.data[cell] - largest)
          sum += output.data[cell]
        }
        for cell in cells { output.data[cell] /= sum }
      }
    }
    return output
  }

  /// Shares share one sum, so each score moves all of them:
  ///
  ///     dL/d input[c] = output[c] · (dL/d output[c] − Σ dL/d output[d] · output[d])
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    let classes = input.shape[1]
    let places = input.shape.dimensions[2...].reduce(1, *)
    var inputGradient = Tensor(zeros: input.shape)
    for image in 0..<input.shape[0] {
      for place in 0..<places {
        let cells = stride(from: image * classes * places + place, to: (image + 1) * classes * places, by: places)
        let mean = cells.reduce(0) { $0 + outputGradient.data[$1] * output.data[$1] }
        for cell in cells { inputGradient.data[cell] = output.data[cell] * (outputGradient.data[cell] - mean) }
      }
    }
    return Gradients(input: inputGradient)
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let sources = (0..<input.shape[1]).map { [$0] + at.dropFirst(2) }
    let scores = sources.map { input[[at[0]] + $0] }
    let largest = subtractsLargest ? scores.reduce(-Float.infinity) { max($0, $1) } : 0
    let terms = zip(sources, scores).map { Explanation.Term($0, input: $1, contribution: exp($1 - largest)) }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    return Explanation(
      Array(at.dropFirst()), value: terms[at[1]].contribution / sum, rule: .exponentialShare, terms: terms)
  }
}
