/// How a loss changes with everything in a network.
package struct NetworkGradients: Sendable {
  /// dL/d of every stage's numbers; `stages[0]` is the input's, and empty if it was not wanted.
  package var stages: [Tensor]
  /// dL/d weight and dL/d bias of every layer; empty where they were not wanted.
  package var parameters: [Gradients]
}

extension Network {
  /// The chain rule from the last layer back to the picture.
  ///
  /// - Parameters:
  ///   - outputGradient: dL/d of the last stage, in its shape.
  ///   - trace: all stages of a forward pass in the same mode.
  ///   - wanted: `.input` for the gradients of all stages, as one needs to see what a score depends on; `.parameters` for
  ///     those of weights and biases. Seeded weights that are never stored have none with the fast kernels.
  ///   - kernels: where there is no memory for what they need, the textbook's loops do it.
  ///   - stage: called when the gradient of a stage is there, the last stage first.
  package func backward(
    _ outputGradient: Tensor, trace: Trace, mode: Mode = .inference, wanted: WantedGradients = .all, kernels: Kernels,
    stage: ((Int, Tensor) -> Void)? = nil
  ) -> NetworkGradients {
    let count = architecture.layers.count
    precondition(trace.stages.count == count + 1, "a backward pass wants all \(count + 1) stages")
    precondition(outputGradient.shape == trace.stages[count].output.shape, "a gradient of \(outputGradient.shape)")
    var gradients = NetworkGradients(
      stages: Array(repeating: Tensor(zeros: [0]), count: count + 1),
      parameters: Array(repeating: Gradients(input: nil), count: count))
    func take(_ index: Int, _ gradient: () -> Tensor) {
      guard wanted.contains(.input) else { return }
      gradients.stages[index] = gradient()
      stage?(index, gradients.stages[index])
    }
    if let chain = chain(images: outputGradient.shape[0], wanted, kernels) {
      chain.load(trace.stages.map(\.output))
      chain.backward(outputGradient, mode, wanted, stage: take)
      guard wanted.contains(.parameters) else { return gradients }
      gradients.parameters = chain.layers.map { $0.learned?.gradients() ?? Gradients(input: nil) }
      return gradients
    }
    var current = outputGradient
    take(count) { current }
    for (index, layer) in architecture.layers.enumerated().reversed() {
      let own = layer.operation.backward(
        current, input: trace.stages[index].output, output: trace.stages[index + 1].output, parameters[index],
        mode.of(layer: index), index > 0 ? wanted.union(.input) : wanted)
      gradients.parameters[index] = Gradients(input: nil, weight: own.weight, bias: own.bias)
      guard let next = own.input else { break }
      current = next
      take(index) { current }
    }
    return gradients
  }

  /// Nil for the textbook's loops, which also do it where there is no memory for a chain.
  private func chain(images: Int, _ wanted: WantedGradients, _ kernels: Kernels) -> FastChain? {
    guard case .fast(let kernels) = kernels else { return nil }
    let chain = FastChain(self, images: images, kernels: kernels, wanted: wanted, keepsStages: true)
    return (try? chain.begin()) == nil ? nil : chain
  }
}
