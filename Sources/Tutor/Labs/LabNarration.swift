import TextUI

/// A lab in words, for whoever reads lines: its controls, how the marked number came about, what to notice.
extension LabScreen {
  /// Nil while something lies over the lab or a cell is typed: then its text form says more.
  package func narration(_ language: Language, width: Int) -> [String]? {
    guard overlay == nil else { return nil }
    if case .editing = focus { return nil }
    let view = view(language, isFocused: false)
    var lines = [L.title(language)] + wrapped(controlWords(language), width)
    if let typed, focus != .picture { lines.append(language("typed so far: ", "已输入：") + typed.text) }
    lines += numbers(view, width)
    if now.predictions != nil {
      lines += predictionLines(language, width: width).map(\.plain).filter { !$0.isEmpty }
    }
    return lines + wrapped(lab.caption(view), width)
  }

  /// A live figure in words: its numbers; what to notice is said by the lesson.
  package func figureWords(_ language: Language, width: Int) -> [String] {
    let head = L.title(language) + language(": ", "：") + controlWords(language)
    return wrapped(head, width) + numbers(view(language, isFocused: false), width)
  }

  private func controlWords(_ language: Language) -> String {
    lab.controls(language).map { control in
      let chosen = focus == .control(control.key) ? language(" (chosen)", "（选中）") : ""
      return control.label + " " + control.value + chosen
    }.joined(separator: language(", ", "，"))
  }

  private func numbers(_ view: LabView, _ width: Int) -> [String] {
    let formula = lab.formula(view).plain
    let sum = lab.arithmetic(width: width, rows: 8, view).map(\.plain)
    return ((formula.isEmpty ? [] : [formula]) + sum).filter { !$0.trimmed.isEmpty }
  }

  private func wrapped(_ text: String, _ width: Int) -> [String] {
    text.isEmpty ? [] : Prose.wrap(StyledText(text), width: width).map(\.plain)
  }
}
