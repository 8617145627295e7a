/// An output number that reads a given input number, and how fast it changes with it.
package struct Influence: Equatable, Sendable {
  /// Place in the output, without the batch.
  package let at: Index
  /// ∂ output[at] / ∂ input[source].
  package let derivative: Float

  package init(_ at: Index, _ derivative: Float) { (self.at, self.derivative) = (at, derivative) }
}

/// Where one input number goes: the transpose of ``Operation/explain(_:input:_:_:)``. With the gradient `g` of the
/// output,
///
///     dL/d input[source] = Σ derivative · g[at]
///
/// over the influences of `source`: what ``Operation/backward(_:input:output:_:_:_:)`` puts there.
extension Operation {
  /// Every output number that reads the input number at `source` (without the batch), for the first picture of `input`, at
  /// inference. Those that read it but do not change with it, such as windows in which it is not the largest, are there
  /// with a derivative of 0.
  package func influences(of source: Index, input: Tensor, _ parameters: Parameters) -> [Influence] {
    switch self {
    case let convolution as Convolution: convolution.influences(source, input.shape, parameters)
    case let linear as Linear: linear.influences(source, parameters)
    case let pooling as MaxPooling: pooling.influences(source, input)
    case let pooling as AveragePooling: pooling.influences(source, input)
    case let pooling as AdaptiveAveragePooling: pooling.influences(source, input.shape)
    case let lrn as LocalResponseNormalization: lrn.influences(source, input)
    case is Flatten: [Influence([input.shape.withoutBatch.offset(of: source)], 1)]
    case is Softmax: channelInfluences(source, input)
    default: [Influence(source, derivative(input[[0] + source], parameters))]
    }
  }

  /// The derivative of an operation that works number by number, by its own backward pass.
  private func derivative(_ number: Float, _ parameters: Parameters) -> Float {
    let input = Tensor([1, 1], [number])
    let output = forward(input, parameters, .inference)
    let gradients = backward(Tensor([1, 1], [1]), input: input, output: output, parameters, .inference, .input)
    return gradients.input?.data[0] ?? 0
  }

  /// Every channel of a place depends on every other: one backward pass for each output.
  private func channelInfluences(_ source: Index, _ input: Tensor) -> [Influence] {
    let rest = Array(source.dropFirst())
    let channels = Tensor([1, input.shape[1]], (0..<input.shape[1]).map { input[[0, $0] + rest] })
    let output = forward(channels, .none, .inference)
    return output.data.indices.map { unit in
      var gradient = Tensor(zeros: output.shape)
      gradient.data[unit] = 1
      let own = backward(gradient, input: channels, output: output, .none, .inference, .input).input
      return Influence([unit] + rest, own?.data[source[0]] ?? 0)
    }
  }
}

extension Windows {
  /// The windows that read cell `cell`, with the tap that does.
  fileprivate func readers(of cell: Int, on n: Int) -> [(window: Int, tap: Int)] {
    guard let count = count(on: n) else { return [] }
    return (0..<kernel).reversed().compactMap { tap in
      let start = cell + padding - tap * dilation
      guard start >= 0, start % stride == 0, start / stride < count else { return nil }
      return (start / stride, tap)
    }
  }
}

extension Convolution {
  fileprivate func influences(_ source: Index, _ shape: Shape, _ parameters: Parameters) -> [Influence] {
    guard let weight = parameters.weight else { preconditionFailure("a convolution without weights") }
    let (groupInputs, groupOutputs) = (shape[1] / groups, outChannels / groups)
    let (group, inner) = (source[0] / groupInputs, source[0] % groupInputs)
    let vertical = rows.readers(of: source[1], on: shape[2])
    let horizontal = columns.readers(of: source[2], on: shape[3])
    return (group * groupOutputs..<(group + 1) * groupOutputs).flatMap { channel -> [Influence] in
      let first = (channel * groupInputs + inner) * kernelHeight * kernelWidth
      let kernel = weight.values(first..<first + kernelHeight * kernelWidth)
      return vertical.flatMap { row in
        horizontal.map { column in
          Influence([channel, row.window, column.window], kernel[row.tap * kernelWidth + column.tap])
        }
      }
    }
  }
}

extension Linear {
  fileprivate func influences(_ source: Index, _ parameters: Parameters) -> [Influence] {
    guard let weight = parameters.weight else { preconditionFailure("a fully connected layer without weights") }
    return (0..<outputs).map { unit in
      let place = unit * inputs + source[0]
      return Influence([unit], weight.values(place..<place + 1)[0])
    }
  }
}

extension Pooling {
  fileprivate func readers(_ source: Index, _ shape: Shape) -> [Index] {
    let rows = windows.readers(of: source[1], on: shape[2])
    let columns = windows.readers(of: source[2], on: shape[3])
    return rows.flatMap { row in columns.map { [source[0], row.window, $0.window] } }
  }
}

extension MaxPooling {
  fileprivate func influences(_ source: Index, _ input: Tensor) -> [Influence] {
    readers(source, input.shape).map { at in
      let terms = explain([0] + at, input: input, .none, .inference).terms
      // The first of equal ones wins, as it does in the backward pass.
      let winner = terms.reduce(nil as Explanation.Term?) { winner, term in
        MaxPooling.wins(term.input, over: winner?.input ?? -.infinity) ? term : winner
      }
      return Influence(at, winner?.source == source ? 1 : 0)
    }
  }
}

extension AveragePooling {
  fileprivate func influences(_ source: Index, _ input: Tensor) -> [Influence] {
    readers(source, input.shape).map { at in
      Influence(at, 1 / Float(cellsCounted(in: window(0, at[1], at[2], on: input.shape))))
    }
  }
}

extension AdaptiveAveragePooling {
  fileprivate func influences(_ source: Index, _ shape: Shape) -> [Influence] {
    (0..<side).flatMap { row in
      (0..<side).compactMap { column -> Influence? in
        let (rows, columns) = (cells(of: row, on: shape[2]), cells(of: column, on: shape[3]))
        guard rows.contains(source[1]), columns.contains(source[2]) else { return nil }
        return Influence([source[0], row, column], 1 / Float(rows.count * columns.count))
      }
    }
  }
}

extension LocalResponseNormalization {
  /// By the backward pass of the one place: channels do not meet numbers of other places.
  fileprivate func influences(_ source: Index, _ input: Tensor) -> [Influence] {
    let channels = input.shape[1]
    let place = Tensor([1, channels, 1, 1], (0..<channels).map { input[[0, $0, source[1], source[2]]] })
    let output = forward(place, .none, .inference)
    return (0..<channels).filter { neighbours(of: $0, channels: channels).contains(source[0]) }.map { channel in
      var gradient = Tensor(zeros: output.shape)
      gradient.data[channel] = 1
      let own = backward(gradient, input: place, output: output, .none, .inference, .input).input
      return Influence([channel, source[1], source[2]], own?.data[source[0]] ?? 0)
    }
  }
}
