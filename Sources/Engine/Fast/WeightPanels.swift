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
  let weights: FloatMemory
  /// Floats from panel to panel.
  let step: Int
  /// `lanes` numbers for each panel.
  let biases: FloatMemory

  init(_ convolution: Convolution, _ parameters: Parameters, outputGroups: Int, kernels: FastKernels) {
    guard let weight = parameters.weight else { preconditionFailure("a convolution without weights") }
    channels = WeightPanels.blocks(convolution.outChannels, convolution.groups, outputGroups)
    inputs = weight.shape[1]
    step = weight.shape[2] * weight.shape[3] * inputs * WeightPanels.lanes
    weights = FloatMemory(channels.count * step)
    biases = FloatMemory(channels.count * WeightPanels.lanes)
    pack(weight, kernels)
    guard let bias = parameters.bias else { return }
    for (panel, channels) in channels.enumerated() {
      for (lane, channel) in channels.enumerated() {
        biases.start[panel * WeightPanels.lanes + lane] = bias.data[channel]
      }
    }
  }

  var count: Int { channels.count }

  func weights(_ panel: Int) -> UnsafeMutablePointer<Float> { weights.start + panel * step }
  func biases(_ panel: Int) -> UnsafeMutablePointer<Float> { biases.start + panel * WeightPanels.lanes }

  private static func blocks(_ channels: Int, _ groups: Int, _ outputGroups: Int) -> [Range<Int>] {
    let edges = Set(
      (0...groups).map { $0 * channels / groups } + (0...outputGroups).map { $0 * channels / outputGroups })
    let sorted = edges.sorted()
    return zip(sorted, sorted.dropFirst()).flatMap { first, last in
      stride(from: first, to: last, by: lanes).map { $0..<min($0 + lanes, last) }
    }
  }

  private func pack(_ weight: Weight, _ kernels: FastKernels) {
    let area = weight.shape[2] * weight.shape[3]
    weight.withNumbers { numbers in
      guard let start = numbers.baseAddress else { return }
      let source = Pointer(start)
      kernels.team.run(count) { panel in
        let channels = channels[panel]
        // [lane][input · cell] turned round is [input · cell][lane]; the cells come first.
        let size = inputs * area
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
}
