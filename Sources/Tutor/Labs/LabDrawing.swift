import TextUI

/// Where the parts of a lab stand: controls above, the picture in the middle, arithmetic and caption below.
struct LabAreas {
  var controls = Rect(0, 0, 0, 0)
  var picture = Rect(0, 0, 0, 0)
  var formula = Rect(0, 0, 0, 0)
  var arithmetic = Rect(0, 0, 0, 0)
  /// Nil outside of predict mode.
  var prediction: Rect?
  var caption = Rect(0, 0, 0, 0)
}

extension LabScreen {
  func areas(_ area: Rect, _ view: LabView) -> LabAreas {
    let isRoomy = area.height >= (L.isTight ? 28 : 20)
    var areas = LabAreas()
    var area = area.inset(1, 0)
    if isRoomy { area = area.cutTop(1).rest }

    let controls = controlLines(view.language, width: area.width)
    (areas.controls, area) = area.cutTop(min(controls.count, 4))
    area = area.cutTop(isRoomy ? 1 : 0).rest

    let caption = Prose.wrap(StyledText(lab.caption(view), .muted), width: area.width)
    (areas.caption, area) = area.cutBottom(min(caption.count, isRoomy ? 3 : 2))
    area = area.cutBottom(isRoomy ? 1 : 0).rest

    if now.predictions != nil {
      let lines = predictionLines(view.language, width: area.width - 4)
      let (box, above) = area.cutBottom(min(lines.count + 2, 5))
      (areas.prediction, area) = (box, above)
    }

    let arithmetic = lab.arithmetic(width: area.width, rows: max(2, area.height / 6), view)
    (areas.arithmetic, area) = area.cutBottom(arithmetic.count)
    (areas.formula, area) = area.cutBottom(1)
    areas.picture = area.cutBottom(isRoomy ? 1 : 0).rest
    return areas
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    var view = view(language)
    view.costs = context.costs
    let areas = areas(area, view)
    Prose.draw(controlLines(language, width: areas.controls.width), areas.controls, into: &buffer)
    Prose.draw(StyledText(lab.caption(view), .muted), areas.caption, into: &buffer)
    if let box = areas.prediction {
      let inner = Panel(language("your prediction", "你的预测"), focused: focus == .picture).draw(box, into: &buffer)
      Prose.draw(predictionLines(language, width: box.width - 4), inner.inset(1, 0), into: &buffer)
    }
    let rows = areas.arithmetic.height
    if rows > 0 {
      Prose.draw(
        lab.arithmetic(width: areas.arithmetic.width, rows: rows, view), areas.arithmetic, into: &buffer)
    }
    buffer.put(lab.formula(view), in: areas.formula)
    lab.draw(into: &buffer, areas.picture, view)
    drawOverlay(into: &buffer, language)
  }

  // MARK: Controls

  /// `stride ◂1▸  padding 0`: as many lines as they need, a control never cut in two.
  func controlLines(_ language: Language, width: Int) -> [StyledText] {
    var lines: [StyledText] = [StyledText()]
    for control in lab.controls(language) {
      let item = item(control, isFocused: focus == .control(control.key))
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = item
      } else if last.width + 2 + item.width <= width {
        lines[lines.count - 1] = last + "  " + item
      } else {
        lines.append(item)
      }
    }
    return lines
  }

  func item(_ control: LabControl, isFocused: Bool) -> StyledText {
    var text = StyledText(control.label + " ", isFocused ? .text : .muted)
    guard isFocused else {
      text.append(control.value, .strong)
      return text
    }
    if let typed {
      text.append("▸" + typed.text + "▏", .accent)
    } else {
      text.append("◂" + control.value + "▸", .accent)
    }
    return text
  }

  // MARK: Prediction

  /// What has been predicted at the marked place, and what it was like.
  func predictionLines(_ language: Language, width: Int) -> [StyledText] {
    let question = lab.question(language)
    let last = now.predictions?.last(question.place)
    var line = StyledText(question.label + " = ", .muted)
    let isOpen = !(now.predictions?.isRevealed(question.place) ?? true)
    if let waiting {
      line.append(question.text(waiting), .strong)
      line.append("   " + language("how sure?", "多大把握？"), .muted)
      for (key, word) in [
        ("1", language("guess", "猜的")), ("2", language("fairly", "较有把握")), ("3", language("certain", "很确定")),
      ] {
        line.append("  " + key, .accent)
        line.append(" " + word, .text)
      }
      return [line]
    }
    if let typed, focus == .picture {
      line.append(typed.text + "▏", .strong)
    } else if isOpen, last == nil {
      line.append("▏", Style(.focus))
      line.append("  " + prompt(question.form, language), .faint)
    } else if isOpen {
      line.append("▏", Style(.focus))
      line.append("  " + language("once more", "再试一次"), .faint)
    } else {
      line.append(question.expected, Style(.output, .bold))
    }
    guard let last else { return [line, StyledText()] }
    return [line] + Prose.wrap(verdict(last, question, language), width: max(1, width)).prefix(2)
  }

  private func prompt(_ form: LabQuestion.Form, _ language: Language) -> String {
    switch form {
    case .number: language("type a number", "输入一个数")
    case .shape: language("type a shape, like 3×32×32", "输入形状，如 3×32×32")
    case .list: language("type the numbers with spaces between them", "输入几个数，用空格隔开")
    }
  }

  private func verdict(_ last: LabPredictions.Prediction, _ question: LabQuestion, _ language: Language) -> StyledText {
    if last.isRight {
      let words = last.tries.count == 1 ? language("right.", "对了。") : language("right, this time.", "这次对了。")
      return StyledText("✓ ", Style(.correct, .bold)) + StyledText(words, Style(.correct, .bold))
        + StyledText(language(" . goes to the next number.", " 按 . 到下一个数。"), .muted)
    }
    let value = last.tries[last.tries.count - 1]
    var text = StyledText(
      "✗ " + language("not \(question.text(value)). ", "不是 \(question.text(value))。"), Style(.wrong, .bold))
    if let mistake = question.mistake(of: value) {
      text.append(mistake.says)
    } else if last.tries.count == 1 {
      text.append(lab.hint(language))
    }
    if last.tries.count > 1 {
      let way = language(" The line above shows the way.", " 上面那行写出了过程。")
      text.append(way, .muted)
    } else if last.sure == 3 {
      text.append(language(" You were certain.", " 你说很确定。"), .muted)
    }
    return text
  }

  // MARK: Over the screen

  private func drawOverlay(into buffer: inout Buffer, _ language: Language) {
    switch overlay {
    case nil: break
    case .tasks:
      drawModal(language("Tasks", "任务"), taskLines(language, width: modalWidth(buffer)), into: &buffer)
    case .link:
      let line = "alexnet-tutor lab " + link
      let note = language(
        "This line is the lab in this state: typed after : it opens it, in a shell it prints this screen.",
        "这一行就是当前状态的实验台：在 : 之后输入就能打开，在命令行里则打印这个界面。")
      let width = modalWidth(buffer)
      drawModal(
        language("Link", "链接"),
        Prose.wrap(StyledText(note, .muted), width: width) + [StyledText()]
          + LabScreen.cut(line, width: width).map { StyledText($0, .strong) },
        into: &buffer)
    }
  }

  private func modalWidth(_ buffer: Buffer) -> Int { max(1, min(76, buffer.size.columns - 8)) }

  private func drawModal(_ title: String, _ lines: [StyledText], into buffer: inout Buffer) {
    let width = modalWidth(buffer)
    let height = min(lines.count, buffer.size.rows - 4)
    let inner = Modal(title, width: width, height: height, note: "esc").draw(into: &buffer)
    Prose.draw(lines, inner, into: &buffer)
  }

  private func taskLines(_ language: Language, width: Int) -> [StyledText] {
    L.tasks.flatMap { task -> [StyledText] in
      let isSolved = isSolved(task)
      let found = solutions[task.name, default: []].count
      var text = StyledText(isSolved ? "✓ " : "○ ", isSolved ? Style(.correct, .bold) : .muted)
      text.append(language(task.english, task.chinese), isSolved ? .muted : .text)
      if task.needed > 1, !isSolved { text.append(" \(found)/\(task.needed)", .accent) }
      return Prose.wrap(text, width: width, hanging: 2)
    }
  }

  /// A command line is cut between its words where that is possible: put together again it is the same line.
  static func cut(_ line: String, width: Int) -> [String] {
    Prose.wrap(StyledText(line), width: width).map(\.plain)
  }
}
