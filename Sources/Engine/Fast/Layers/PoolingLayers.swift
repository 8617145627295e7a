struct MaxPoolingLayer: FastLayer {
  let pooling: MaxPooling
  let buffers: LayerBuffers
  /// Whether the layer before is a ReLU whose way back is done here.
  let isRectified: Bool

  func forward(_ kernels: FastKernels, _ mode: Mode) { kernels.pool(pooling, buffers.input, buffers.output) }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    guard wanted.contains(.input) else { return }
    kernels.poolBack(pooling, buffers, isRectified: isRectified)
  }
}

struct AveragePoolingLayer: FastLayer {
  let pooling: AveragePooling
  let buffers: LayerBuffers

  func forward(_ kernels: FastKernels, _ mode: Mode) { kernels.pool(pooling, buffers.input, buffers.output) }

  func backward(_ kernels: FastKernels, _ mode: Mode, _ wanted: WantedGradients) {
    guard wanted.contains(.input) else { return }
    kernels.poolBack(pooling, buffers)
  }
}
