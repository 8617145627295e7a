/// Flatten: the maps of a picture one after another as one vector, channel by channel, row by row. No number changes.
///
/// Shapes: `[N, C, H, W] → [N, C·H·W]`.
package struct Flatten: Operation {
  package init() {}

  package var kind: OperationKind { .flatten }
  package var reach: Reach { .all }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank >= 2, !input.dimensions.contains(0) else {
      throw ShapeError("flatten wants a batch of maps N×C×H×W, not \(input)")
    }
    guard input.isReasonable else { throw ShapeError("flatten cannot take \(input): that is too large") }
    return [input[0], input.withoutBatch.count]
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    input.reshaped(shapeOfOutput(for: input.shape))
  }

  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    return Gradients(input: wanted.contains(.input) ? outputGradient.reshaped(input.shape) : nil)
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let source = input.shape.withoutBatch.index(at: at[1])
    return .copy([at[1]], value: input[[at[0]] + source], from: source)
  }
}
