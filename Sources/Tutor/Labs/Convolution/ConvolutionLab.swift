import Engine

/// The convolution lab: one kernel for each group of channels slides over an input that is small enough to be read.
///
/// Every number on the screen is the engine's ``Convolution``. The state always fits: what would leave no window is refused.
package struct ConvolutionLab: Lab {
  /// `[C][H][W]`, 1…3 channels, 1…9 rows and columns.
  package internal(set) var input: [Sheet]
  /// One sheet for each channel, 1…5 rows and columns. With G groups, sheets of one group make one kernel and one map.
  package internal(set) var kernel: [Sheet]
  package internal(set) var stride = 1
  package internal(set) var padding = 0
  package internal(set) var dilation = 1
  package internal(set) var groups = 1
  package internal(set) var bias: Float = 0
  package internal(set) var isFlipped = false
  /// The marked cell of the output.
  package internal(set) var map = 0
  package internal(set) var row = 0
  package internal(set) var column = 0
  /// While the window slides, the numbers after the marked one are still to come.
  package internal(set) var isSweeping = false
  package internal(set) var seed = 0
  package internal(set) var page = ConvolutionPage.window
  /// The marked number of a gradient, in reading order.
  package internal(set) var spot = 0

  package init() {
    input = [InputPreset.drawn.sheet(channel: 0, rows: 5, columns: 5, seed: 0)]
    kernel = [KernelPreset.edge.sheet(side: 3)]
  }

  package static let name = "convolution"
  package static func title(_ language: Language) -> String { language("Convolution", "卷积") }
  package static func summary(_ language: Language) -> String {
    language("a kernel slides over an input, every product on the screen", "卷积核在输入上滑动，每个乘积都看得见")
  }

  package var channels: Int { input.count }
  package var rows: Int { input[0].count }
  package var columns: Int { input[0][0].count }
  package var kernelRows: Int { kernel[0].count }
  package var kernelColumns: Int { kernel[0][0].count }

  /// The named kernel that all sheets are, if they are one.
  package var preset: KernelPreset? {
    guard kernelRows == kernelColumns else { return nil }
    return KernelPreset.allCases.first { preset in
      let sheet = preset.sheet(side: kernelRows)
      return kernel.allSatisfy { $0 == sheet }
    }
  }

  /// Why the engine cannot take these numbers together, or nil.
  var misfit: LabError? {
    if channels % groups != 0 {
      let divisors = (1...channels).filter { channels % $0 == 0 }.map(String.init).joined(separator: ", ")
      return LabError(
        "\(channels) channels cannot be split into \(groups) equal groups; groups can be \(divisors)",
        "\(channels) 个通道分不成 \(groups) 个相等的组；groups 可取 \(divisors)")
    }
    for (length, side) in [(rows, kernelRows), (columns, kernelColumns)] {
      let span = Windows(kernel: side, dilation: dilation).extent
      if span > length + 2 * padding {
        let spread = dilation == 1 ? ("", "") : (" at dilation \(dilation)", "（膨胀 \(dilation)）")
        return LabError(
          "a kernel of \(side)\(spread.0) spans \(span) cells, more than \(length) + 2·\(padding): no window fits",
          "\(side) 的卷积核\(spread.1)跨 \(span) 格，超过 \(length) + 2·\(padding)，一个窗口也放不下")
      }
    }
    return nil
  }

  /// Makes a change, unless nothing would fit after it; the marked cell stays inside.
  mutating func attempt(_ change: (inout ConvolutionLab) -> Void) throws(LabError) {
    var copy = self
    change(&copy)
    if let misfit = copy.misfit { throw misfit }
    let shape = copy.outputShape
    (copy.map, copy.row) = (min(copy.map, shape[0] - 1), min(copy.row, shape[1] - 1))
    copy.column = min(copy.column, shape[2] - 1)
    copy.spot = min(copy.spot, copy.gradientShape.count - 1)
    self = copy
  }

  // MARK: The marked cell

  /// `[maps, rows, columns]`.
  package var outputShape: Shape { run.output.shape.withoutBatch }

  /// Position of the marked cell in reading order, map after map.
  var place: Int { outputShape.offset(of: [map, row, column]) }

  mutating func mark(_ place: Int) {
    let index = outputShape.index(at: place)
    (map, row, column) = (index[0], index[1], index[2])
  }

  package func marking(_ place: Int) -> ConvolutionLab? {
    if page.isGradient {
      guard (0..<gradientShape.count).contains(place) else { return nil }
      var copy = self
      copy.spot = place
      return copy
    }
    guard (0..<outputShape.count).contains(place) else { return nil }
    var copy = self
    copy.mark(place)
    return copy
  }

  package mutating func move(_ direction: Direction) -> Bool {
    if page.isGradient { return moveSpot(direction) }
    let shape = outputShape
    isSweeping = false
    switch direction {
    case .left where column > 0: column -= 1
    case .right where column < shape[2] - 1: column += 1
    case .up where row > 0: row -= 1
    case .down where row < shape[1] - 1: row += 1
    // Maps stand below one another.
    case .up where map > 0: (map, row) = (map - 1, shape[1] - 1)
    case .down where map < shape[0] - 1: (map, row) = (map + 1, 0)
    default: return false
    }
    return true
  }

  private mutating func moveSpot(_ direction: Direction) -> Bool {
    let shape = gradientShape
    var index = spotIndex
    switch direction {
    case .left: index[2] -= 1
    case .right: index[2] += 1
    case .up: index[1] -= 1
    case .down: index[1] += 1
    }
    // Sheets stand below one another.
    if index[1] < 0, index[0] > 0 { (index[0], index[1]) = (index[0] - 1, shape[1] - 1) }
    if index[1] >= shape[1], index[0] < shape[0] - 1 { (index[0], index[1]) = (index[0] + 1, 0) }
    guard shape.contains(index) else { return false }
    spot = shape.offset(of: index)
    return true
  }

  package mutating func step() -> Bool {
    if page.isGradient {
      guard spot < gradientShape.count - 1 else { return false }
      spot += 1
      return true
    }
    guard place < outputShape.count - 1 else { return false }
    mark(place + 1)
    isSweeping = true
    return true
  }

  package mutating func rewind() {
    if page.isGradient {
      spot = 0
      return
    }
    mark(0)
    isSweeping = true
  }

  package mutating func seekQuestion(_ isKnown: (Int) -> Bool) -> Bool {
    if page.isGradient {
      let count = gradientShape.count
      guard let next = (1...count).map({ (spot + $0) % count }).first(where: { !isKnown($0) }) else { return false }
      spot = next
      return true
    }
    let count = outputShape.count
    guard let next = (1...count).map({ (place + $0) % count }).first(where: { !isKnown($0) }) else { return false }
    mark(next)
    isSweeping = false
    return true
  }

  package var problem: ConvolutionLab {
    var copy = self
    (copy.map, copy.row, copy.column, copy.isSweeping, copy.seed, copy.spot) = (0, 0, 0, false, 0, 0)
    // A window and its column ask for the same number.
    if copy.page == .im2col { copy.page = .window }
    return copy
  }

  // MARK: Numbers

  package mutating func randomize() {
    seed = seed >= ConvolutionLab.largestSeed ? 1 : seed + 1
    input = sheets(.drawn)
    isSweeping = false
  }

  package func editableGrids(_ language: Language) -> [LabGrid] {
    let inputs = (0..<channels).map { channel in
      LabGrid(numbered(language("input", "输入"), channel), rows: rows, columns: columns)
    }
    return inputs
      + (0..<channels).map { channel in
        LabGrid(numbered(language("kernel", "卷积核"), channel), rows: kernelRows, columns: kernelColumns)
      }
  }

  func numbered(_ name: String, _ channel: Int) -> String { channels == 1 ? name : "\(name) \(channel)" }

  package mutating func setCell(_ cell: LabCell, to value: Float) {
    if cell.grid < channels {
      input[cell.grid][cell.row][cell.column] = value
    } else {
      kernel[cell.grid - channels][cell.row][cell.column] = value
    }
  }
}
