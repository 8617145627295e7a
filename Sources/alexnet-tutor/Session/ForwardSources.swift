import Engine
import Synchronization
import Tutor

extension ForwardWorker.Sources {
  /// The networks with the weights that they have when nothing is asked for, and pictures drawn or from files.
  ///
  /// - Parameter file: the weights of one of the networks.
  static func standard(_ language: Language, _ file: WeightsFile?) -> ForwardWorker.Sources {
    let cache = Mutex<Network?>(nil)
    return ForwardWorker.Sources(
      network: { name in
        if let file, file.network.architecture.name == name {
          try file.checkUnchanged()
          return file.network
        }
        return try cache.withLock { cached in
          if let cached, cached.architecture.name == name { return cached }
          let network = Network.standard(try architecture(name, language))
          cached = network
          return network
        }
      },
      picture: { source, network in
        let architecture = try architecture(network, language)
        switch source {
        case .drawing(let picture):
          guard let preprocessing = Preprocessing.standard(for: network) else {
            return try drawn("cat", architecture, language)
          }
          let cut = preprocessing.cut(picture)
          return PictureInput(
            name: language("drawing", "画"), picture: cut, tensor: preprocessing.tensor(of: cut))
        case .sample(let name): return try drawn(name, architecture, language)
        case .file(let path):
          let choice = try PictureChoice(path, for: architecture, .standard, language)
          guard let picture = choice.picture else { return try drawn(choice.name, architecture, language) }
          return PictureInput(name: choice.name, picture: picture, tensor: choice.tensor)
        }
      },
      hasRun: { name, layer in
        if let file, file.network.architecture.name == name { file.release(layer: layer) }
      })
  }

  private static func drawn(_ name: String, _ architecture: Architecture, _ language: Language) throws(Refusal)
    -> PictureInput
  {
    guard let preprocessing = Preprocessing.standard(for: architecture.name),
      let picture = Samples.picture(name, size: preprocessing.crop)
    else { throw Refusal(language("there is no picture \(name)", "没有图片 \(name)")) }
    return PictureInput(name: name, picture: picture, tensor: preprocessing.tensor(of: picture))
  }

  private static func architecture(_ name: String, _ language: Language) throws(Refusal) -> Architecture {
    guard let architecture = Architecture.named(name) else {
      throw Refusal(language("there is no network \(name)", "没有 \(name) 这个网络"))
    }
    return architecture
  }
}
