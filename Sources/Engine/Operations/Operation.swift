/// What one layer computes. One file per operation holds its shape rule, its forward and backward pass as the textbook
/// writes them, and the explanation of any single output number; the fast kernels stand behind the same calls.
///
/// All shapes here carry the batch in front: `[N, C, H, W]`, or `[N, F]` for vectors.
package protocol Operation: Sendable {
  var kind: OperationKind { get }
  /// The shape that ``forward(_:_:_:)`` returns, or why the operation cannot take `input`.
  func outputShape(for input: Shape) throws(ShapeError) -> Shape
  /// Weight before bias; empty for an operation without parameters.
  func parameterShapes(for input: Shape) throws(ShapeError) -> [ParameterShape]
  /// Which cells of its input map one output cell reads: the receptive field follows from it.
  var reach: Reach { get }
  /// Multiply-adds of one call: output numbers × weights that make each. Biases, pooling and LRN do not count.
  func multiplyAdds(for input: Shape) throws(ShapeError) -> Int
  /// The textbook loops. The input's shape must be one that ``outputShape(for:)`` accepts.
  func forward(_ input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Tensor
  /// The chain rule, backwards through ``forward(_:_:_:)``.
  ///
  /// - Parameters:
  ///   - outputGradient: dL/d output, in the shape of the output.
  ///   - output: what forward made of `input`.
  ///   - wanted: gradients that nobody needs are not computed.
  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, _ parameters: Parameters, _ mode: Mode,
    _ wanted: WantedGradients
  ) -> Gradients
  /// How the output number at `at` (batch in front) comes about.
  func explain(_ at: Index, input: Tensor, _ parameters: Parameters, _ mode: Mode) -> Explanation
}

extension Operation {
  /// Whether every output number is made of the input number at its place, its neighbours in depth at most: what happens
  /// to a number can then be followed from stage to stage.
  package var keepsPlaces: Bool {
    switch kind {
    case .relu, .leakyReLU, .sigmoid, .tanh, .localResponseNormalization, .dropout, .softmax: true
    case .convolution, .maxPooling, .averagePooling, .adaptiveAveragePooling, .linear, .flatten: false
    }
  }

  package func parameterShapes(for input: Shape) throws(ShapeError) -> [ParameterShape] { [] }
  package var reach: Reach { .cell }
  package func multiplyAdds(for input: Shape) throws(ShapeError) -> Int { 0 }

  /// The output shape where the input is known to fit.
  func shapeOfOutput(for input: Shape) -> Shape {
    do { return try outputShape(for: input) } catch { preconditionFailure(error.description) }
  }

  /// The same of ``parameterShapes(for:)``.
  func shapesOfParameters(for input: Shape) -> [ParameterShape] {
    do { return try parameterShapes(for: input) } catch { preconditionFailure(error.description) }
  }
}

package enum Reach: Equatable, Sendable {
  /// The cell at the same place.
  case cell
  /// A window that walks over the map.
  case window(Windows)
  /// The whole map.
  case all
}

package enum OperationKind: String, Sendable, CaseIterable {
  case convolution, maxPooling, averagePooling, adaptiveAveragePooling, localResponseNormalization
  case relu
  case leakyReLU = "leakyRelu"
  case sigmoid, tanh, linear, dropout, flatten, softmax
}

/// Training or inference; only dropout tells them apart.
package enum Mode: Equatable, Sendable {
  case inference
  /// The seed makes a dropout mask reproducible.
  case training(seed: UInt64)

  /// The mode of layer `index` of a network in this mode: every layer draws masks of its own.
  package func of(layer index: Int) -> Mode {
    switch self {
    case .inference: .inference
    // Mixed first: layer 3 of one seed is not layer 2 of the next.
    case .training(let seed): .training(seed: SeededTensor.mix(seed) &+ UInt64(index))
    }
  }
}

package struct ParameterShape: Equatable, Sendable {
  package let name: String
  package let shape: Shape
  /// How many inputs one output number is made of: the scale of initialisation follows from it.
  package let fanIn: Int
  package init(_ name: String, _ shape: Shape, fanIn: Int) {
    (self.name, self.shape, self.fanIn) = (name, shape, fanIn)
  }
}

/// The weight and bias that an operation computes with.
package struct Parameters: Sendable {
  package var weight: Weight?
  package var bias: Tensor?
  package init(weight: Weight? = nil, bias: Tensor? = nil) { (self.weight, self.bias) = (weight, bias) }
  package init(weight: Tensor, bias: Tensor? = nil) { self.init(weight: .stored(weight), bias: bias) }
  package static let none = Parameters()
}

/// A weight tensor: in memory, in a mapped file, or described so that any part of it can be made when it is needed. The 59
/// million weights of the fully connected layers are never copied: seeded ones are made while they are used, those of a
/// file are read where they lie.
package enum Weight: Sendable {
  case stored(Tensor)
  case generated(SeededTensor)
  case mapped(MappedTensor)

  package var shape: Shape {
    switch self {
    case .stored(let tensor): tensor.shape
    case .generated(let seeded): seeded.shape
    case .mapped(let mapped): mapped.shape
    }
  }

  /// The numbers at the row-major positions `range`.
  package func values(_ range: Range<Int>) -> [Float] {
    switch self {
    case .stored(let tensor): Array(tensor.data[range])
    case .generated(let seeded): seeded.values(range)
    case .mapped(let mapped): mapped.values(range)
    }
  }

  /// The numbers, where they lie unless they must be made.
  func withNumbers<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    switch self {
    case .stored(let tensor): tensor.data.withUnsafeBufferPointer(body)
    case .mapped(let mapped): mapped.withNumbers(body)
    case .generated(let seeded): seeded.values(0..<seeded.shape.count).withUnsafeBufferPointer(body)
    }
  }

  package var tensor: Tensor {
    switch self {
    case .stored(let tensor): tensor
    case .generated, .mapped: Tensor(shape, values(0..<shape.count))
    }
  }
}
