import Engine

/// A layer's map: `channels × size × size → maps × side × side`.
package struct MapShape: Hashable, Sendable {
  package var channels: Int
  package var size: Int
  package var kernel: Int
  package var stride: Int
  package var padding: Int
  package var maps: Int

  static let conv1 = MapShape(channels: 3, size: 227, kernel: 11, stride: 4, padding: 0, maps: 96)

  /// The paper's layers that are not divided in groups, and small ones.
  static let named: [(name: String, shape: MapShape)] = [
    ("conv1", conv1),
    ("conv3", MapShape(channels: 256, size: 13, kernel: 3, stride: 1, padding: 1, maps: 384)),
    ("tiny", MapShape(channels: 3, size: 32, kernel: 5, stride: 1, padding: 2, maps: 16)),
    ("c5", MapShape(channels: 16, size: 5, kernel: 5, stride: 1, padding: 0, maps: 120)),
  ]

  var name: String? { MapShape.named.first { $0.shape == self }?.name }

  var convolution: Convolution {
    Convolution(outChannels: maps, kernel: kernel, stride: stride, padding: padding)
  }
  var input: Shape { [1, channels, size, size] }

  /// Rows and columns of the output; of a map that fits.
  var side: Int { convolution.rows.count(on: size) ?? 0 }
  var windows: Int { side * side }
  var units: Int { maps * windows }

  func check() throws(LabError) {
    guard convolution.rows.count(on: size) == nil else { return }
    let least = max(1, size + 2 * padding)
    throw LabError(
      "a kernel of \(kernel) does not fit \(size) cells with padding \(padding): \(least) is the largest that does",
      "边长 \(kernel) 的卷积核放不进 \(size) 格（填充 \(padding)）：最大只能是 \(least)")
  }

  var multiplyAdds: Int { (try? convolution.multiplyAdds(for: input)) ?? 0 }
}

/// Three ways to wire the same input to the same output.
enum Wiring: Int, CaseIterable {
  /// Every unit reads everything, with weights of its own.
  case full
  /// Every unit reads its window, with weights of its own.
  case local
  /// Every unit reads its window; those of one map share their weights.
  case shared

  func name(_ language: Language) -> String {
    switch self {
    case .full: language("fully connected", "全连接")
    case .local: language("local, unshared", "局部、不共享")
    case .shared: language("convolution", "卷积")
    }
  }
}

/// What one way of wiring costs. The shapes of one unit's weights are the engine's; a layer is so many times that.
struct WiringCount: Equatable {
  /// Weights of one unit: how many inputs it reads.
  let reads: Int
  /// How many sets of weights there are, each with a bias.
  let sets: Int
  /// How often each weight is used for one picture.
  let uses: Int

  var weights: Int { reads * sets }
  var parameters: Int { (reads + 1) * sets }

  init(_ wiring: Wiring, _ map: MapShape) {
    let all = map.channels * map.size * map.size
    let operation: any Operation =
      wiring == .full
      ? Linear(inputs: all, outputs: 1)
      : Convolution(outChannels: 1, kernel: map.kernel, stride: map.stride, padding: map.padding)
    let input: Shape = wiring == .full ? [1, all] : map.input
    reads = (try? operation.parameterShapes(for: input).first?.fanIn) ?? 0
    sets = wiring == .shared ? map.maps : map.units
    uses = wiring == .shared ? map.windows : 1
  }
}

extension ParametersLab {
  func count(_ wiring: Wiring) -> WiringCount { WiringCount(wiring, map) }

  /// The layers that have parameters, as the engine describes them.
  var layers: [LayerSummary] { architecture.summaries.filter { $0.parameters > 0 } }

  var architecture: Architecture {
    guard let found = Architecture.named(network.rawValue) else {
      preconditionFailure("\(network.rawValue) is one of the named architectures")
    }
    return found
  }

  func amount(_ layer: LayerSummary) -> Int { measure == .parameters ? layer.parameters : layer.macs }

  // MARK: Usage

  /// How often each cell of a kernel has met a cell of the picture, `[kernel][kernel]`, after windows 0…`last` in reading
  /// order. Cells that lie in the padding do not count: it is what the backward pass gives for an input and a gradient of
  /// ones.
  func uses(upTo last: Int) -> [[Int]] {
    let windows = map.convolution.rows
    let side = map.side
    var counts = Array(repeating: Array(repeating: 0, count: map.kernel), count: map.kernel)
    /// Windows of one axis that lay each tap on the picture, among the first `count`.
    func taps(_ count: Int) -> [Int] {
      var result = Array(repeating: 0, count: map.kernel)
      for window in 0..<count { for tap in windows.taps(ofWindow: window, on: map.size) { result[tap] += 1 } }
      return result
    }
    let (row, column) = (last / side, last % side)
    let (whole, above, part) = (taps(side), taps(row), taps(column + 1))
    let own = windows.taps(ofWindow: row, on: map.size)
    for i in 0..<map.kernel {
      for j in 0..<map.kernel { counts[i][j] = above[i] * whole[j] + (own.contains(i) ? part[j] : 0) }
    }
    return counts
  }

  // MARK: Stacks

  /// Convolutions of stride 1 with padding that keeps the size, without biases.
  private func chain(_ name: String, kernels: [Int]) -> Architecture {
    Architecture(
      name: name, input: [inputs, side, side],
      layers: kernels.enumerated().map { index, kernel in
        Layer("\(index + 1)", Convolution(outChannels: width, kernel: kernel, padding: kernel / 2, hasBias: false))
      })
  }

  var single: Architecture { chain("one", kernels: [field]) }
  /// As many 3×3 kernels as see what the one kernel sees.
  var stack: Architecture { chain("stack", kernels: Array(repeating: 3, count: (field - 1) / 2)) }

  /// Weights of the one kernel divided by those of the stack.
  var weightRatio: Float {
    Float(single.summaries[0].weights) / Float(stack.summaries.reduce(0) { $0 + $1.weights })
  }
}
