/// Max pooling: the largest value of every window, map by map.
///
///     output[n, c, y, x] = max input[n, c, i, j]   over the cells (i, j) of window (y, x)
///
/// Shapes: `[N, C, H, W] → [N, C, H′, W′]` with H′, W′ from ``Windows``. It has no parameters. Cells in the padding do not
/// take part; of equal cells the first in reading order wins. A window with a NaN gives NaN, the first of which counts as
/// the winner: what went wrong before stays to be seen.
///
/// Source: Krizhevsky et al. 2012, section 3.4 (kernel 3, stride 2, so that windows overlap).
package struct MaxPooling: Pooling {
  static let name = "max pooling"
  package var windows: Windows

  package init(_ windows: Windows) { self.windows = windows }

  package init(kernel: Int, stride: Int? = nil, padding: Int = 0, rounding: Windows.Rounding = .floor) {
    self.init(Windows(kernel: kernel, stride: stride ?? kernel, padding: padding, rounding: rounding))
  }

  package var kind: OperationKind { .maxPooling }

  package func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor {
    map(input) { window, input in
      var largest = -Float.infinity
      for row in window.rows {
        let offset = window.offset(ofRow: row)
        for column in window.columns where MaxPooling.wins(input[offset + column], over: largest) {
          largest = input[offset + column]
        }
      }
      return largest
    }
  }

  /// Whether a number takes the place of the largest before it. No comparison is true of NaN.
  static func wins(_ number: Float, over largest: Float) -> Bool {
    number > largest || (number.isNaN && !largest.isNaN)
  }

  /// Each gradient goes to the cell that won, the first of equal ones; a cell that won several overlapping windows
  /// collects several.
  package func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients {
    check(outputGradient, output)
    guard wanted.contains(.input) else { return Gradients(input: nil) }
    return Gradients(
      input: spread(outputGradient, over: input) { gradient, window, inputGradient in
        if let winner = winner(of: window, in: input.data) { inputGradient[winner] += gradient }
      })
  }

  /// Where in `numbers` the first of the window's largest stands; nil where none is larger than −∞.
  private func winner(of window: Window, in numbers: [Float]) -> Int? {
    var winner: Int?
    for row in window.rows {
      let offset = window.offset(ofRow: row)
      for column in window.columns
      where MaxPooling.wins(numbers[offset + column], over: winner.map { numbers[$0] } ?? -.infinity) {
        winner = offset + column
      }
    }
    return winner
  }

  package func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation {
    let terms = cells(of: at, in: input).map { Explanation.Term($0.source, input: $0.input, contribution: $0.input) }
    let largest = terms.reduce(-Float.infinity) { MaxPooling.wins($1.contribution, over: $0) ? $1.contribution : $0 }
    return Explanation(Array(at.dropFirst()), value: largest, rule: .maximum, terms: terms)
  }
}
