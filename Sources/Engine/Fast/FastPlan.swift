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

  /// - Parameters:
  ///   - images: pictures in a batch.
  ///   - keepsStages: whether every layer's output must be there to be read; else ReLU is done while a layer writes.
  package init(_ network: Network, images: Int, kernels: FastKernels, keepsStages: Bool) {
    (self.network, self.images, self.kernels) = (network, images, kernels)
    var builder = FastPlanBuilder(network, images: images, kernels: kernels, keepsStages: keepsStages)
    input = builder.input
    steps = network.architecture.layers.indices.map { builder.step($0) }
  }

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
  let body: (FastKernels, _ input: MapBuffer) -> Void

  func run(_ kernels: FastKernels, _ input: MapBuffer) { body(kernels, input) }
}
