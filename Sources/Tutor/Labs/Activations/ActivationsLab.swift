import Engine
import TextUI

/// The lab of activation functions: four curves and their derivatives under one cursor.
///
/// Every number is the engine's ``Activation``: f(x) from a call, f′(x) from its slope, and f′(x)ⁿ as the product of n
/// slopes, which is what n layers at the same x leave of a gradient.
package struct ActivationsLab: KnobLab {
  /// x in tenths.
  var tenths = 10
  /// The marked number of this x: f and f′ of each function.
  var row = 4
  /// Of leaky ReLU for negative x.
  var slope: Float = 0.01
  var layers = 10
  var pace = Pace.tenth
  var seed = 0

  package init() {}

  package static let name = "activations"
  package static func title(_ language: Language) -> String { language("Activation functions", "激活函数") }
  package static func summary(_ language: Language) -> String {
    language("four activation functions and their derivatives under one cursor", "四种激活函数和它们的导数，同一个光标")
  }

  package static let knobs: [Knob<ActivationsLab>] = [
    .number("x", ("x", "x"), \.x, -6...6, step: 0.1, "where the cursor stands, to a tenth", "光标的位置，精确到 0.1"),
    .choice("move", ("arrows move", "方向键每次"), \.pace, "how far an arrow moves the cursor", "方向键每次移动多少"),
    .number(
      "slope", ("leaky slope", "负侧导数"), \.slope, among: [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 1], in: 0...1,
      "slope of leaky ReLU below 0", "leaky ReLU 在 0 以下的导数"),
    .integer("layers", ("layers", "层数"), \.layers, 1...30, "how many derivatives are multiplied", "连乘几层的导数"),
    .integer("mark", nil, \.row, 0...7, "marked number: f and f′ of each function in turn", "标出的数：依次是各函数的 f 和 f′"),
    .integer("seed", nil, \.seed, 0...9999, "counts the random places", "随机位置的序号"),
  ]

  enum Pace: String, LabChoice {
    case tenth = "0.1"
    case half = "0.5"
    case one = "1"
    func name(_ language: Language) -> String { rawValue }
    var tenths: Int {
      switch self {
      case .tenth: 1
      case .half: 5
      case .one: 10
      }
    }
  }

  enum Curve: Int, CaseIterable {
    case relu, leakyReLU, sigmoid, tanh

    var name: String { ["ReLU", "leaky ReLU", "sigmoid", "tanh"][rawValue] }
    /// What marks it on the curves.
    var letter: Character { ["R", "L", "S", "T"][rawValue] }
    var role: Role { [.positive, .correct, .negative, .gradient][rawValue] }
    /// A curve that bends towards a limit and whose derivative vanishes there.
    var saturates: Bool { self == .sigmoid || self == .tanh }
  }

  static let reach = 60

  // MARK: Numbers

  var x: Float {
    get { Float(tenths) / 10 }
    set { tenths = Int(exactly: (newValue * 10).rounded()) ?? 0 }
  }

  func function(_ curve: Curve) -> any Activation {
    switch curve {
    case .relu: ReLU()
    case .leakyReLU: LeakyReLU(slope: slope)
    case .sigmoid: Sigmoid()
    case .tanh: Tanh()
    }
  }

  func value(_ curve: Curve, at x: Float) -> Float { function(curve).callAsFunction(x) }

  func slope(_ curve: Curve, at x: Float) -> Float {
    let function = function(curve)
    return function.slope(at: x, y: function.callAsFunction(x))
  }

  /// What `layers` layers at this x leave of a gradient of 1.
  func product(_ curve: Curve) -> Float { (0..<layers).reduce(1) { product, _ in product * slope(curve, at: x) } }

  /// e^exponent, as the engine's softmax computes it.
  static func power(_ exponent: Float) -> Float {
    Softmax(subtractsLargest: false).explain([0, 0], input: Tensor([1, 1], [exponent]), .none, .inference).terms[0]
      .contribution
  }

  /// Below this a derivative is called vanished.
  static let vanished: Float = 0.05

  /// Where the derivative of a curve has vanished, in tenths.
  func vanishedRanges(_ curve: Curve) -> [ClosedRange<Float>] {
    var ranges: [ClosedRange<Float>] = []
    var first: Float?
    for step in -ActivationsLab.reach...ActivationsLab.reach + 1 {
      let x = Float(step) / 10
      let isFlat = step <= ActivationsLab.reach && slope(curve, at: x) < ActivationsLab.vanished
      if isFlat, first == nil { first = x }
      if !isFlat, let start = first {
        ranges.append(start...Float(step - 1) / 10)
        first = nil
      }
    }
    return ranges
  }

  // MARK: Places

  var curve: Curve { Curve(rawValue: row / 2) ?? .relu }
  var isDerivative: Bool { row % 2 == 1 }

  package var place: Int {
    get { place(row) }
    set { (tenths, row) = (newValue / 8 - ActivationsLab.reach, newValue % 8) }
  }
  package var places: Int { (2 * ActivationsLab.reach + 1) * 8 }

  func place(_ row: Int) -> Int { (tenths + ActivationsLab.reach) * 8 + row }
  func place(_ curve: Curve, derivative: Bool) -> Int { place(curve.rawValue * 2 + (derivative ? 1 : 0)) }

  package mutating func move(_ direction: Direction) -> Bool {
    switch direction {
    case .left: return shift(-pace.tenths)
    case .right: return shift(pace.tenths)
    case .up where row > 0: row -= 1
    case .down where row < 7: row += 1
    default: return false
    }
    return true
  }

  private mutating func shift(_ step: Int) -> Bool {
    let target = tenths + step
    guard abs(target) <= ActivationsLab.reach else { return false }
    tenths = target
    return true
  }

  package mutating func step() -> Bool { shift(pace.tenths) }
  package mutating func rewind() { tenths = -ActivationsLab.reach }

  package mutating func randomize() {
    seed = seed >= 9999 ? 1 : seed + 1
    let before = tenths
    tenths = Int(SeededTensor.uniform(UInt64(seed)) * 60)
    if tenths == before { tenths = -tenths + 1 }
  }

  /// Places of every x are apart, so that predictions stay when the cursor moves.
  package var problem: ActivationsLab {
    var copy = self
    (copy.tenths, copy.row, copy.seed, copy.layers, copy.pace) = (0, 0, 0, 1, .tenth)
    return copy
  }

  package static var measurement: Effect? { .measureActivations }

  package var source: SourceReference {
    let file = ["ReLU", "LeakyReLU", "Sigmoid", "Tanh"][curve.rawValue]
    return SourceReference(file, at: isDerivative ? "func slope" : "func callAsFunction")
  }
}
