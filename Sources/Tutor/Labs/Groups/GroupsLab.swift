import Engine

package enum GroupsView: String, LabChoice {
  /// A few channels at one place, wires and gradients.
  case small
  /// The convolutions of the paper: weights and memory.
  case paper
  package func name(_ language: Language) -> String {
    self == .small ? language("few channels", "几个通道") : language("the paper", "论文")
  }
}

package enum GroupsWeights: String, LabChoice {
  case ones, random
  package func name(_ language: Language) -> String {
    self == .ones ? language("all 1", "全 1") : language("random", "随机")
  }
}

package enum GroupsSecond: String, LabChoice {
  case none
  /// In as many groups as the first.
  case same
  /// In one group, as conv3 reads both GPUs.
  case all
  package func name(_ language: Language) -> String {
    switch self {
    case .none: language("none", "无")
    case .same: language("in groups", "同样分组")
    case .all: language("across", "跨组")
    }
  }
}

/// The groups lab: which input channel reaches which output channel when a layer is split over GPUs, and what it saves.
///
/// Numbers and gradients are ``Convolution``'s with 1×1 kernels; the paper's weights are those of ``Architecture``.
package struct GroupsLab: KnobLab {
  package var view = GroupsView.small
  package var groups = 2
  /// One for each channel.
  package var inputs: [Float] = [1, 2, 3, 4]
  package var weights = GroupsWeights.ones
  package var second = GroupsSecond.none
  /// The marked output channel, then the two counts below; in the paper's table a layer.
  package var place = 0
  package var seed = 0

  package init() {}

  package static let name = "groups"
  package static func title(_ language: Language) -> String { language("Two GPUs: groups", "两块 GPU：分组") }
  package static func summary(_ language: Language) -> String {
    language("which channel reaches which, and what splitting a layer saves", "哪个通道到得了哪个通道，分组省了多少")
  }

  package static let inputRange: ClosedRange<Float> = -99...99

  package static let knobs: [Knob<GroupsLab>] = [
    .choice("view", ("show", "显示"), \.view, "a few channels, or the paper's layers", "几个通道，或论文的各层"),
    groupsKnob,
    Knob.integer("channels", ("channels", "通道"), \.channels, 2...8, "channels in and out", "输入和输出的通道数")
      .when { $0.view == .small },
    Knob.choice("weights", ("weights", "权重"), \.weights, "all 1, or drawn from the seed", "全 1，或由种子抽取")
      .when { $0.view == .small },
    Knob.choice("second", ("second layer", "第二层"), \.second, "a layer after the first", "第一层之后再加一层")
      .when { $0.view == .small },
    .list("inputs", \.inputs, counts: 2...8, in: inputRange, "numbers of the input channels", "各输入通道的数"),
    .integer("place", nil, \.place, 0...20, "marked output channel or line", "标出的输出通道或行"),
    .integer("seed", nil, \.seed, 0...9999, "number of the random weights", "随机权重的编号"),
  ]

  /// 1, 2 and 4 are what the steps go through; others can be typed.
  private static let groupsKnob: Knob<GroupsLab> = {
    let whole = Knob<GroupsLab>.integer(
      "groups", ("groups", "组数"), \.groups, 1...8, "parts that do not see one another", "互不相通的份数")
    return Knob(
      option: whole.option, label: whole.label, show: whole.show,
      change: { lab, step throws(LabError) in
        let all = [1, 2, 4, 8]
        let next = step > 0 ? all.first { $0 > lab.groups } : all.last { $0 < lab.groups }
        guard let next else { throw LabError("groups go from 1 to 8", "组数的范围是 1 到 8") }
        lab.groups = next
      }, enter: whole.enter, setting: whole.setting)
  }()

  package var channels: Int {
    get { inputs.count }
    set {
      inputs = (0..<newValue).map { $0 < inputs.count ? inputs[$0] : Float($0 + 1) }
    }
  }

  package mutating func fit() throws(LabError) {
    if view == .small, channels % groups != 0 {
      let divisors = (1...channels).filter { channels % $0 == 0 }.map(String.init).joined(separator: ", ")
      throw LabError(
        "\(channels) channels cannot be split into \(groups) equal groups; \(divisors) would do",
        "\(channels) 个通道分不成 \(groups) 个相等的组；可以分 \(divisors) 组")
    }
    if view == .paper, let reason = PaperGroups(groups).reason {
      throw LabError(reason + "; 1, 2, 4 or 8 groups would do", "论文的层分不成 \(groups) 个相等的组；可以分 1、2、4、8 组")
    }
    place = max(0, min(place, places - 1))
  }

  // MARK: Places

  package var places: Int { view == .small ? channels + 2 : PaperGroups.names.count }
  /// The output channel that is marked, nil on the counts below.
  var markedOutput: Int? { view == .small && place < channels ? place : nil }

  package var problem: GroupsLab {
    var copy = self
    copy.place = 0
    return copy
  }

  package mutating func randomize() {
    seed = seed >= 9999 ? 1 : seed + 1
    if view == .paper {
      // There are no random numbers in the paper's layers: another split of them.
      groups = groups >= 8 ? 1 : groups * 2
      return
    }
    inputs = inputs.indices.map { Float((SeededTensor.mix(UInt64(seed * 32 + $0)) >> 33) % 10) }
  }

  package func editableGrids(_ language: Language) -> [LabGrid] {
    view == .small ? [LabGrid(language("input channels", "输入通道"), rows: channels, columns: 1)] : []
  }

  package mutating func setCell(_ cell: LabCell, to value: Float) {
    guard inputs.indices.contains(cell.row) else { return }
    inputs[cell.row] = max(GroupsLab.inputRange.lowerBound, min(GroupsLab.inputRange.upperBound, value))
  }

  // MARK: The engine's work

  /// The layers one after the other: 1×1 convolutions without bias.
  func operations(groups: Int? = nil) -> [Convolution] {
    let groups = groups ?? self.groups
    func layer(_ groups: Int) -> Convolution {
      Convolution(outChannels: channels, kernel: 1, groups: groups, hasBias: false)
    }
    switch second {
    case .none: return [layer(groups)]
    case .same: return [layer(groups), layer(groups)]
    case .all: return [layer(groups), layer(1)]
    }
  }

  /// Weights `[C, C/G, 1, 1]`; drawn ones are tenths from −2 to 2, none of them 0.
  func parameters(_ operation: Convolution, layer: Int) -> Parameters {
    let shape = Shape([channels, channels / operation.groups, 1, 1])
    let numbers = (0..<shape.count).map { index -> Float in
      guard weights == .random else { return 1 }
      let tenths = Int((SeededTensor.mix(UInt64((seed * 4 + layer) * 256 + index + 7)) >> 33) % 40) - 20
      return Float(tenths >= 0 ? tenths + 1 : tenths) / 10
    }
    return Parameters(weight: Tensor(shape, numbers))
  }

  /// The numbers of every stage, the inputs first.
  func stages(_ operations: [Convolution]? = nil) -> [[Float]] {
    var stages = [inputs]
    for (layer, operation) in (operations ?? self.operations()).enumerated() {
      let input = Tensor([1, channels, 1, 1], stages[layer])
      stages.append(operation.forward(input, parameters(operation, layer: layer), .inference).data)
    }
    return stages
  }

  package var outputs: [Float] { stages().last ?? [] }

  /// dL/d input for every output channel alone, by the backward pass: `[out][in]`.
  package var gradients: [[Float]] {
    let (operations, stages) = (operations(), stages())
    return (0..<channels).map { output in
      var gradient = Tensor([1, channels, 1, 1], (0..<channels).map { $0 == output ? 1 : 0 })
      for (layer, operation) in operations.enumerated().reversed() {
        let back = operation.backward(
          gradient, input: Tensor([1, channels, 1, 1], stages[layer]),
          output: Tensor([1, channels, 1, 1], stages[layer + 1]), parameters(operation, layer: layer), .inference,
          .input)
        if let input = back.input { gradient = input }
      }
      return gradient.data
    }
  }

  /// Gradients that are 0 because no wire leads there.
  package var zeroGradients: Int { gradients.joined().filter { $0 == 0 }.count }

  /// Weights of all layers.
  package var weightCount: Int { GroupsLab.count(operations(), channels) }

  static func count(_ operations: [Convolution], _ channels: Int) -> Int {
    operations.reduce(0) { sum, operation in
      let shapes = (try? operation.parameterShapes(for: [1, channels, 1, 1])) ?? []
      return sum + shapes.reduce(0) { $0 + $1.shape.count }
    }
  }

  /// The channels of a layer's input that an output channel reads.
  func read(by output: Int, _ operation: Convolution) -> Range<Int> {
    let each = channels / operation.groups
    let group = output / each
    return group * each..<(group + 1) * each
  }
}
