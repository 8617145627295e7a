/// Makes the steps of a plan in the order of the layers.
///
/// Layers that change numbers where they stand (ReLU, normalisation, dropout) share one buffer with the layer before them,
/// and that layer lays it out for whoever reads it next.
struct FastPlanBuilder {
  private let network: Network
  private let shapes: [Shape]
  private let keepsStages: Bool
  private let kernels: FastKernels
  let memory = MemoryPlan()
  let input: MapBuffer
  /// What the layer to come reads.
  private var current: MapBuffer

  init(_ network: Network, images: Int, kernels: FastKernels, keepsStages: Bool) {
    (self.network, self.kernels, self.keepsStages) = (network, kernels, keepsStages)
    shapes =
      [network.architecture.input.batched(images)] + network.architecture.summaries.map { $0.output.batched(images) }
    input = MapBuffer(MapLayout.of(shapes[0], readBy: 0, network.architecture.layers), memory)
    current = input
  }

  private var layers: [Layer] { network.architecture.layers }

  mutating func step(_ index: Int) -> FastStep {
    let layer = layers[index]
    switch layer.operation {
    case let convolution as Convolution: return convolve(index, convolution)
    case let linear as Linear: return connect(index, linear)
    case let pooling as MaxPooling: return make(index) { $0.pool(pooling, $1, $2) }
    case let pooling as AveragePooling: return make(index) { $0.pool(pooling, $1, $2) }
    case is Flatten: return flatten(index)
    case is ReLU where isRectified(index): return stay(index)
    case let normalization as LocalResponseNormalization where normalizesInPlace(normalization):
      return stay(index) { $0.normalize(normalization, $1) }
    case let dropout as Dropout where dropout.convention == .inverted: return stay(index)
    case let operation:
      guard let activation = FastActivation(operation) else { return textbook(index) }
      return stay(index) { $0.activate(activation, $1) }
    }
  }

  // MARK: Layouts

  private func outputLayout(_ index: Int) -> MapLayout {
    .of(shapes[index + 1], readBy: index + 1, layers)
  }

  private func normalizesInPlace(_ normalization: LocalResponseNormalization) -> Bool {
    current.layout.groups == 1 && FastKernels.takes(normalization, channels: current.layout.channels)
  }

  // MARK: Steps

  /// A layer that writes into a buffer of its own.
  private mutating func make(
    _ index: Int, load: @escaping (FastKernels) -> Void = { _ in },
    _ body: @escaping (FastKernels, _ input: MapBuffer, _ output: MapBuffer) -> Void
  ) -> FastStep {
    let output = MapBuffer(outputLayout(index), memory)
    current = output
    return FastStep(output: output, shape: shapes[index + 1], load: load) { body($0, $1, output) }
  }

  /// A layer that changes its input where it stands, or leaves it as it is. What a convolution reads next may have to be
  /// laid out anew.
  ///
  /// - Parameter body: nil where nothing is left to be done.
  private mutating func stay(_ index: Int, _ body: ((FastKernels, MapBuffer) -> Void)? = nil) -> FastStep {
    let wanted = MapLayout.of(shapes[index + 1], readBy: index + 1, layers)
    guard wanted != current.layout else {
      return FastStep(output: current, shape: shapes[index + 1], body: body)
    }
    let output = MapBuffer(wanted, memory)
    current = output
    return FastStep(output: output, shape: shapes[index + 1]) { kernels, input in
      body?(kernels, input)
      kernels.copy(input, to: output)
    }
  }

  private mutating func convolve(_ index: Int, _ convolution: Convolution) -> FastStep {
    let rectify = rectifies(index)
    let (shape, parameters) = (shapes[index], network.parameters[index])
    let groups = outputLayout(index).groups
    let panels = WeightPanels(
      convolution, inputs: shape[1] / convolution.groups, outputGroups: groups, memory)
    if TiledConvolution.takes(convolution, shape) {
      let tiled = TiledConvolution(convolution, panels, shape, kernels: kernels, memory)
      let load = { (kernels: FastKernels) in
        panels.load(parameters, kernels)
        tiled.prepare(kernels)
      }
      return make(index, load: load) { tiled.run($0, $1, $2, rectify: rectify) }
    }
    let fast = FastConvolution(convolution, panels)
    let load = { (kernels: FastKernels) in panels.load(parameters, kernels) }
    return make(index, load: load) { fast.run($0, $1, $2, rectify: rectify) }
  }

  private mutating func connect(_ index: Int, _ linear: Linear) -> FastStep {
    let (rectify, parameters) = (rectifies(index), network.parameters[index])
    guard let weight = parameters.weight else { preconditionFailure("a linear layer without weights") }
    let fast = FastLinear(
      linear, .given(weight), bias: memory.numbers(linear.outputs), images: shapes[index][0], kernels: kernels, memory)
    let load = { (_: FastKernels) in fast.load(parameters.bias) }
    return make(index, load: load) { fast.run($0, $1, $2, rectify: rectify) }
  }

  /// Channel after channel, as the textbook flattens.
  private mutating func flatten(_ index: Int) -> FastStep {
    make(index) { kernels, input, output in kernels.flatten(input, to: output) }
  }

  /// A layer without a kernel of its own.
  private mutating func textbook(_ index: Int) -> FastStep {
    let (shape, operation, parameters) = (shapes[index], layers[index].operation, network.parameters[index])
    return make(index) { kernels, input, output in
      kernels.load(operation.forward(kernels.tensor(input, shape), parameters, .inference), into: output)
    }
  }

  /// Whether the layer does the ReLU that follows it while it writes.
  private func rectifies(_ index: Int) -> Bool { isRectified(index + 1) }

  private func isRectified(_ index: Int) -> Bool {
    guard !keepsStages, index > 0, layers.indices.contains(index), layers[index].operation is ReLU else { return false }
    return layers[index - 1].operation is Convolution || layers[index - 1].operation is Linear
  }
}

extension MapLayout {
  /// How numbers of `shape` should lie for the layers from `reader` on.
  static func of(_ shape: Shape, readBy reader: Int, _ layers: [Layer]) -> MapLayout {
    for layer in layers[reader...] {
      switch layer.operation {
      case let convolution as Convolution where shape.rank == 4:
        return TiledConvolution.takes(convolution, shape)
          ? TiledConvolution.layout(convolution, shape) : FastConvolution.layout(convolution, shape)
      case is Dropout: continue
      case let operation where FastActivation(operation) != nil: continue
      default: return MapLayout(shape)
      }
    }
    return MapLayout(shape)
  }
}
