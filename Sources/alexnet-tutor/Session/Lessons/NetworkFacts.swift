import Engine
import Lessons

/// Numbers about the networks by name, computed from their descriptions: `paper.conv1.parameters`, `paper.parameters`,
/// `paper@224.pool5.outputSize`, `paper@224ceil.softmax.outputs`.
enum NetworkFacts {
  /// The largest side that may stand after the `@`.
  private static let largestInput = 4096

  /// The layers of a network up to the one that refuses its input, if one does.
  private struct Summary {
    let layers: [LayerSummary]
    let isWhole: Bool

    init(_ architecture: Architecture) {
      let (layers, refusal) = architecture.summarize()
      (self.layers, isWhole) = (layers, refusal == nil)
    }
  }

  /// Of the networks in their usual size: lessons name these hundreds of times.
  private static let summaries = Dictionary(
    uniqueKeysWithValues: Architecture.names.compactMap(Architecture.named).map { ($0.name, Summary($0)) })

  /// The fact called `name`; nil if there is none, which is also so behind a layer that refuses its input.
  static func fact(_ name: String) -> Fact? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let network = parts.first, let summary = summaries[network] ?? architecture(network).map(Summary.init) else {
      return nil
    }
    switch parts.count {
    case 2 where summary.isWhole: return total(parts[1], summary.layers)
    case 3: return summary.layers.first { $0.name == parts[1] }.flatMap { of($0, parts[2]) }
    default: return nil
    }
  }

  private static let totals = ["parameters", "weights", "biases", "macs", "activationBytes"]
  private static let fields =
    totals + [
      "inputShape", "outputShape", "inputSize", "outputSize", "inputs", "outputs", "kernel", "stride", "padding",
      "groups",
      "receptiveField", "jump", "weightShape",
    ]

  /// Every name that has a fact, for the networks in their usual size.
  static var names: [String] {
    summaries.sorted { $0.key < $1.key }.flatMap { name, summary in
      totals.map { "\(name).\($0)" }
        + summary.layers.flatMap { layer in
          fields.filter { of(layer, $0) != nil }.map { "\(name).\(layer.name).\($0)" }
        }
    }
  }

  /// `paper`, or `paper@224` and `paper@224ceil` for another input.
  private static func architecture(_ name: String) -> Architecture? {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard let named = Architecture.named(parts[0]), parts.count < 3 else { return nil }
    guard parts.count == 2 else { return named }
    let isCeil = parts[1].hasSuffix("ceil")
    let digits = isCeil ? String(parts[1].dropLast(4)) : parts[1]
    guard digits.allSatisfy({ "0123456789".contains($0) }), let side = Int(digits), (1...largestInput).contains(side)
    else { return nil }
    let resized = named.with(inputSize: side)
    return isCeil ? resized.with(rounding: .ceil) : resized
  }

  private static func total(_ field: String, _ layers: [LayerSummary]) -> Fact? {
    let count: ((LayerSummary) -> Int)? =
      switch field {
      case "parameters": { $0.parameters }
      case "weights": { $0.weights }
      case "biases": { $0.biases }
      case "macs": { $0.macs }
      case "activationBytes": { $0.activationBytes }
      default: nil
      }
    return count.map { count in .integer(layers.reduce(0) { $0 + count($1) }) }
  }

  private static func of(_ layer: LayerSummary, _ field: String) -> Fact? {
    switch field {
    case "parameters": .integer(layer.parameters)
    case "weights": .integer(layer.weights)
    case "biases": .integer(layer.biases)
    case "macs": .integer(layer.macs)
    case "activationBytes": .integer(layer.activationBytes)
    case "inputShape": .shape(layer.input.dimensions)
    case "outputShape": .shape(layer.output.dimensions)
    case "inputSize": layer.input.rank == 3 ? .integer(layer.input[1]) : nil
    case "outputSize": layer.output.rank == 3 ? .integer(layer.output[1]) : nil
    case "inputs": .integer(layer.input.count)
    case "outputs": .integer(layer.output.count)
    case "kernel": layer.kernel.map(Fact.integer)
    case "stride": layer.stride.map(Fact.integer)
    case "padding": layer.padding.map(Fact.integer)
    case "groups": layer.groups.map(Fact.integer)
    case "receptiveField": layer.receptiveField.map(Fact.integer)
    case "jump": layer.jump.map(Fact.integer)
    case "weightShape": weightShape(layer).map(Fact.shape)
    default: nil
    }
  }

  /// `[outputs, inputs of a group, kernel, kernel]`, or `[outputs, inputs]`.
  private static func weightShape(_ layer: LayerSummary) -> [Int]? {
    switch layer.kind {
    case .convolution:
      guard let kernel = layer.kernel, let groups = layer.groups else { return nil }
      return [layer.output[0], layer.input[0] / groups, kernel, kernel]
    case .linear: return [layer.output.count, layer.input.count]
    default: return nil
    }
  }
}
