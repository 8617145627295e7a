import TextUI

/// The keys of a lab: what is listed, and what each does.
extension LabScreen {
  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    if overlay != nil { return [KeyHint(.escape, "esc", language("close", "关闭"))] }
    if typed != nil {
      return [KeyHint(.enter, "⏎", language("done", "确定")), KeyHint(.escape, "esc", language("leave it", "放弃"))]
    }
    if waiting != nil {
      return [
        KeyHint(.character("1"), "1", language("guess", "猜的")),
        KeyHint(.character("2"), "2", language("fairly sure", "较有把握")),
        KeyHint(.character("3"), "3", language("certain", "很确定")),
        KeyHint(.escape, "esc", language("leave it", "放弃")),
      ]
    }
    if case .editing = focus {
      let next = KeyHint(.tab, "tab", language("next grid", "下一个表"))
      return [KeyHint(nil, "←↑↓→", language("cell", "移动")), KeyHint(nil, "0-9", language("type a number", "填数"))]
        + (now.lab.editableGrids(language).count > 1 ? [next] : [])
        + [
          KeyHint(.character(","), ",", language("back", "后退")), KeyHint(.escape, "esc", language("done", "完成")),
        ]
    }
    return mainKeys(language)
  }

  private func mainKeys(_ language: Language) -> [KeyHint] {
    // Where the line is too narrow, hints fall off from the left: what one can do without comes first, what moves last.
    var hints: [KeyHint] = [
      KeyHint(.character("s"), "s", language("source", "源码")), KeyHint(.character("y"), "y", language("link", "链接")),
    ]
    if L.measurement != nil { hints.append(KeyHint(.character("m"), "m", language("measure", "测速"))) }
    hints.append(KeyHint(.character("t"), "t", language("tasks", "任务")))
    hints.append(KeyHint(.character(","), ",", language("back", "后退")))
    hints.append(
      KeyHint(.character("p"), "p", now.predictions == nil ? language("predict", "预测") : language("show all", "全部显示")))
    if !now.lab.editableGrids(language).isEmpty {
      hints.append(KeyHint(.character("e"), "e", language("edit", "改数")))
    }
    hints.append(
      KeyHint(.character("."), ".", now.predictions == nil ? language("step", "一步") : language("next", "下一个")))
    if now.predictions == nil {
      hints.append(
        KeyHint(
          .character(L.playKey), L.playKey == " " ? language("space", "空格") : String(L.playKey),
          isPlaying ? language("pause", "暂停") : language("play", "播放")))
    }
    if takesOwnKeys { hints += now.lab.ownKeys(language) }
    hints.append(KeyHint(.tab, "tab", language("controls", "控件")))
    if case .control = focus {
      hints += [KeyHint(.enter, "⏎", language("type", "输入")), KeyHint(nil, "←→", language("change", "改变"))]
    } else if now.predictions != nil {
      hints += [KeyHint(nil, "←↑↓→", language("cell", "移动")), KeyHint(nil, "0-9", language("predict", "填预测"))]
    }
    let more: [(Key, String, String)] = [
      (.character("r"), "r", language("reset", "复位")), (.character("x"), "x", language("new random numbers", "换一组随机数")),
      (.backtab, "⇧tab", language("previous control", "上一个控件")), (.character("+"), "+", language("control up", "控件加")),
      (.character("-"), "-", language("control down", "控件减")), (.escape, "esc", language("out", "退出")),
      (.character("q"), "q", language("leave the lab", "离开实验台")),
    ]
    return hints + more.map { KeyHint($0.0, $0.1, $0.2, onlyInList: true) }
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let language = context.language
    // What is painted can be taken to the walk.
    defer { if let picture = now.lab.madePicture { context.drawing = picture } }
    guard case .key(let key) = event else {
      if case .mouse(let mouse) = event { return point(mouse, context) }
      if case .paste(let text) = event { paste(text) }
      return []
    }
    if overlay != nil {
      if [.escape, .enter, .character("q"), .character("t"), .character("y"), .character(" ")].contains(key) {
        overlay = nil
      }
      return []
    }
    if typed != nil { return type(key, language) }
    if waiting != nil { return say(key, language) }
    if key != .character(L.playKey) { isPlaying = false }
    if case .editing(let cell) = focus, let actions = edit(key, cell, language) { return actions }
    if let actions = predict(key, language) { return actions }
    if takesOwnKeys, let actions = handle(key, language) { return actions }
    return act(key, language)
  }

  private var takesOwnKeys: Bool { focus == .picture && now.predictions == nil }

  /// Nil for keys that are not the lab's own.
  private mutating func handle(_ key: Key, _ language: Language) -> [Action]? {
    var isOwn = false
    let actions = change(language) { lab throws(LabError) in
      // A key that is refused is the lab's own as well.
      isOwn = true
      isOwn = try lab.handle(key)
    }
    return isOwn ? actions : nil
  }

  private mutating func act(_ key: Key, _ language: Language) -> [Action] {
    switch key {
    case .escape, .character("q"): return [.pop]
    case .character(L.playKey): return togglePlay(language)
    case .character("."): return advance(language)
    case .character(","): return back(language)
    case .character("r"): return reset(language)
    case .character("x"): return draw(language)
    case .character("p"): togglePredict()
    case .character("t"): overlay = .tasks
    case .character("y"): overlay = .link
    case .character("e"):
      guard !now.lab.editableGrids(language).isEmpty else {
        return [
          .notice(language("there are no numbers to type over here; tab goes to the controls", "这里没有可以改写的数；tab 到控件"))
        ]
      }
      focus = .editing(LabCell(grid: 0, row: 0, column: 0))
    case .character("m"):
      guard let measurement = L.measurement else { break }
      return [.effect(measurement)]
    case .character("s"): return SourceScreen.open(now.lab.source)
    case .tab: moveFocus(1)
    case .backtab: moveFocus(-1)
    case .left, .character("h"): return steer(.left, language)
    case .right, .character("l"): return steer(.right, language)
    case .up, .character("k"): return steer(.up, language)
    case .down, .character("j"): return steer(.down, language)
    case .character("+"), .character("="): return turn(1, language)
    case .character("-"): return turn(-1, language)
    case .enter:
      guard case .control = focus else {
        return [.notice(language("tab goes to the controls; ? lists all keys", "tab 到控件；? 列出所有按键"))]
      }
      typed = TextField()
    default: break
    }
    return []
  }

  /// Other random numbers. Where all of them are hidden the screen looks as before, so it is said.
  private mutating func draw(_ language: Language) -> [Action] {
    let actions = change(language) { lab throws(LabError) in lab.randomize() }
    guard now.predictions != nil, actions.isEmpty else { return actions }
    return [.notice(language("other numbers: all of them are hidden again", "换了一组数：又全部藏起来了"))]
  }

  private mutating func moveFocus(_ step: Int) {
    let stops = [Focus.picture] + now.lab.controls(.english).map { .control($0.key) }
    let index = stops.firstIndex(of: focus) ?? 0
    focus = stops[(index + step + stops.count) % stops.count]
  }

  mutating func steer(_ direction: Direction, _ language: Language) -> [Action] {
    if case .control = focus {
      return turn(direction == .right || direction == .up ? 1 : -1, language)
    }
    return change(language) { lab throws(LabError) in
      if !lab.move(direction) { throw LabError("this is the edge", "已经到边上了") }
    }
  }

  mutating func turn(_ step: Int, _ language: Language) -> [Action] {
    guard case .control(let control) = focus else {
      return [.notice(language("press tab until a control is marked", "先按 tab 选中一个控件"))]
    }
    return change(language) { lab throws(LabError) in try lab.change(control, by: step) }
  }

  // MARK: Editing

  /// Nil for keys that mean the same as outside.
  private mutating func edit(_ key: Key, _ cell: LabCell, _ language: Language) -> [Action]? {
    switch key {
    case .escape, .character("e"), .character("q"): focus = .picture
    case .left, .character("h"): moveEdit(cell, 0, -1)
    case .right, .character("l"): moveEdit(cell, 0, 1)
    case .up, .character("k"): moveEdit(cell, -1, 0)
    case .down, .character("j"): moveEdit(cell, 1, 0)
    case .tab, .backtab:
      let count = now.lab.editableGrids(language).count
      focus = .editing(LabCell(grid: (cell.grid + (key == .tab ? 1 : count - 1)) % count, row: 0, column: 0))
    case .enter: typed = TextField()
    case .backspace, .delete: return change(language) { lab throws(LabError) in lab.setCell(cell, to: 0) }
    case .character(let character) where LabScreen.beginsNumber(character) || character == ".":
      typed = TextField(String(character))
    case .character(","): return back(language)
    default: return []
    }
    return []
  }

  func grid(_ cell: LabCell) -> LabGrid? {
    let grids = now.lab.editableGrids(.english)
    return grids.indices.contains(cell.grid) ? grids[cell.grid] : nil
  }

  mutating func moveEdit(_ cell: LabCell, _ down: Int, _ right: Int) {
    guard let grid = grid(cell) else { return }
    let row = min(max(0, cell.row + down), grid.rows - 1)
    let column = min(max(0, cell.column + right), grid.columns - 1)
    focus = .editing(LabCell(grid: cell.grid, row: row, column: column))
  }
}
