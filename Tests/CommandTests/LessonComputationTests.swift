import Lessons
import Testing

@testable import alexnet_tutor

/// The engine as lessons use it: whatever they ask, there is an answer or a reason.
struct LessonComputationTests {
  private struct Numbers {
    private var state: UInt64 = 1

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }

    /// A grid of up to five dimensions.
    mutating func grid() -> NumberGrid {
      let shape = (0...below(5)).map { _ in 1 + below(4) }
      return NumberGrid(
        shape: shape, numbers: (0..<shape.reduce(1, *)).map { _ in [0, 1, -2, 0.5, 1e30, -1e300][below(6)] })
    }
  }

  private static let operations = [
    "conv2d", "maxpool2d", "avgpool2d", "lrn", "relu", "leakyrelu", "sigmoid", "tanh", "linear", "softmax",
    "crossentropy",
    "no such",
  ]

  @Test func `no request takes the program down`() {
    var numbers = Numbers()
    let keys = [
      "stride", "padding", "dilation", "groups", "kernel", "ceilMode", "size", "alpha", "beta", "k", "target", "x",
    ]
    var answered = 0
    for _ in 0..<4_000 {
      let operation = LessonComputationTests.operations[numbers.below(12)]
      var request = ComputeRequest(operation: operation, options: [:], input: numbers.grid())
      if numbers.below(2) == 0 { request.weight = numbers.grid() }
      if numbers.below(4) == 0 { request.bias = numbers.grid() }
      for _ in 0..<numbers.below(3) {
        let values: [ComputeRequest.OptionValue] = [
          .number(0), .number(1), .number(2), .number(3), .number(-1), .number(1e9), .number(.nan), .flag(true),
          .text("mean"),
        ]
        request.options[keys[numbers.below(keys.count)]] = values[numbers.below(values.count)]
      }
      switch LessonComputation.result(request) {
      case .success(let result):
        answered += 1
        #expect(result.shape.reduce(1, *) == result.numbers.count && result.numbers.count <= NumberGrid.limit)
      case .failure(let error): #expect(!error.message.isEmpty)
      }
    }
    #expect(answered > 200)
  }

  @Test func `names that are suggested have a fact`() {
    #expect(NetworkFacts.names.count > 500)
    #expect(NetworkFacts.names.allSatisfy { NetworkFacts.fact($0) != nil })
  }
}
