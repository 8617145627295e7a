import Engine

/// What the numbers of a network stand on: drawn, seeded, from a file.
extension Language {
  /// In a line that says other things too: "untrained: drawn conv1, seed 2012", "weights from alexnet.safetensors".
  package func remark(weightsOf network: Network) -> String {
    guard !network.isTrained else { return self("weights from \(network.weights)", "权重来自 \(network.weights)") }
    return self("untrained: ", "未训练，") + describe(network.weights)
  }

  /// As a sentence below a result.
  package func sentence(weightsOf network: Network) -> String {
    guard !network.isTrained else {
      return self("The weights are from \(network.weights).", "权重来自 \(network.weights)。")
    }
    let weights = describe(network.weights)
    return self("The network is untrained (\(weights)).", "网络未经训练（\(weights)）。")
  }

  /// The engine's own words in this language.
  private func describe(_ weights: String) -> String {
    guard self == .chinese else { return weights }
    return weights.replacing("drawn conv1, seed", with: "conv1 手绘，种子").replacing("seed", with: "随机种子")
  }
}
