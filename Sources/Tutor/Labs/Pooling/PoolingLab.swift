import Engine

package enum PoolingView: String, LabChoice {
  /// Input, largest and mean of every window.
  case forward
  /// Where an upstream gradient lands.
  case gradient
  /// The input moved by some pixels, and which outputs notice.
  case shift
  /// Pooling before and after ReLU.
  case order

  package func name(_ language: Language) -> String {
    switch self {
    case .forward: language("forward", "前向")
    case .gradient: language("gradient", "梯度")
    case .shift: language("shift", "平移")
    case .order: language("order", "次序")
    }
  }
}

package enum PoolingNumbers: String, LabChoice {
  /// Drawn from the seed; seed 0 is the example of the lessons.
  case drawn
  /// Drawn with both signs.
  case signed
  /// A line one pixel wide on empty ground.
  case stroke
  case own

  package func name(_ language: Language) -> String {
    switch self {
    case .drawn: language("drawn", "随机")
    case .signed: language("signed", "有正有负")
    case .stroke: language("stroke", "细线")
    case .own: language("own", "自定")
    }
  }
}

/// The pooling lab: ``MaxPooling`` and ``AveragePooling`` of one small map, forwards and backwards.
package struct PoolingLab: KnobLab {
  package var view = PoolingView.forward
  private var preset = PoolingNumbers.drawn
  private var drawnSide = 4
  /// Numbers that were typed, `[H][H]`; empty while a preset is meant.
  package var own: [[Float]] = []
  package var kernel = 2
  package var stride = 2
  package var padding = 0
  package var isCeil = false
  package var countsPadding = false
  package var shift = 1
  /// dL/d output that was typed; empty: ones.
  package var upstream: [[Float]] = []
  /// The marked place: forwards a cell of the max map, then of the average map; backwards a cell of the input.
  package var place = 0
  package var seed = 0
  /// Follows from the settings where the shift is shown.
  private(set) var shiftCount: PoolingShift?

  package init() {}

  package static let name = "pooling"
  package static func title(_ language: Language) -> String { language("Pooling", "池化") }
  package static func summary(_ language: Language) -> String {
    language("max and average side by side, forwards and backwards", "最大池化与平均池化并排，看前向也看梯度")
  }

  package static let numberRange: ClosedRange<Float> = -99...99

  package static let knobs: [Knob<PoolingLab>] = [
    .choice(
      "view", ("show", "显示"), \.view, "forward, gradient, a shifted input, or the order with ReLU",
      "前向、梯度、平移的输入，或与 ReLU 的次序"),
    .integer("seed", nil, \.seed, 0...9999, "number of the random numbers", "随机数的编号"),
    .integer("input", ("input", "输入"), \.side, 2...9, "rows and columns of the input", "输入的边长"),
    .choice("numbers", ("numbers", "数"), \.numbers, "named input", "现成的输入"),
    .grid("grid", \.own, rows: 2...9, columns: 2...9, in: numberRange, "the input's numbers", "输入的数"),
    .integer("kernel", ("window", "窗口"), \.kernel, 1...5, "rows and columns of a window", "窗口的边长"),
    .integer("stride", ("stride", "步长"), \.stride, 1...4, "cells from one window to the next", "窗口每次移动的格数"),
    .integer(
      "padding", ("padding", "填充"), \.padding, 0...2, "cells around the input, which never win", "四周的填充，填充永远不会胜出"),
    .flag("ceil", ("ceil", "向上取整"), \.isCeil, "a last window may hang over the edge", "最后一个窗口可以伸出边界"),
    Knob.flag(
      "countpad", ("count padding", "填充计数"), \.countsPadding, "the mean counts cells of the padding", "平均时把填充的元素也算进个数"
    )
    .when { $0.padding > 0 },
    Knob.integer("shift", ("shift", "平移"), \.shift, 1...4, "pixels by which the input moves to the right", "输入向右移动的像素数")
      .when { $0.view == .shift },
    .grid(
      "upstream", \.upstream, rows: 1...9, columns: 1...9, in: numberRange,
      "upstream gradient, a number for each window", "上游梯度，每个窗口一个数"),
    .integer("place", nil, \.place, 0...200, "marked cell in reading order", "标出的元素，按阅读顺序"),
  ]

  package mutating func fit() throws(LabError) {
    guard own.isEmpty || (own.count >= 2 && own.allSatisfy { $0.count == own.count }) else {
      throw LabError("the grid is as wide as it is high, from 2×2 to 9×9", "数表的行数和列数要相等，2×2 到 9×9")
    }
    if !own.isEmpty { (drawnSide, preset) = (own.count, .drawn) }
    if padding > kernel / 2 {
      throw LabError(
        "a window of \(kernel) allows a padding of \(kernel / 2) at most, or it would lie in the padding alone",
        "宽 \(kernel) 的窗口最多允许填充 \(kernel / 2)，否则窗口会整个落在填充里")
    }
    guard windows.count(on: side) != nil else {
      throw LabError(
        "a window of \(kernel) is wider than \(side) + 2·\(padding) cells: no window fits; \(side + 2 * padding) or less would",
        "宽 \(kernel) 的窗口比 \(side) + 2·\(padding) 格还宽，放不下；不超过 \(side + 2 * padding) 就行")
    }
    if upstream.count != size || upstream.contains(where: { $0.count != size }) { upstream = [] }
    shift = min(shift, side - 1)
    place = max(0, min(place, places - 1))
    countShift()
  }

  private mutating func countShift() {
    guard view == .shift else {
      shiftCount = nil
      return
    }
    let isRandom = own.isEmpty && preset != .stroke
    let question = PoolingShift.Question(
      kernel: kernel, stride: stride, padding: padding, isCeil: isCeil, countsPadding: countsPadding, shift: shift,
      side: side, numbers: isRandom ? preset : nil)
    if shiftCount?.question != question { shiftCount = PoolingShift(question, self) }
  }

  // MARK: Numbers

  package var side: Int {
    get { own.isEmpty ? drawnSide : own.count }
    set {
      if !own.isEmpty {
        let fresh = PoolingLab.numbers(preset, side: newValue, seed: seed)
        own = (0..<newValue).map { row in
          (0..<newValue).map { row < own.count && $0 < own.count ? own[row][$0] : fresh[row][$0] }
        }
      }
      drawnSide = newValue
    }
  }

  package var numbers: PoolingNumbers {
    get { own.isEmpty ? preset : .own }
    set {
      if newValue == .own {
        own = grid
      } else {
        (preset, own) = (newValue, [])
      }
    }
  }

  /// The input, `[H][H]`.
  package var grid: [[Float]] { own.isEmpty ? PoolingLab.numbers(preset, side: drawnSide, seed: seed) : own }

  static func numbers(_ preset: PoolingNumbers, side: Int, seed: Int) -> [[Float]] {
    (0..<side).map { row in
      (0..<side).map { column in
        if preset == .stroke { return column == side / 2 ? 9 : 0 }
        if seed == 0, preset == .drawn, row < 5, column < 5 { return example[row][column] }
        let number = SeededTensor.mix(UInt64((seed * 16 + row) * 16 + column))
        return preset == .signed ? Float(number >> 32 & 15) - 7 : Float((number >> 32) % 10)
      }
    }
  }

  private static let example: [[Float]] = [
    [1, 3, 2, 0, 1], [4, 2, 1, 1, 0], [0, 1, 5, 6, 2], [2, 2, 7, 8, 1], [3, 0, 1, 2, 9],
  ]

  package mutating func randomize() {
    seed = seed >= 9999 ? 1 : seed + 1
    own = []
    if preset == .stroke { preset = .drawn }
  }

  package func editableGrids(_ language: Language) -> [LabGrid] {
    let input = LabGrid(language("input", "输入"), rows: side, columns: side)
    return view == .gradient
      ? [input, LabGrid(language("upstream", "上游梯度"), rows: size, columns: size)] : [input]
  }

  package mutating func setCell(_ cell: LabCell, to value: Float) {
    let value = max(PoolingLab.numberRange.lowerBound, min(PoolingLab.numberRange.upperBound, value))
    if cell.grid == 0 {
      own = grid
      preset = .drawn
      own[cell.row][cell.column] = value
    } else {
      upstream = upstreamGrid
      upstream[cell.row][cell.column] = value
    }
  }

  // MARK: Places

  package var places: Int {
    switch view {
    case .forward, .order: 2 * size * size
    case .gradient: side * side
    case .shift: 2
    }
  }

  package var problem: PoolingLab {
    var copy = self
    copy.place = 0
    return copy
  }

  /// Which map the marked cell is in (0 max, 1 average), its row and its column.
  package var marked: (map: Int, row: Int, column: Int) {
    switch view {
    case .forward, .order: (place / (size * size), place % (size * size) / size, place % size)
    case .gradient: (0, place / side, place % side)
    case .shift: (place, 0, 0)
    }
  }

  package mutating func move(_ direction: Direction) -> Bool {
    if view == .shift {
      let target = place + (direction == .left || direction == .up ? -1 : 1)
      guard (0..<2).contains(target) else { return false }
      place = target
      return true
    }
    let length = view == .gradient ? side : size
    var (map, row, column) = marked
    switch direction {
    case .left: column -= 1
    case .right: column += 1
    case .up: row -= 1
    case .down: row += 1
    }
    // The two maps stand side by side.
    if view != .gradient, column < 0, map == 1 { (map, column) = (0, length - 1) }
    if view != .gradient, column >= length, map == 0 { (map, column) = (1, 0) }
    guard (0..<length).contains(row), (0..<length).contains(column) else { return false }
    place = (map * length + row) * length + column
    return true
  }
}
