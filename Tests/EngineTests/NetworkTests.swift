import Foundation
import Testing

@testable import Engine

@Suite struct NetworkTests {
  /// A network of every kind of layer, small enough for the loops of a debug build.
  static let tiny = Architecture(
    name: "tiny", input: [3, 12, 12],
    layers: [
      Layer("conv1", Convolution(outChannels: 4, kernel: 3)), Layer("relu1", ReLU()),
      Layer("lrn1", LocalResponseNormalization(alpha: 0.1, towers: 2)),
      Layer("pool1", MaxPooling(kernel: 3, stride: 2, rounding: .ceil)),
      Layer("conv2", Convolution(outChannels: 6, kernel: 3, padding: 1, groups: 2)), Layer("leaky2", LeakyReLU()),
      Layer("pool2", AveragePooling(kernel: 2)), Layer("conv3", Convolution(outChannels: 4, kernel: 1)),
      Layer("tanh3", Tanh()),
      Layer("pool3", AdaptiveAveragePooling(side: 2)), Layer("flatten", Flatten()),
      Layer("fc4", Linear(inputs: 16, outputs: 50)), Layer("sigmoid4", Sigmoid()), Layer("drop4", Dropout()),
      Layer("fc5", Linear(inputs: 50, outputs: 7)), Layer("softmax", Softmax()),
    ])

  static func picture(_ architecture: Architecture, images: Int = 1) -> Tensor {
    var random = Random(7)
    return random.tensor(architecture.input.batched(images), scale: 1)
  }

  @Test func everyNumberOfEveryStageIsExplained() {
    let network = Network.seeded(Self.tiny, seed: 5)
    let trace = network.forward(Self.picture(Self.tiny), kernels: .reference)
    #expect(trace.stages.map(\.name) == ["input"] + Self.tiny.layers.map(\.name))
    for (number, stage) in trace.stages.enumerated() {
      for at in stage.output.shape.withoutBatch.indices {
        let explanation = network.explain(layer: number - 1, at: at, trace: trace)
        #expect(explanation.value == stage.output[[0] + at])
        #expect(abs(explanation.recombined - explanation.value) <= 1e-5 * max(1, abs(explanation.value)))
      }
    }
  }

  @Test func fastKernelsGiveTheNumbersOfTheTextbookLoops() {
    let network = Network.seeded(Self.tiny, seed: 5)
    let picture = Self.picture(Self.tiny, images: 3)
    let (fast, reference) = (
      network.forward(picture, kernels: .fast(FastKernels(threads: 2))), network.forward(picture, kernels: .reference)
    )
    for (fast, reference) in zip(fast.stages, reference.stages) {
      #expect(fast.name == reference.name)
      #expect(relativeDifference(fast.output, reference.output) < 1e-5)
    }
  }

  @Test(arguments: Architecture.names)
  func everyLayersOutputHasTheShapeOfTheSummary(_ name: String) throws {
    let architecture = try #require(Architecture.named(name))
    let summaries = architecture.summaries
    #expect(zip(summaries, summaries.dropFirst()).allSatisfy { $0.output == $1.input })
    guard architecture.summaries.reduce(0, { $0 + $1.macs }) < 1_000_000 else { return }
    let trace = Network.standard(architecture).forward(Self.picture(architecture), kernels: .reference)
    #expect(trace.stages.dropFirst().map(\.output.shape) == summaries.map { $0.output.batched() })
  }

  @Test func stagesAreReportedAsTheyComeWithTheirTime() {
    var (time, names, order) = (0.0, [String](), [Int]())
    let clock = { () -> Double in
      time += 1.5
      return time
    }
    let network = Network.seeded(Self.tiny, seed: 1)
    let trace = network.forward(Self.picture(Self.tiny), kernels: .reference, clock: clock) { index, stage in
      names.append(stage.name)
      order.append(index)
    }
    #expect(names == Self.tiny.layers.map(\.name) && order == Array(names.indices))
    #expect(trace.stages.dropFirst().allSatisfy { $0.milliseconds == 1.5 })
    #expect(trace["pool2"]?.output.shape == [1, 6, 2, 2])
    #expect(trace["pool9"] == nil)
  }

  @Test func theNumberOnTheMapIsTheValueOfItsExplanation() {
    let network = Network.seeded(Self.tiny, seed: 5)
    var trace = network.forward(Self.picture(Self.tiny), kernels: .reference)
    let stage = trace.stages[1]
    trace.stages[1] = Stage(name: stage.name, output: Tensor(stage.output.shape, stage.output.data.map { $0.nextUp }))
    #expect(network.explain(layer: 0, at: [1, 2, 3], trace: trace).value == stage.output[[0, 1, 2, 3]].nextUp)
    trace.stages.removeSubrange(1...)
    #expect(network.explain(layer: 0, at: [1, 2, 3], trace: trace).value == stage.output[[0, 1, 2, 3]])
  }

  @Test func parameterTensorsAreNumberedInLayerOrder() throws {
    let paper = try #require(Architecture.named("paper"))
    let tensors = paper.parameterTensors
    let layers = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"]
    #expect(tensors.map(\.name) == layers.flatMap { ["\($0).weight", "\($0).bias"] })
    #expect(tensors[2].shape == [256, 48, 5, 5] && tensors[2].fanIn == 1200 && tensors[2].layer == 4)
  }

  @Test func fullyConnectedWeightsStayADescription() throws {
    let network = Network.seeded(try #require(Architecture.named("paper")), seed: 3)
    for (layer, parameters) in zip(network.architecture.layers, network.parameters) {
      guard let weight = parameters.weight else { continue }
      var isGenerated = false
      if case .generated = weight { isGenerated = true }
      #expect(isGenerated == (layer.operation is Linear))
    }
    #expect(network.weights == "seed 3")
  }

  @Test func generatedAndMappedWeightsGiveTheNumbersOfStoredOnes() {
    var random = Random(2)
    let seeded = SeededTensor([70, 33], seed: 4, tensor: 1, scale: 0.3)
    let (linear, input, bias) = (Linear(inputs: 33, outputs: 70), random.tensor([2, 33]), random.tensor([70]))
    let tensor = Weight.generated(seeded).tensor
    let stored = Parameters(weight: tensor, bias: bias)
    for weight in [Weight.generated(seeded), .mapped(NumberMemory.mapped(tensor))] {
      let parameters = Parameters(weight: weight, bias: bias)
      #expect(weight.shape == tensor.shape && weight.tensor == tensor)
      #expect(linear.forward(input, parameters, .inference) == linear.forward(input, stored, .inference))
      #expect(
        linear.explain([1, 69], input: input, parameters, .inference)
          == linear.explain([1, 69], input: input, stored, .inference))
    }
  }
}
