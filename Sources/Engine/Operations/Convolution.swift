/// Convolution: every output number is a bias plus the sum of products of a kernel with the window under it.
///
///     output[n, o, y, x] = bias[o] + Σ weight[o, c, i, j] · input[n, g·C/G + c, y·s − p + i·d, x·s − p + j·d]
///
/// over c < C/G, i < kernel height, j < kernel width; cells in the padding are zero. It is the cross-correlation that deep
/// learning calls convolution: the kernel is not turned round. With G groups, output channel o belongs to group
/// g = ⌊o·G/O⌋ and sees that group's input channels only.
///
/// Shapes: `[N, C, H, W] → [N, O, H′, W′]`, weight `[O, C/G, kernel height, kernel width]`, bias `[O]`; H′, W′ from ``Windows``.
///
/// Source: Krizhevsky et al. 2012, sections 3.2 (two groups, one on each GPU) and 3.5.
package struct Convolution: Operation {
  package var outChannels: Int
  package var rows: Windows
  package var columns: Windows
  package var groups: Int
  package var hasBias: Bool

  /// - Parameter kernelWidth: where the kernel is not square; `kernel` is its height then.
  package init(
    outChannels: Int, kernel: Int, kernelWidth: Int? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1, rounding: Windows.Rounding = .floor, hasBias: Bool = true
  ) {
    precondition(outChannels > 0 && groups > 0, "convolution with \(outChannels) channels in \(groups) groups")
    self.outChannels = outChannels
    self.rows = Windows(kernel: kernel, stride: stride, padding: padding, dilation: dilation, rounding: rounding)
    self.columns = rows
    self.columns.kernel = kernelWidth ?? kernel
    self.groups = groups
    self.hasBias = hasBias
  }

  package var kind: OperationKind { .convolution }
  package var kernelHeight: Int { rows.kernel }
  package var kernelWidth: Int { columns.kernel }
  package var stride: Int { rows.stride }
  package var padding: Int { rows.padding }
  package var dilation: Int { rows.dilation }
  package var reach: Reach { .window(rows) }

  /// Whether the kernels compute it from `input` by Winograd's method, with fewer products than ``multiplyAdds(for:)``
  /// counts: 16 for 36 with a kernel of 3, 36 for 100 with one of 5.
  package func savesProducts(on input: Shape) -> Bool { TiledConvolution.takes(self, input) }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try input.checkMaps("convolution")
    guard input[1] % groups == 0, outChannels % groups == 0 else {
      throw ShapeError(
        "convolution in \(groups) groups cannot divide the \(input[1]) channels of \(input) and its own \(outChannels) evenly"
      )
    }
    guard let height = rows.count(on: input[2]), let width = columns.count(on: input[3]) else {
      throw ShapeError(
        "convolution with a kernel of \(kernelHeight)×\(kernelWidth)\(dilation > 1 ? ", dilation \(dilation)," : "") "
          + "and padding \(padding) does not fit \(input)")
    }
    return try Shape([input[0], outChannels, height, width]).checked("convolution", from: input)
  }

  package func parameterShapes(for input: Shape) throws(ShapeError) -> [ParameterShape] {
    _ = try outputShape(for: input)
    let kernel = Shape([input[1] / groups, kernelHeight, kernelWidth])
    let weight = try Shape([outChannels] + kernel.dimensions).checked("convolution", from: input)
    let parameters = [ParameterShape("weight", weight, fanIn: kernel.count)]
    return hasBias ? parameters + [ParameterShape("bias", [outChannels], fanIn: kernel.count)] : parameters
  }

  package func multiplyAdds(for input: Shape) throws(ShapeError) -> Int {
    let weight = try parameterShapes(for: input)[0]
    return try outputShape(for: input).count * weight.fanIn
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    let (inputShape, shape) = (input.shape, shapeOfOutput(for: input.shape))
    let (weight, bias) = tensors(of: parameters, for: inputShape)
    let (inChannels, height, width) = (inputShape[1], inputShape[2], inputShape[3])
    let (groupInputs, groupOutputs) = (inChannels / groups, outChannels / groups)
    var output = Tensor(zeros: shape)
    input.data.withUnsafeBufferPointer { input in
      weight.data.withUnsafeBufferPointer { weight in
        var cell = 0
        for image in 0..<shape[0] {
          for channel in 0..<outChannels {
            let firstInput = image * inChannels + channel / groupOutputs * groupInputs
            for row in 0..<shape[2] {
              let (top, rowTaps) = (rows.start(ofWindow: row), rows.taps(ofWindow: row, on: height))
              for column in 0..<shape[3] {
                let (left, columnTaps) = (columns.start(ofWindow: column), columns.taps(ofWindow: column, on: width))
                var sum = bias?.data[channel] ?? 0
                for inner in 0..<groupInputs {
                  for i in rowTaps {
                    let weights = ((channel * groupInputs + inner) * kernelHeight + i) * kernelWidth
                    let cells = ((firstInput + inner) * height + top + i * dilation) * width + left
                    for j in columnTaps { sum += weight[weights + j] * input[cells + j * dilation] }
                  }
                }
                output.data[cell] = sum
                cell += 1
              }
            }
          }
        }
      }
    }
    return output
  }

  /// Every product of the forward pass sends the gradient of its sum to both of its factors:
  ///
  ///     dL/d weight += dL/d output · input      dL/d input += dL/d output · weight      dL/d bias += dL/d output
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    let (wantsInput, wantsParameters) = (wanted.contains(.input), wanted.contains(.parameters))
    guard wantsInput || wantsParameters else { return Gradients(input: nil) }
    let described = checked(parameters, for: input.shape).weight
    // What is not wanted is not computed, and what it would be computed from is not read.
    let weight = wantsInput ? described.tensor : Tensor(zeros: [0])
    let (shape, inChannels, height, width) = (output.shape, input.shape[1], input.shape[2], input.shape[3])
    let (groupInputs, groupOutputs) = (inChannels / groups, outChannels / groups)
    var inputGradient = Tensor(zeros: wantsInput ? input.shape : [0])
    var weightGradient = Tensor(zeros: wantsParameters ? described.shape : [0])
    var biasGradient = Tensor(zeros: [outChannels])
    var cell = 0
    for image in 0..<shape[0] {
      for channel in 0..<outChannels {
        let firstInput = image * inChannels + channel / groupOutputs * groupInputs
        for row in 0..<shape[2] {
          let (top, rowTaps) = (rows.start(ofWindow: row), rows.taps(ofWindow: row, on: height))
          for column in 0..<shape[3] {
            let (left, columnTaps) = (columns.start(ofWindow: column), columns.taps(ofWindow: column, on: width))
            let gradient = outputGradient.data[cell]
            cell += 1
            biasGradient.data[channel] += gradient
            for inner in 0..<groupInputs {
              for i in rowTaps {
                let weights = ((channel * groupInputs + inner) * kernelHeight + i) * kernelWidth
                let cells = ((firstInput + inner) * height + top + i * dilation) * width + left
                if wantsParameters {
                  for j in columnTaps {
                    weightGradient.data[weights + j] += gradient * input.data[cells + j * dilation]
                  }
                }
                if wantsInput {
                  for j in columnTaps {
                    inputGradient.data[cells + j * dilation] += gradient * weight.data[weights + j]
                  }
                }
              }
            }
          }
        }
      }
    }
    return Gradients(
      input: wantsInput ? inputGradient : nil, weight: wantsParameters ? weightGradient : nil,
      bias: wantsParameters && hasBias ? biasGradient : nil)
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let (weight, bias) = checked(parameters, for: input.shape)
    let (image, channel, row, column) = (at[0], at[1], at[2], at[3])
    let groupInputs = input.shape[1] / groups
    let size = groupInputs * kernelHeight * kernelWidth
    let kernel = Tensor(
      [groupInputs, kernelHeight, kernelWidth], weight.values(channel * size..<(channel + 1) * size))
    let firstInput = channel / (outChannels / groups) * groupInputs
    var terms: [Explanation.Term] = []
    for inner in 0..<groupInputs {
      for i in rows.taps(ofWindow: row, on: input.shape[2]) {
        for j in columns.taps(ofWindow: column, on: input.shape[3]) {
          let source = [
            firstInput + inner, rows.start(ofWindow: row) + i * dilation,
            columns.start(ofWindow: column) + j * dilation,
          ]
          let (number, weight) = (input[[image] + source], kernel[[inner, i, j]])
          terms.append(.init(source, input: number, weight: weight, contribution: number * weight))
        }
      }
    }
    let own = bias?.data[channel]
    let value = terms.reduce(own ?? 0) { $0 + $1.contribution }
    return Explanation(Array(at.dropFirst()), value: value, rule: .sumOfProducts, bias: own, terms: terms)
  }

  private func tensors(of parameters: Parameters, for input: Shape) -> (weight: Tensor, bias: Tensor?) {
    let (weight, bias) = checked(parameters, for: input)
    return (weight.tensor, bias)
  }

  /// Weight and bias, after a check that they are this convolution's.
  private func checked(_ parameters: Parameters, for input: Shape) -> (weight: Weight, bias: Tensor?) {
    let expected = Shape([outChannels, input[1] / groups, kernelHeight, kernelWidth])
    guard let weight = parameters.weight, weight.shape == expected else {
      preconditionFailure("convolution of \(input) wants a weight \(expected), not \(parameters.weight?.shape as Any)")
    }
    precondition(
      parameters.bias.map { $0.shape == [outChannels] } ?? true,
      "convolution wants a bias of \(outChannels), not \(parameters.bias?.shape as Any)")
    return (weight, parameters.bias)
  }
}
