import Engine
import TextUI

/// A network with some of its sizes changed: the chain of shapes that follows, and where it breaks.
struct WhatIf: Equatable, Sendable {
  enum Field: String, Hashable, Sendable, CaseIterable {
    case size, rounding, maps, kernel, stride, padding, groups

    func name(_ language: Language) -> String {
      switch self {
      case .size: language("size", "尺寸")
      case .rounding: language("rounding", "取整")
      case .maps: language("maps", "特征图数")
      case .kernel: language("kernel", "核宽")
      case .stride: language("stride", "步长")
      case .padding: language("padding", "填充")
      case .groups: language("groups", "分组")
      }
    }

    var range: ClosedRange<Int> {
      switch self {
      case .size: 1...2048
      case .rounding: 0...1
      case .maps: 1...4096
      case .kernel: 1...63
      case .stride: 1...32
      case .padding: 0...31
      case .groups: 1...64
      }
    }
  }

  struct Change: Hashable, Sendable {
    /// Index of the layer; −1 for the input and what holds for all layers.
    var layer: Int
    var field: Field
  }

  /// The whole chain with one of the answers to "why 55?".
  enum Preset: CaseIterable, Sendable {
    case floor, ceil, same, padded, cropped

    func name(_ language: Language) -> String {
      switch self {
      case .floor: language("224, rounded down", "224，向下取整")
      case .ceil: language("224, rounded up", "224，向上取整")
      case .same: language("224, “same”: ⌈224/4⌉", "224，same：⌈224/4⌉")
      case .padded: language("224, padding 2", "224，填充 2")
      case .cropped: language("227, as published code has it", "227，公开代码的做法")
      }
    }
  }

  /// The network as it is.
  let original: Architecture
  private(set) var changes: [Change: Int] = [:]

  var base: String { original.name }

  init(_ original: Architecture) { self.original = original }

  /// Two of the same network differ by their changes.
  static func == (left: WhatIf, right: WhatIf) -> Bool { left.base == right.base && left.changes == right.changes }

  // MARK: Values

  /// What can be changed of a layer; −1 for the input.
  func fields(_ layer: Int) -> [Field] {
    guard layer >= 0 else { return [.size, .rounding] }
    switch original.layers[layer].operation {
    case is Convolution: return [.maps, .kernel, .stride, .padding, .groups]
    case is MaxPooling, is AveragePooling: return [.kernel, .stride, .padding]
    default: return []
    }
  }

  func value(_ layer: Int, _ field: Field) -> Int { changes[Change(layer: layer, field: field)] ?? usual(layer, field) }

  func usual(_ layer: Int, _ field: Field) -> Int {
    guard layer >= 0 else { return field == .size ? original.input[1] : 0 }
    let operation = original.layers[layer].operation
    if let convolution = operation as? Convolution {
      switch field {
      case .maps: return convolution.outChannels
      case .groups: return convolution.groups
      default: break
      }
    }
    guard case .window(let windows) = operation.reach else { return 0 }
    switch field {
    case .kernel: return windows.kernel
    case .stride: return windows.stride
    case .padding: return windows.padding
    default: return 0
    }
  }

  mutating func set(_ layer: Int, _ field: Field, _ value: Int) {
    let value = max(field.range.lowerBound, min(value, field.range.upperBound))
    changes[Change(layer: layer, field: field)] = value == usual(layer, field) ? nil : value
  }

  mutating func reset() { changes = [:] }

  mutating func apply(_ preset: Preset) {
    reset()
    set(-1, .size, preset == .cropped ? 227 : 224)
    guard let first = original.layers.firstIndex(where: { $0.operation is Convolution }) else { return }
    switch preset {
    case .floor, .cropped: set(first, .padding, 0)
    case .ceil:
      set(first, .padding, 0)
      set(-1, .rounding, 1)
    case .padded: set(first, .padding, 2)
    case .same:
      // As many windows as ⌈n / stride⌉: the least padding on both sides that gives them.
      let (kernel, stride) = (value(first, .kernel), value(first, .stride))
      let wanted = (224 + stride - 1) / stride
      set(first, .padding, max(0, ((wanted - 1) * stride + kernel - 224 + 1) / 2))
    }
  }

  /// The preset that gives these changes, if one does.
  var preset: Preset? {
    Preset.allCases.first { preset in
      var other = WhatIf(original)
      other.apply(preset)
      return other.changes == changes
    }
  }

  // MARK: The chain

  var architecture: Architecture {
    let size = value(-1, .size)
    let layers = original.layers.enumerated().map { index, layer in Layer(layer.name, changed(layer.operation, index)) }
    let chain = Architecture(name: base, input: [original.input[0], size, size], layers: layers)
    return value(-1, .rounding) == 1 ? chain.with(rounding: .ceil) : chain
  }

  private func changed(_ operation: any Operation, _ index: Int) -> any Operation {
    guard changes.keys.contains(where: { $0.layer == index }) else { return operation }
    func change(_ windows: inout Windows) {
      windows.kernel = value(index, .kernel)
      windows.stride = value(index, .stride)
      windows.padding = value(index, .padding)
    }
    switch operation {
    case var convolution as Convolution:
      change(&convolution.rows)
      change(&convolution.columns)
      convolution.outChannels = value(index, .maps)
      convolution.groups = value(index, .groups)
      return convolution
    case var pooling as MaxPooling:
      change(&pooling.windows)
      return pooling
    case var pooling as AveragePooling:
      change(&pooling.windows)
      return pooling
    default: return operation
    }
  }

  /// Why a layer cannot take what it is given, in the learner's words; nil where only the engine's will do.
  func reason(_ name: String, _ language: Language) -> String? {
    let chain = architecture
    guard let index = chain.layerIndex(named: name) else { return nil }
    let layers = chain.summarize().layers
    let input = index == 0 ? chain.input : layers.indices.contains(index - 1) ? layers[index - 1].output : nil
    guard let input else { return nil }
    let operation = chain.layers[index].operation
    if let linear = operation as? Linear {
      // What it is given was maps, before they were laid out in a row.
      let maps = layers.prefix(index).last { $0.output.rank == 3 }?.output
      let product = maps.map { "\($0[0])·\($0[1])·\($0[2]) = " } ?? ""
      let (wanted, given) = (FormatNumber.grouped(linear.inputs), product + FormatNumber.grouped(input.count))
      return language("it wants \(wanted) numbers and is given \(given)", "它要 \(wanted) 个数，得到的却是 \(given) 个")
    }
    if let convolution = operation as? Convolution {
      let groups = convolution.groups
      for (count, what) in [
        (input[0], language("maps that it reads", "张输入特征图")),
        (convolution.outChannels, language("maps that it makes", "张输出特征图")),
      ] where count % groups != 0 {
        return language(
          "\(count) \(what) cannot be split into \(groups) equal groups", "\(count) \(what)分不成相等的 \(groups) 组")
      }
    }
    if let lrn = operation as? LocalResponseNormalization, input[0] % lrn.towers != 0 {
      return language(
        "\(input[0]) maps cannot be split evenly over \(lrn.towers) GPUs", "\(input[0]) 张特征图不能平分给 \(lrn.towers) 块 GPU")
    }
    guard case .window(let windows) = operation.reach, input.rank == 3 else { return nil }
    if !(operation is Convolution), windows.padding > windows.kernel / 2 {
      return language(
        "a window of \(windows.kernel) with padding \(windows.padding) could lie in the padding alone",
        "窗口 \(windows.kernel)、填充 \(windows.padding)：窗口可能整个落在填充里")
    }
    return language(
      "a window of \(windows.kernel) is wider than \(input[1]) + 2·\(windows.padding)",
      "窗口 \(windows.kernel) 比 \(input[1]) + 2·\(windows.padding) 还宽")
  }

  var fits: Bool { architecture.summarize().refusal == nil }

  /// The smallest single changes with which a broken chain is whole, nearest to the learner's own last change first.
  func remedies(near layer: Int) -> [(change: Change, value: Int)] {
    guard !fits else { return [] }
    var found: [(change: Change, value: Int)] = []
    func tryNear(_ layer: Int, _ field: Field, _ reach: Int) {
      let now = value(layer, field)
      for step in 1...reach {
        for value in [now + step, now - step] where field.range.contains(value) {
          var copy = self
          copy.set(layer, field, value)
          if copy.fits {
            found.append((Change(layer: layer, field: field), value))
            return
          }
        }
      }
    }
    for field in fields(layer) where layer >= 0 { tryNear(layer, field, field == .maps ? 1 : 4) }
    tryNear(-1, .rounding, 1)
    tryNear(-1, .size, 48)
    let changed = Set(changes.keys.map(\.layer)).filter { $0 >= 0 && $0 != layer }.sorted()
    for other in changed { for field in fields(other) { tryNear(other, field, field == .maps ? 1 : 4) } }
    return found
  }
}
