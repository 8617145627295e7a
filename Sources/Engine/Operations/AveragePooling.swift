/// Average pooling: the mean of every window, map by map.
///
///     output[n, c, y, x] = Σ input[n, c, i, j] / cells   over the cells (i, j) of window (y, x)
///
/// `cells` counts those inside the map; with `countIncludePad` also those in the padding, but never those of a window
/// that hangs over the far padding after rounding up. That is PyTorch's rule.
///
/// Shapes: `[N, C, H, W] → [N, C, H′, W′]` with H′, W′ from ``Windows``. It has no parameters.
package struct AveragePooling: Pooling {
  static let name = "average pooling"
  package var windows: Windows
  package var countIncludePad: Bool

  package init(_ windows: Windows, countIncludePad: Bool = false) {
    (self.windows, self.countIncludePad) = (windows, countIncludePad)
  }

  package init(
    kernel: Int, stride: Int? = nil, padding: Int = 0, rounding: Windows.Rounding = .floor,
    countIncludePad: Bool = false
  ) {
    self.init(
      Windows(kernel: kernel, stride: stride ?? kernel, padding: padding, rounding: rounding),
      countIncludePad: countIncludePad)
  }

  package var kind: OperationKind { .averagePooling }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    map(input) { window, input in
      let count = Float(cellsCounted(in: window))
      var sum: Float = 0
      for row in window.rows {
        let offset = window.offset(ofRow: row)
        for column in window.columns { sum += input[offset + column] / count }
      }
      return sum
    }
  }

  /// Every cell of a window gets the same share of its gradient.
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    return Gradients(
      input: spread(outputGradient, over: input) { gradient, window, inputGradient in
        let share = gradient / Float(cellsCounted(in: window))
        for row in window.rows {
          let offset = window.offset(ofRow: row)
          for column in window.columns { inputGradient[offset + column] += share }
        }
      })
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let count = Float(cellsCounted(in: window(0, at[2], at[3], on: input.shape)))
    let terms = cells(of: at, in: input).map {
      Explanation.Term($0.source, input: $0.input, contribution: $0.input / count)
    }
    let value = terms.reduce(0) { $0 + $1.contribution }
    return Explanation(Array(at.dropFirst()), value: value, rule: .mean, terms: terms)
  }

  func cellsCounted(in window: Window) -> Int {
    guard countIncludePad else { return window.count }
    let rows = min(windows.kernel, window.height + windows.padding - windows.start(ofWindow: window.row))
    let columns = min(windows.kernel, window.width + windows.padding - windows.start(ofWindow: window.column))
    return rows * columns
  }
}
