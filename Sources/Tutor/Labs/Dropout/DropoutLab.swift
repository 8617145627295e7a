import Engine
import TextUI

/// The dropout lab: four units, a weight each, one output; all 16 masks and their mean against the one pass at test time.
///
///     training, paper:     out = relu?(Σ w[i] · m[i] · h[i] + b)               test: the same with (1 − p) · h
///     training, inverted:  out = relu?(Σ w[i] · m[i] · h[i] / (1 − p) + b)     test: the same with h
///
/// with m[i] 0 with probability p. Masks, factors and sums are the engine's ``Dropout``, ``Linear`` and ``ReLU``.
package struct DropoutLab: KnobLab {
  /// h, what the four units say.
  var units: [Float] = [2, 4, 6, 8]
  var weights: [Float] = [1, 1, 1, 1]
  var bias: Float = 0
  var rate: Float = 0.5
  var scaling = Scaling.paper
  var hasReLU = false
  /// Masks drawn so far.
  var draws = 0
  /// The marked number: 16 masks, then their mean, then the output at test time.
  package var place = 0b1010
  var seed = 0

  package init() {}

  package static let name = "dropout"
  package static func title(_ language: Language) -> String { language("Dropout", "随机失活（Dropout）") }
  package static func summary(_ language: Language) -> String {
    language("all 16 masks of four units and the test-time pass", "四个神经元的 16 种掩码、平均和测试时的系数")
  }

  package static let knobs: [Knob<DropoutLab>] = [
    .number(
      "rate", ("drop p", "失活率 p"), \.rate, 0...0.9, step: 0.1, "probability that a unit is dropped", "一个神经元失活的概率"),
    .choice("scaling", ("scaling", "缩放"), \.scaling, "where the factor stands", "系数放在哪里"),
    .flag("relu", ("ReLU after", "后接 ReLU"), \.hasReLU, "ReLU after the sum", "求和之后再过 ReLU"),
    .number("bias", ("bias", "偏置"), \.bias, -99...99, step: 1, "added to the sum", "加到和上的数"),
    .integer(
      "seed", nil, \.drawnSeed, 0...9999, "which drawn numbers and masks; 0 is the example", "用哪一组随机数和掩码；0 是课文的例子"),
    .list("units", \.units, counts: 4...4, "outputs of the four units", "四个神经元的输出"),
    .list("weights", \.weights, counts: 4...4, "their weights", "它们的权重"),
    .integer("draws", nil, \.draws, 0...DropoutLab.mostDraws, "masks drawn so far", "已经抽取的掩码数"),
    .integer(
      "place", nil, \.place, 0...17, "marked mask, 0 to 15 with unit 1 as its highest bit; 16 mean, 17 test time",
      "标出的掩码，0 到 15，神经元 1 是最高位；16 平均，17 测试时"),
  ]

  enum Scaling: String, LabChoice {
    case paper, inverted
    func name(_ language: Language) -> String {
      self == .paper
        ? language("paper: ×(1−p) at test", "论文：测试时 ×(1−p)")
        : language("inverted: ×1/(1−p) in training", "反向：训练时 ×1/(1−p)")
    }
  }

  static let mostDraws = 400
  static let meanPlace = 16
  static let testPlace = 17

  /// Setting the seed draws the numbers of the units and their weights.
  var drawnSeed: Int {
    get { seed }
    set {
      seed = newValue
      guard newValue > 0 else { return }
      units = SeededTensor([4], seed: UInt64(newValue), tensor: 11, scale: 4.5).values(0..<4).map { ($0 + 5).rounded() }
      weights = SeededTensor([4], seed: UInt64(newValue), tensor: 12, scale: 2.4).values(0..<4)
        .map { $0.rounded() == 0 ? 1 : $0.rounded() }
    }
  }

  package mutating func randomize() {
    drawnSeed = seed >= 9999 ? 1 : seed + 1
    draws = 0
  }

  package var problem: DropoutLab {
    var copy = self
    (copy.place, copy.draws, copy.seed) = (0, 0, 0)
    return copy
  }

  // MARK: Numbers

  var dropout: Dropout { Dropout(rate: rate, convention: scaling == .paper ? .paper : .inverted) }

  private var input: Tensor { Tensor([1, 4], units) }

  /// Which units a mask keeps: the highest bit is unit 1.
  static func kept(_ mask: Int) -> [Bool] { (0..<4).map { mask & (8 >> $0) != 0 } }

  /// What comes after dropout: sum and ReLU.
  func output(of hidden: Tensor) -> Float {
    let sum = Linear(inputs: 4, outputs: 1)
      .forward(hidden, Parameters(weight: Tensor([1, 4], weights), bias: Tensor([1], [bias])), .inference)
    return hasReLU ? ReLU().forward(sum, .none, .inference).data[0] : sum.data[0]
  }

  func hidden(mask: Int) -> Tensor { dropout.forward(input, keeping: DropoutLab.kept(mask)) }
  func output(mask: Int) -> Float { output(of: hidden(mask: mask)) }
  var outputs: [Float] { (0..<16).map(output(mask:)) }

  var testHidden: Tensor { dropout.forward(input, .none, .inference) }
  var testOutput: Float { output(of: testHidden) }

  /// (1 − p) for each unit kept, p for each dropped.
  func probability(mask: Int) -> Float {
    DropoutLab.kept(mask).reduce(1) { product, isKept in product * (isKept ? 1 - rate : rate) }
  }

  /// The expected output over all masks, and how far outputs lie around it.
  var expectation: (mean: Float, deviation: Float) {
    let outputs = outputs
    let mean = (0..<16).reduce(Float(0)) { $0 + probability(mask: $1) * outputs[$1] }
    let square = (0..<16).reduce(Float(0)) { sum, mask in
      let distance = outputs[mask] - mean
      return sum + probability(mask: mask) * distance * distance
    }
    return (mean, square.squareRoot())
  }

  // MARK: Drawing masks

  /// The mask of a draw, counted from 0, as the engine draws it.
  func drawn(_ draw: Int) -> Int {
    (0..<4).reduce(0) { mask, unit in
      mask << 1 | (dropout.keeps(draw * 4 + unit, seed: UInt64(seed)) ? 1 : 0)
    }
  }

  var drawnMasks: [Int] { (0..<draws).map(drawn) }

  /// The mean output of the first 1, 2, … draws.
  var runningMeans: [Float] {
    let outputs = outputs
    var sum: Float = 0
    return drawnMasks.enumerated().map { index, mask in
      sum += outputs[mask]
      return sum / Float(index + 1)
    }
  }

  /// How often each unit has been dropped in the draws so far.
  var timesDropped: [Int] {
    let masks = drawnMasks
    return (0..<4).map { unit in masks.count { !DropoutLab.kept($0)[unit] } }
  }

  // MARK: Places

  package var places: Int { 18 }

  /// One more mask is drawn, and marked.
  package mutating func step() -> Bool {
    guard draws < DropoutLab.mostDraws else { return false }
    place = drawn(draws)
    draws += 1
    return true
  }

  package mutating func rewind() { draws = 0 }

  package mutating func move(_ direction: Direction) -> Bool {
    switch direction {
    case .left where place == DropoutLab.testPlace || (place < 16 && place % 4 > 0): place -= 1
    case .right where place == DropoutLab.meanPlace || (place < 16 && place % 4 < 3): place += 1
    case .up where place >= 16: place = place == DropoutLab.meanPlace ? 12 : 14
    case .up where place >= 4: place -= 4
    case .down where place < 12: place += 4
    case .down where place < 16: place = place < 14 ? DropoutLab.meanPlace : DropoutLab.testPlace
    default: return false
    }
    return true
  }

  // MARK: Editing

  package func editableGrids(_ language: Language) -> [LabGrid] {
    [
      LabGrid(language("units", "神经元"), rows: 4, columns: 1), LabGrid(language("weights", "权重"), rows: 4, columns: 1),
    ]
  }

  package mutating func setCell(_ cell: LabCell, to value: Float) {
    if cell.grid == 0 { units[cell.row] = value } else { weights[cell.row] = value }
  }

  package var source: SourceReference {
    SourceReference("Dropout", at: place == DropoutLab.testPlace ? "func factor" : "func forward")
  }
}
