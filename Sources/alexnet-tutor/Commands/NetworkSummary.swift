import Engine
import Tutor

/// The layers of one network up to the first that refuses, as a table, as text for other programs, as JSON.
struct NetworkSummary {
  let architecture: Architecture
  let layers: [LayerSummary]
  let refusal: (layer: String, reason: ShapeError)?

  init(_ architecture: Architecture) {
    self.architecture = architecture
    (layers, refusal) = architecture.summarize()
  }

  var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
  var macs: Int { layers.reduce(0) { $0 + $1.macs } }
  var activationBytes: Int { layers.reduce(0) { $0 + $1.activationBytes } }

  /// Why the chain ends, and what would make it fit.
  func refusal(_ language: Language) -> String? {
    guard let refusal else { return nil }
    let ways = remedies(language)
    return language(
      "\(architecture.name) at \(architecture.input) does not fit at \(refusal.layer): \(refusal.reason)"
        + (ways.isEmpty ? "" : "; it fits with \(ways.joined(separator: " or "))"),
      "\(architecture.name) 在输入 \(architecture.input) 时于 \(refusal.layer) 不成立：\(refusal.reason)"
        + (ways.isEmpty ? "" : "；可以改用 \(ways.joined(separator: " 或 "))"))
  }

  /// Options with which the chain is whole: the other rounding, the input sizes nearest to this one.
  private func remedies(_ language: Language) -> [String] {
    var ways: [String] = []
    let size = architecture.input[1]
    let near = (1...48).lazy.flatMap { [size + $0, size - $0] }.first {
      $0 > 0 && fits(architecture.with(inputSize: $0))
    }
    if let near { ways.append("--input-size \(near)") }
    for (rounding, name) in [(Windows.Rounding.floor, "floor"), (.ceil, "ceil")] {
      if fits(architecture.with(rounding: rounding)) { ways.append("--rounding \(name)") }
    }
    return ways
  }

  private func fits(_ architecture: Architecture) -> Bool { architecture.summarize().refusal == nil }

  // MARK: For reading

  func table(_ language: Language) -> String {
    var table = TextTable([
      language("layer", "层"), language("output", "输出"), "k", "s", "p", "g", language("parameters", "参数"),
      language("MACs", "乘加次数"), language("bytes", "字节"), language("field", "感受野"), language("jump", "累计步长"),
    ])
    table.rows.append(["input", "\(architecture.input)"] + Array(repeating: "", count: 9))
    for layer in layers {
      table.rows.append([
        layer.name, "\(layer.output)", text(layer.kernel), text(layer.stride), text(layer.padding), text(layer.groups),
        layer.parameters.grouped, layer.macs.grouped, layer.activationBytes.grouped,
        layer.receptiveField.map(String.init) ?? language("all", "全部"), text(layer.jump),
      ])
    }
    if let refusal { table.rows.append([refusal.layer, "✗ " + language("does not fit", "不成立")] + blanks(9)) }
    table.totals = [
      [totalName(language), "", "", "", "", "", parameters.grouped, macs.grouped, activationBytes.grouped, "", ""]
    ]
    let legend = language(
      "k kernel, s stride, p padding, g groups; bytes of the output as float32; field and jump in pixels of the picture",
      "k 核宽，s 步长，p 填充，g 分组；字节按输出的 float32 计；感受野和累计步长以图片像素计")
    return table.text + "\n\n" + legend
  }

  func markdown(_ language: Language) -> String {
    var table = TextTable([
      language("layer", "层"), language("kind", "类型"), language("input", "输入"), language("output", "输出"),
      language("kernel", "卷积核"), language("stride", "步长"), language("padding", "填充"), language("groups", "分组"),
      language("weights", "权重"), language("biases", "偏置"), language("parameters", "参数"), language("MACs", "乘加次数"),
      language("activation bytes", "激活字节"), language("receptive field", "感受野"), language("jump", "累计步长"),
    ])
    for layer in layers {
      table.rows.append([
        layer.name, language.kind(layer.kind), "\(layer.input)", "\(layer.output)", text(layer.kernel),
        text(layer.stride), text(layer.padding), text(layer.groups), layer.weights.grouped, layer.biases.grouped,
        layer.parameters.grouped,
        layer.macs.grouped, layer.activationBytes.grouped,
        layer.receptiveField.map(String.init) ?? language("all", "全部"), text(layer.jump),
      ])
    }
    if let refusal { table.rows.append([refusal.layer, "✗ " + language("does not fit", "不成立")] + blanks(13)) }
    table.totals = [
      [totalName(language)] + blanks(9) + [parameters.grouped, macs.grouped, activationBytes.grouped, "", ""]
    ]
    return table.markdown
  }

  /// Where the chain ends before its last layer, its sums are not those of the network.
  private func totalName(_ language: Language) -> String {
    refusal == nil ? language("total", "合计") : language("up to there", "到此为止")
  }

  private func blanks(_ count: Int) -> [String] { Array(repeating: "", count: count) }

  private func text(_ number: Int?) -> String { number.map(String.init) ?? "" }

  // MARK: For programs

  static let csvHeader =
    "network,name,kind,input,output,kernel,stride,padding,groups,weights,biases,parameters,macs,activationBytes,"
    + "receptiveField,jump"

  var csv: String { ([NetworkSummary.csvHeader] + csvRows).joined(separator: "\n") }

  var csvRows: [String] {
    layers.map { layer in
      let shapes = [layer.input, layer.output].map { $0.dimensions.map(String.init).joined(separator: "x") }
      let geometry = [layer.kernel, layer.stride, layer.padding, layer.groups].map(text)
      let costs = [layer.weights, layer.biases, layer.parameters, layer.macs, layer.activationBytes].map(String.init)
      let cells = [architecture.name, layer.name, layer.kind.rawValue] + shapes + geometry + costs
      return (cells + [text(layer.receptiveField), text(layer.jump)]).joined(separator: ",")
    }
  }
}

extension NetworkSummary: Encodable {
  private enum Key: String, CodingKey {
    case network, input, layers, parameters, macs, activationBytes, error
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(architecture.name, forKey: .network)
    try container.encode(architecture.input.dimensions, forKey: .input)
    try container.encode(layers.map(EncodedLayer.init), forKey: .layers)
    try container.encode(parameters, forKey: .parameters)
    try container.encode(macs, forKey: .macs)
    try container.encode(activationBytes, forKey: .activationBytes)
    try container.encodeIfPresent(refusal(.english), forKey: .error)
  }
}

private struct EncodedLayer: Encodable {
  let name: String
  let kind: String
  let input: [Int]
  let output: [Int]
  let kernel: Nullable<Int>
  let stride: Nullable<Int>
  let padding: Nullable<Int>
  let groups: Nullable<Int>
  let weights: Int
  let biases: Int
  let parameters: Int
  let macs: Int
  let activationBytes: Int
  let receptiveField: Nullable<Int>
  let jump: Nullable<Int>

  init(_ layer: LayerSummary) {
    (name, kind) = (layer.name, layer.kind.rawValue)
    (input, output) = (layer.input.dimensions, layer.output.dimensions)
    (kernel, stride) = (Nullable(layer.kernel), Nullable(layer.stride))
    (padding, groups) = (Nullable(layer.padding), Nullable(layer.groups))
    (weights, biases, parameters) = (layer.weights, layer.biases, layer.parameters)
    (macs, activationBytes) = (layer.macs, layer.activationBytes)
    (receptiveField, jump) = (Nullable(layer.receptiveField), Nullable(layer.jump))
  }
}
