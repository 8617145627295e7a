import Engine
import TextUI

/// The lab of softmax and its loss: scores become probabilities, probabilities and the right class become a loss and its gradient.
///
///     p[c] = exp(z[c]/T − m) / Σ exp(z[d]/T − m)      loss = −ln p[target]      dL/dz[c] = (p[c] − y[c]) / T
///
/// with z the logits, T the temperature, m the largest z/T, and y 1 for the target and 0 for the others. Every number is
/// the engine's ``Softmax`` and ``CrossEntropy``; without the max trick m is 0 and float32 breaks where it really does.
package struct SoftmaxLab: KnobLab {
  /// One for each class, before ``offset`` is added.
  var scores: [Float] = [2, 1, 0.1]
  /// Added to all logits.
  var offset: Float = 0
  var temperature: Float = 1
  var target = 0
  var subtractsLargest = true
  /// p of every class, the loss, the gradient of every class.
  package var place = 0
  var seed = 0

  package init() {}

  package static let name = "softmax"
  package static func title(_ language: Language) -> String { language("Softmax and loss", "softmax 与损失") }
  package static func summary(_ language: Language) -> String {
    language("scores become probabilities, a loss and a gradient", "得分变成概率、损失和梯度")
  }

  package static let knobs: [Knob<SoftmaxLab>] = [
    .integer("classes", ("classes", "类别数"), \.classes, 2...6, "number of classes", "类别数"),
    .integer("seed", nil, \.drawnSeed, 0...9999, "which drawn logits; 0 is the example", "用哪一组随机得分；0 是课文的例子"),
    .list("logits", \.scores, counts: 2...6, in: -3000...3000, "the scores", "各类的得分"),
    .integer("target", ("target", "正确类别"), \.target, 0...5, "the right class", "正确的类别"),
    .number(
      "temperature", ("temperature", "温度"), \.temperature, among: [0.1, 0.2, 0.5, 1, 2, 3, 5, 10], in: 0.05...100,
      "the logits are divided by it", "得分先除以它"),
    .number(
      "offset", ("add to all", "全部加上"), \.offset,
      among: [-1000, -200, -100, -10, 0, 10, 50, 80, 86, 87, 88, 89, 100, 200, 500, 1000], in: -2000...2000,
      "added to all logits", "加到每个得分上的数"),
    .flag(
      "trick", ("max trick", "减最大值"), \.subtractsLargest, "the largest logit is subtracted before exp",
      "取指数之前先减去最大的得分"),
    .integer("place", nil, \.place, 0...12, "marked number: probabilities, loss, gradients", "标出的数：先概率，再损失，再梯度"),
  ]

  /// How many there are; new classes are drawn.
  var classes: Int {
    get { scores.count }
    set {
      let fresh = SoftmaxLab.drawn(6, seed: seed + 1)
      scores = (0..<newValue).map { $0 < scores.count ? scores[$0] : fresh[$0] }
    }
  }

  /// Setting the seed draws the logits.
  var drawnSeed: Int {
    get { seed }
    set {
      seed = newValue
      if newValue > 0 { scores = SoftmaxLab.drawn(classes, seed: newValue) }
    }
  }

  /// From −3 to 4, to one digit.
  private static func drawn(_ count: Int, seed: Int) -> [Float] {
    SeededTensor([count], seed: UInt64(seed), tensor: 7, scale: 35).values(0..<count).map { ($0 + 5).rounded() / 10 }
  }

  package mutating func fit() throws(LabError) {
    guard target < classes else {
      throw LabError(
        "class \(target) is the target, and \(classes) classes are 0 to \(classes - 1): choose another target first",
        "正确类别是 \(target)，而 \(classes) 个类别是 0 到 \(classes - 1)：请先换正确类别")
    }
    place = max(0, min(place, places - 1))
  }

  package mutating func randomize() { drawnSeed = seed >= 9999 ? 1 : seed + 1 }

  package var problem: SoftmaxLab {
    var copy = self
    (copy.place, copy.seed) = (0, 0)
    return copy
  }

  // MARK: Numbers

  var logits: [Float] { scores.map { $0 + offset } }

  /// `[1, C]`, what softmax reads.
  var scaled: Tensor { Tensor([1, classes], logits.map { $0 / temperature }) }

  /// The largest z/T where it is subtracted, else 0.
  var subtracted: Float { subtractsLargest ? scaled.data.max() ?? 0 : 0 }

  var shares: [Float] { Softmax(subtractsLargest: subtractsLargest).forward(scaled, .none, .inference).data }

  /// exp(z/T − m) of every class, as the engine explains the probability of the first.
  var powers: [Float] {
    Softmax(subtractsLargest: subtractsLargest).explain([0, 0], input: scaled, .none, .inference).terms.map(
      \.contribution)
  }

  var loss: Float { CrossEntropy(subtractsLargest: subtractsLargest).forward(scaled, targets: [target]) }

  var gradient: [Float] {
    CrossEntropy(subtractsLargest: subtractsLargest).backward(scaled, targets: [target], gradient: 1 / temperature).data
  }

  /// Whether a number is on the screen that float32 cannot hold.
  var isBroken: Bool { !shares.allSatisfy(\.isFinite) || !loss.isFinite }

  /// The same with the max trick: the numbers as they are.
  var exact: SoftmaxLab {
    var copy = self
    copy.subtractsLargest = true
    return copy
  }

  // MARK: Places

  enum Spot: Hashable {
    case share(Int)
    case loss
    case gradient(Int)
  }

  package var places: Int { 2 * classes + 1 }
  var spot: Spot { spot(place) }
  func spot(_ place: Int) -> Spot {
    place < classes ? .share(place) : place == classes ? .loss : .gradient(place - classes - 1)
  }
  func place(of spot: Spot) -> Int {
    switch spot {
    case .share(let index): index
    case .loss: classes
    case .gradient(let index): classes + 1 + index
    }
  }

  package mutating func move(_ direction: Direction) -> Bool {
    switch (spot, direction) {
    case (.share(let index), .right): place = place(of: .gradient(index))
    case (.gradient(let index), .left): place = place(of: .share(index))
    case (.share(let index), .up) where index > 0: place -= 1
    case (.gradient(let index), .up) where index > 0: place -= 1
    case (.share, .down): place += 1
    case (.gradient(let index), .down): place = index < classes - 1 ? place + 1 : place(of: .loss)
    case (.loss, .up): place = place(of: .share(classes - 1))
    case (.loss, .right): place = place(of: .gradient(classes - 1))
    default: return false
    }
    return true
  }

  // MARK: Editing

  package func editableGrids(_ language: Language) -> [LabGrid] {
    [LabGrid(language("logits", "得分"), rows: classes, columns: 1)]
  }

  /// What is typed is the logit as it stands, with what is added to all.
  package mutating func setCell(_ cell: LabCell, to value: Float) { scores[cell.row] = value - offset }
}
