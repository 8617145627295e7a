extension Architecture {
  /// In how many towers that see nothing of one another the numbers of a layer stand: 2 for the paper's convolutions on
  /// two GPUs and what follows each of them, 1 where a layer reads across (conv3, the fully connected layers).
  package func towers(of layer: Int) -> Int { towers[layer] }

  /// The towers of every layer. A convolution in groups has as many; one that is not divided joins them, but the first
  /// has nothing to join yet: its maps stand as the next convolution will read them, unless they are mixed before.
  package var towers: [Int] {
    var result: [Int] = []
    for (index, layer) in layers.enumerated() {
      switch layer.operation {
      case let convolution as Convolution:
        let isFirst = !layers[..<index].contains { $0.operation is Convolution }
        result.append(isFirst ? towersRead(after: index) : convolution.groups)
      case let normalization as LocalResponseNormalization:
        result.append(min(result.last ?? 1, normalization.towers))
      default:
        result.append(layer.operation.reach == .all ? 1 : result.last ?? 1)
      }
    }
    return result
  }

  /// The towers that the layers up to the next convolution keep apart.
  private func towersRead(after index: Int) -> Int {
    for layer in layers[(index + 1)...] {
      switch layer.operation {
      case let normalization as LocalResponseNormalization where normalization.towers == 1: return 1
      case let convolution as Convolution: return convolution.groups
      default: if layer.operation.reach == .all { return 1 }
      }
    }
    return 1
  }
}
