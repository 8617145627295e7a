import CKernels

/// A network made ready for the kernels: every layer's weights packed, every buffer laid out for the layer that reads it.
///
/// It can be run again and again, on one batch at a time. Each layer is one ``Step``; a layer without a kernel of its own
/// runs as the textbook's loops between two transfers.
package final class FastPlan {
  package let network: Network
  package let images: Int
  private let kernels: FastKernels
  private let input: MapBuffer
  private let steps: [FastStep]
  /// The bytes it has taken.
  package let bytes: Int

  /// - Parameters:
  ///   - images: pictures in a batch.
  ///   - keepsStages: whether every layer's output must be there to be read; else ReLU is done while a layer writes.
  package init(_ network: Network, images: Int, kernels: FastKernels, keepsStages: Bool) throws(OutOfMemory) {
    let layout = Layout(network, images: images, kernels: kernels, keepsStages: keepsStages)
    (self.network, self.images, self.kernels) = (network, images, kernels)
    (input, steps, bytes) = (layout.input, layout.steps, layout.memory.bytes)
    try layout.memory.allocate()
    for step in steps { step.load(kernels) }
  }

  /// The bytes that such a plan would take, its weights included unless they are used where they lie; `Int.max` where they
  /// cannot be counted. Nothing is taken.
  package static func bytes(_ network: Network, images: Int, kernels: FastKernels, keepsStages: Bool) -> Int {
    Layout(network, images: images, kernels: kernels, keepsStages: keepsStages).memory.bytes
  }

  private struct Layout {
    let input: MapBuffer
    let steps: [FastStep]
    let memory: MemoryPlan

    init(_ network: Network, images: Int, kernels: FastKernels, keepsStages: Bool) {
      precondition(images > 0, "a plan for \(images) pictures")
      var builder = FastPlanBuilder(network, images: images, kernels: kernels, keepsStages: keepsStages)
      (input, memory) = (builder.input, builder.memory)
      steps = network.architecture.layers.indices.map { builder.step($0) }
    }
  }

  /// Whether a layer costs nothing of its own: a ReLU that is done while the layer before writes, a dropout, which at
  /// inference changes nothing.
  package func isPassed(_ layer: Int) -> Bool { steps[layer].body == nil }

  /// One batch through all layers; the last layer's output.
  ///
  /// - Parameters:
  ///   - clock: milliseconds since any moment.
  ///   - stage: called after each layer with its index, its time and a closure that reads its output. Without
  ///     `keepsStages` the output of a layer whose ReLU is done along with it has passed that already.
  package func run(
    _ batch: Tensor, clock: (() -> Double)? = nil,
    stage: ((_ layer: Int, _ milliseconds: Double, _ output: () -> Tensor) -> Void)? = nil
  ) -> Tensor {
    precondition(batch.shape == network.architecture.input.batched(images), "a plan for \(images) pictures")
    var start = clock?() ?? 0
    kernels.load(batch, into: input)
    var current = input
    for (layer, step) in steps.enumerated() {
      step.run(kernels, current)
      current = step.output
      let end = clock?() ?? 0
      stage?(layer, end - start) { self.kernels.tensor(step.output, step.shape) }
      start = clock?() ?? 0
    }
    return kernels.tensor(current, steps.last?.shape ?? batch.shape)
  }
}

/// One layer of a plan: what it computes and where it writes.
struct FastStep {
  let output: MapBuffer
  /// Of the output, `[N, C, H, W]` or `[N, F]`.
  let shape: Shape
  /// Fills the memory of its weights.
  let load: (FastKernels) -> Void
  /// Nil where nothing is left to be done.
  let body: ((FastKernels, _ input: MapBuffer) -> Void)?

  init(
    output: MapBuffer, shape: Shape, load: @escaping (FastKernels) -> Void = { _ in },
    body: ((FastKernels, _ input: MapBuffer) -> Void)?
  ) {
    (self.output, self.shape, self.load, self.body) = (output, shape, load, body)
  }

  func run(_ kernels: FastKernels, _ input: MapBuffer) { body?(kernels, input) }
}
