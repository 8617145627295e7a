import Engine
import TextUI

/// Where the parameters of a network sit: the same maps wired in three ways, how often each weight is used, the layers of
/// whole networks, and one large kernel against a stack of small ones.
///
/// The marked place is a way of wiring, a window, a layer, or a row of the comparison, by the view.
package struct ParametersLab: KnobLab {
  package static let name = "parameters"
  package static func title(_ language: Language) -> String { language("Parameters", "参数") }
  package static func summary(_ language: Language) -> String {
    language("where the 61 million weights are, and how sharing saves them", "6100 万个权重在哪里，共享怎样省下它们")
  }

  package enum View: String, LabChoice {
    case sharing, usage, network, stacks
    package func name(_ language: Language) -> String {
      switch self {
      case .sharing: language("sharing", "共享")
      case .usage: language("usage", "使用次数")
      case .network: language("network", "整个网络")
      case .stacks: language("stacks", "堆叠")
      }
    }
  }

  package enum Measure: String, LabChoice {
    case parameters, macs
    package func name(_ language: Language) -> String {
      self == .parameters ? language("parameters", "参数") : language("multiply-adds", "乘加次数")
    }
  }

  /// The networks that can be looked into.
  package enum NetworkName: String, LabChoice {
    case paper
    case singleTower = "single-tower"
    case torchvision
    case lenet5 = "lenet-5"
    case mini
    package func name(_ language: Language) -> String { rawValue }
  }

  /// What a key changes takes the mark to the beginning: places mean something else in every view.
  package var view = View.sharing { didSet { if view != oldValue { place = 0 } } }
  /// The map of the views of sharing and usage: `channels × size × size → maps × …`.
  package var map = MapShape.conv1
  package var network = NetworkName.paper { didSet { if network != oldValue { place = 0 } } }
  package var measure = Measure.parameters
  /// Side of the one kernel, of its input and output maps; channels in and out.
  package var field = 7
  package var inputs = 64
  package var width = 64
  package var side = 56
  package var place = 0
  package var seed = 0

  package init() {}

  package static let knobs: [Knob<ParametersLab>] =
    [
      .choice("view", ("view", "视图"), \.view, "what is compared", "比较什么"), layerKnob,
    ] + mapKnobs + [
      .choice("network", ("network", "网络"), \.network, "the network whose layers are shown", "显示哪个网络的各层")
        .when { $0.view == .network },
      .choice("measure", ("count", "计数"), \.measure, "what the bars count", "条形表示什么")
        .when { $0.view == .network },
      kernelKnob,
      .integer("in", ("channels in", "输入通道"), \.inputs, 1...512, "channels before the first kernel", "第一个卷积核之前的通道数")
        .when { $0.view == .stacks },
      .integer("width", ("channels out", "输出通道"), \.width, 1...512, "channels of every layer's output", "每层输出的通道数")
        .when { $0.view == .stacks },
      .integer("side", ("map side", "特征图边长"), \.side, 1...227, "rows and columns of the map", "特征图的边长")
        .when { $0.view == .stacks },
      .integer("place", nil, \.place, 0...89_999, "what is marked, counted from 0", "标出第几个，从 0 数起"),
      .integer("seed", nil, \.seed, 0...999_999, "how often x has drawn", "按 x 抽取过几次"),
    ]

  // MARK: Knobs of their own

  /// A layer that has a name, or one of one's own; the keys go through the named ones.
  private static let layerKnob: Knob<ParametersLab> = {
    let names = MapShape.named.map(\.name)
    let option = LabOption("layer", names.joined(separator: "|"), "a layer to begin with", "从哪一层开始")
    return Knob(
      option: option, label: ("layer", "层"),
      show: { lab, language in lab.map.name ?? language("own", "自定") },
      change: { lab, step throws(LabError) in
        let now = names.firstIndex { $0 == lab.map.name } ?? (step > 0 ? -1 : 0)
        lab.map = MapShape.named[((now + step) % names.count + names.count) % names.count].shape
      },
      enter: { lab, text throws(LabError) in
        guard let found = MapShape.named.first(where: { $0.name == text }) else {
          let list = names.joined(separator: ", ")
          throw LabError("layer=\(text): layer is one of \(list)", "layer=\(text)：layer 可取 \(list)")
        }
        lab.map = found.shape
      },
      setting: { lab in lab.map.name.flatMap { $0 == ParametersLab().map.name ? nil : $0 } },
      isShown: { $0.showsMap })
  }()

  /// The six numbers of a map; those of a named layer are written by its name.
  private static let mapKnobs: [Knob<ParametersLab>] = [
    number("channels", ("channels", "通道"), \.map.channels, 1...512, "channels of the input", "输入的通道数"),
    number("size", ("size", "边长"), \.map.size, 1...300, "rows and columns of the input", "输入的边长"),
    number("kernel", ("kernel", "核宽"), \.map.kernel, 1...15, "side of the kernel", "核宽"),
    number("stride", ("stride", "步长"), \.map.stride, 1...8, "stride", "步长"),
    number("padding", ("padding", "填充"), \.map.padding, 0...7, "padding on every side", "每边的填充"),
    number("maps", ("maps", "输出特征图"), \.map.maps, 1...512, "maps of the output", "输出的特征图数"),
  ]

  private static func number(
    _ key: String, _ label: (english: String, chinese: String),
    _ path: WritableKeyPath<ParametersLab, Int> & Sendable, _ range: ClosedRange<Int>, _ english: String,
    _ chinese: String
  ) -> Knob<ParametersLab> {
    let knob = Knob<ParametersLab>.integer(key, label, path, range, english, chinese)
    return Knob(
      option: knob.option, label: knob.label, show: knob.show, change: knob.change, enter: knob.enter,
      setting: { lab in lab.map.name == nil ? knob.setting(lab) : nil },
      // How many sheets and kernels there are changes nothing in how often a weight is used.
      isShown: { $0.view == .sharing || ($0.view == .usage && key != "channels" && key != "maps") })
  }

  /// Only a kernel with an odd side can be replaced by 3×3 kernels that see the same.
  private static let kernelKnob: Knob<ParametersLab> = {
    let knob = Knob<ParametersLab>.integer(
      "field", ("one kernel", "单个卷积核"), \.field, 3...15, "odd side of the one kernel", "单个卷积核的边长（奇数）")
    return Knob(
      option: knob.option, label: knob.label, show: { lab, _ in "\(lab.field)×\(lab.field)" },
      change: { lab, step throws(LabError) in try knob.change(&lab, 2 * step) },
      enter: { lab, text throws(LabError) in
        var copy = lab
        try knob.enter(&copy, text)
        guard copy.field % 2 == 1 else {
          throw LabError(
            "field=\(text): only an odd side from 3 to 15 can be built of 3×3 kernels",
            "field=\(text)：只有 3 到 15 的奇数边长能用 3×3 的卷积核堆出来")
        }
        lab = copy
      },
      setting: knob.setting, isShown: { $0.view == .stacks })
  }()

  var showsMap: Bool { view == .sharing || view == .usage }

  // MARK: State

  package mutating func fit() throws(LabError) {
    try map.check()
    place = max(0, min(place, places - 1))
  }

  package var places: Int {
    switch view {
    case .sharing: Wiring.allCases.count
    case .usage: map.side * map.side
    case .network: layers.count
    case .stacks: stack.summaries.count + 2
    }
  }

  package mutating func move(_ direction: Direction) -> Bool {
    let line = view == .usage ? map.side : 1
    let target: Int
    switch direction {
    case .left: target = place - 1
    case .right: target = place + 1
    case .up: target = place - line
    case .down: target = place + line
    }
    guard (0..<places).contains(target) else { return false }
    place = target
    return true
  }

  package mutating func randomize() {
    let before = self
    repeat {
      seed = (seed + 1) % 1_000_000
      draw()
    } while problem.with(seed: 0) == before.problem.with(seed: 0)
  }

  private func with(seed: Int) -> ParametersLab {
    var copy = self
    copy.seed = seed
    return copy
  }

  /// Another map, network or kernel from the seed, by the view.
  private mutating func draw() {
    var counter = UInt64(seed) &* 64
    func next(_ values: [Int]) -> Int {
      counter &+= 1
      return values[Int(SeededTensor.mix(counter) % UInt64(values.count))]
    }
    switch view {
    case .sharing, .usage:
      let kernel = next([1, 3, 3, 5, 5, 7])
      map = MapShape(
        channels: next([1, 3, 16, 48, 96]), size: next([7, 9, 13, 14, 27, 28, 32]), kernel: kernel,
        stride: next([1, 1, 2]), padding: next([0, kernel / 2]), maps: next([6, 16, 32, 64, 128]))
    case .network:
      network = NetworkName.allCases[next(Array(NetworkName.allCases.indices))]
      measure = Measure.allCases[next([0, 1])]
    case .stacks:
      (field, inputs, width) = (next([5, 7, 9, 11]), next([3, 16, 64, 96]), next([32, 64, 96, 128]))
      side = next([13, 27, 28, 56])
    }
    place = min(place, places - 1)
  }

  package var problem: ParametersLab {
    var copy = self
    copy.place = 0
    return copy
  }

  package var source: SourceReference {
    switch view {
    case .sharing, .stacks: SourceReference("Convolution", at: "func parameterShapes")
    case .usage: SourceReference("Windows", at: "func taps")
    case .network: SourceReference("LayerSummary", at: "func summary")
    }
  }
}
