import Engine

/// A network's chain of shapes for one input size, down to the first layer that refuses.
struct ChainRun: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    let name: String
    let kind: OperationKind
    let input: [Int]
    let output: [Int]
    let kernel: Int?
    let stride: Int
    let padding: Int
  }

  /// Why a layer refuses.
  struct Refusal: Hashable, Sendable {
    let layer: String
    /// Numbers that a fully connected layer takes; nil where a window does not fit.
    let wants: Int?
    let gets: [Int]
    let kernel: Int
  }

  let network: String
  let input: [Int]
  /// Layers that compute something of their own: windows and weights, also where the shape stays.
  let rows: [Row]
  let refusal: Refusal?
  /// The sizes around the nearest one that the whole network takes.
  let valid: ClosedRange<Int>?
  /// The nearest of them.
  let nearest: Int?

  init(_ network: String, input size: Int, rounding: Windows.Rounding) {
    let architecture = Architecture.named(network)?.with(rounding: rounding)
    guard let architecture else { preconditionFailure("there is no network \(network)") }
    let (layers, refused) = architecture.with(inputSize: size).summarize()
    self.network = network
    input = [architecture.input[0], size, size]
    rows = layers.filter {
      $0.input != $0.output || $0.kernel != nil || [.adaptiveAveragePooling, .linear].contains($0.kind)
    }
    .map {
      Row(
        name: $0.name, kind: $0.kind, input: $0.input.dimensions, output: $0.output.dimensions, kernel: $0.kernel,
        stride: $0.stride ?? 1, padding: $0.padding ?? 0)
    }
    refusal = refused.map { refused in
      let gets = layers.last?.output.dimensions ?? [architecture.input[0], size, size]
      let operation = architecture.layerIndex(named: refused.layer).map { architecture.layers[$0].operation }
      var kernel = 1
      if case .window(let windows)? = operation?.reach { kernel = windows.extent }
      return Refusal(layer: refused.layer, wants: (operation as? Linear)?.inputs, gets: gets, kernel: kernel)
    }
    func fits(_ size: Int) -> Bool { architecture.with(inputSize: size).summarize().refusal == nil }
    let sizes = 1...512
    nearest =
      refused == nil
      ? size
      : (1..<512).lazy.flatMap { [size + $0, size - $0] }.first { sizes.contains($0) && fits($0) }
    valid = nearest.map { nearest in
      var (low, high) = (nearest, nearest)
      // Where there is no end within reach the end of the control is given.
      while low > 1, nearest - low < 64, fits(low - 1) { low -= 1 }
      while high < 512, high - nearest < 64, fits(high + 1) { high += 1 }
      return low...high
    }
  }
}
