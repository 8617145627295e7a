import Engine
import Tutor

/// Several networks side by side.
struct NetworkComparison: Encodable {
  let networks: [NetworkSummary]

  /// One column a network, its layers from top to bottom.
  var layers: TextTable {
    var table = TextTable([""] + networks.map(\.architecture.name))
    table.rows.append(["0"] + networks.map { "input \($0.architecture.input)" })
    for row in 0..<(networks.map(\.layers.count).max() ?? 0) {
      table.rows.append(
        ["\(row + 1)"]
          + networks.map { network in
            guard network.layers.indices.contains(row) else { return "" }
            return "\(network.layers[row].name) \(network.layers[row].output)"
          })
    }
    return table
  }

  func totals(_ language: Language) -> TextTable {
    var table = TextTable([""] + networks.map(\.architecture.name))
    func share(_ part: Int, _ whole: Int) -> String { whole == 0 ? "" : "\((part * 100 + whole / 2) / whole) %" }
    func linear(_ network: NetworkSummary, _ cost: (LayerSummary) -> Int) -> Int {
      network.layers.filter { $0.kind == .linear }.reduce(0) { $0 + cost($1) }
    }
    table.rows = [
      [language("layers", "层数")] + networks.map { "\($0.layers.count)" },
      [language("parameters", "参数")] + networks.map(\.parameters.grouped),
      [language("  in linear layers", "  其中全连接")] + networks.map { share(linear($0, \.parameters), $0.parameters) },
      [language("MACs", "乘加")] + networks.map(\.macs.grouped),
      [language("  in linear layers", "  其中全连接")] + networks.map { share(linear($0, \.macs), $0.macs) },
      [language("activation bytes", "激活字节")] + networks.map(\.activationBytes.grouped),
      [language("largest field", "最大感受野")]
        + networks.map { "\($0.layers.compactMap(\.receptiveField).max() ?? 0)" },
    ]
    return table
  }

  var csv: String { ([NetworkSummary.csvHeader] + networks.flatMap(\.csvRows)).joined(separator: "\n") }
}
