/// A fully connected layer: every output is a bias plus a weighted sum of all inputs.
///
///     output[n, o] = bias[o] + Σ weight[o, i] · input[n, i]
///
/// Shapes: `[N, I] → [N, O]`, weight `[O, I]`, bias `[O]`. Weights that are generated are made some rows at a time and
/// never held all together: the three layers of the paper have 58.6 million.
///
/// Source: Krizhevsky et al. 2012, section 3.5.
package struct Linear: Operation {
  package var inputs: Int
  package var outputs: Int
  package var hasBias: Bool

  package init(inputs: Int, outputs: Int, hasBias: Bool = true) {
    precondition(inputs > 0 && outputs > 0, "a fully connected layer from \(inputs) to \(outputs)")
    (self.inputs, self.outputs, self.hasBias) = (inputs, outputs, hasBias)
  }

  package var kind: OperationKind { .linear }
  package var reach: Reach { .all }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.rank == 2, input[0] > 0 else { throw ShapeError("linear wants vectors N×F, not \(input)") }
    guard input[1] == inputs else {
      throw ShapeError(
        "linear from \(inputs) to \(outputs), weight \(outputs)×\(inputs), cannot take \(input): that is \(input[1]) inputs"
      )
    }
    return try Shape([input[0], outputs]).checked("linear", from: input)
  }

  package func parameterShapes(for input: Shape) throws(ShapeError) -> [ParameterShape] {
    _ = try outputShape(for: input)
    let weight = try Shape([outputs, inputs]).checked("linear", from: input)
    let parameters = [ParameterShape("weight", weight, fanIn: inputs)]
    return hasBias ? parameters + [ParameterShape("bias", [outputs], fanIn: inputs)] : parameters
  }

  package func multiplyAdds(for input: Shape) throws(ShapeError) -> Int {
    try parameterShapes(for: input)[0].shape.count * input[0]
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    var output = Tensor(zeros: shapeOfOutput(for: input.shape))
    let weight = weight(of: parameters)
    for first in stride(from: 0, to: outputs, by: Linear.rowsAtOnce) {
      let last = min(first + Linear.rowsAtOnce, outputs)
      let rows = weight.values(first * inputs..<last * inputs)
      for image in 0..<input.shape[0] {
        for unit in first..<last {
          output.data[image * outputs + unit] =
            sum(
              rows, (unit - first) * inputs, input.data, image * inputs, startingWith: parameters.bias?.data[unit] ?? 0)
        }
      }
    }
    return output
  }

  ///     dL/d weight = Σ over n of dL/d output[n]ᵀ · input[n]      dL/d input = dL/d output · weight
  ///
  /// Generated weights are made some rows at a time here too; their own gradient is a tensor of 4 bytes a weight.
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    let weight = weight(of: parameters)
    let images = input.shape[0]
    var gradients = Gradients(input: nil)
    if wanted.contains(.input) {
      var inputGradient = Tensor(zeros: input.shape)
      for first in stride(from: 0, to: outputs, by: Linear.rowsAtOnce) {
        let last = min(first + Linear.rowsAtOnce, outputs)
        let rows = weight.values(first * inputs..<last * inputs)
        for image in 0..<images {
          for unit in first..<last {
            add(
              rows, (unit - first) * inputs, times: outputGradient.data[image * outputs + unit],
              to: &inputGradient.data,
              image * inputs)
          }
        }
      }
      gradients.input = inputGradient
    }
    if wanted.contains(.parameters) {
      var weightGradient = Tensor(zeros: weight.shape)
      var biasGradient = Tensor(zeros: [outputs])
      for image in 0..<images {
        for unit in 0..<outputs {
          let gradient = outputGradient.data[image * outputs + unit]
          biasGradient.data[unit] += gradient
          add(input.data, image * inputs, times: gradient, to: &weightGradient.data, unit * inputs)
        }
      }
      gradients.weight = weightGradient
      if hasBias { gradients.bias = biasGradient }
    }
    return gradients
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let (image, unit) = (at[0], at[1])
    let row = weight(of: parameters).values(unit * inputs..<(unit + 1) * inputs)
    let terms = row.indices.map { i in
      let number = input.data[image * inputs + i]
      return Explanation.Term([i], input: number, weight: row[i], contribution: row[i] * number)
    }
    let bias = parameters.bias?.data[unit]
    let value = terms.reduce(bias ?? 0) { $0 + $1.contribution }
    return Explanation([unit], value: value, rule: .sumOfProducts, bias: bias, terms: terms)
  }

  /// sums[start + i] += factor · numbers[first + i] over the inputs.
  private func add(
    _ numbers: [Float], _ first: Int, times factor: Float, to sums: inout [Float], _ start: Int
  ) {
    numbers.withUnsafeBufferPointer { numbers in
      sums.withUnsafeMutableBufferPointer { sums in
        for i in 0..<inputs { sums[start + i] += factor * numbers[first + i] }
      }
    }
  }

  /// bias + Σ rows[row + i] · numbers[first + i] over the inputs.
  private func sum(_ rows: [Float], _ row: Int, _ numbers: [Float], _ first: Int, startingWith bias: Float) -> Float {
    rows.withUnsafeBufferPointer { rows in
      numbers.withUnsafeBufferPointer { numbers in
        var sum = bias
        for i in 0..<inputs { sum += rows[row + i] * numbers[first + i] }
        return sum
      }
    }
  }

  /// The weight, after a check that it is this layer's.
  private func weight(of parameters: Parameters) -> Weight {
    guard let weight = parameters.weight, weight.shape == [outputs, inputs] else {
      preconditionFailure("linear wants a weight \(outputs)×\(inputs), not \(parameters.weight?.shape as Any)")
    }
    return weight
  }

  private static let rowsAtOnce = 32
}
