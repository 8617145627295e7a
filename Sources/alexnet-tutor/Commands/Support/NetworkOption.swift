import ArgumentParser
import Engine
import Tutor

/// The name of a network that the program knows.
struct NetworkName: ExpressibleByArgument {
  let name: String

  static let paper = NetworkName(name: "paper")
  static var allValueStrings: [String] { Architecture.names }

  private init(name: String) { self.name = name }

  init?(argument: String) {
    guard Architecture.names.contains(argument) else { return nil }
    name = argument
  }

  var defaultValueDescription: String { name }

  var architecture: Architecture {
    guard let architecture = Architecture.named(name) else { preconditionFailure("no network \(name)") }
    return architecture
  }
}

/// A network and its weights, as `forward` and `explain` take them.
struct NetworkOptions: ParsableArguments {
  @Option(help: "One of \(Architecture.names.joined(separator: ", ")).")
  var network: NetworkName = .paper

  @OptionGroup var weightsOption: WeightsOption

  @Option(parsing: .unconditional, help: "Seed all weights with this number (default: the network's own weights).")
  var seed: UInt64?

  var architecture: Architecture { network.architecture }

  func validate() throws {
    guard seed == nil || weightsOption.weights == nil else {
      throw ValidationError("Give --seed or --weights, not both.")
    }
  }

  /// The weights that were asked for, where they are in a file.
  func file(_ language: Language) throws(Refusal) -> WeightsFile? {
    try weightsOption.file(for: architecture, language)
  }

  /// The network with weights that need no file.
  func build() -> Network {
    seed.map { Network.seeded(architecture, seed: $0) } ?? Network.standard(architecture)
  }
}

/// Weights from a file.
struct WeightsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("A safetensors file with the network's weights.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var weights: String?

  func file(for architecture: Architecture, _ language: Language) throws(Refusal) -> WeightsFile? {
    guard let weights else { return nil }
    return try WeightsFile(weights, for: architecture, language)
  }
}
