import Engine
import TextUI

/// The lab of gradients by depth: a stack of layers, its activations forwards, its gradients backwards.
///
/// Everything is measured in real passes through real layers (``DepthProbe``) whenever a control changes.
package struct GradientsLab: KnobLab {
  var recipe = Recipe()
  /// The marked layer, from 0.
  package var place = 0

  /// What the measurement depends on.
  struct Recipe: Equatable, Sendable {
    var depth = 10
    var width = Width.medium
    var curve = Curve.relu
    var start = Start.he
    var gain: Float = 1
    var bias: Float = 0
    var seed = 0
  }

  /// Measured at each layer of `layersOf`.
  private(set) var layers: [DepthProbe.Layer] = []
  private var layersOf: Recipe?
  private static let usual = GradientsLab(measured: true)

  package init() { self = GradientsLab.usual }
  private init(measured: Bool) { measure() }

  package static let name = "gradients"
  package static func title(_ language: Language) -> String { language("Gradients by depth", "梯度与深度") }
  package static func summary(_ language: Language) -> String {
    language("what depth makes of activations and gradients", "2 到 30 层之后，激活值和梯度还剩多少")
  }

  enum Width: String, LabChoice {
    case small = "16"
    case medium = "32"
    case large = "64"
    func name(_ language: Language) -> String { rawValue }
    var units: Int { self == .small ? 16 : self == .medium ? 32 : 64 }
  }

  enum Curve: String, LabChoice {
    case relu, leaky, tanh, sigmoid
    case linear = "none"

    func name(_ language: Language) -> String {
      switch self {
      case .relu: "ReLU"
      case .leaky: "leaky ReLU"
      case .tanh: "tanh"
      case .sigmoid: "sigmoid"
      case .linear: language("none", "无")
      }
    }

    var activation: (any Activation)? {
      switch self {
      case .relu: ReLU()
      case .leaky: LeakyReLU()
      case .tanh: Tanh()
      case .sigmoid: Sigmoid()
      case .linear: nil
      }
    }

    /// The largest slope of the curve.
    var steepest: Float { self == .sigmoid ? Sigmoid().slope(at: 0, y: 0.5) : 1 }
  }

  enum Start: String, LabChoice {
    case he, xavier, small

    func name(_ language: Language) -> String {
      switch self {
      case .he: "He"
      case .xavier: "Xavier"
      case .small: "N(0, 0.01)"
      }
    }

    var initialization: Initialization {
      switch self {
      case .he: .he
      case .xavier: .xavier
      case .small: .normal(deviation: 0.01)
      }
    }
  }

  package static let knobs: [Knob<GradientsLab>] = [
    .integer("depth", ("layers", "层数"), \.recipe.depth, 2...30, "fully connected layers", "全连接层的层数"),
    .choice("activation", ("activation", "激活函数"), \.recipe.curve, "activation function after each", "每层之后的激活函数"),
    .choice("init", ("weights", "初始化"), \.recipe.start, "how the weights begin", "权重的初始化"),
    .number(
      "gain", ("gain", "增益"), \.recipe.gain, among: [0.1, 0.2, 0.5, 0.8, 1, 1.2, 1.5, 2, 3, 4, 5], in: 0.01...5,
      "all weights are multiplied by it", "所有权重乘上它"),
    .number("bias", ("bias", "偏置"), \.recipe.bias, -8...8, step: 0.5, "bias of every unit", "每个神经元的偏置"),
    .choice("width", ("width", "宽度"), \.recipe.width, "units of a layer", "每层的神经元数"),
    .integer("seed", nil, \.recipe.seed, 0...9999, "which random weights and inputs", "用哪一组随机权重和输入"),
    .integer("place", nil, \.place, 0...29, "marked layer, from 0", "标出的层，从 0 数起"),
  ]

  package mutating func fit() throws(LabError) {
    place = max(0, min(place, places - 1))
    measure()
  }

  private mutating func measure() {
    guard layersOf != recipe else { return }
    layers = probe.run()
    layersOf = recipe
  }

  var probe: DepthProbe {
    DepthProbe(
      depth: recipe.depth, width: recipe.width.units, activation: recipe.curve.activation,
      initialization: recipe.start.initialization, gain: recipe.gain, bias: recipe.bias,
      seed: UInt64(recipe.seed) &+ 1)
  }

  package mutating func randomize() {
    recipe.seed = recipe.seed >= 9999 ? 1 : recipe.seed + 1
    measure()
  }

  package var problem: GradientsLab {
    var copy = self
    copy.place = 0
    return copy
  }

  // MARK: Numbers

  package var places: Int { recipe.depth }
  var here: DepthProbe.Layer { layers[place] }
  var last: DepthProbe.Layer { layers[layers.count - 1] }
  var isLast: Bool { place == layers.count - 1 }
  /// The last layer, and layers whose gradient float32 holds as 0, are asked for their zeros.
  var asksZeros: Bool { isLast || exponent(place) == nil }

  /// log₁₀ of a layer's ‖dz‖ over that of the last layer; nil where float32 has run out.
  func exponent(_ layer: Int) -> Float? { DepthProbe.powersOfTen(layers[layer].deltaNorm, of: last.deltaNorm) }

  /// Share of zeros among the outputs of one layer, or of all.
  func zeros(_ layer: Int? = nil) -> Float {
    let counted = layer.map { [layers[$0]] } ?? layers
    let count = counted.reduce(0) { $0 + $1.zeros }
    return Float(count) / Float(counted.count * recipe.width.units * DepthProbe.samples)
  }

  var units: Int { recipe.depth * recipe.width.units }
  var dead: Int { layers.reduce(0) { $0 + $1.dead } }

  /// The shrinking of the gradient from the last layer to the first: 0.001 is a thousandth.
  var ratio: Float { last.deltaNorm > 0 ? layers[0].deltaNorm / last.deltaNorm : 0 }

  package var source: SourceReference { SourceReference("DepthProbe", at: "package func run") }
}
