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
  /// The nearest size that the whole network takes.
  let nearest: Int?
  /// The sizes around it that give the first fully connected layer as many numbers: all that the network takes there.
  /// Adaptive pooling takes whatever its maps are, so that there is no largest one.
  let valid: Sizes?
  /// Rows and columns of the last maps, in a network without a refusal.
  var lastMap: [Int]? { rows.last { $0.output.count == 3 }?.output }

  enum Sizes: Hashable, Sendable {
    case range(ClosedRange<Int>)
    case from(Int)
  }

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
    let isAdaptive = architecture.layers.contains { $0.operation.kind == .adaptiveAveragePooling }
    valid = nearest.map { nearest in
      guard isAdaptive else {
        var (low, high) = (nearest, nearest)
        while low > 1, fits(low - 1) { low -= 1 }
        while high < 512, fits(high + 1) { high += 1 }
        return .range(low...high)
      }
      // Whatever is larger than a size that fits, fits: the least is found by halving.
      var (refused, least) = (0, nearest)
      while least - refused > 1 {
        let middle = (refused + least) / 2
        if fits(middle) { least = middle } else { refused = middle }
      }
      return .from(least)
    }
  }
}
