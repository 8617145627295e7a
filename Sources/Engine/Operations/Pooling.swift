/// What max and average pooling share: square windows that walk over every map alone.
///
/// Shapes: `[N, C, H, W] → [N, C, H′, W′]`; H′, W′ from ``Windows``.
protocol Pooling: Operation {
  static var name: String { get }
  var windows: Windows { get }
}

extension Pooling {
  package var reach: Reach { .window(windows) }

  package func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try input.checkMaps(Self.name)
    guard windows.dilation == 1 else {
      throw ShapeError("\(Self.name) of \(input) has windows without holes, dilation 1, not \(windows.dilation)")
    }
    guard windows.padding <= windows.kernel / 2 else {
      throw ShapeError(
        "\(Self.name) of \(input) with padding \(windows.padding) has windows in the padding alone: "
          + "a window of \(windows.kernel)×\(windows.kernel) allows \(windows.kernel / 2) at most")
    }
    guard let height = windows.count(on: input[2]), let width = windows.count(on: input[3]) else {
      throw ShapeError(
        "\(Self.name) with a window of \(windows.kernel)×\(windows.kernel) and padding \(windows.padding) does not fit \(input)"
      )
    }
    return try Shape([input[0], input[1], height, width]).checked(Self.name, from: input)
  }

  /// Makes every output number from its window and the numbers of the input.
  func map(
    _ input: Tensor, _ number: (_ window: Window, _ input: UnsafeBufferPointer<Float>) -> Float
  ) -> Tensor {
    let shape = shapeOfOutput(for: input.shape)
    var output = Tensor(zeros: shape)
    input.data.withUnsafeBufferPointer { numbers in
      var cell = 0
      for map in 0..<shape[0] * shape[1] {
        for row in 0..<shape[2] {
          for column in 0..<shape[3] {
            output.data[cell] = number(window(map, row, column, on: input.shape), numbers)
            cell += 1
          }
        }
      }
    }
    return output
  }

  /// Sends the gradient of every output number back to cells of its window.
  func spread(
    _ outputGradient: Tensor, over input: Tensor,
    _ send: (_ gradient: Float, _ window: Window, _ inputGradient: inout [Float]) -> Void
  ) -> Tensor {
    let shape = outputGradient.shape
    var inputGradient = Tensor(zeros: input.shape)
    var cell = 0
    for map in 0..<shape[0] * shape[1] {
      for row in 0..<shape[2] {
        for column in 0..<shape[3] {
          send(outputGradient.data[cell], window(map, row, column, on: input.shape), &inputGradient.data)
          cell += 1
        }
      }
    }
    return inputGradient
  }

  func window(_ map: Int, _ row: Int, _ column: Int, on input: Shape) -> Window {
    Window(
      map: map, height: input[2], width: input[3], row: row, column: column,
      rows: inside(windows.start(ofWindow: row), windows.taps(ofWindow: row, on: input[2])),
      columns: inside(windows.start(ofWindow: column), windows.taps(ofWindow: column, on: input[3])))
  }

  private func inside(_ start: Int, _ taps: Range<Int>) -> Range<Int> {
    start + taps.lowerBound..<start + taps.upperBound
  }

  /// The cells of the window of output number `at` with their places, without the batch.
  func cells(of at: Index, in input: Tensor) -> [(source: Index, input: Float)] {
    let window = window(at[0] * input.shape[1] + at[1], at[2], at[3], on: input.shape)
    return window.rows.flatMap { row in
      window.columns.map { column in ([at[1], row, column], input[[at[0], at[1], row, column]]) }
    }
  }
}

/// One window on one map, without the part of it that lies in the padding.
struct Window {
  /// Number of the map, counted through the batch.
  let map: Int
  let height: Int
  let width: Int
  /// Its number among the windows: the place of the output number.
  let row: Int
  let column: Int
  /// The cells it reads.
  let rows: Range<Int>
  let columns: Range<Int>

  var count: Int { rows.count * columns.count }
  /// Offset of the map's row `row`.
  func offset(ofRow row: Int) -> Int { (map * height + row) * width }
}
