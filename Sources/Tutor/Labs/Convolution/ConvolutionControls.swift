/// The row of controls: what it shows, and what a key does to it.
extension ConvolutionLab {
  package func controls(_ language: Language) -> [LabControl] {
    let on = language("on", "开")
    let off = language("off", "关")
    return [
      LabControl("view", language("view", "看"), page.name(language)),
      LabControl("input", language("input", "输入"), "\(rows)×\(columns)"),
      LabControl("numbers", language("numbers", "数"), numbersName(language)),
      LabControl("channels", language("channels", "通道"), "\(channels)"),
      LabControl("kernel", language("kernel", "卷积核"), "\(kernelRows)×\(kernelColumns)"),
      LabControl("weights", language("weights", "权重"), preset?.name(language) ?? language("own", "自定")),
      LabControl("stride", language("stride", "步长"), "\(stride)"),
      LabControl("padding", language("padding", "填充"), "\(padding)"),
      LabControl("dilation", language("dilation", "膨胀"), "\(dilation)"),
      LabControl("groups", language("groups", "分组"), "\(groups)"),
      LabControl("bias", language("bias", "偏置"), LabNumber.text(bias)),
      LabControl("flip", language("flip", "翻转"), isFlipped ? on : off),
    ]
  }

  private func numbersName(_ language: Language) -> String {
    if inputPreset == .drawn, seed == 0 { return language("example", "例子") }
    return inputPreset?.name(language) ?? language("own", "自定")
  }

  package mutating func change(_ control: String, by step: Int) throws(LabError) {
    switch control {
    case "input": try setSide(max(rows, columns) + step)
    case "numbers": nextNumbers(step)
    case "channels": try setChannels(channels + step)
    case "kernel": try setKernelSide(max(kernelRows, kernelColumns) + step)
    case "weights": try nextPreset(step)
    case "groups": try setGroups(step)
    case "bias": try set(bias: bias + Float(step))
    case "flip": isFlipped.toggle()
    case "view":
      let all = ConvolutionPage.allCases
      let index = all.firstIndex(of: page) ?? 0
      try attempt { $0.page = all[(index + step + all.count) % all.count] }
    case "stride": try set(control, stride + step)
    case "padding": try set(control, padding + step)
    case "dilation": try set(control, dilation + step)
    default: break
    }
  }

  package mutating func enter(_ text: String, for control: String) throws(LabError) {
    switch control {
    case "view":
      guard let page = ConvolutionPage(rawValue: text) else { throw ConvolutionLab.unknown(page: text) }
      try attempt { $0.page = page }
    case "numbers":
      guard let preset = InputPreset.allCases.first(where: { [$0.rawValue, $0.name(.chinese)].contains(text) }) else {
        throw ConvolutionLab.unknown(input: text)
      }
      input = sheets(preset)
    case "weights":
      guard let preset = KernelPreset.allCases.first(where: { [$0.rawValue, $0.name(.chinese)].contains(text) }) else {
        let names = KernelPreset.allCases.map(\.rawValue).joined(separator: ", ")
        throw LabError("there is no kernel \(text); there are \(names)", "没有叫 \(text) 的卷积核；可用 \(names)")
      }
      try set(preset)
    case "flip":
      guard let value = ["on": true, "off": false, "true": true, "false": false, "开": true, "关": false][text] else {
        throw LabError("flip is on or off, not \(text)", "翻转只有 on 和 off，没有 \(text)")
      }
      isFlipped = value
    case "bias":
      guard let value = NumberList.number(text) else { throw ConvolutionLab.noNumber(text) }
      try set(bias: value)
    default:
      guard let value = Int(text) else { throw ConvolutionLab.noNumber(text) }
      switch control {
      case "input": try setSide(value)
      case "channels": try setChannels(value)
      case "kernel": try setKernelSide(value)
      case "groups":
        try ConvolutionLab.check(value, "groups", 1...3)
        try attempt { $0.groups = value }
      default: try set(control, value)
      }
    }
  }

  static func unknown(page name: String) -> LabError {
    let names = ConvolutionPage.allCases.map(\.rawValue).joined(separator: ", ")
    return LabError("view=\(name): there is no such view; there are \(names)", "view=\(name)：没有这个视图；可用 \(names)")
  }

  static func noNumber(_ text: String) -> LabError { LabError("\(text) is not a number here", "这里不能填 \(text)，要填数") }

  private static func check(_ value: Int, _ name: String, _ range: ClosedRange<Int>) throws(LabError) {
    guard !range.contains(value) else { return }
    throw LabError(
      "\(name) goes from \(range.lowerBound) to \(range.upperBound)",
      "\(name) 的范围是 \(range.lowerBound) 到 \(range.upperBound)")
  }

  private mutating func set(bias value: Float) throws(LabError) {
    guard ConvolutionLab.numberRange.contains(value) else {
      throw LabError("bias goes from −999 to 999", "偏置的范围是 −999 到 999")
    }
    bias = value
  }

  private mutating func set(_ control: String, _ value: Int) throws(LabError) {
    switch control {
    case "stride":
      try ConvolutionLab.check(value, control, 1...4)
      try attempt { $0.stride = value }
    case "padding":
      try ConvolutionLab.check(value, control, 0...3)
      try attempt { $0.padding = value }
    default:
      try ConvolutionLab.check(value, control, 1...3)
      try attempt { $0.dilation = value }
    }
  }

  /// A named input grows as it is named; of others the numbers that are there stay, and what is new is drawn.
  private mutating func setSide(_ side: Int) throws(LabError) {
    try ConvolutionLab.check(side, "input", 1...InputNumbers.largestSide)
    let (seed, preset) = (seed, inputPreset)
    try attempt { lab in
      lab.input = lab.input.enumerated().map { channel, sheet in
        let fresh = (preset ?? .drawn).sheet(channel: channel, rows: side, columns: side, seed: seed)
        return preset == nil ? ConvolutionLab.resized(sheet, over: fresh) : fresh
      }
    }
  }

  private mutating func nextNumbers(_ step: Int) {
    let all = InputPreset.allCases
    guard let index = inputPreset.flatMap({ all.firstIndex(of: $0) }) else {
      input = sheets(all[0])
      return
    }
    input = sheets(all[(index + step + all.count) % all.count])
  }

  private mutating func setKernelSide(_ side: Int) throws(LabError) {
    try ConvolutionLab.check(side, "kernel", 1...5)
    try attempt { lab in
      if let preset = lab.preset {
        lab.kernel = lab.kernel.map { _ in preset.sheet(side: side) }
      } else {
        let empty = Sheet(repeating: Array(repeating: 0, count: side), count: side)
        lab.kernel = lab.kernel.map { ConvolutionLab.resized($0, over: empty) }
      }
    }
  }

  private static func resized(_ sheet: Sheet, over fresh: Sheet) -> Sheet {
    fresh.enumerated().map { row, numbers in
      numbers.enumerated().map { column, number in
        row < sheet.count && column < sheet[row].count ? sheet[row][column] : number
      }
    }
  }

  private mutating func setChannels(_ count: Int) throws(LabError) {
    try ConvolutionLab.check(count, "channels", 1...3)
    let preset = inputPreset
    try attempt { lab in
      for channel in lab.channels..<max(count, lab.channels) {
        lab.input.append(
          (preset ?? .drawn).sheet(channel: channel, rows: lab.rows, columns: lab.columns, seed: lab.seed))
        lab.kernel.append(lab.kernel[0])
      }
      lab.input.removeLast(lab.channels - count)
      lab.kernel.removeLast(lab.kernel.count - count)
      if count % lab.groups != 0 { lab.groups = 1 }
    }
  }

  /// The next number of groups that divides the channels.
  private mutating func setGroups(_ step: Int) throws(LabError) {
    let divisors = (1...channels).filter { channels % $0 == 0 }
    let index = (divisors.firstIndex(of: groups) ?? 0) + step
    guard divisors.indices.contains(index) else {
      let list = divisors.map(String.init).joined(separator: ", ")
      throw LabError(
        "groups divide the channels evenly: with \(channels) there can be \(list)",
        "分组必须整除通道数：\(channels) 个通道只能分 \(list) 组")
    }
    try attempt { $0.groups = divisors[index] }
  }

  private mutating func nextPreset(_ step: Int) throws(LabError) {
    let all = KernelPreset.allCases
    guard let index = preset.flatMap({ all.firstIndex(of: $0) }) else { return try set(all[0]) }
    try set(all[(index + step + all.count) % all.count])
  }

  private mutating func set(_ preset: KernelPreset) throws(LabError) {
    let side = max(kernelRows, kernelColumns)
    try attempt { $0.kernel = $0.kernel.map { _ in preset.sheet(side: side) } }
  }
}
