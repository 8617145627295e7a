/// The state of a lab as a command line, and back.
extension LabScreen {
  /// What every lab takes besides its own settings.
  package static var sharedOptions: [LabOption] {
    [
      LabOption("predict", "true|false", "numbers are hidden until they are predicted", "数先藏起来，预测后才显示"),
      LabOption("answers", "PLACE:TRY/TRY:SURE,…", "predictions made, and how sure from 1 to 3", "已作的预测和把握（1 到 3）"),
      LabOption("score", "RIGHT,ASKED", "predictions counted before", "此前预测的得分"),
      LabOption("focus", "picture|CONTROL", "what the arrow keys change", "方向键改变什么"),
      LabOption("edit", "GRID,ROW,COLUMN", "cell that is being edited, grids counted from 0", "正在改的格子，表从 0 数起"),
    ]
  }

  package static var options: [LabOption] { L.options + sharedOptions }

  package init(settings list: [LabSetting]) throws(LabError) {
    let settings = try LabSettings(list, options: Self.options)
    let lab = try L(settings)
    let predictions = try LabPredictions(settings) { lab.marking($0)?.question(.english) }
    self.init(lab, predictions: predictions)
    try readFocus(settings)
  }

  private mutating func readFocus(_ settings: LabSettings) throws(LabError) {
    if let name = settings["focus"], name != "picture" {
      let controls = Language.allCases.flatMap { lab.controls($0) }
      let keys = lab.controls(.english).map(\.key)
      guard let key = controls.first(where: { $0.key == name || $0.label == name })?.key else {
        let known = keys.joined(separator: ", ")
        throw LabError(
          "focus=\(name): there is no such control; there are picture, \(known)",
          "focus=\(name)：没有这个控件；可用 picture, \(known)")
      }
      focus = .control(key)
    }
    if let place = try settings.integers("edit", counts: 3...3, example: "0,1,2") {
      let grids = lab.editableGrids(.english)
      let cell = LabCell(grid: place[0], row: place[1], column: place[2])
      guard cell.grid < grids.count, cell.row < grids[cell.grid].rows, cell.column < grids[cell.grid].columns else {
        let text = settings["edit"] ?? ""
        throw LabError("edit=\(text): there is no such cell", "edit=\(text)：没有这个格子")
      }
      focus = .editing(cell)
    }
  }

  /// What differs from the usual state.
  package var settings: [LabSetting] {
    var settings = lab.settings + (now.predictions?.settings ?? [])
    switch focus {
    case .picture: break
    case .control(let key): settings.append(LabSetting("focus", key))
    case .editing(let cell): settings.append(LabSetting("edit", "\(cell.grid),\(cell.row),\(cell.column)"))
    }
    return settings
  }

  /// `convolution --set kernel=3`.
  package var link: String { LabCommandLine(name: L.name, settings: settings).text }
}

/// The line that opens a lab in a state: `lab convolution --set kernel=3 --set cell=0,1`.
package struct LabCommandLine: Equatable, Sendable {
  package var name: String
  package var settings: [LabSetting]

  package init(name: String, settings: [LabSetting]) { (self.name, self.settings) = (name, settings) }

  /// Reads a line as it stands in a lesson or a shell, with or without the words before the name.
  package init(_ line: String) throws(LabError) {
    var words = LabCommandLine.words(line)
    if words.first == "alexnet-tutor" { words.removeFirst() }
    if words.first == "lab" { words.removeFirst() }
    guard let name = words.first else { throw LabError("the name of a lab is missing", "缺少实验台的名字") }
    self.init(name: name, settings: [])
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      var text: String?
      if word == "--set" {
        text = rest.popFirst()
      } else if word.hasPrefix("--set=") {
        text = String(word.dropFirst(6))
      }
      guard let text else {
        throw LabError("\(word): after a lab's name only --set KEY=VALUE follows", "\(word)：实验台名字后面只能跟 --set KEY=VALUE")
      }
      settings.append(try LabCommandLine.setting(text))
    }
  }

  /// `KEY=VALUE`.
  package static func setting(_ text: String) throws(LabError) -> LabSetting {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw LabError("\(text): a setting is written KEY=VALUE", "\(text)：设置要写成 KEY=VALUE")
    }
    return LabSetting(String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  /// Words as a shell cuts them; inside brackets and quotes spaces do not separate.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
        continue
      }
      switch character {
      case "'", "\"": quote = character
      case " ", "\t", "\n":
        if depth > 0 { continue }
        if !word.isEmpty { words.append(word) }
        word = ""
      default:
        if character == "[" { depth += 1 }
        if character == "]" { depth = max(0, depth - 1) }
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Grids are quoted: to some shells brackets mean something.
  package var text: String {
    settings.reduce(name) { line, setting in
      let word = "\(setting.key)=\(setting.value)"
      return line + " --set " + (word.contains("[") || word.contains("/") ? "'" + word + "'" : word)
    }
  }
}
