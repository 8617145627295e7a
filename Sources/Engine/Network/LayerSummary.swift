/// What one layer takes, makes and costs, for one picture.
package struct LayerSummary: Equatable, Sendable {
  package let name: String
  package let kind: OperationKind
  /// Without the batch, as all shapes here.
  package let input: Shape
  package let output: Shape
  /// Geometry of convolution and pooling; groups of convolution only.
  package let kernel: Int?
  package let stride: Int?
  package let padding: Int?
  package let groups: Int?
  package let weights: Int
  package let biases: Int
  package var parameters: Int { weights + biases }
  /// Multiply-adds: output numbers × weights that make each.
  package let macs: Int
  package var activationBytes: Int { output.count * 4 }
  /// Side of the square of the picture that one output cell depends on; `nil` where it is all of the picture.
  package let receptiveField: Int?
  /// Distance of neighbouring cells in pixels of the picture.
  package let jump: Int?
  /// Centre of cell (0, 0) in the picture, where pixel i spans i to i + 1.
  package let firstCentre: Double?

  /// The pixels on one axis that cell `index` depends on; those in the padding are below 0 or beyond the picture.
  package func pixels(ofCell index: Int) -> Range<Int>? {
    guard let receptiveField, let jump, let firstCentre else { return nil }
    let start = Int((firstCentre - Double(receptiveField) / 2).rounded(.down)) + index * jump
    return start..<start + receptiveField
  }
}

extension Architecture {
  /// The layers up to the first that refuses, and its reason.
  package func summarize() -> (layers: [LayerSummary], refusal: (layer: String, reason: ShapeError)?) {
    var summaries: [LayerSummary] = []
    var field: ReceptiveField? = ReceptiveField()
    var shape = input.batched()
    for layer in layers {
      do {
        field = field?.through(layer.operation.reach)
        let summary = try layer.summary(input: shape, field: field)
        summaries.append(summary)
        shape = summary.output.batched()
      } catch {
        return (summaries, (layer.name, error))
      }
    }
    return (summaries, nil)
  }

  /// All layers of a chain that fits.
  package var summaries: [LayerSummary] {
    let (layers, refusal) = summarize()
    precondition(refusal == nil, "\(name) at \(input): \(refusal?.layer ?? ""): \(refusal?.reason.description ?? "")")
    return layers
  }
}

extension Layer {
  fileprivate func summary(input: Shape, field: ReceptiveField?) throws(ShapeError) -> LayerSummary {
    let output = try operation.outputShape(for: input)
    let parameters = try operation.parameterShapes(for: input)
    func count(_ name: String) -> Int { parameters.filter { $0.name == name }.reduce(0) { $0 + $1.shape.count } }
    var windows: Windows?
    if case .window(let found) = operation.reach { windows = found }
    return LayerSummary(
      name: name, kind: operation.kind, input: input.withoutBatch, output: output.withoutBatch,
      kernel: windows?.kernel, stride: windows?.stride, padding: windows?.padding,
      groups: (operation as? Convolution)?.groups, weights: count("weight"), biases: count("bias"),
      macs: try operation.multiplyAdds(for: input),
      receptiveField: field?.side, jump: field?.jump, firstCentre: field?.firstCentre)
  }
}

/// The square of the picture behind one cell, followed through the layers:
///
///     side += (extent − 1)·jump,  firstCentre += ((extent − 1)/2 − padding)·jump,  jump ·= stride
private struct ReceptiveField {
  var side = 1
  var jump = 1
  var firstCentre = 0.5

  func through(_ reach: Reach) -> ReceptiveField? {
    switch reach {
    case .all: return nil
    case .cell: return self
    case .window(let windows):
      var field = self
      field.side += (windows.extent - 1) * jump
      field.firstCentre += (Double(windows.extent - 1) / 2 - Double(windows.padding)) * Double(jump)
      field.jump *= windows.stride
      return field
    }
  }
}
