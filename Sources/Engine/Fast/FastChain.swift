/// A network made ready for the kernels in both directions: between the layers stand the buffers of the activations and of
/// their gradients, each laid out for the layer that needs it so.
final class FastChain {
  let architecture: Architecture
  /// With the batch in front; `shapes[0]` is the input's.
  let shapes: [Shape]
  let layers: [any FastLayer]
  let kernels: FastKernels
  private let activations: [MapBuffer]
  private let gradients: [MapBuffer]

  /// What it needs, or has; others may ask for more until ``begin()``.
  let memory = MemoryPlan()

  /// Lays a chain out; it can be used after ``begin()``.
  ///
  /// - Parameters:
  ///   - images: pictures in a batch.
  ///   - wanted: the gradients that will be asked for. If parameters will change, it has copies of all of them; else the
  ///     weights of fully connected layers are used where they are and have no gradients.
  ///   - keepsStages: whether every layer's output and gradient must be there to be read; else ReLU is done along with its
  ///     neighbours.
  init(_ network: Network, images: Int, kernels: FastKernels, wanted: WantedGradients, keepsStages: Bool) {
    let plan = ChainPlan(network.architecture, images: images, keepsStages: keepsStages)
    (architecture, shapes, self.kernels) = (network.architecture, plan.shapes, kernels)
    activations = plan.buffers(plan.activationLayout, memory)
    gradients = plan.buffers(plan.gradientLayout, memory)
    var layers: [any FastLayer] = []
    for index in network.architecture.layers.indices {
      let buffers = LayerBuffers(
        input: activations[index], output: activations[index + 1], inputGradient: gradients[index],
        outputGradient: gradients[index + 1], inputShape: plan.shapes[index], outputShape: plan.shapes[index + 1])
      layers.append(
        plan.layer(
          index, network.parameters[index], buffers, wanted: index > 0 ? wanted.union(.input) : wanted,
          kernels: kernels, memory))
    }
    self.layers = layers
  }

  /// Takes its memory and fills it.
  func begin() throws(OutOfMemory) {
    try memory.allocate()
    for layer in layers { layer.load(kernels) }
    prepare()
  }

  /// Takes up parameters that have changed.
  func prepare() {
    for layer in layers { layer.prepare(kernels) }
  }

  /// One batch through all layers; the last layer's output.
  func forward(_ batch: Tensor, _ mode: Mode) -> Tensor {
    kernels.load(batch, into: activations[0])
    for (index, layer) in layers.enumerated() { layer.forward(kernels, mode.of(layer: index)) }
    return kernels.tensor(activations[layers.count], shapes[layers.count])
  }

  /// Activations that were computed elsewhere, one tensor for each stage, the input first.
  func load(_ stages: [Tensor]) {
    for (stage, buffer) in zip(stages, activations) { kernels.load(stage, into: buffer) }
  }

  /// From the gradient of the last layer's output back to the first layer.
  ///
  /// - Parameters:
  ///   - wanted: the gradient of the network's input is not computed if only parameters are wanted.
  ///   - stage: called with the index of each stage when its gradient is there, the last one first, and a closure that
  ///     reads it.
  func backward(
    _ outputGradient: Tensor, _ mode: Mode, _ wanted: WantedGradients,
    stage: ((_ index: Int, _ gradient: () -> Tensor) -> Void)? = nil
  ) {
    kernels.load(outputGradient, into: gradients[layers.count])
    for index in layers.indices.reversed() {
      stage?(index + 1) { kernels.tensor(gradients[index + 1], shapes[index + 1]) }
      let own: WantedGradients = index > 0 ? wanted.union(.input) : wanted
      layers[index].backward(kernels, mode.of(layer: index), own)
    }
    if wanted.contains(.input) { stage?(0) { kernels.tensor(gradients[0], shapes[0]) } }
  }
}

/// Decides how the buffers of a chain lie and which layer does what.
struct ChainPlan {
  let architecture: Architecture
  let shapes: [Shape]
  let keepsStages: Bool

  init(_ architecture: Architecture, images: Int, keepsStages: Bool) {
    (self.architecture, self.keepsStages) = (architecture, keepsStages)
    shapes = [architecture.input.batched(images)] + architecture.summaries.map { $0.output.batched(images) }
  }

  private var layers: [Layer] { architecture.layers }

  /// A buffer for each stage; layers that work in place share one.
  func buffers(_ layout: (Int) -> MapLayout, _ memory: MemoryPlan) -> [MapBuffer] {
    var buffers = [MapBuffer(layout(0), memory)]
    for index in layers.indices {
      buffers.append(isInPlace(index) ? buffers[index] : MapBuffer(layout(index + 1), memory))
    }
    return buffers
  }

  /// As the layers from here on read it.
  func activationLayout(_ stage: Int) -> MapLayout { .of(shapes[stage], readBy: stage, layers) }

  /// As the layer that made the stage needs its gradient.
  func gradientLayout(_ stage: Int) -> MapLayout {
    guard stage > 0, let convolution = layers[stage - 1].operation as? Convolution else {
      return MapLayout(shapes[stage])
    }
    return ConvolutionInputGradient.layout(convolution, shapes[stage - 1], shapes[stage])
  }

  /// Whether a layer changes its input where it stands: nobody else needs what was there before. An activation's way back
  /// needs what it made: a buffer has room for one activation, and behind it only for a dropout that leaves it its signs.
  private func isInPlace(_ index: Int) -> Bool {
    let isDropout = isFastDropout(index)
    guard index > 0, isDropout || FastActivation(layers[index].operation) != nil else { return false }
    // The layers that share the buffer, back to the one that wrote it.
    var before = index - 1
    while before > 0, isFastDropout(before), isInPlace(before) { before -= 1 }
    switch layers[before].operation {
    case is Convolution, is Linear, is Flatten: return true
    case is ReLU, is LeakyReLU: return isDropout && isInPlace(before)
    default: return false
    }
  }

  private func isFastDropout(_ index: Int) -> Bool {
    guard let dropout = layers[index].operation as? Dropout else { return false }
    return DropoutLayer.takes(dropout, shapes[index])
  }

  /// Whether a layer is the ReLU right behind a convolution or a fully connected layer, done while that one writes.
  private func isRectifiedBefore(_ index: Int) -> Bool {
    guard !keepsStages, index > 0, index < layers.count, layers[index].operation is ReLU else { return false }
    return layers[index - 1].operation is Convolution || layers[index - 1].operation is Linear
  }

  /// Whether a layer is a ReLU in place right before a max pooling, which sends nothing back to zeros then.
  private func isGatedAfter(_ index: Int) -> Bool {
    guard !keepsStages, index >= 0, index + 1 < layers.count, layers[index].operation is ReLU, isInPlace(index) else {
      return false
    }
    return layers[index + 1].operation is MaxPooling
  }

  func layer(
    _ index: Int, _ parameters: Parameters, _ buffers: LayerBuffers, wanted: WantedGradients, kernels: FastKernels,
    _ memory: MemoryPlan
  ) -> any FastLayer {
    let operation = layers[index].operation
    switch operation {
    case let convolution as Convolution:
      return ConvolutionLayer(
        convolution, parameters, buffers, rectifies: isRectifiedBefore(index + 1), wanted: wanted, kernels: kernels,
        memory)
    case let linear as Linear:
      return LinearLayer(
        linear, parameters, buffers, learns: wanted.contains(.parameters), rectifies: isRectifiedBefore(index + 1),
        kernels: kernels, memory)
    case let dropout as Dropout where isFastDropout(index):
      return DropoutLayer(dropout: dropout, buffers: buffers)
    case let pooling as MaxPooling:
      return MaxPoolingLayer(pooling: pooling, buffers: buffers, isRectified: isGatedAfter(index - 1))
    case let pooling as AveragePooling: return AveragePoolingLayer(pooling: pooling, buffers: buffers)
    case is Flatten: return FlattenLayer(buffers: buffers)
    case let normalization as LocalResponseNormalization
    where buffers.input.layout.groups == 1 && buffers.output.layout.groups == 1
      && FastKernels.takes(normalization, channels: shapes[index][1]):
      return NormalizationLayer(normalization, buffers, memory)
    default:
      guard let activation = FastActivation(operation) else {
        return TextbookLayer(operation: operation, buffers: buffers)
      }
      return ActivationLayer(
        activation: activation, buffers: buffers, isDoneBefore: isRectifiedBefore(index),
        isUndoneAfter: isGatedAfter(index))
    }
  }
}
