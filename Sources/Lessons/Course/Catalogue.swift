/// What the lessons need of the engine and of the labs, given to them as values and closures.
package struct Catalogue: Sendable {
  /// The number or the shape behind a name such as `paper.conv1.parameters` or `paper@224.pool5.outputSize`; nil for an unknown name.
  package var fact: @Sendable (String) -> Fact?
  /// Names that have a fact, to suggest one where an author mistypes; not all of them, and only asked for then.
  package var factNames: @Sendable () -> [String]
  /// The result of an operation. Must refuse a result of more than `NumberGrid.limit` numbers before it computes it.
  package var compute: @Sendable (ComputeRequest) -> Result<NumberGrid, ComputeError>
  /// What is wrong with a lab's command line (`convolution --set kernel=3`), one sentence; nil if it is good.
  package var labFault: @Sendable (String) -> String?
  /// The names of the walk's stages, for `layers` in the front matter.
  package var layers: Set<String>
  /// The names of the labs, for `labs` in the front matter.
  package var labs: Set<String>
  /// The ids of the glossary's terms, which a text may link to.
  package var terms: Set<String>

  package init(
    fact: @escaping @Sendable (String) -> Fact?, factNames: @escaping @Sendable () -> [String] = { [] },
    compute: @escaping @Sendable (ComputeRequest) -> Result<NumberGrid, ComputeError>,
    labFault: @escaping @Sendable (String) -> String?, layers: Set<String>, labs: Set<String>,
    terms: Set<String> = []
  ) {
    (self.fact, self.factNames, self.compute) = (fact, factNames, compute)
    (self.labFault, self.layers, self.labs, self.terms) = (labFault, layers, labs, terms)
  }
}

/// What a name says about a network.
package enum Fact: Sendable, Equatable {
  case integer(Int)
  case shape([Int])
}

/// Numbers with a shape, in row-major order. An empty shape is a single number.
package struct NumberGrid: Sendable, Equatable {
  package static let limit = 10_000

  package var shape: [Int]
  package var numbers: [Double]

  package init(shape: [Int], numbers: [Double]) {
    (self.shape, self.numbers) = (shape, numbers)
  }
}

/// One operation of the engine on the numbers of an item. The keys are those of `op`: `stride`, `padding`, `ceilMode` …
///
/// Images have the shape [N, C, H, W] and kernels [out, in, kH, kW], vectors of `linear`, `softmax` and `crossentropy`
/// [N, C]: ones that the author left out are put in front.
package struct ComputeRequest: Sendable, Equatable {
  package enum OptionValue: Sendable, Equatable {
    case number(Double)
    case flag(Bool)
    case text(String)
  }

  package var operation: String
  package var options: [String: OptionValue]
  package var input: NumberGrid
  package var weight: NumberGrid?
  package var bias: NumberGrid?

  package init(
    operation: String, options: [String: OptionValue], input: NumberGrid, weight: NumberGrid? = nil,
    bias: NumberGrid? = nil
  ) {
    (self.operation, self.options, self.input, self.weight, self.bias) = (operation, options, input, weight, bias)
  }
}

/// Why an operation has no result; `key` is the part of the request that is to blame (`op`, `stride`, `weight` …).
package struct ComputeError: Error, Equatable {
  package var key: String
  package var message: String

  package init(key: String, message: String) {
    (self.key, self.message) = (key, message)
  }
}
