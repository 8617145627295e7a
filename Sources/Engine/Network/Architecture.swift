/// A network as a description: the picture it takes and its layers in order. Shapes, parameters, costs and receptive
/// fields follow from it without a single weight.
package struct Architecture: Sendable {
  package let name: String
  /// The shape of one picture, `[C, H, W]`.
  package let input: Shape
  package let layers: [Layer]

  /// - Parameter layers: each with a name of its own: parameters and stages are found by it.
  package init(name: String, input: Shape, layers: [Layer]) {
    precondition(Set(layers.map(\.name)).count == layers.count, "\(name) has two layers of one name")
    (self.name, self.input, self.layers) = (name, input, layers)
  }

  /// The same layers for pictures of `inputSize` rows and columns.
  package func with(inputSize: Int) -> Architecture {
    Architecture(name: name, input: [input[0], inputSize, inputSize], layers: layers)
  }

  /// The same network with every convolution and pooling counting its windows so.
  package func with(rounding: Windows.Rounding) -> Architecture {
    Architecture(
      name: name, input: input, layers: layers.map { Layer($0.name, $0.operation.with(rounding: rounding)) })
  }

  package func layerIndex(named name: String) -> Int? { layers.firstIndex { $0.name == name } }

  /// Every parameter tensor in layer order, weight before bias: `conv1.weight`, `conv1.bias`, … of a chain that fits.
  package var parameterTensors: [ParameterTensor] {
    zip(layers.indices, summaries).flatMap { index, summary in
      layers[index].operation.shapesOfParameters(for: summary.input.batched())
        .map { ParameterTensor(name: "\(summary.name).\($0.name)", layer: index, shape: $0.shape, fanIn: $0.fanIn) }
    }
  }
}

/// One step of a network under the name that the paper or its authors gave it.
package struct Layer: Sendable {
  package let name: String
  package let operation: any Operation

  package init(_ name: String, _ operation: any Operation) { (self.name, self.operation) = (name, operation) }
}

/// A weight or bias of a network: `conv1.weight`.
package struct ParameterTensor: Equatable, Sendable {
  package let name: String
  /// Index of its layer.
  package let layer: Int
  package let shape: Shape
  package let fanIn: Int

  /// A weight, not a bias.
  package var isWeight: Bool { name.hasSuffix(".weight") }
}

extension Operation {
  fileprivate func with(rounding: Windows.Rounding) -> any Operation {
    switch self {
    case var convolution as Convolution:
      convolution.rows.rounding = rounding
      convolution.columns.rounding = rounding
      return convolution
    case var pooling as MaxPooling:
      pooling.windows.rounding = rounding
      return pooling
    case var pooling as AveragePooling:
      pooling.windows.rounding = rounding
      return pooling
    default: return self
    }
  }
}
