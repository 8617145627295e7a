import Engine

/// The engine's work on a state of the lab: `[1, 1, H, H] → [1, 1, H′, H′]`.
extension PoolingLab {
  var windows: Windows {
    Windows(kernel: kernel, stride: stride, padding: padding, rounding: isCeil ? .ceil : .floor)
  }

  /// Rows and columns of the output.
  package var size: Int { windows.count(on: side) ?? 1 }

  var maximum: MaxPooling { MaxPooling(windows) }
  var average: AveragePooling { AveragePooling(windows, countIncludePad: countsPadding) }

  static func tensor(_ grid: [[Float]]) -> Tensor {
    Tensor([1, 1, grid.count, grid.first?.count ?? 0], grid.flatMap { $0 })
  }

  static func grid(_ tensor: Tensor) -> [[Float]] {
    let width = tensor.shape[3]
    return (0..<tensor.shape[2]).map { Array(tensor.data[$0 * width..<($0 + 1) * width]) }
  }

  func pooled(_ operation: any Operation, _ grid: [[Float]]? = nil) -> [[Float]] {
    PoolingLab.grid(operation.forward(PoolingLab.tensor(grid ?? self.grid), .none, .inference))
  }

  /// Max map and average map.
  var outputs: [[[Float]]] { [pooled(maximum), pooled(average)] }

  // MARK: Backwards

  /// dL/d output: what was typed, else ones.
  package var upstreamGrid: [[Float]] {
    upstream.isEmpty ? Array(repeating: Array(repeating: 1, count: size), count: size) : upstream
  }

  /// dL/d input through one of the two.
  func gradient(_ operation: any Operation, _ upstream: [[Float]]) -> [[Float]] {
    let input = PoolingLab.tensor(grid)
    let output = operation.forward(input, .none, .inference)
    let gradients = operation.backward(
      PoolingLab.tensor(upstream), input: input, output: output, .none, .inference, .input)
    return PoolingLab.grid(gradients.input ?? input)
  }

  /// dL/d input if only output cell (row, column) has a gradient, and that is 1: the winner of its window, or its shares.
  func share(_ operation: any Operation, _ row: Int, _ column: Int) -> [[Float]] {
    var only = Array(repeating: Array(repeating: Float(0), count: size), count: size)
    only[row][column] = 1
    return gradient(operation, only)
  }

  /// Where the largest of a window stands; nil if it lies in the padding alone.
  func winner(_ row: Int, _ column: Int) -> (row: Int, column: Int)? {
    let share = share(maximum, row, column)
    guard let place = share.joined().firstIndex(of: 1) else { return nil }
    let index = share.joined().distance(from: share.joined().startIndex, to: place)
    return (index / side, index % side)
  }

  /// How many windows every cell wins.
  var wins: [[Float]] { gradient(maximum, Array(repeating: Array(repeating: 1, count: size), count: size)) }

  /// The cells of window (row, column) on the input.
  func cells(_ row: Int, _ column: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    func range(_ window: Int) -> Range<Int> {
      let start = windows.start(ofWindow: window)
      return max(0, start)..<max(max(0, start), min(side, start + kernel))
    }
    return (range(row), range(column))
  }

  // MARK: Shift and order

  /// The input moved to the right; zeros come in at the left.
  var shifted: [[Float]] { moved(grid) }

  func moved(_ grid: [[Float]]) -> [[Float]] {
    grid.map { row in Array(repeating: 0, count: min(shift, row.count)) + row.dropLast(min(shift, row.count)) }
  }

  /// Outputs that differ between the input and the shifted one, of max and of average pooling.
  func changes(_ operation: any Operation) -> Int {
    zip(pooled(operation).joined(), pooled(operation, shifted).joined()).filter { $0 != $1 }.count
  }

  static func relu(_ grid: [[Float]]) -> [[Float]] {
    PoolingLab.grid(ReLU().forward(tensor(grid), .none, .inference))
  }
}
