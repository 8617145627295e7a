import Engine
import Tutor

/// Several networks side by side.
struct NetworkComparison: Encodable {
  let networks: [NetworkSummary]

  /// One column a network; layers of one name stand in one row.
  var layers: TextTable {
    var table = TextTable([""] + networks.map(\.architecture.name))
    table.rows.append(["input"] + networks.map { "\($0.architecture.input)" })
    for name in names {
      table.rows.append(
        [name]
          + networks.map { network in
            if network.refusal?.layer == name { return "✗" }
            return network.layers.first { $0.name == name }.map { "\($0.output)" } ?? ""
          })
    }
    return table
  }

  /// The names of all layers: each network's in its order, what only it has before the next layer that others have too.
  private var names: [String] {
    var names: [String] = []
    for network in networks {
      var own: [String] = []
      var end = names.count
      for name in network.layers.map(\.name) + [network.refusal?.layer].compactMap({ $0 }) {
        if let index = names.firstIndex(of: name) {
          names.insert(contentsOf: own, at: index)
          end = index + own.count + 1
          own = []
        } else {
          own.append(name)
        }
      }
      names.insert(contentsOf: own, at: end)
    }
    return names
  }

  func totals(_ language: Language) -> TextTable {
    var table = TextTable([""] + networks.map(\.architecture.name))
    func share(_ part: Int, _ whole: Int) -> String {
      whole == 0 ? "" : "\((part * 100 + whole / 2) / whole)" + language.percentSign
    }
    func linear(_ network: NetworkSummary, _ cost: (LayerSummary) -> Int) -> Int {
      network.layers.filter { $0.kind == .linear }.reduce(0) { $0 + cost($1) }
    }
    table.rows = [
      [language("layers", "层数")] + networks.map { "\($0.layers.count)" },
      [language("parameters", "参数")] + networks.map(\.parameters.grouped),
      [language("  in linear layers", "  其中全连接")] + networks.map { share(linear($0, \.parameters), $0.parameters) },
      [language("MACs", "乘加次数")] + networks.map(\.macs.grouped),
      [language("  in linear layers", "  其中全连接")] + networks.map { share(linear($0, \.macs), $0.macs) },
      [language("activation bytes", "激活字节")] + networks.map(\.activationBytes.grouped),
      [language("largest field", "最大感受野")]
        + networks.map { "\($0.layers.compactMap(\.receptiveField).max() ?? 0)" },
    ]
    return table
  }

  var csv: String { ([NetworkSummary.csvHeader] + networks.flatMap(\.csvRows)).joined(separator: "\n") }
}
