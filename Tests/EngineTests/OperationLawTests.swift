import Testing

@testable import Engine

/// What holds for every operation, over random geometries and inputs.
@Suite struct OperationLawTests {
  /// One random operation of a kind with an input that it should take.
  struct Trial: CustomTestStringConvertible {
    let operation: any Operation
    let input: Tensor
    let parameters: Parameters
    let mode: Mode
    var testDescription: String { "\(operation) of \(input.shape)" }
    var output: Tensor { operation.forward(input, parameters, mode) }
  }

  static let trials: [Trial] = OperationKind.allCases.flatMap { kind in
    (0..<12).compactMap { number in
      var random = Random(UInt64(number) << 8 + UInt64(kind.rawValue.utf8.reduce(0) { $0 &+ Int($1) }))
      let (operation, shape) = sample(kind, &random)
      guard let parameters = try? random.parameters(of: operation, for: shape) else { return nil }
      let mode: Mode = kind == .dropout && number % 2 == 0 ? .training(seed: random.next()) : .inference
      return Trial(operation: operation, input: random.tensor(shape, scale: 4), parameters: parameters, mode: mode)
    }
  }

  @Test func everyKindIsTried() {
    #expect(Set(Self.trials.map(\.operation.kind)) == Set(OperationKind.allCases))
    #expect(Self.trials.count > OperationKind.allCases.count * 9)
  }

  @Test(arguments: trials)
  func theOutputHasThePromisedShape(_ trial: Trial) throws {
    #expect(try trial.operation.outputShape(for: trial.input.shape) == trial.output.shape)
  }

  @Test(arguments: trials)
  func everyExplanationGivesTheNumberItExplains(_ trial: Trial) {
    let output = trial.output
    for at in output.shape.indices {
      let explanation = trial.operation.explain(at, input: trial.input, trial.parameters, trial.mode)
      #expect(explanation.value == output[at])
      #expect(explanation.at == Array(at.dropFirst()))
      #expect(
        isClose(
          explanation.recombined, explanation.value, scale: explanation.terms.map { abs($0.contribution) }.max() ?? 0))
    }
  }

  @Test(arguments: trials)
  func everyTermIsANumberOfTheInput(_ trial: Trial) {
    let shape = trial.output.shape
    for offset in Swift.stride(from: 0, to: shape.count, by: max(1, shape.count / 20)) {
      let at = shape.index(at: offset)
      let explanation = trial.operation.explain(at, input: trial.input, trial.parameters, trial.mode)
      #expect(Set(explanation.terms.map(\.source)).count == explanation.terms.count)
      for term in explanation.terms {
        #expect(trial.input.shape.withoutBatch.contains(term.source))
        #expect(term.input == trial.input[[at[0]] + term.source])
        if case .sumOfProducts = explanation.rule { #expect(term.contribution == term.input * (term.weight ?? .nan)) }
      }
    }
  }

  /// The pictures of a batch do not see one another.
  @Test(arguments: trials.filter { $0.mode == .inference && $0.input.shape[0] > 1 })
  func aBatchIsItsPicturesOneByOne(_ trial: Trial) {
    let picture = trial.input.shape.withoutBatch
    let outputs = (0..<trial.input.shape[0]).flatMap { image in
      let numbers = Array(trial.input.data[image * picture.count..<(image + 1) * picture.count])
      return trial.operation.forward(Tensor(picture.batched(), numbers), trial.parameters, .inference).data
    }
    #expect(outputs == trial.output.data)
  }

  private static func sample(_ kind: OperationKind, _ random: inout Random) -> (any Operation, Shape) {
    let maps: Shape = [random.pick(1, 2), random.pick(1, 3, 4), random.pick(5, 7, 8), random.pick(4, 5, 9)]
    let kernel = random.pick(1, 2, 3, 4)
    let windows = Windows(
      kernel: kernel, stride: random.pick(1, 2, 3), padding: random.pick(0, kernel / 2),
      rounding: random.pick(.floor, .ceil))
    switch kind {
    case .convolution:
      let groups = random.pick(1, 2)
      let convolution = Convolution(
        outChannels: groups * random.pick(1, 3), kernel: kernel, kernelWidth: random.pick(1, kernel),
        stride: windows.stride,
        padding: random.pick(0, 1, 5), dilation: random.pick(1, 1, 2), groups: groups, rounding: windows.rounding,
        hasBias: random.pick(true, false))
      return (convolution, [maps[0], groups * random.pick(1, 2), maps[2], maps[3]])
    case .maxPooling: return (MaxPooling(windows), maps)
    case .averagePooling: return (AveragePooling(windows, countIncludePad: random.pick(true, false)), maps)
    case .adaptiveAveragePooling: return (AdaptiveAveragePooling(side: random.pick(1, 3, 6)), maps)
    case .localResponseNormalization:
      let towers = random.pick(1, 2)
      let normalization = LocalResponseNormalization(
        size: random.pick(1, 2, 4, 5, 20), alpha: random.pick(1e-4, 0.5), beta: random.pick(0.75, 1),
        k: random.pick(1, 2), towers: towers)
      return (normalization, [maps[0], towers * random.pick(1, 3, 4), 2, 3])
    case .relu: return (ReLU(), random.pick(maps, [2, 5]))
    case .leakyReLU: return (LeakyReLU(slope: random.pick(0.01, 0.2)), random.pick(maps, [2, 5]))
    case .sigmoid: return (Sigmoid(), random.pick(maps, [2, 5]))
    case .tanh: return (Tanh(), random.pick(maps, [2, 5]))
    case .linear:
      let (inputs, outputs) = (random.pick(1, 7, 40), random.pick(1, 6, 70))
      return (Linear(inputs: inputs, outputs: outputs, hasBias: random.pick(true, false)), [maps[0], inputs])
    case .dropout:
      return (
        Dropout(rate: random.pick(0.1, 0.5), convention: random.pick(.inverted, .paper)), random.pick(maps, [2, 5])
      )
    case .flatten: return (Flatten(), maps)
    case .softmax: return (Softmax(), random.pick(maps, [3, 10]))
    }
  }
}
