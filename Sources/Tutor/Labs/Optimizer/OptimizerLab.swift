import Engine
import TextUI

/// The optimiser's lab: one weight, step by step down a loss, by the rule of the paper.
///
///     v ← momentum · v − decay · ε · w − ε · dL/dw        w ← w + v
///
/// Steps are the engine's ``GradientDescent``, gradients its backward pass through a small net (``LossSlice``).
package struct OptimizerLab: KnobLab {
  var recipe = Recipe()
  /// Distance of the two points of the numeric gradient.
  var distance: Float = 0.01
  /// Twice the number of steps taken, and one more where the next w is marked instead of the next v.
  package var place = 0
  var seed = 0

  /// What the path depends on.
  struct Recipe: Equatable, Sendable {
    var slice = LossSlice.bowl
    var start: Float = -4
    var rate: Float = 0.1
    var momentum: Float = 0.9
    var decay: Float = 0.0005
  }

  /// Where the weight is before a step.
  struct Point: Equatable, Sendable {
    var weight: Float
    var velocity: Float
    var gradient: Float
    var loss: Float
  }

  /// The path of `pathOf`, all steps of it, and its loss from −6 to 6: computed when a control changes.
  private(set) var path: [Point] = []
  private(set) var curve: [PlotPoint] = []
  /// Where the loss is least between −6 and 6.
  private(set) var lowest = PlotPoint(0, 0)
  private var pathOf: Recipe?

  static let mostSteps = 120
  private static let usual = OptimizerLab(computed: true)

  package init() { self = OptimizerLab.usual }
  private init(computed: Bool) { compute() }

  package static let name = "optimizer"
  package static func title(_ language: Language) -> String { language("Optimiser", "优化器") }
  package static func summary(_ language: Language) -> String {
    language("one weight downhill: momentum, decay, learning rate", "一个权重，一步一步：动量、权重衰减、学习率")
  }

  package static let knobs: [Knob<OptimizerLab>] = [
    .choice("loss", ("loss", "损失"), \.recipe.slice, "shape of the loss over the weight", "损失随权重变化的形状"),
    .number("start", ("from w", "起点 w"), \.recipe.start, -6...6, step: 0.5, "where the weight begins", "权重的起点"),
    .number(
      "rate", ("rate ε", "学习率 ε"), \.recipe.rate, among: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100],
      in: 0.0001...100,
      "learning rate", "学习率"),
    .number(
      "momentum", ("momentum", "动量系数"), \.recipe.momentum, among: [0, 0.5, 0.8, 0.9, 0.95, 0.99], in: 0...0.99,
      "part of the last step that is kept", "保留前一步的比例"),
    .number(
      "decay", ("decay", "衰减"), \.recipe.decay, among: [0, 0.0005, 0.005, 0.01, 0.05, 0.1], in: 0...0.1,
      "weight decay", "权重衰减"),
    .number(
      "h", ("check h", "验证 h"), \.distance, among: [0.0001, 0.001, 0.01, 0.1, 0.5, 1], in: 0.0001...2,
      "distance of the numeric gradient", "数值梯度的间距"),
    .integer("seed", nil, \.seed, 0...9999, "counts the random starts", "随机起点的序号"),
    .integer(
      "place", nil, \.place, 0...2 * OptimizerLab.mostSteps - 1, "twice the steps taken; one more marks the next w",
      "已走步数的两倍；加一则标出下一个 w"),
  ]

  package mutating func fit() throws(LabError) {
    guard recipe.rate * recipe.decay <= 2 else {
      let most = LabNumber.text(2 / recipe.rate, digits: 4)
      throw LabError(
        "at this rate a decay above \(most) would throw the weight farther from 0 with every step",
        "在这个学习率下，衰减超过 \(most) 会让权重每一步都离 0 更远")
    }
    place = max(0, min(place, places - 1))
    compute()
  }

  private mutating func compute() {
    guard pathOf != recipe else { return }
    let rule = GradientDescent(
      learningRate: .constant(recipe.rate), momentum: recipe.momentum, weightDecay: recipe.decay)
    if curve.isEmpty || pathOf?.slice != recipe.slice {
      curve = (0...120).map { step in
        let weight = Float(step) / 10 - 6
        return PlotPoint(weight, recipe.slice.loss(weight))
      }
      let minimum = recipe.slice.minimum(near: curve.map { ($0.x, $0.y) })
      lowest = PlotPoint(minimum.weight, minimum.loss)
    }
    path = []
    var (weight, velocity) = (recipe.start, Float(0))
    for _ in 0...OptimizerLab.mostSteps {
      let here = recipe.slice.gradient(weight)
      path.append(Point(weight: weight, velocity: velocity, gradient: here.gradient, loss: here.loss))
      (weight, velocity) = OptimizerLab.step(rule, weight, velocity, here.gradient)
    }
    pathOf = recipe
  }

  /// One step of the engine's rule.
  static func step(_ rule: GradientDescent, _ weight: Float, _ velocity: Float, _ gradient: Float) -> (Float, Float) {
    var (w, v) = (Tensor([1], [weight]), Tensor([1], [velocity]))
    rule.update(
      &w, velocity: &v, gradient: Tensor([1], [gradient]), rate: rule.learningRate(step: 0), decays: true)
    return (w.data[0], v.data[0])
  }

  var rule: GradientDescent {
    GradientDescent(learningRate: .constant(recipe.rate), momentum: recipe.momentum, weightDecay: recipe.decay)
  }

  // MARK: Places

  /// Steps taken.
  var steps: Int { place / 2 }
  /// Whether the next w is marked and not the next v.
  var marksWeight: Bool { place % 2 == 1 }
  var here: Point { path[steps] }
  var next: Point { path[steps + 1] }
  package var places: Int { 2 * OptimizerLab.mostSteps }

  package mutating func step() -> Bool { shift(1) }
  package mutating func rewind() { place = 0 }

  private mutating func shift(_ count: Int) -> Bool {
    guard (0..<places).contains(place + 2 * count) else { return false }
    place += 2 * count
    return true
  }

  package mutating func move(_ direction: Direction) -> Bool {
    switch direction {
    case .left: return shift(-1)
    case .right: return shift(1)
    case .up where marksWeight: place -= 1
    case .down where !marksWeight: place += 1
    default: return false
    }
    return true
  }

  /// Another start.
  package mutating func randomize() {
    seed = seed >= 9999 ? 1 : seed + 1
    recipe.start = (SeededTensor.uniform(UInt64(seed)) * 55).rounded() / 10
    place = 0
    compute()
  }

  package var problem: OptimizerLab {
    var copy = self
    (copy.place, copy.seed, copy.distance) = (0, 0, 1)
    return copy
  }

  package var source: SourceReference { SourceReference("GradientDescent", at: "func update") }
}
