import Engine

/// The convolutions of the paper's network with conv2, conv4 and conv5 in other numbers of groups.
struct PaperGroups {
  static let names = ["conv1", "conv2", "conv3", "conv4", "conv5"]

  let groups: Int
  /// Why a layer cannot be split so; nil where all can.
  let reason: String?
  let layers: [LayerSummary]
  let parameters: Int

  init(_ groups: Int) {
    self.groups = groups
    let paper = Architecture.named("single-tower")
    let changed = (paper?.layers ?? []).map { layer -> Layer in
      guard var convolution = layer.operation as? Convolution, ["conv2", "conv4", "conv5"].contains(layer.name) else {
        return layer
      }
      convolution.groups = groups
      return Layer(layer.name, convolution)
    }
    let (all, refusal) = Architecture(name: "groups", input: paper?.input ?? [], layers: changed).summarize()
    reason = refusal?.reason.description
    layers = all.filter { PaperGroups.names.contains($0.name) }
    parameters = all.reduce(0) { $0 + $1.parameters }
  }

  /// Whether the layer is one of those that are split.
  static func isSplit(_ name: String) -> Bool { name != "conv1" && name != "conv3" }

  func layer(_ name: String) -> LayerSummary? { layers.first { $0.name == name } }

  /// Weights that one GPU holds, where there is one for each group; conv1 and conv3 are spread by their maps.
  func weightsPerGPU(_ layer: LayerSummary) -> Int { layer.weights / groups }
  /// Bytes of the layer's output maps on one GPU.
  func bytesPerGPU(_ layer: LayerSummary) -> Int { layer.activationBytes / groups }
  /// Input channels that one kernel reads.
  func channelsRead(_ layer: LayerSummary) -> Int { layer.input[0] / (layer.groups ?? 1) }
}
