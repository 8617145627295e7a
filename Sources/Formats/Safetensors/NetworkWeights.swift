import Engine

extension Safetensors {
  /// The network with the weights of this file, which stay in the file where they can.
  ///
  /// Names are ours, `conv1.weight` … `fc8.bias`; for torchvision also its own. The tensors must be exactly the network's.
  ///
  /// - Parameter name: what the file is called where its weights are spoken of.
  package func network(_ architecture: Architecture, named name: String) throws(FormatError) -> Network {
    let fit = WeightFit(self, architecture)
    try fit.check(self)
    var parameters = Array(repeating: Parameters.none, count: architecture.layers.count)
    for (tensor, entry) in fit.pairs {
      if !tensor.isWeight {
        parameters[tensor.layer].bias = self.tensor(entry)
      } else {
        parameters[tensor.layer].weight = mapped(entry).map(Weight.mapped) ?? .stored(self.tensor(entry))
      }
    }
    return Network(architecture, parameters: parameters, weights: name, isTrained: true)
  }
}

extension Safetensors {
  /// Where the numbers of each layer of a network lie in the file, by the layer's index.
  package func bytes(of architecture: Architecture) -> [Int: [Range<Int>]] {
    WeightFit(self, architecture).pairs.reduce(into: [:]) { $0[$1.0.layer, default: []].append($1.1.bytes) }
  }
}

extension Network {
  /// That every weight is a number to compute with.
  package func checkNumbers(_ kernels: FastKernels) throws(FormatError) {
    guard let (tensor, at, value) = firstNotFinite(kernels) else { return }
    throw FormatError(
      "'\(tensor.name)' is \(value) at \(at), expected finite numbers", "“\(tensor.name)”在 \(at) 处是 \(value)，应为有限的数")
  }
}

/// Which tensor of a file is which parameter of a network, and what does not fit.
struct WeightFit {
  let architecture: Architecture
  /// In the order of the network's layers.
  private(set) var pairs: [(ParameterTensor, Safetensors.Entry)] = []
  private var missing: [ParameterTensor] = []
  private var misshapen: [(ParameterTensor, Safetensors.Entry)] = []
  private let surplus: [Safetensors.Entry]

  init(_ file: Safetensors, _ architecture: Architecture) {
    self.architecture = architecture
    let translations = architecture.torchvisionNames
    var entries: [String: Safetensors.Entry] = [:]
    var surplus: [Safetensors.Entry] = []
    let expected = architecture.parameterTensors
    let names = Set(expected.map(\.name))
    for entry in file.entries {
      let name = translations[entry.name] ?? entry.name
      if names.contains(name), entries[name] == nil { entries[name] = entry } else { surplus.append(entry) }
    }
    for tensor in expected {
      switch entries[tensor.name] {
      case nil: missing.append(tensor)
      case let entry? where entry.shape != tensor.shape: misshapen.append((tensor, entry))
      case let entry?: pairs.append((tensor, entry))
      }
    }
    self.surplus = surplus
  }

  private var isComplete: Bool { missing.isEmpty && misshapen.isEmpty && surplus.isEmpty }

  func check(_ file: Safetensors) throws(FormatError) {
    guard !isComplete else { return }
    let network = architecture.name
    let fitting = Architecture.names.compactMap(Architecture.named).first { WeightFit(file, $0).isComplete }
    if let other = fitting?.name {
      throw FormatError(
        "these are weights of \(other), not of \(network); use --network \(other)",
        "这是 \(other) 的权重，不是 \(network) 的；请用 --network \(other)")
    }
    if let (tensor, entry) = misshapen.first {
      throw FormatError(
        "'\(entry.name.shown)' has the shape \(entry.shape), \(network) expects \(tensor.shape)",
        "“\(entry.name.shown)”的形状是 \(entry.shape)，\(network) 需要 \(tensor.shape)")
    }
    if let tensor = missing.first {
      let first = surplus.first.map { "'\($0.name.shown)'" }
      throw FormatError(
        "'\(tensor.name)' (\(tensor.shape)) is missing" + (first.map { "; what is \($0)?" } ?? ""),
        "缺少“\(tensor.name)”（\(tensor.shape)）" + (first.map { "；\($0) 是什么？" } ?? ""))
    }
    if let entry = surplus.first {
      throw FormatError(
        "'\(entry.name.shown)' (\(entry.shape)) is no tensor of \(network); leave it out",
        "“\(entry.name.shown)”（\(entry.shape)）不是 \(network) 的张量；请去掉它")
    }
  }
}
