import Engine
import TextUI

/// What augmentation does to a picture and its label: crop, mirror, shift, brightness and the colours' principal
/// directions; how many crops there are; the mean answer to ten crops; signs whose label a mirror destroys.
///
/// Everything is a quarter of the paper's size: 56×56 out of 64×64 for 224×224 out of 256×256.
package struct AugmentationLab: KnobLab {
  package static let name = "augmentation"
  package static func title(_ language: Language) -> String { language("Augmentation", "数据增强") }
  package static func summary(_ language: Language) -> String {
    language("crop, mirror, recolour: one picture becomes thousands", "裁剪、翻转、变色：一张图片变成几千张")
  }

  package enum View: String, LabChoice {
    case picture, crops, ten, label
    package func name(_ language: Language) -> String {
      switch self {
      case .picture: language("picture", "图片")
      case .crops: language("count the crops", "数裁块")
      case .ten: language("mean of ten crops", "十裁块平均")
      case .label: language("label", "标签")
      }
    }
  }

  package enum Sample: String, LabChoice {
    case harbour, patterns, cat
    package func name(_ language: Language) -> String {
      switch self {
      case .harbour: language("harbour", "海港")
      case .patterns: language("patterns", "图案")
      case .cat: language("cat", "猫")
      }
    }
  }

  /// Side of the picture before the crop.
  static let size = 64

  package var view = View.picture { didSet { if view != oldValue { mark = 0 } } }
  package var sample = Sample.harbour
  /// Side of the crop; the offsets stay inside.
  package var crop = 56 {
    didSet { (x, y) = (min(x, AugmentationLab.size - crop), min(y, AugmentationLab.size - crop)) }
  }
  package var x = 4
  package var y = 4
  package var isMirrored = false
  package var shift = 0
  package var down = 0
  package var brightness: Float = 1
  package var alpha1: Float = 0
  package var alpha2: Float = 0
  package var alpha3: Float = 0
  /// The class whose probability is written under the ten crops.
  package var classIndex = 0
  /// The marked pixel, crop or sign.
  package var mark = 0
  package var seed = 0
  /// What the network answers to the ten crops, `[10][classes]`; empty in other views.
  package private(set) var votes: [[Float]] = []
  private var voted: TenCrops.Question?

  package init() {}

  package static let knobs: [Knob<AugmentationLab>] = [
    .choice("view", ("view", "视图"), \.view, "what is looked at", "看什么"),
    .choice("sample", ("picture", "图片"), \.sample, "one of the drawn pictures", "内置图片之一")
      .when { $0.view != .label },
    .integer("crop", ("crop", "裁块"), \.crop, 40...64, "side of the crop, of 64", "裁块的边长（原图 64）")
      .when { $0.view != .label },
    .integer("x", ("from column", "起始列"), \.x, 0...24, "column at which the crop begins", "裁块从哪一列开始")
      .when { $0.hasOffsets },
    .integer("y", ("row", "起始行"), \.y, 0...24, "row at which the crop begins", "裁块从哪一行开始")
      .when { $0.hasOffsets },
    .flag("mirror", ("mirror", "翻转"), \.isMirrored, "left and right exchanged", "左右翻转").when { $0.hasOffsets },
    .integer("shift", ("shift", "右移"), \.shift, -8...8, "columns that the picture is moved to the right", "图片右移的列数")
      .when { $0.view == .picture },
    .integer("down", ("down", "下移"), \.down, -8...8, "rows that the picture is moved down", "图片下移的行数")
      .when { $0.view == .picture },
    .number(
      "brightness", ("brightness", "亮度"), \.brightness, 0.2...2, step: 0.1, "factor of every pixel value", "像素值乘以的系数"
    ).when { $0.view == .picture },
    alpha("alpha1", "α1", \.alpha1), alpha("alpha2", "α2", \.alpha2), alpha("alpha3", "α3", \.alpha3),
    .integer("class", ("class", "类别"), \.classIndex, 0...9, "class whose probability is shown", "显示哪个类别的概率")
      .when { $0.view == .ten },
    .integer("place", nil, \.place, 0...4095, "what is marked, counted from 0", "标出第几个，从 0 数起"),
    .integer("seed", nil, \.seed, 0...999_999, "how often numbers were drawn", "抽取过几次随机数"),
  ]

  private static func alpha(
    _ key: String, _ label: String, _ path: WritableKeyPath<AugmentationLab, Float> & Sendable
  ) -> Knob<AugmentationLab> {
    .number(
      key, (label, label), path, -3...3, step: 0.1, "how far along this direction of the colours", "沿这一颜色方向走多远"
    ).when { $0.view == .picture }
  }

  var hasOffsets: Bool { view == .picture || view == .crops }

  // MARK: State

  /// Positions of the crop along one axis.
  var positions: Int { AugmentationLab.size - crop + 1 }

  package mutating func fit() throws(LabError) {
    guard max(x, y) < positions else {
      throw LabError(
        "a crop of \(crop) out of 64 can begin at 0 to \(positions - 1), not at \(max(x, y))",
        "从 64 里裁 \(crop)，起点只能是 0 到 \(positions - 1)，不能是 \(max(x, y))")
    }
    place = max(0, min(place, places - 1))
    vote()
  }

  /// Ten passes through the network, where what they read has changed.
  private mutating func vote() {
    let asked = view == .ten ? TenCrops.Question(sample: sample, crop: crop) : nil
    guard asked != voted else { return }
    (voted, votes) = (asked, asked == nil ? [] : TenCrops.votes(of: self))
  }

  package var settingsAlone: AugmentationLab {
    var lab = self
    (lab.voted, lab.votes) = (nil, [])
    return lab
  }

  /// In the view of the crops the place is the crop's own offset.
  package var place: Int {
    get { view == .crops ? y * positions + x : mark }
    set {
      if view == .crops { (y, x) = (newValue / positions, newValue % positions) } else { mark = newValue }
    }
  }

  package var places: Int {
    switch view {
    case .picture: crop * crop
    case .crops: positions * positions
    case .ten: 10
    case .label: Sign.all.count
    }
  }

  private var columns: Int {
    switch view {
    case .picture: crop
    case .crops: positions
    case .ten: 5
    case .label: 1
    }
  }

  package mutating func move(_ direction: Direction) -> Bool {
    let (row, column) = (place / columns, place % columns)
    let target: Int
    switch direction {
    case .left where view == .label: target = place - 1
    case .right where view == .label: target = place + 1
    case .left: target = column > 0 ? place - 1 : -1
    case .right: target = column < columns - 1 ? place + 1 : -1
    case .up: target = row > 0 ? place - columns : -1
    case .down: target = place + columns
    }
    guard (0..<places).contains(target) else { return false }
    place = target
    return true
  }

  /// In the view of the picture a step is another draw, as training makes one each time that it uses the picture.
  package mutating func step() -> Bool {
    if view == .picture {
      randomize()
      return true
    }
    guard place < places - 1 else { return false }
    place += 1
    return true
  }

  package mutating func randomize() {
    seed = (seed + 1) % 1_000_000
    var stream = AugmentationStream(seed: seed)
    switch view {
    case .picture, .crops:
      let before = (x, y, isMirrored)
      repeat {
        (x, y) = (stream.whole(positions), stream.whole(positions))
        isMirrored = stream.whole(2) == 1
      } while positions > 1 && before == (x, y, isMirrored)
      guard view == .picture else { return }
      // As in the paper: normal with mean 0 and standard deviation 0.1.
      (alpha1, alpha2, alpha3) = (stream.normal(), stream.normal(), stream.normal())
    case .ten:
      let others = Sample.allCases.filter { $0 != sample }
      sample = others[stream.whole(others.count)]
      vote()
    case .label: mark = (mark + 1 + stream.whole(places - 1)) % places
    }
  }

  package var problem: AugmentationLab {
    var copy = self
    if view != .crops { copy.mark = 0 } else { (copy.x, copy.y, copy.isMirrored) = (0, 0, false) }
    return copy
  }

  package var source: SourceReference {
    view == .ten ? SourceReference("Softmax", at: "func forward") : SourceReference("Picture", at: "func cropped")
  }
}

/// Numbers from a counter.
struct AugmentationStream {
  private var counter: UInt64
  init(seed: Int) { counter = UInt64(seed) &* 0x1000 }

  private mutating func uniform() -> Float {
    counter &+= 1
    return SeededTensor.uniform(counter)
  }

  mutating func whole(_ count: Int) -> Int { min(count - 1, Int((uniform() + 1) / 2 * Float(count))) }

  /// About normal with standard deviation 0.1, to two digits: the sum of twelve uniform numbers has variance 12/3.
  mutating func normal() -> Float {
    let sum = (0..<12).reduce(Float(0)) { total, _ in total + uniform() }
    return (sum / 2 * 0.1 * 100).rounded() / 100
  }
}
