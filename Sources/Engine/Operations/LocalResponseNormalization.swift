#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Local response normalisation: every number is damped by the activity of the neighbouring channels at the same place.
///
///     output[c] = input[c] / (k + α · Σ input[d]²)^β     over c − ⌊n/2⌋ ≤ d ≤ c + ⌊(n−1)/2⌋
///
/// at every place of the map; channels beyond the first and the last do not exist. α multiplies the plain sum, as in the
/// paper; other programs divide it by n. With `towers` > 1 the channels are split evenly and no window leaves its tower,
/// as on the two GPUs.
///
/// Shapes: `[N, C, H, W]` unchanged. It has no parameters to learn.
///
/// Source: Krizhevsky et al. 2012, section 3.3 (n = 5, α = 10⁻⁴, β = 0.75, k = 2).
package struct LocalResponseNormalization: Operation {
  package var size: Int
  package var alpha: Float
  package var beta: Float
  package var k: Float
  package var towers: Int

  package init(size: Int = 5, alpha: Float = 1e-4, beta: Float = 0.75, k: Float = 2, towers: Int = 1) {
    precondition(size > 0 && towers > 0, "local response normalisation over \(size) channels in \(towers) towers")
    (self.size, self.alpha, self.beta, self.k, self.towers) = (size, alpha, beta, k, towers)
  }

  package var kind: OperationKind { .localResponseNormalization }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try input.checkMaps("local response normalisation")
    guard input[1] % towers == 0 else {
      throw ShapeError(
        "local response normalisation in \(towers) towers cannot divide the \(input[1]) channels of \(input) evenly")
    }
    return try input.checked("local response normalisation", from: input)
  }

  /// The channels that take part in the sum for `channel`, of `channels`.
  package func neighbours(of channel: Int, channels: Int) -> ClosedRange<Int> {
    let tower = channels / towers
    let first = channel / tower * tower
    let reach = min(size, channels)
    return max(first, channel - min(size / 2, reach))...min(first + tower - 1, channel + min((size - 1) / 2, reach))
  }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    let shape = shapeOfOutput(for: input.shape)
    let (channels, area) = (shape[1], shape[2] * shape[3])
    var output = Tensor(zeros: shape)
    input.data.withUnsafeBufferPointer { input in
      for image in 0..<shape[0] {
        for channel in 0..<channels {
          let neighbours = neighbours(of: channel, channels: channels)
          for place in 0..<area {
            var sum: Float = 0
            for neighbour in neighbours {
              let number = input[(image * channels + neighbour) * area + place]
              sum += number * number
            }
            let cell = (image * channels + channel) * area + place
            output.data[cell] = input[cell] / pow(k + alpha * sum, beta)
          }
        }
      }
    }
    return output
  }

  /// With s[c] = k + α · Σ input[d]² and a number counting in the sums of all channels e whose window holds it,
  ///
  ///     dL/d input[c] = dL/d output[c] · s[c]^−β − 2αβ · input[c] · Σ dL/d output[e] · output[e] / s[e]
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    let (channels, area) = (input.shape[1], input.shape[2] * input.shape[3])
    let windows = (0..<channels).map { neighbours(of: $0, channels: channels) }
    var inputGradient = Tensor(zeros: input.shape)
    for image in 0..<input.shape[0] {
      for place in 0..<area {
        func cell(_ channel: Int) -> Int { (image * channels + channel) * area + place }
        let sums = windows.map { window in
          k + alpha * window.reduce(0) { $0 + input.data[cell($1)] * input.data[cell($1)] }
        }
        for (channel, window) in windows.enumerated() {
          let gradient = outputGradient.data[cell(channel)]
          inputGradient.data[cell(channel)] += gradient * pow(sums[channel], -beta)
          let damping = 2 * alpha * beta * gradient * output.data[cell(channel)] / sums[channel]
          for neighbour in window { inputGradient.data[cell(neighbour)] -= damping * input.data[cell(neighbour)] }
        }
      }
    }
    return Gradients(input: inputGradient)
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let (image, channel, row, column) = (at[0], at[1], at[2], at[3])
    let terms = neighbours(of: channel, channels: input.shape[1]).map { neighbour in
      let number = input[[image, neighbour, row, column]]
      return Explanation.Term([neighbour, row, column], input: number, contribution: number * number)
    }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    return Explanation(
      [channel, row, column], value: input[at] / pow(k + alpha * sum, beta),
      rule: .localResponse(k: k, alpha: alpha, beta: beta, size: size), terms: terms)
  }
}
