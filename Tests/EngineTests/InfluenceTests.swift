import Testing

@testable import Engine

/// Where an input number goes is the transpose of where an output number comes from.
@Suite struct InfluenceTests {
  static let trials = OperationLawTests.trials.filter { $0.mode == .inference }

  @Test(arguments: trials)
  func theInfluencesOfANumberAddUpToItsGradient(_ trial: OperationLawTests.Trial) {
    var random = Random(7)
    let (operation, input, output) = (trial.operation, trial.input, trial.output)
    var gradient = random.tensor(output.shape)
    // Influences are those of the first picture.
    let size = output.shape.withoutBatch.count
    for offset in gradient.data.indices where offset >= size { gradient.data[offset] = 0 }
    let expected = operation.backward(
      gradient, input: input, output: output, trial.parameters, .inference, .input
    ).input
    let shape = input.shape.withoutBatch
    for offset in Swift.stride(from: 0, to: shape.count, by: max(1, shape.count / 40)) {
      let source = shape.index(at: offset)
      let influences = operation.influences(of: source, input: input, trial.parameters)
      #expect(Set(influences.map(\.at)).count == influences.count)
      let terms = influences.map { $0.derivative * gradient[[0] + $0.at] }
      let sum = terms.reduce(0, +)
      // Gradients of softmax are small differences of numbers around 1.
      #expect(
        isClose(sum, expected?[[0] + source] ?? .nan, scale: max(0.1, terms.map(abs).max() ?? 0)),
        "\(operation) at \(source)")
    }
  }

  @Test(arguments: trials)
  func whatReadsANumberIsExplainedByIt(_ trial: OperationLawTests.Trial) {
    let shape = trial.input.shape.withoutBatch
    for offset in Swift.stride(from: 0, to: shape.count, by: max(1, shape.count / 5)) {
      let source = shape.index(at: offset)
      for influence in trial.operation.influences(of: source, input: trial.input, trial.parameters).prefix(20) {
        let explanation = trial.operation.explain([0] + influence.at, input: trial.input, trial.parameters, .inference)
        #expect(explanation.terms.contains { $0.source == source })
      }
    }
  }
}
