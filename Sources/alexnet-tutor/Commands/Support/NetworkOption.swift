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

  @Option(parsing: .unconditional, help: "Seed all weights with this number (default: the network's own weights).")
  var seed: UInt64?

  var architecture: Architecture { network.architecture }

  func build() -> Network {
    seed.map { Network.seeded(architecture, seed: $0) } ?? Network.standard(architecture)
  }
}

/// What the numbers that are shown stand on.
extension Network {
  func remark(_ language: Language) -> String {
    language("untrained: \(weights)", "未训练：\(weights)")
  }
}
