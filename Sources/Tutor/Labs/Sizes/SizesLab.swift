import Engine

/// How much is put around the axis.
package enum PaddingMode: String, LabChoice {
  /// `padding` zeros on both sides, `extra` more at the right.
  case explicit
  /// So much that there is one window for every `stride` pixels; an odd total puts the one more at the right.
  case same

  package func name(_ language: Language) -> String {
    switch self {
    case .explicit: language("explicit", "指定")
    case .same: language("same", "保持（same）")
    }
  }
}

package enum SizesRounding: String, LabChoice {
  case floor, ceil
  package func name(_ language: Language) -> String {
    self == .floor ? language("floor", "向下") : language("ceil", "向上")
  }
  var rule: Windows.Rounding { self == .floor ? .floor : .ceil }
}

package enum SizesView: String, LabChoice {
  /// The row of pixels with the windows below it.
  case windows
  /// Inputs and paddings in one table: which give 55.
  case settings
  /// A single 1 through repeated convolutions with this kernel and padding.
  case impulse

  /// That of conv1, where there is room for it.
  var usualKernel: Int { self == .impulse ? 3 : 11 }

  package func name(_ language: Language) -> String {
    switch self {
    case .windows: language("windows", "窗口")
    case .settings: language("settings", "各种设置")
    case .impulse: language("impulse", "单点")
    }
  }
}

package enum SizesChain: String, LabChoice {
  case off, paper, torchvision
  case leNet = "lenet-5"
  package func name(_ language: Language) -> String { self == .off ? language("off", "关") : rawValue }
  /// 224, as the paper says, for its networks too: whether that fits is the question.
  var usualInput: Int { self == .leNet ? 32 : 224 }
}

/// The sizes lab: how many windows one axis has room for, and what a whole network makes of an input size.
///
/// The counts are ``Windows``'s, the chains ``Architecture``'s.
package struct SizesLab: KnobLab {
  package var input = 224
  package var kernel = 11
  package var stride = 4
  package var mode = PaddingMode.explicit
  package var padding = 0
  package var extra = 0
  package var rounding = SizesRounding.floor
  package var view = SizesView.windows
  package var layers = 4
  package var chain = SizesChain.off
  /// The marked window, row of the table, layer of the impulse or of the chain.
  package var place = 0
  package var seed = 0
  /// What the network makes of the input; follows from the settings.
  var run: ChainRun?

  package init() {}

  package static let name = "sizes"
  package static func title(_ language: Language) -> String { language("Sizes", "尺寸") }
  package static func summary(_ language: Language) -> String {
    language("how many windows fit, why 224 and 55 do not, and what a network takes", "放得下几个窗口，224 与 55 为何对不上，网络收多大的图片")
  }

  package static let knobs: [Knob<SizesLab>] = [
    chainKnob,
    viewKnob.when { $0.chain == .off },
    Knob.integer("input", ("input", "输入"), \.input, 1...512, "pixels of the input on one axis", "输入在一个方向上的像素数")
      .asUsual { $0.input == $0.chain.usualInput ? nil : "\($0.input)" }
      .when { $0.chain != .off || $0.view == .windows },
    Knob.integer("kernel", ("kernel", "核宽"), \.kernel, 1...16, "pixels that a window spans", "窗口的宽度")
      .asUsual { $0.kernel == $0.view.usualKernel ? nil : "\($0.kernel)" }
      .when { $0.chain == .off },
    Knob.integer("stride", ("stride", "步长"), \.stride, 1...8, "pixels from one window to the next", "相邻窗口的距离")
      .when { $0.chain == .off && $0.view != .impulse },
    Knob.choice("mode", ("padding", "填充"), \.mode, "padding as given, or so that the size is kept", "按指定填充，或保持尺寸")
      .when { $0.chain == .off && $0.view != .settings },
    Knob.integer("padding", ("each side", "每边"), \.padding, 0...8, "zeros on either side", "每边补零的个数")
      .when { $0.chain == .off && $0.view != .settings && $0.mode == .explicit },
    Knob.integer("extra", ("right +", "右边再加"), \.extra, 0...8, "more zeros at the right only", "只在右边再补的零")
      .when { $0.chain == .off && $0.view != .settings && $0.mode == .explicit },
    Knob.choice(
      "rounding", ("rounding", "取整"), \.rounding, "what happens to an incomplete last window", "最后一个不完整的窗口怎么办"
    )
    .when { $0.chain != .off || $0.view == .windows },
    Knob.integer("layers", ("layers", "层数"), \.layers, 1...8, "convolutions that the impulse passes", "单点穿过的卷积层数")
      .when { $0.chain == .off && $0.view == .impulse },
    .integer("place", nil, \.place, 0...600, "marked window, row or layer", "标出的窗口、行或层"),
    .integer("seed", nil, \.seed, 0...9999, "number of the random settings", "随机设置的编号"),
  ]

  /// With a network comes the size that it is fed, unless another has been set.
  private static let chainKnob: Knob<SizesLab> = {
    let knob = Knob<SizesLab>.choice(
      "chain", ("network", "网络"), \.chain, "a whole network instead of one layer", "用整个网络代替一层")
    return Knob(
      option: knob.option, label: knob.label, show: knob.show,
      change: { lab, step throws(LabError) in
        let before = lab.chain
        try knob.change(&lab, step)
        lab.takeInput(before)
      },
      enter: { lab, text throws(LabError) in
        let before = lab.chain
        try knob.enter(&lab, text)
        lab.takeInput(before)
      },
      setting: knob.setting)
  }()

  /// The impulse begins with a kernel that leaves something of it after some layers, unless another has been set.
  private static let viewKnob: Knob<SizesLab> = {
    let knob = Knob<SizesLab>.choice(
      "view", ("show", "显示"), \.view, "windows, a table of settings, or an impulse", "窗口、设置表或单点")
    return Knob(
      option: knob.option, label: knob.label, show: knob.show,
      change: { lab, step throws(LabError) in
        let before = lab.view
        try knob.change(&lab, step)
        lab.takeKernel(before)
      },
      enter: { lab, text throws(LabError) in
        let before = lab.view
        try knob.enter(&lab, text)
        lab.takeKernel(before)
      },
      setting: knob.setting)
  }()

  private mutating func takeKernel(_ before: SizesView) {
    if kernel == before.usualKernel { kernel = view.usualKernel }
  }

  private mutating func takeInput(_ before: SizesChain) {
    if input == before.usualInput { input = chain.usualInput }
  }

  package mutating func fit() throws(LabError) {
    run = chain == .off ? nil : ChainRun(chain.rawValue, input: input, rounding: rounding.rule)
    if chain == .off {
      guard view == .impulse ? impulse.count > 1 : windows.count(on: axis) != nil else { throw misfit }
    }
    place = max(0, min(place, places - 1))
  }

  private var misfit: LabError {
    let input = view == .impulse ? SizesLab.impulseLength : self.input
    let (left, right) = view == .impulse ? impulsePadding : (left, right)
    let length = input + left + right
    return LabError(
      "a window of \(kernel) is wider than \(input) + \(left) + \(right) = \(length) cells: no window fits; "
        + "a kernel of \(length) or less would",
      "宽 \(kernel) 的窗口比 \(input) + \(left) + \(right) = \(length) 格还宽，一个也放不下；核宽不超过 \(length) 就行")
  }

  // MARK: One axis

  /// Zeros in front of the first pixel.
  package var left: Int { mode == .explicit ? padding : sameTotal / 2 }
  /// Zeros behind the last.
  package var right: Int { mode == .explicit ? padding + extra : sameTotal - sameTotal / 2 }

  /// What makes room for one window every `stride` pixels.
  private var sameTotal: Int { max(0, ((input + stride - 1) / stride - 1) * stride + kernel - input) }

  /// Zeros that only the right side has count as pixels for the engine, which pads both sides alike.
  var axis: Int { input + right - left }

  var windows: Windows { Windows(kernel: kernel, stride: stride, padding: left, rounding: rounding.rule) }

  /// The number of windows: the size of the output.
  package var size: Int { windows.count(on: axis) ?? 0 }

  /// Cells behind the last whole window, padding included: what is left over in the division.
  package var leftOver: Int { (input + left + right - kernel) % stride }

  /// Pixels that no window reads, counted one by one.
  package var unread: [Int] {
    var isRead = Array(repeating: false, count: input)
    for window in 0..<size {
      for cell in windows.cells(ofWindow: window, on: axis) where cell < input { isRead[cell] = true }
    }
    return isRead.indices.filter { !isRead[$0] }
  }

  /// Cells by which the last window hangs over the padded axis.
  package var overhang: Int { max(0, windows.start(ofWindow: size - 1) + kernel - (input + right)) }

  // MARK: Places

  package var places: Int {
    if let run { return max(1, run.rows.count) }
    switch view {
    case .windows: return size
    case .settings: return SizesTable.candidates.count
    case .impulse: return impulse.count - 1
    }
  }

  package var problem: SizesLab {
    var copy = self
    copy.place = 0
    return copy
  }

  package mutating func seekQuestion(_ isKnown: (Int) -> Bool) -> Bool {
    guard chain == .off, view == .windows else {
      let count = places
      guard let next = (1...count).map({ (place + $0) % count }).first(where: { !isKnown($0) }) else { return false }
      place = next
      return true
    }
    // One size is asked for each setting: the next question is another setting.
    randomize()
    return true
  }

  package mutating func randomize() {
    let before = self
    repeat {
      seed = seed >= 9999 ? 1 : seed + 1
      func draw(_ number: UInt64, _ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(SeededTensor.mix(UInt64(seed) &* 16 &+ number) >> 33) % range.count
      }
      if chain != .off {
        let usual = Architecture.named(chain.rawValue)?.input[1] ?? 227
        input = draw(0, max(1, usual - usual / 8)...usual + usual / 4)
      } else {
        input = draw(0, 5...40)
        kernel = draw(1, 1...min(7, input))
        stride = view == .impulse ? stride : draw(2, 1...4)
        (padding, extra) = (draw(3, 0...kernel / 2), draw(4, 0...3) == 0 ? 1 : 0)
        mode = draw(5, 0...3) == 0 ? .same : .explicit
        rounding = draw(6, 0...2) == 0 ? .ceil : .floor
      }
      place = 0
    } while (try? fit()) == nil || problem == before.problem
  }
}
