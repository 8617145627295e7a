import CKernels

/// The ways back through a fully connected layer.
///
///     dL/d input[n, i] = Σ dL/d output[n, o] · weight[o, i]      dL/d weight[o, i] = Σ dL/d output[n, o] · input[n, i]
struct LinearGradients: Sendable {
  let linear: Linear
  private let weights: LinearWeights
  /// Weights that are made while they are used, for each thread; none where they are stored.
  private let made: FloatMemory?

  init(_ linear: Linear, _ weights: LinearWeights, kernels: FastKernels, _ memory: MemoryPlan) {
    (self.linear, self.weights) = (linear, weights)
    made = weights.areStored ? nil : memory.numbers(kernels.threads, Self.madeAtOnce)
  }

  private static let lanes = Int(CK_PANEL)
  /// Inputs that one task has.
  private static let inputsAtOnce = 512
  /// Outputs whose weights are made at once where they are not stored.
  private static let outputsAtOnce = 32
  private static var madeAtOnce: Int { outputsAtOnce * inputsAtOnce }
  /// Fewer pictures than fill the registers of a product.
  private static let fewImages = 4

  // MARK: Input

  /// - Parameters: `sent` is dL/d output, `[N, O]`, and `received` dL/d input, `[N, I]`, both without frames.
  func input(_ kernels: FastKernels, _ sent: MapBuffer, _ received: MapBuffer) {
    weights.withStored { stored in
      tasks(kernels) { inputs in
        received.eachRow(inputs) { $0.update(repeating: 0, count: inputs.count) }
        let made = made.map { $0.start + ThreadTeam.index * Self.madeAtOnce }
        for first in stride(from: 0, to: linear.outputs, by: Self.outputsAtOnce) {
          let outputs = first..<min(first + Self.outputsAtOnce, linear.outputs)
          if let made {
            weights.fill(kernels, made, linear, outputs, inputs)
            add(kernels, made, inputs.count, outputs, inputs, sent, to: received)
          } else if let stored {
            let block = stored.start + outputs.lowerBound * linear.inputs + inputs.lowerBound
            add(kernels, block, linear.inputs, outputs, inputs, sent, to: received)
          }
        }
      }
    }
  }

  private func tasks(_ kernels: FastKernels, _ body: @escaping (Range<Int>) -> Void) {
    let count = Self.inputsAtOnce
    kernels.team.run((linear.inputs + count - 1) / count) { task in
      body(task * count..<min((task + 1) * count, linear.inputs))
    }
  }

  /// Adds what some outputs send back to some inputs; `weights` are theirs, `rowStep` from output to output.
  private func add(
    _ kernels: FastKernels, _ weights: UnsafePointer<Float>, _ rowStep: Int, _ outputs: Range<Int>,
    _ inputs: Range<Int>,
    _ sent: MapBuffer, to received: MapBuffer
  ) {
    let images = sent.layout.images
    let (gradient, target) = (sent.memory.start + outputs.lowerBound, received.memory.start + inputs.lowerBound)
    // Products read whole panels: what hangs over is added row by row, as it is for few pictures.
    let inPanels = images <= Self.fewImages ? 0 : inputs.count / Self.lanes * Self.lanes
    var product = ck_product(
      outer: 1, inner: 1, run: outputs.count, a_row: linear.outputs, a_outer: 0, a_inner: 0, a_step: 1, b_outer: 0,
      b_inner: 0, b_step: rowStep, out_row: linear.inputs, accumulate: true, rectify: false)
    for column in stride(from: 0, to: inPanels, by: Self.lanes) {
      kernels.table.product(&product, images, Self.lanes, gradient, weights + column, nil, target + column)
    }
    guard inPanels < inputs.count else { return }
    for output in 0..<outputs.count {
      for image in 0..<images {
        kernels.table.add_scaled(
          inputs.count - inPanels, gradient[image * linear.outputs + output], weights + output * rowStep + inPanels,
          target + image * linear.inputs + inPanels)
      }
    }
  }

  // MARK: Parameters

  /// - Parameters:
  ///   - read: the layer's input, `[N, I]`.
  ///   - weight: `[O, I]`; `bias`: `[O]`.
  func parameters(
    _ kernels: FastKernels, _ read: MapBuffer, _ sent: MapBuffer, weight: FloatMemory, bias: FloatMemory
  ) {
    tasks(kernels) { inputs in
      var product = ck_product(
        outer: 1, inner: 1, run: read.layout.images, a_row: 1, a_outer: 0, a_inner: 0, a_step: linear.outputs,
        b_outer: 0,
        b_inner: 0, b_step: linear.inputs, out_row: linear.inputs, accumulate: false, rectify: false)
      for column in stride(from: inputs.lowerBound, to: inputs.upperBound, by: Self.lanes) {
        kernels.table.product(
          &product, linear.outputs, min(Self.lanes, inputs.upperBound - column), sent.memory.start,
          read.memory.start + column, nil, weight.start + column)
      }
    }
    kernels.team.run(1) { _ in
      bias.start.update(repeating: 0, count: linear.outputs)
      kernels.table.add_rows(read.layout.images, linear.outputs, sent.memory.start, linear.outputs, bias.start)
    }
  }
}

/// The weights of a fully connected layer: those of a network, or numbers that are being learned.
enum LinearWeights: Sendable {
  case given(Weight)
  /// `[O, I]`
  case learned(FloatMemory)

  var areStored: Bool { if case .given(.generated) = self { false } else { true } }

  /// `body` with the weights in memory, or with nil where they have to be made.
  func withStored(_ body: (Pointer?) -> Void) {
    switch self {
    case .learned(let memory): body(Pointer(memory.start))
    case .given(.generated): body(nil)
    case .given(.stored(let tensor)):
      tensor.data.withUnsafeBufferPointer { body($0.baseAddress.map { Pointer($0) }) }
    case .given(.mapped(let tensor)): tensor.withNumbers { body($0.baseAddress.map { Pointer($0) }) }
    }
  }

  /// Makes the weights of some outputs and some inputs, `[outputs][inputs]`.
  func fill(
    _ kernels: FastKernels, _ made: UnsafeMutablePointer<Float>, _ linear: Linear, _ outputs: Range<Int>,
    _ inputs: Range<Int>
  ) {
    guard case .given(.generated(let seeded)) = self else { return }
    for (place, output) in outputs.enumerated() {
      let counter = seeded.base &+ UInt64(output * linear.inputs + inputs.lowerBound)
      kernels.table.seeded(inputs.count, counter, seeded.scale, made + place * inputs.count)
    }
  }
}

extension MapBuffer {
  /// The part `range` of every picture's vector.
  fileprivate func eachRow(_ range: Range<Int>, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    for image in 0..<layout.images { body(memory.start + image * layout.imageStep + range.lowerBound) }
  }
}
