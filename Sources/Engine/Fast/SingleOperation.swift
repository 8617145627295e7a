/// One operation on the kernels, laid out and ready to run again and again: for measuring it alone.
package final class SingleOperation {
  private let chain: FastChain
  private let mode: Mode

  /// - Parameters:
  ///   - input: with the batch in front, of a shape that the operation takes.
  ///   - outputGradient: in the shape of the output.
  package init(
    _ operation: any Operation, _ parameters: Parameters, input: Tensor, outputGradient: Tensor,
    mode: Mode = .inference, kernels: FastKernels
  ) throws(OutOfMemory) {
    let single = Architecture(
      name: "single", input: input.shape.withoutBatch, layers: [Layer("single", operation)])
    let network = Network(single, parameters: [parameters], weights: "given")
    chain = FastChain(network, images: input.shape[0], kernels: kernels, wanted: .all, keepsStages: true)
    try chain.begin()
    self.mode = mode
    _ = chain.forward(input, mode)
    chain.backward(outputGradient, mode, .all)
  }

  /// From the input to the output, which stay in the order of the kernels.
  package func forward() { chain.layers[0].forward(chain.kernels, mode) }

  /// From the gradient of the output to all others.
  package func backward() { chain.layers[0].backward(chain.kernels, mode, .all) }
}
