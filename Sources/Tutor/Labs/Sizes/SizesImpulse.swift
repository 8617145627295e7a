import Engine

extension SizesLab {
  /// Pixels of the row that the impulse starts in, and where its 1 stands.
  static let impulseLength = 17
  static let impulsePlace = 8

  /// Zeros on the two sides of every layer: the lab's, or at `same` what keeps the size at stride 1.
  var impulsePadding: (left: Int, right: Int) {
    mode == .explicit ? (padding, padding + extra) : ((kernel - 1) / 2, kernel - 1 - (kernel - 1) / 2)
  }

  /// The rows of numbers: a single 1, then what each convolution makes of the one before. Every weight is 1/kernel, so
  /// that the sum stays 1 while nothing leaves the row.
  var impulse: [[Float]] {
    var rows = [(0..<SizesLab.impulseLength).map { $0 == SizesLab.impulsePlace ? Float(1) : 0 }]
    let (left, right) = impulsePadding
    while rows.count <= layers, let row = rows.last {
      // The engine pads both sides alike: what the right side has more is appended.
      let padded = row + Array(repeating: 0, count: max(0, right - left))
      var convolution = Convolution(outChannels: 1, kernel: 1, kernelWidth: kernel, hasBias: false)
      convolution.columns.padding = left
      guard convolution.columns.count(on: padded.count) != nil, padded.count <= 64 else { break }
      let weight = Tensor([1, 1, 1, kernel], Array(repeating: 1 / Float(kernel), count: kernel))
      let input = Tensor([1, 1, 1, padded.count], padded)
      rows.append(convolution.forward(input, Parameters(weight: weight), .inference).data)
    }
    return rows
  }

  /// Where the numbers of a row balance; nil where nothing is left of them.
  static func centre(_ row: [Float]) -> Float? {
    let sum = row.reduce(0, +)
    guard sum > 1e-6 else { return nil }
    return row.enumerated().reduce(0) { $0 + Float($1.offset) * $1.element } / sum
  }
}
