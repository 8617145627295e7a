import Engine

package enum LRNView: String, LabChoice {
  /// Eight channels at one place, before and after.
  case bars
  /// A window of four places: normalised and pooled, or pooled and normalised.
  case pooling

  package func name(_ language: Language) -> String {
    self == .bars ? language("channels", "通道") : language("with pooling", "LRN 与池化")
  }
}

package enum LRNRule: String, LabChoice {
  /// α times the sum, as the paper writes it.
  case paper
  /// α/n times the sum, as PyTorch and Caffe take it.
  case divided

  package func name(_ language: Language) -> String { self == .paper ? "α" : "α/n" }
}

/// The lab of local response normalisation: eight channels at one place of the map, ``LocalResponseNormalization``
/// before and after.
package struct LRNLab: KnobLab {
  package static let channels = 8

  package var view = LRNView.bars
  /// The activations, one for each channel, before ``scale``.
  package var values: [Float] = [1, 1, 1, 8, 1, 1, 1, 4]
  package var scale: Float = 1
  package var k: Float = 2
  package var n = 5
  package var alpha: Float = 1e-4
  package var beta: Float = 0.75
  package var rule = LRNRule.paper
  package var towers = 1
  /// The marked channel; the last place asks for the largest of all.
  package var place = 3
  package var seed = 0

  package init() {}

  package static let name = "lrn"
  package static func title(_ language: Language) -> String {
    language("Local response normalisation", "局部响应归一化")
  }
  package static func summary(_ language: Language) -> String {
    language("what the neighbouring channels do to a number", "相邻通道怎样压低一个数")
  }

  package static let valueRange: ClosedRange<Float> = 0...999

  package static let knobs: [Knob<LRNLab>] = [
    .choice("view", ("show", "显示"), \.view, "channels, or the order with pooling", "各通道，或与池化的次序"),
    .number("k", ("k", "k"), \.k, 0...10, step: 0.5, "number added to the sum", "加在和上的数"),
    .integer("n", ("n", "n"), \.n, 1...9, "channels of a window", "窗口的通道数"),
    .number(
      "alpha", ("α", "α"), \.alpha, among: [0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10], in: 0...10,
      "factor of the sum of squares", "平方和的系数"),
    .number("beta", ("β", "β"), \.beta, 0...2, step: 0.25, "power of the divisor", "除数的指数"),
    .choice("rule", ("rule", "写法"), \.rule, "α as in the paper, or divided by n", "论文的 α，或除以 n"),
    .integer(
      "towers", ("GPUs", "GPU 数"), \.towers, 1...4, "GPUs on which the channels lie; no window leaves one",
      "通道分在几块 GPU 上，窗口不跨 GPU"),
    .number(
      "scale", ("activations ×", "激活值 ×"), \.scale, among: [0.1, 1, 10, 100], in: 0.01...1000,
      "factor of all activations",
      "所有激活值乘以"),
    .list("values", \.values, counts: 8...8, in: valueRange, "activations of the eight channels", "八个通道的激活值"),
    .integer("channel", nil, \.place, 0...8, "marked channel; 8 asks for the largest", "标出的通道；8 问最大的是哪个"),
    .integer("seed", nil, \.seed, 0...9999, "number of the random numbers", "随机数的编号"),
  ]

  package mutating func fit() throws(LabError) {
    guard LRNLab.channels % towers == 0 else {
      throw LabError(
        "8 channels cannot be split evenly over \(towers) GPUs; over 1, 2 or 4 they can",
        "8 个通道不能平分给 \(towers) 块 GPU；可以是 1、2、4 块")
    }
    place = max(0, min(place, places - 1))
  }

  package var places: Int { LRNLab.channels + (view == .bars ? 1 : 0) }

  package var problem: LRNLab {
    var copy = self
    copy.place = 0
    return copy
  }

  package mutating func randomize() {
    seed = seed >= 9999 ? 1 : seed + 1
    values = (0..<LRNLab.channels).map { Float((SeededTensor.mix(UInt64(seed * 64 + $0)) >> 33) % 10) }
  }

  package func editableGrids(_ language: Language) -> [LabGrid] {
    [LabGrid(language("activations", "激活值"), rows: LRNLab.channels, columns: 1)]
  }

  package mutating func setCell(_ cell: LabCell, to value: Float) {
    values[cell.row] = max(LRNLab.valueRange.lowerBound, min(LRNLab.valueRange.upperBound, value))
  }

  // MARK: The engine's work

  /// α as the engine takes it: it multiplies the plain sum.
  var plainAlpha: Float { rule == .paper ? alpha : alpha / Float(n) }

  var operation: LocalResponseNormalization {
    LocalResponseNormalization(size: n, alpha: plainAlpha, beta: beta, k: k, towers: towers)
  }

  var inputs: [Float] { values.map { $0 * scale } }

  func normalized(_ operation: LocalResponseNormalization? = nil, _ numbers: [Float]? = nil) -> [Float] {
    let numbers = numbers ?? inputs
    let input = Tensor([1, numbers.count, 1, 1], numbers)
    return (operation ?? self.operation).forward(input, .none, .inference).data
  }

  func explanation(_ channel: Int) -> Explanation {
    operation.explain([0, channel, 0, 0], input: Tensor([1, LRNLab.channels, 1, 1], inputs), .none, .inference)
  }

  func neighbours(_ channel: Int) -> ClosedRange<Int> { operation.neighbours(of: channel, channels: LRNLab.channels) }

  /// The first channel that no other exceeds.
  static func largest(_ numbers: [Float]) -> Int {
    numbers.indices.max { numbers[$0] < numbers[$1] || (numbers[$0] == numbers[$1] && $0 > $1) } ?? 0
  }

  /// All channels that no other exceeds, in their order: what differs by float32's rounding alone is level.
  static func leaders(_ numbers: [Float]) -> [Int] {
    let most = numbers.max() ?? 0
    return numbers.indices.filter { numbers[$0] >= most - 1e-6 * abs(most) }
  }

  /// `channel 1`, `channels 1 and 6, level`
  static func channels(_ channels: [Int], _ language: Language) -> String {
    guard channels.count > 1 else { return language("channel ", "通道 ") + (channels.first.map(String.init) ?? "–") }
    let names = channels.map(String.init)
    let list =
      names.dropLast().joined(separator: language(", ", "、")) + language(" and ", " 和 ") + names[names.count - 1]
    return language("channels \(list), level", "通道 \(list) 并列")
  }

  /// 1 for the largest. What is less than a hundredth apart shares a rank: neighbours that were equal are divided by nearly
  /// the same.
  static func rank(_ channel: Int, _ numbers: [Float]) -> Int {
    1 + numbers.filter { $0 > numbers[channel] * 1.01 }.count
  }

  // MARK: With pooling

  /// The four places of every channel's window, `[8][4]`: the first has the lab's numbers, the others are drawn.
  var patch: [[Float]] {
    (0..<LRNLab.channels).map { channel in
      [inputs[channel]]
        + (1..<4).map { place in
          Float((SeededTensor.mix(UInt64((seed * 64 + channel) * 8 + place + 1000)) >> 33) % 10) * scale
        }
    }
  }

  private var patchTensor: Tensor { Tensor([1, LRNLab.channels, 2, 2], patch.flatMap { $0 }) }

  /// Every place normalised, `[8][4]`.
  var normalizedPatch: [[Float]] {
    let output = operation.forward(patchTensor, .none, .inference)
    return (0..<LRNLab.channels).map { Array(output.data[$0 * 4..<$0 * 4 + 4]) }
  }

  /// The paper's order: normalised, then the largest of the window.
  var lrnFirst: [Float] {
    let pooling = MaxPooling(kernel: 2)
    return pooling.forward(operation.forward(patchTensor, .none, .inference), .none, .inference).data
  }

  /// CaffeNet's order: the largest of the window, then normalised.
  var poolFirst: [Float] { normalized(nil, pooled) }
  var pooled: [Float] { MaxPooling(kernel: 2).forward(patchTensor, .none, .inference).data }
}
