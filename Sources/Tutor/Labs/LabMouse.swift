import TextUI

/// The mouse in a lab: a click marks a control or a place of the picture, the wheel changes what is marked.
extension LabScreen {
  mutating func point(_ mouse: MouseEvent, _ context: Context) -> [Action] {
    let language = context.language
    if overlay != nil {
      if mouse.action == .press { overlay = nil }
      return []
    }
    guard typed == nil, waiting == nil else { return [] }
    var view = view(language)
    view.costs = context.costs
    // The area between header and footer.
    let areas = areas(Rect(0, 1, context.columns, max(0, context.rows - 2)), view)
    switch mouse.action {
    case .release: return []
    case .drag:
      guard areas.picture.contains(mouse.at) else { return [] }
      return change(language) { lab throws(LabError) in _ = lab.drag(mouse.at, areas.picture, view) }
    case .wheelUp, .wheelDown:
      let step = mouse.action == .wheelUp ? 1 : -1
      if let key = control(at: mouse.at, areas.controls, language) {
        focus = .control(key)
        return turn(step, language)
      }
      return steer(step > 0 ? .up : .down, language)
    case .press:
      isPlaying = false
      if let key = control(at: mouse.at, areas.controls, language) {
        // A second click on the same control turns it on.
        if focus == .control(key) { return turn(1, language) }
        focus = .control(key)
        return []
      }
      guard areas.picture.contains(mouse.at) else { return [] }
      if case .control = focus { focus = .picture }
      return change(language) { lab throws(LabError) in _ = lab.press(mouse.at, areas.picture, view) }
    }
  }

  /// The key of the control at a character cell.
  private func control(at point: Point, _ area: Rect, _ language: Language) -> String? {
    guard area.contains(point) else { return nil }
    var (x, y) = (area.x, area.y)
    for control in now.lab.controls(language) {
      let width = item(control, isFocused: focus == .control(control.key)).width
      if x > area.x, x + width > area.right { (x, y) = (area.x, y + 1) }
      if y == point.y, (x..<x + width).contains(point.x) { return control.key }
      x += width + 2
    }
    return nil
  }
}
