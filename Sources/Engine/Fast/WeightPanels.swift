import CKernels

/// The weights of a convolution in panels of up to 32 output channels side by side, in the order in which a window is read:
///
///     panel[(i · kernel width + j) · inputs + c][lane] = weight[first output channel + lane, c, i, j]
///
/// No panel leaves a group of the convolution, nor one of the buffer that its outputs go to.
struct WeightPanels: Sendable {
  static let lanes = Int(CK_PANEL)

  /// The output channels of each panel.
  let channels: [Range<Int>]
  /// Channels that each output reads.
  let inputs: Int
  let kernel: (height: Int, width: Int)
  let weights: FloatMemory
  /// Floats from panel to panel.
  let step: Int
  /// `lanes` numbers for each panel.
  let biases: FloatMemory

  /// Panels of zeros.
  ///
  /// - Parameters:
  ///   - inputs: channels that each output reads.
  ///   - outputGroups: groups of the buffer that the outputs go to.
  init(_ convolution: Convolution, inputs: Int, outputGroups: Int, _ memory: MemoryPlan) {
    self.init(
      WeightPanels.blocks(convolution.outChannels, convolution.groups, outputGroups), inputs: inputs,
      kernel: (convolution.kernelHeight, convolution.kernelWidth), memory)
  }

  /// Packs weights and biases of the convolution.
  func load(_ parameters: Parameters, _ kernels: FastKernels) {
    guard let weight = parameters.weight else { preconditionFailure("a convolution without weights") }
    pack(weight, kernels)
    guard let bias = parameters.bias else { return }
    for (panel, channels) in channels.enumerated() {
      for (lane, channel) in channels.enumerated() { biases(panel)[lane] = bias.data[channel] }
    }
  }

  /// Panels of zeros for any blocks of channels.
  init(_ channels: [Range<Int>], inputs: Int, kernel: (height: Int, width: Int), _ memory: MemoryPlan) {
    (self.channels, self.inputs, self.kernel) = (channels, inputs, kernel)
    step = kernel.height * kernel.width * inputs * WeightPanels.lanes
    weights = memory.numbers(channels.count, step)
    biases = memory.numbers(channels.count, WeightPanels.lanes)
  }

  /// Panels of zeros for the same weights: for their gradient, or their velocity.
  func blank(_ memory: MemoryPlan) -> WeightPanels {
    WeightPanels(channels, inputs: inputs, kernel: kernel, memory)
  }

  var count: Int { channels.count }
  var area: Int { kernel.height * kernel.width }

  func weights(_ panel: Int) -> UnsafeMutablePointer<Float> { weights.start + panel * step }
  func biases(_ panel: Int) -> UnsafeMutablePointer<Float> { biases.start + panel * WeightPanels.lanes }

  /// `channels` channels in blocks of up to 32 that leave no group of `groups` and none of `outputGroups`.
  static func blocks(_ channels: Int, _ groups: Int, _ outputGroups: Int) -> [Range<Int>] {
    let edges = Set(
      (0...groups).map { $0 * channels / groups } + (0...outputGroups).map { $0 * channels / outputGroups })
    let sorted = edges.sorted()
    return zip(sorted, sorted.dropFirst()).flatMap { first, last in
      stride(from: first, to: last, by: lanes).map { $0..<min($0 + lanes, last) }
    }
  }

  // MARK: From and to tensors

  private func pack(_ weight: Weight, _ kernels: FastKernels) {
    weight.withNumbers { numbers in
      guard let start = numbers.baseAddress else { return }
      let source = Pointer(start)
      kernels.team.run(count) { panel in
        // [lane][input · cell] turned round is [input · cell][lane]; the cells come first.
        let (channels, size) = (channels[panel], inputs * area)
        for cell in 0..<area {
          for input in 0..<inputs {
            let row = weights(panel) + (cell * inputs + input) * WeightPanels.lanes
            let first = source.start + channels.lowerBound * size + input * area + cell
            for lane in 0..<channels.count { row[lane] = first[lane * size] }
          }
        }
      }
    }
  }

  /// `[O, C/G, kernel height, kernel width]`
  var weight: Tensor {
    var tensor = Tensor(zeros: [channels.last?.upperBound ?? 0, inputs, kernel.height, kernel.width])
    for (panel, channels) in channels.enumerated() {
      for (lane, channel) in channels.enumerated() {
        for cell in 0..<area {
          for input in 0..<inputs {
            tensor.data[(channel * inputs + input) * area + cell] =
              weights(panel)[(cell * inputs + input) * WeightPanels.lanes + lane]
          }
        }
      }
    }
    return tensor
  }

  /// `[O]`
  var bias: Tensor {
    let numbers = channels.enumerated().flatMap { panel, channels in
      channels.indices.map { biases(panel)[$0 - channels.lowerBound] }
    }
    return Tensor([numbers.count], numbers)
  }
}
