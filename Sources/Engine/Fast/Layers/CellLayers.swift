import CKernels

/// ReLU and its kin, where the numbers stand in the buffers or from one buffer to another.
struct ActivationLayer: FastLayer {
  let activation: FastActivation
  let buffers: LayerBuffers
  /// Whether the layer before did it already while it wrote.
  let isDoneBefore: Bool
  /// Whether the max pooling that follows holds back the gradients of zeros.
  let isUndoneAfter: Bool

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    guard !isDoneBefore else { return }
    if !buffers.isInPlace { kernels.copy(buffers.input, to: buffers.output) }
    kernels.activate(activation, buffers.output)
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    guard !isUndoneAfter, wanted.contains(.input) else { return }
    if !buffers.isInPlace { kernels.copy(buffers.outputGradient, to: buffers.inputGradient) }
    kernels.activateBack(activation, buffers.inputGradient, output: buffers.output)
  }
}

/// Dropout of vectors.
struct DropoutLayer: FastLayer {
  let dropout: Dropout
  let buffers: LayerBuffers

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    if !buffers.isInPlace { kernels.copy(buffers.input, to: buffers.output) }
    drop(kernels, mode, buffers.output)
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    guard wanted.contains(.input) else { return }
    if !buffers.isInPlace { kernels.copy(buffers.outputGradient, to: buffers.inputGradient) }
    drop(kernels, mode, buffers.inputGradient)
  }

  private func drop(_ kernels: FastKernels, _ mode: Mode, _ buffer: MapBuffer) {
    guard case .training(let seed) = mode else { return }
    let (counter, count, part) = (Dropout.counter(seed: seed), buffer.layout.count, 1 << 14)
    kernels.team.run((count + part - 1) / part) { task in
      let first = task * part
      kernels.table.drop(
        min(part, count - first), counter &+ UInt64(first), dropout.rate, 1 / (1 - dropout.rate),
        buffer.memory.start + first)
    }
  }

  static func takes(_ dropout: Dropout, _ shape: Shape) -> Bool {
    dropout.convention == .inverted && dropout.rate < 1 && shape.rank == 2
  }
}

struct NormalizationLayer: FastLayer {
  let normalization: LocalResponseNormalization
  let buffers: LayerBuffers
  /// The gradient of the input with its channels together, where the layer before keeps them apart in groups.
  private let together: MapBuffer?

  init(_ normalization: LocalResponseNormalization, _ buffers: LayerBuffers, _ memory: MemoryPlan) {
    (self.normalization, self.buffers) = (normalization, buffers)
    together =
      buffers.inputGradient.layout.groups == 1 ? nil : MapBuffer(MapLayout(buffers.inputShape), memory)
  }

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    kernels.copy(buffers.input, to: buffers.output)
    kernels.normalize(normalization, buffers.output)
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    guard wanted.contains(.input) else { return }
    kernels.normalizeBack(
      normalization, buffers.input, buffers.outputGradient, together ?? buffers.inputGradient)
    if let together { kernels.copy(together, to: buffers.inputGradient) }
  }
}

/// Maps one after another, channel by channel, as the textbook flattens.
struct FlattenLayer: FastLayer {
  let buffers: LayerBuffers

  func forward(_ kernels: FastKernels, _ mode: Mode) { kernels.flatten(buffers.input, to: buffers.output) }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    guard wanted.contains(.input) else { return }
    kernels.unflatten(buffers.outputGradient, to: buffers.inputGradient)
  }
}

/// A layer without kernels of its own: the textbook's loops between transfers.
struct TextbookLayer: FastLayer {
  let operation: any Operation
  let buffers: LayerBuffers

  func forward(_ kernels: FastKernels, _ mode: Mode) {
    let input = kernels.tensor(buffers.input, buffers.inputShape)
    kernels.load(operation.forward(input, .none, mode), into: buffers.output)
  }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    let gradients = operation.backward(
      kernels.tensor(buffers.outputGradient, buffers.outputShape),
      input: kernels.tensor(buffers.input, buffers.inputShape),
      output: kernels.tensor(buffers.output, buffers.outputShape), .none, mode, wanted)
    if let gradient = gradients.input { kernels.load(gradient, into: buffers.inputGradient) }
  }
}
