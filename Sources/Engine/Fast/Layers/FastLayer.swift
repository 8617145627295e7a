/// One layer of a chain that runs in both directions: it reads and writes buffers that it was given when it was made.
protocol FastLayer {
  /// What it learns; nil for layers without parameters, and where nothing is to be learned.
  var learned: LearnedParameters? { get }
  /// Fills its memory with the parameters that it was made with.
  func load(_ kernels: FastKernels)
  /// Takes up parameters that have changed.
  func prepare(_ kernels: FastKernels)
  /// From its input buffer to its output buffer.
  func forward(_ kernels: FastKernels, _ mode: Mode)
  /// From the gradient of its output to that of its input and of its parameters; the activations are those of a forward
  /// pass in the same mode.
  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients)
}

extension FastLayer {
  var learned: LearnedParameters? { nil }
  func load(_ kernels: FastKernels) {}
  func prepare(_ kernels: FastKernels) {}
}

/// The buffers that a layer stands between.
struct LayerBuffers {
  let input: MapBuffer
  let output: MapBuffer
  /// dL/d input and dL/d output.
  let inputGradient: MapBuffer
  let outputGradient: MapBuffer
  /// `[N, C, H, W]` or `[N, F]`.
  let inputShape: Shape
  let outputShape: Shape

  /// Whether the layer changes numbers where they stand.
  var isInPlace: Bool { input.memory === output.memory }
}

/// Numbers that are learned, in whatever order their layer keeps them, with their gradients.
struct LearnedParameters {
  let weight: FloatMemory
  let bias: FloatMemory
  let weightGradient: FloatMemory
  let biasGradient: FloatMemory
  let hasBias: Bool
  /// The numbers and the gradients as tensors.
  let parameters: () -> Parameters
  let gradients: () -> Gradients
}
