/// The state as settings and back.
extension ConvolutionLab {
  static let largestSeed = 9999
  static let numberRange: ClosedRange<Float> = -999...999

  package static let options: [LabOption] = {
    let controls = Language.allCases.flatMap { ConvolutionLab().controls($0) }
    return ownOptions.map { option in option.named(controls.filter { $0.key == option.key }.map(\.label)) }
  }()

  private static let ownOptions: [LabOption] = [
    LabOption(
      "view", ConvolutionPage.allCases.map(\.rawValue).joined(separator: "|"),
      "the window, all windows as a matrix, the gradient of the weights, of the input", "窗口、窗口排成的矩阵、权重的梯度、输入的梯度"),
    LabOption("spot", "NUMBER", "marked number of a gradient in reading order", "梯度中被标出的数，按阅读顺序"),
    LabOption("input", "1…9|GRID|[GRID,…]", "side of the input, or its numbers", "输入的边长，或它的数"),
    LabOption(
      "numbers", InputPreset.allCases.map(\.rawValue).joined(separator: "|"), "named input at the side that input says",
      "用 input 给出的边长取一组现成的输入"),
    LabOption("channels", "1…3", "channels of the input and of the kernel", "输入的通道数，也是卷积核的通道数"),
    LabOption(
      "kernel", "1…5|GRID|[GRID,…]|\(KernelPreset.allCases.map(\.rawValue).joined(separator: "|"))",
      "side of the kernel, its numbers, or a named kernel of 3×3", "卷积核的边长、它的数，或一个 3×3 的现成的卷积核"),
    LabOption(
      "weights", KernelPreset.allCases.map(\.rawValue).joined(separator: "|"),
      "named kernel at the side that kernel says",
      "用 kernel 给出的边长取一个现成的卷积核"),
    LabOption("stride", "1…4", "cells that the window moves at a time", "窗口每次移动的格数"),
    LabOption("padding", "0…3", "zeros around the input", "输入四周补零的圈数"),
    LabOption("dilation", "1…3", "distance between the cells that a kernel reads", "卷积核所读相邻格之间的距离"),
    LabOption("groups", "1…3", "groups of channels, one kernel and one map each", "通道的组数，每组一个卷积核、一张特征图"),
    LabOption("bias", "−999…999", "number added to every output cell", "加到每个输出格上的数"),
    LabOption("flip", "true|false", "true convolution: the kernel turned by 180 degrees", "真正的卷积：卷积核转 180 度"),
    LabOption("cell", "ROW,COLUMN", "marked cell of the output", "输出中被标出的格"),
    LabOption("map", "0…2", "map of the marked cell, where groups make several", "标出的格所在的特征图（分组时有几张）"),
    LabOption(
      "step", "NUMBER", "sliding window at this cell in reading order, later cells still to come",
      "窗口滑到第几格（按阅读顺序），后面的还没算"),
    LabOption("seed", "0…9999", "which drawn numbers; 0 is the example of the lessons", "用哪一组随机数；0 是课文的例子"),
  ]

  package init(_ settings: LabSettings) throws(LabError) {
    self.init()
    seed = try settings.integer("seed", in: 0...ConvolutionLab.largestSeed) ?? 0
    let inputGrids = try ConvolutionLab.grids(settings["input"], "input", largest: InputNumbers.largestSide)
    let kernelGrids = try ConvolutionLab.grids(settings["kernel"], "kernel", largest: 5)
    let counts = [inputGrids?.count ?? 1, kernelGrids?.count ?? 1]
    let count = try settings.integer("channels", in: 1...3) ?? max(counts[0], counts[1])
    for (key, grids) in [("input", inputGrids), ("kernel", kernelGrids)] {
      guard let grids, grids.count > 1 || key == "input", grids.count != count, grids.count > 1 else { continue }
      throw LabError(
        "\(key) has \(grids.count) grids for \(count) channel\(count == 1 ? "" : "s")",
        "\(key) 有 \(grids.count) 个格子表，而通道数是 \(count)")
    }
    input = try ConvolutionLab.input(settings, inputGrids, count, seed)
    kernel = try ConvolutionLab.kernel(settings, kernelGrids, count)
    stride = try settings.integer("stride", in: 1...4) ?? 1
    padding = try settings.integer("padding", in: 0...3) ?? 0
    dilation = try settings.integer("dilation", in: 1...3) ?? 1
    groups = try settings.integer("groups", in: 1...3) ?? 1
    bias = try settings.number("bias", in: ConvolutionLab.numberRange) ?? 0
    isFlipped = try settings.flag("flip") ?? false
    if let misfit { throw misfit }
    if let name = settings["view"] {
      guard let found = ConvolutionPage(rawValue: name) else { throw ConvolutionLab.unknown(page: name) }
      page = found
    }
    spot = try settings.integer("spot", in: 0...gradientShape.count - 1) ?? 0
    try readCell(settings)
  }

  /// Grids of one size in the range of sizes and numbers; nil where the text is not a list at all.
  private static func grids(_ text: String?, _ key: String, largest: Int) throws(LabError) -> [Sheet]? {
    guard let text, text.contains("[") else { return nil }
    guard let grids = NumberList(text)?.grids, grids.count <= 3, grids[0].count <= largest, grids[0][0].count <= largest
    else {
      throw LabError(
        "\(key)=\(text): a grid is rows of equal length such as [[1,0],[0,1]], at most \(largest)×\(largest), "
          + "and at most 3 of one size stand in one more pair of brackets",
        "\(key)=\(text)：格子表由等长的行组成，如 [[1,0],[0,1]]，最大 \(largest)×\(largest)；外面再加一层括号可放至多 3 个同样大小的")
    }
    guard grids.joined().joined().allSatisfy({ numberRange.contains($0) }) else {
      throw LabError("\(key): its numbers must lie between −999 and 999", "\(key)：其中的数必须在 −999 和 999 之间")
    }
    return grids
  }

  private static func input(_ settings: LabSettings, _ grids: [Sheet]?, _ count: Int, _ seed: Int) throws(LabError)
    -> [Sheet]
  {
    if let grids { return grids.count == count ? grids : Array(repeating: grids[0], count: count) }
    let side = try settings.integer("input", in: 1...InputNumbers.largestSide) ?? 5
    var preset = InputPreset.drawn
    if let name = settings["numbers"] {
      guard let found = InputPreset(rawValue: name) else { throw ConvolutionLab.unknown(input: name) }
      preset = found
    }
    return (0..<count).map { preset.sheet(channel: $0, rows: side, columns: side, seed: seed) }
  }

  private static func kernel(_ settings: LabSettings, _ grids: [Sheet]?, _ count: Int) throws(LabError) -> [Sheet] {
    if let grids { return grids.count == count ? grids : Array(repeating: grids[0], count: count) }
    var preset = KernelPreset.edge
    if let name = settings["weights"] { preset = try named(name, "weights") }
    if let text = settings["kernel"], Int(text) == nil {
      return Array(repeating: try named(text, "kernel").sheet(side: 3), count: count)
    }
    let side = try settings.integer("kernel", in: 1...5) ?? 3
    return Array(repeating: preset.sheet(side: side), count: count)
  }

  private static func named(_ name: String, _ key: String) throws(LabError) -> KernelPreset {
    if let preset = KernelPreset(rawValue: name) { return preset }
    let names = KernelPreset.allCases.map(\.rawValue).joined(separator: ", ")
    throw LabError(
      "\(key)=\(name): there is no such kernel; there are \(names)"
        + (key == "kernel" ? ", sides from 1 to 5 and grids such as [[1,0],[0,1]]" : ""),
      "\(key)=\(name)：没有这样的卷积核；可用 \(names)" + (key == "kernel" ? "，1 到 5 的边长，或 [[1,0],[0,1]] 这样的格子表" : ""))
  }

  static func unknown(input name: String) -> LabError {
    let names = InputPreset.allCases.map(\.rawValue).joined(separator: ", ")
    return LabError("there are no numbers \(name); there are \(names)", "没有叫 \(name) 的输入；可用 \(names)")
  }

  private mutating func readCell(_ settings: LabSettings) throws(LabError) {
    let shape = outputShape
    if let step = try settings.integer("step", in: 0...shape.count - 1) {
      mark(step)
      isSweeping = true
      return
    }
    map = try settings.integer("map", in: 0...shape[0] - 1) ?? 0
    guard let cell = try settings.integers("cell", counts: 2...2, example: "0,1") else { return }
    guard cell[0] < shape[1], cell[1] < shape[2] else {
      throw LabError(
        "cell=\(cell[0]),\(cell[1]) lies outside the output, whose rows are 0 to \(shape[1] - 1) and columns 0 to \(shape[2] - 1)",
        "cell=\(cell[0]),\(cell[1]) 在输出之外；输出的行是 0 到 \(shape[1] - 1)，列是 0 到 \(shape[2] - 1)")
    }
    (row, column) = (cell[0], cell[1])
  }

  package var settings: [LabSetting] {
    var settings: [LabSetting] = []
    func add(_ key: String, _ value: String, unless usual: String) {
      if value != usual { settings.append(LabSetting(key, value)) }
    }
    add("view", page.rawValue, unless: ConvolutionPage.window.rawValue)
    add("spot", "\(spot)", unless: "0")
    add("channels", "\(channels)", unless: "1")
    if let inputPreset, rows == columns {
      add("input", "\(rows)", unless: "5")
      add("numbers", inputPreset.rawValue, unless: InputPreset.drawn.rawValue)
    } else {
      add("input", NumberList.text(input), unless: "")
    }
    if let preset {
      if kernelRows == 3 {
        add("kernel", preset.rawValue, unless: KernelPreset.edge.rawValue)
      } else {
        add("kernel", "\(kernelRows)", unless: "3")
        add("weights", preset.rawValue, unless: KernelPreset.edge.rawValue)
      }
    } else {
      add("kernel", NumberList.text(kernel), unless: "")
    }
    add("stride", "\(stride)", unless: "1")
    add("padding", "\(padding)", unless: "0")
    add("dilation", "\(dilation)", unless: "1")
    add("groups", "\(groups)", unless: "1")
    add("bias", NumberList.text(bias), unless: "0")
    add("flip", "\(isFlipped)", unless: "false")
    if isSweeping {
      settings.append(LabSetting("step", "\(place)"))
    } else {
      add("map", "\(map)", unless: "0")
      add("cell", "\(row),\(column)", unless: "0,0")
    }
    add("seed", "\(seed)", unless: "0")
    return settings
  }
}
