import Testing

@testable import Engine

/// Every network of the program through the kernels, forward and backward, against the textbook's loops.
@Suite struct NamedNetworkTests {
  /// The net of the training experiments: three convolutions, three poolings that overlap, two layers for ten classes.
  static let experiment = Architecture(
    name: "experiment", input: [3, 32, 32],
    layers: [
      Layer("conv1", Convolution(outChannels: 16, kernel: 5, stride: 2, padding: 2)), Layer("relu1", ReLU()),
      Layer("pool1", MaxPooling(kernel: 3, stride: 2, padding: 1)),
      Layer("conv2", Convolution(outChannels: 32, kernel: 3, padding: 1)), Layer("relu2", ReLU()),
      Layer("pool2", MaxPooling(kernel: 3, stride: 2, padding: 1)),
      Layer("conv3", Convolution(outChannels: 32, kernel: 3, padding: 1)), Layer("relu3", ReLU()),
      Layer("pool3", MaxPooling(kernel: 3, stride: 2, padding: 1)), Layer("flatten", Flatten()),
      Layer("fc4", Linear(inputs: 128, outputs: 64)), Layer("relu4", ReLU()),
      Layer("fc5", Linear(inputs: 64, outputs: 10)),
    ])

  /// The layers of a named network on pictures of `side`, with fully connected layers of at most 40 outputs.
  static func reduced(_ name: String, side: Int) -> Architecture? {
    guard let whole = Architecture.named(name) else { return nil }
    var shape = Shape([1, whole.input[0], side, side])
    var layers: [Layer] = []
    for layer in whole.layers {
      var operation = layer.operation
      if let linear = operation as? Linear {
        operation = Linear(inputs: shape[1], outputs: min(linear.outputs, 40), hasBias: linear.hasBias)
      }
      guard let output = try? operation.outputShape(for: shape) else { return nil }
      layers.append(Layer(layer.name, operation))
      shape = output
    }
    return Architecture(name: name, input: [whole.input[0], side, side], layers: layers)
  }

  static let small = [experiment] + ["lenet-5"].compactMap { Architecture.named($0) }
  /// Too much for the loops of a build without optimisation.
  static let large =
    [Architecture.named("mini"), reduced("torchvision", side: 63)].compactMap { $0 }
    + ["paper", "single-tower"].compactMap { reduced($0, side: 67) }

  static var networks: [Architecture] { SeededAlexNetTests.isOptimized ? small + large : small }

  @Test func everyNamedNetworkIsHere() {
    #expect(Set((Self.small + Self.large).map(\.name)) == Set(Architecture.names + ["experiment"]))
  }

  /// Kernels of 5 in tiles round more than others, and several layers add up.
  private static let tolerance: Float = 1e-4

  @Test(arguments: networks.map(\.name))
  func bothWaysAgreeWithTheTextbook(_ name: String) throws {
    let architecture = try #require(Self.networks.first { $0.name == name })
    let network = Network.initialized(architecture, .he, seed: 3)
    let picture = NetworkTests.picture(architecture, images: 2)
    let expected = network.forward(picture, kernels: .reference)
    let last = try #require(expected.stages.last).output
    var random = Random(8)
    let gradient = random.tensor(last.shape, scale: 1)
    let back = network.backward(gradient, trace: expected, kernels: .reference)
    for level in KernelLevel.available {
      let kernels = Kernels.fast(FastKernels(level: level, threads: 2))
      for (own, expected) in zip(network.forward(picture, kernels: kernels).stages, expected.stages) {
        #expect(relativeDifference(own.output, expected.output) < Self.tolerance, "\(level), \(own.name)")
      }
      #expect(relativeDifference(network.output(picture, kernels: kernels), last) < Self.tolerance)
      let found = network.backward(gradient, trace: expected, kernels: kernels)
      for (stage, (own, expected)) in zip(found.stages, back.stages).enumerated() {
        #expect(relativeDifference(own, expected) < Self.tolerance, "\(level), gradient of stage \(stage)")
      }
      for (layer, (own, expected)) in zip(found.parameters, back.parameters).enumerated() {
        #expect((own.weight == nil) == (expected.weight == nil) && (own.bias == nil) == (expected.bias == nil))
        for (own, expected) in [(own.weight, expected.weight), (own.bias, expected.bias)] {
          if let own, let expected {
            #expect(relativeDifference(own, expected) < Self.tolerance, "\(level), layer \(layer)")
          }
        }
      }
    }
  }
}
