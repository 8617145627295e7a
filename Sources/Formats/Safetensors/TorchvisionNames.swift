import Engine

extension Architecture {
  /// torchvision's own names of the parameters of its AlexNet, with ours: `features.0.weight` is `conv1.weight`.
  ///
  /// It counts its layers in two lists, `features` up to the last pooling and `classifier` after flattening.
  var torchvisionNames: [String: String] {
    guard name == "torchvision", let features = firstIndex(of: .adaptiveAveragePooling),
      let flatten = firstIndex(of: .flatten)
    else { return [:] }
    let names = parameterTensors.map { tensor in
      let own = tensor.layer < features ? "features.\(tensor.layer)" : "classifier.\(tensor.layer - flatten - 1)"
      return ("\(own).\(tensor.isWeight ? "weight" : "bias")", tensor.name)
    }
    return Dictionary(uniqueKeysWithValues: names)
  }

  private func firstIndex(of kind: OperationKind) -> Int? { layers.firstIndex { $0.operation.kind == kind } }
}
