import TextUI

/// Numbers that are typed: values of controls, cells, predictions.
extension LabScreen {
  private static var longestText: Int { 40 }

  static func beginsNumber(_ character: Character) -> Bool { "0123456789-−".contains(character) }

  mutating func type(_ key: Key, _ language: Language) -> [Action] {
    switch key {
    case .escape: typed = nil
    case .enter, .tab, .up, .down: return finish(key, language)
    // In a grid the arrows go from cell to cell, as they did before the number was begun.
    case .left, .right:
      guard case .editing = focus else {
        typed?.handle(key)
        break
      }
      return finish(key, language)
    case .character(let character)
    where typed.map { $0.glyphs.count < LabScreen.longestText } ?? false && !character.isNewline:
      typed?.handle(key)
    case .character: break
    default: typed?.handle(key)
    }
    return []
  }

  /// Pasted text goes into the field, as far as a number can be long.
  mutating func paste(_ text: String) {
    guard let glyphs = typed?.glyphs.count else { return }
    typed?.paste(String(text.prefix(max(0, LabScreen.longestText - glyphs))))
  }

  private mutating func finish(_ key: Key, _ language: Language) -> [Action] {
    guard let text = typed?.text else { return [] }
    typed = nil
    if text.isEmpty { return [] }
    switch focus {
    case .control(let control):
      return change(language) { lab throws(LabError) in try lab.enter(text, for: control) }
    case .editing(let cell):
      guard let value = LabScreen.value(text) else { return [.notice(LabScreen.notANumber(text, language))] }
      let actions = change(language) { lab throws(LabError) in lab.setCell(cell, to: value) }
      switch key {
      case .up: moveEdit(cell, -1, 0)
      case .down: moveEdit(cell, 1, 0)
      case .left: moveEdit(cell, 0, -1)
      case .right: moveEdit(cell, 0, 1)
      default: moveOn(cell)
      }
      return actions
    case .picture:
      guard let value = question.read(text) else { return [.notice(question.refusal(text, language))] }
      return predicted(value)
    }
  }

  /// To the next cell in reading order.
  private mutating func moveOn(_ cell: LabCell) {
    guard let grid = grid(cell) else { return }
    let next = min(cell.row * grid.columns + cell.column + 1, grid.rows * grid.columns - 1)
    focus = .editing(LabCell(grid: cell.grid, row: next / grid.columns, column: next % grid.columns))
  }

  /// At most 999 in size, to two digits after the point: as they are shown.
  static func value(_ text: String) -> Float? {
    guard let value = NumberList.number(text), abs(value) <= 999 else { return nil }
    return (value * 100).rounded() / 100
  }

  static func notANumber(_ text: String, _ language: Language) -> String {
    language("\(text) is not a number from −999 to 999", "\(text) 不是 −999 到 999 的数")
  }

  // MARK: Predicting

  /// Nil for keys that have nothing to do with it.
  mutating func predict(_ key: Key, _ language: Language) -> [Action]? {
    guard let predictions = now.predictions, focus == .picture else { return nil }
    let isRevealed = predictions.isRevealed(question.place)
    switch key {
    case .character(let character) where LabScreen.beginsNumber(character):
      if isRevealed {
        return [.notice(language("this number is shown already; . goes to the next", "这个数已经显示了；按 . 到下一个"))]
      }
      typed = TextField(String(character))
    case .enter:
      if isRevealed { return advance(language) }
      typed = TextField()
    default: return nil
    }
    return []
  }

  /// The first prediction of a number asks how sure; the second does not.
  private mutating func predicted(_ value: LabAnswer) -> [Action] {
    guard now.predictions?.last(question.place) != nil else {
      waiting = value
      return []
    }
    answer(value, sure: 1)
    return []
  }

  private mutating func answer(_ value: LabAnswer, sure: Int) {
    let question = question
    remember()
    now.predictions?.add(value, sure: sure, to: question)
    waiting = nil
  }

  mutating func say(_ key: Key, _ language: Language) -> [Action] {
    guard let value = waiting else { return [] }
    switch key {
    case .escape: waiting = nil
    case .character("1"), .character("2"), .character("3"), .enter:
      let sure = key == .character("1") ? 1 : key == .character("3") ? 3 : 2
      answer(value, sure: sure)
    default: return [.notice(language("how sure? 1, 2 or 3", "多大把握？按 1、2 或 3"))]
    }
    return []
  }
}
