/// Adaptive average pooling: as many windows as the output has cells, wherever they must lie for that.
///
///     output[n, c, y, x] = mean of input[n, c, i, j] over ⌊y·H/S⌋ ≤ i < ⌈(y+1)·H/S⌉ and the same for j
///
/// Shapes: `[N, C, H, W] → [N, C, S, S]`. On maps that have S rows and columns already it copies. It has no parameters.
///
/// Source: torchvision's AlexNet, which so takes pictures of any size.
package struct AdaptiveAveragePooling: Operation {
  /// Rows and columns of the output, S.
  package var side: Int

  package init(side: Int) {
    precondition(side > 0, "adaptive average pooling to a side of \(side)")
    self.side = side
  }

  package var kind: OperationKind { .adaptiveAveragePooling }
  package var reach: Reach { .all }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try input.checkMaps("adaptive average pooling")
    return try Shape([input[0], input[1], side, side]).checked("adaptive average pooling", from: input)
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    let shape = shapeOfOutput(for: input.shape)
    let (height, width) = (input.shape[2], input.shape[3])
    var output = Tensor(zeros: shape)
    var cell = 0
    for map in 0..<shape[0] * shape[1] {
      for row in 0..<side {
        for column in 0..<side {
          let (rows, columns) = (cells(of: row, on: height), cells(of: column, on: width))
          let count = Float(rows.count * columns.count)
          for i in rows { for j in columns { output.data[cell] += input.data[(map * height + i) * width + j] / count } }
          cell += 1
        }
      }
    }
    return output
  }

  /// Every cell of a window gets the same share of its gradient.
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    let (height, width) = (input.shape[2], input.shape[3])
    var inputGradient = Tensor(zeros: input.shape)
    var cell = 0
    for map in 0..<output.shape[0] * output.shape[1] {
      for row in 0..<side {
        for column in 0..<side {
          let (rows, columns) = (cells(of: row, on: height), cells(of: column, on: width))
          let share = outputGradient.data[cell] / Float(rows.count * columns.count)
          for i in rows { for j in columns { inputGradient.data[(map * height + i) * width + j] += share } }
          cell += 1
        }
      }
    }
    return Gradients(input: inputGradient)
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let (rows, columns) = (cells(of: at[2], on: input.shape[2]), cells(of: at[3], on: input.shape[3]))
    let count = Float(rows.count * columns.count)
    let terms = rows.flatMap { row in
      columns.map { column in
        let number = input[[at[0], at[1], row, column]]
        return Explanation.Term([at[1], row, column], input: number, contribution: number / count)
      }
    }
    let value = terms.reduce(0) { $0 + $1.contribution }
    return Explanation(Array(at.dropFirst()), value: value, rule: .mean, terms: terms)
  }

  func cells(of index: Int, on n: Int) -> Range<Int> {
    index * n / side..<((index + 1) * n + side - 1) / side
  }
}
