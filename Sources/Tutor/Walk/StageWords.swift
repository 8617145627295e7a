import Engine
import TextUI

/// The sentences of a stage with the numbers of its layer filled in, and the names of the kinds of layer.
enum StageWords {
  static func text(_ stage: Int, _ model: WalkModel, _ language: Language) -> String {
    let (name, kind) = names(stage, model)
    return fill(LayerWords.text(layer: name, kind: kind, language: language), stage, model)
  }

  static func short(_ stage: Int, _ model: WalkModel, _ language: Language) -> String {
    let (name, kind) = names(stage, model)
    return fill(LayerWords.short(layer: name, kind: kind, language: language), stage, model)
  }

  private static func names(_ stage: Int, _ model: WalkModel) -> (String, String) {
    stage == 0 ? ("input", "input") : (model.summaries[stage - 1].name, model.summaries[stage - 1].kind.rawValue)
  }

  /// Replaces `{out}`, `{kernel}` … by the numbers of the layer.
  private static func fill(_ template: String, _ stage: Int, _ model: WalkModel) -> String {
    var text = template
    for (key, value) in values(stage, model) { text = text.replacing("{\(key)}", with: value) }
    return text
  }

  private static func values(_ stage: Int, _ model: WalkModel) -> [String: String] {
    let shape = stage == 0 ? model.architecture.input : model.summaries[stage - 1].output
    var values = [
      "out": shape.description, "channels": "\(shape[0])", "size": "\(shape.rank == 3 ? shape[1] : 1)",
      "outputs": FormatNumber.grouped(shape.count), "in": shape.description,
      "inputs": FormatNumber.grouped(shape.count),
    ]
    guard stage > 0 else { return values }
    let layer = model.summaries[stage - 1]
    let all = model.summaries.reduce(0) { $0 + $1.parameters }
    values["in"] = layer.input.description
    values["inputs"] = FormatNumber.grouped(layer.input.count)
    values["kernel"] = layer.kernel.map(String.init) ?? ""
    values["stride"] = layer.stride.map(String.init) ?? ""
    values["padding"] = layer.padding.map(String.init) ?? ""
    values["groups"] = layer.groups.map(String.init) ?? ""
    values["parameters"] = FormatNumber.grouped(layer.parameters)
    values["macs"] = FormatNumber.grouped(layer.macs)
    values["receptiveField"] = layer.receptiveField.map(String.init) ?? ""
    values["jump"] = layer.jump.map(String.init) ?? ""
    values["share"] = FormatNumber.fixed(100 * Double(layer.parameters) / Double(max(1, all)), digits: 1)
    return values
  }
}

extension Language {
  /// The name of a kind of layer; nil for the input.
  package func kind(_ kind: OperationKind?) -> String {
    switch kind {
    case nil: self("the picture", "图片")
    case .convolution: self("convolution", "卷积")
    case .maxPooling: self("max pooling", "最大池化")
    case .averagePooling: self("average pooling", "平均池化")
    case .adaptiveAveragePooling: self("adaptive average pooling", "自适应平均池化")
    case .localResponseNormalization: self("local response norm.", "局部响应归一化")
    case .relu: "ReLU"
    case .leakyReLU: self("leaky ReLU", "带泄漏 ReLU")
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .linear: self("fully connected", "全连接")
    case .dropout: self("dropout", "随机失活")
    case .flatten: self("flatten", "展平")
    case .softmax: "softmax"
    }
  }
}
