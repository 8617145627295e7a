import Testing

@testable import Engine

/// What cannot be computed is refused with a sentence that names the operation and the shapes.
@Suite struct RefusalTests {
  static let refusals: [(any Operation, Shape, String)] = [
    (Convolution(outChannels: 4, kernel: 3), [3, 8, 8], "convolution wants maps N×C×H×W, not 3×8×8"),
    (Convolution(outChannels: 4, kernel: 3), [1, 0, 8, 8], "convolution wants maps N×C×H×W, but 1×0×8×8 is empty"),
    (
      Convolution(outChannels: 4, kernel: 3, groups: 2), [1, 3, 8, 8],
      "convolution in 2 groups cannot divide the 3 channels of 1×3×8×8 and its own 4 evenly"
    ),
    (
      Convolution(outChannels: 5, kernel: 3, groups: 2), [1, 4, 8, 8],
      "convolution in 2 groups cannot divide the 4 channels of 1×4×8×8 and its own 5 evenly"
    ),
    (
      Convolution(outChannels: 4, kernel: 9, padding: 0), [1, 3, 8, 8],
      "convolution with a kernel of 9×9 and padding 0 does not fit 1×3×8×8"
    ),
    (
      Convolution(outChannels: 4, kernel: 3, kernelWidth: 2, padding: 1, dilation: 6), [1, 3, 8, 8],
      "convolution with a kernel of 3×2, dilation 6, and padding 1 does not fit 1×3×8×8"
    ),
    (MaxPooling(kernel: 3), [1, 2, 2, 5], "max pooling with a window of 3×3 and padding 0 does not fit 1×2×2×5"),
    (
      MaxPooling(kernel: 3, padding: 2), [1, 2, 5, 5],
      "max pooling of 1×2×5×5 with padding 2 has windows in the padding alone: a window of 3×3 allows 1 at most"
    ),
    (MaxPooling(kernel: 3), [1, 200], "max pooling wants maps N×C×H×W, not 1×200"),
    (
      AveragePooling(kernel: 4), [1, 2, 9, 3], "average pooling with a window of 4×4 and padding 0 does not fit 1×2×9×3"
    ),
    (AdaptiveAveragePooling(side: 6), [256, 6, 6], "adaptive average pooling wants maps N×C×H×W, not 256×6×6"),
    (
      LocalResponseNormalization(towers: 2), [1, 5, 2, 2],
      "local response normalisation in 2 towers cannot divide the 5 channels of 1×5×2×2 evenly"
    ),
    (Linear(inputs: 9216, outputs: 4096), [1, 256, 6, 6], "linear wants vectors N×F, not 1×256×6×6"),
    (
      Linear(inputs: 9216, outputs: 4096), [1, 6400],
      "linear from 9216 to 4096, weight 4096×9216, cannot take 1×6400: that is 6400 inputs"
    ),
    (Flatten(), [7], "flatten wants a batch of maps N×C×H×W, not 7"),
    (Softmax(), [7], "softmax wants scores N×C, not 7"),
  ]

  @Test(arguments: refusals.indices)
  func anImpossibleShapeIsRefusedWithItsReason(_ number: Int) {
    let (operation, shape, reason) = Self.refusals[number]
    #expect(throws: ShapeError(reason)) { try operation.outputShape(for: shape) }
  }

  /// Lengths near the end of the integers neither trap nor pass.
  @Test(
    arguments: [
      Convolution(outChannels: .max, kernel: 3), Convolution(outChannels: 2, kernel: .max, padding: .max),
      Convolution(outChannels: 2, kernel: 3, padding: .max), Convolution(outChannels: 2, kernel: 3, dilation: .max),
      Convolution(outChannels: 2, kernel: .max), Convolution(outChannels: 2, kernel: 3, padding: 1 << 30),
      MaxPooling(kernel: .max, padding: .max / 2), AveragePooling(kernel: 1 << 40, padding: 1 << 39),
      AdaptiveAveragePooling(side: .max), AdaptiveAveragePooling(side: 1 << 31),
    ] as [any Operation])
  func hugeNumbersAreRefused(_ operation: any Operation) {
    #expect(throws: ShapeError.self) { try operation.outputShape(for: [1, 2, 9, 9]) }
  }

  @Test(arguments: OperationLawTests.trials.map(\.operation).filter { $0.kind != .linear })
  func anInputBeyondCountingIsRefused(_ operation: any Operation) {
    let shape: Shape = [.max, 4, .max, 1 << 40]
    #expect(throws: ShapeError.self) { try operation.outputShape(for: shape) }
  }

  @Test func crossEntropyRefusesTargetsThatAreNoClass() {
    let loss = CrossEntropy()
    #expect(throws: ShapeError("cross-entropy wants scores N×C, not 3")) { try loss.check([3], targets: [0]) }
    #expect(throws: ShapeError("cross-entropy of 2×3 wants 2 target classes, not 1")) {
      try loss.check([2, 3], targets: [0])
    }
    #expect(throws: ShapeError("cross-entropy of 2×3 wants targets from 0 to 2, not 3")) {
      try loss.check([2, 3], targets: [0, 3])
    }
  }
}
