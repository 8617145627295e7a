import Engine
import TextUI

/// What the screen says about the pixel under the cursor.
extension DrawLab {
  private var row: Int { place / DrawCanvas.side }
  private var column: Int { place % DrawCanvas.side }
  private var pixel: (red: UInt8, green: UInt8, blue: UInt8) { picture[column, row] }

  /// What the network reads for the red of a pixel, from the preprocessing itself.
  private func networkInput(_ red: UInt8, _ change: (inout Preprocessing) -> Void = { _ in }) -> Float {
    var preprocessing = Preprocessing.mini
    change(&preprocessing)
    let picture = Engine.Picture(width: 1, height: 1, pixels: [red, 0, 0])
    return preprocessing.tensor(of: picture).data[0]
  }

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let language = view.language
    let line: StyledText
    if !view.showsWay(place) {
      line =
        StyledText(question(language).label + " = ?  ", .strong)
        + StyledText(language("Red is \(pixel.red).", "红是 \(pixel.red)。"), .muted)
    } else {
      switch self.view {
      case .maps: line = pixelLine(view)
      case .saliency: line = view.predictions == nil ? saliencyLine(language) : pixelLine(view)
      case .occlusion: line = view.predictions == nil ? occlusionLine(language) : pixelLine(view)
      }
    }
    return Array(Prose.wrap(line, width: max(1, width), hanging: 2).prefix(rows))
  }

  private func pixelLine(_ view: LabView) -> StyledText {
    let language = view.language
    let value = networkInput(pixel.red)
    return StyledText(language("pixel [\(row), \(column)]: red ", "像素 [\(row), \(column)]：红 "), .muted)
      + StyledText("\(pixel.red)", Style(.input)) + StyledText("/255 − 0.5 = ", .muted)
      + (view.shows(place) ? StyledText(FormatNumber.fixed(value, digits: 2), Style(.output, .bold)) : "?")
      + StyledText(
        language("  (green \(pixel.green), blue \(pixel.blue))", "（绿 \(pixel.green)，蓝 \(pixel.blue)）"), .muted)
  }

  private func saliencyLine(_ language: Language) -> StyledText {
    guard let saliency else { return StyledText() }
    let area = DrawCanvas.side * DrawCanvas.side
    let parts = (0..<3).map { reading.gradient[$0 * area + place] }
    let numbers = parts.map { "|\(FormatNumber.significant(Double($0), digits: 2))|" }.joined(separator: ", ")
    return StyledText(language("pixel [\(row), \(column)]: max of ", "像素 [\(row), \(column)]：取最大 "), .muted)
      + StyledText(numbers, Style(.gradient))
      + StyledText(language(" (red, green, blue) = ", "（红、绿、蓝）= "), .muted)
      + StyledText(FormatNumber.significant(Double(saliency.values[place]), digits: 2), Style(.output, .bold))
  }

  private func occlusionLine(_ language: Language) -> StyledText {
    let isKnown = !isUnfinished && reading.scores.indices.contains(classIndex)
    guard isKnown, let last = covered.last else { return StyledText() }
    let (top, left) = patchPlace(slid - 1)
    let score = reading.scores[classIndex]
    var line = StyledText(
      language(
        "grey on rows \(top)–\(top + patch - 1), columns \(left)–\(left + patch - 1): ",
        "灰块盖住第 \(top)–\(top + patch - 1) 行、\(left)–\(left + patch - 1) 列："), .muted)
    let digits = LabNumber.digits(of: [score, -last], sum: score - last, least: 3)
    let covered = FormatNumber.fixed(last, digits: digits)
    line.append(FormatNumber.fixed(score, digits: digits), Style(.input))
    line.append(" − ")
    line.append(last < 0 ? "(\(covered))" : covered, Style(.weight))
    line.append(" = ")
    line.append(FormatNumber.fixed(score - last, digits: digits), Style(.output, .bold))
    return line
  }

  /// The palette: a digit and its colour, the chosen one in brackets.
  package func formula(_ view: LabView) -> StyledText {
    var line = StyledText()
    for (index, parts) in DrawCanvas.palette.enumerated() {
      let isChosen = index == colour
      line.append(isChosen ? "[" : " ", Style(.focus, .bold))
      line.append("\(index)", isChosen ? .strong : .muted)
      line.append("██", Style(.rgb(parts[0], parts[1], parts[2])))
      line.append(isChosen ? "]" : " ", Style(.focus, .bold))
    }
    return line
  }

  // MARK: Caption

  package func caption(_ language: Language) -> String {
    let isTrained = DrawNetwork.network.isTrained
    switch view {
    case .maps:
      if canvas.isEmpty {
        return language(
          isTrained
            ? "Paint: arrows move, space paints, digits choose a colour."
            : "Paint and watch the maps. The network is untrained: its answer means nothing.",
          isTrained ? "画吧：方向键移动，空格画点，数字选颜色。" : "画一画，看特征图怎么变。网络未经训练：答案没有意义。")
      }
      return language(
        "Every stroke goes through the whole network at once: which maps answer to it?",
        "每一笔都马上通过整个网络：哪些特征图有反应？")
    case .saliency:
      return language(
        "Bright pixels: a small change there moves the score most. The weights stay as they are.",
        "亮的像素：那里稍有变化，得分变得最多。权重不变。")
    case .occlusion:
      return language(
        "Blue: covering this place lowers the score, so it spoke for the class.", "蓝：盖住这里得分下降，说明它支持该类别。")
    }
  }

  // MARK: Predict mode

  package func question(_ language: Language) -> LabQuestion {
    let red = pixel.red
    let answer = networkInput(red)
    return LabQuestion(
      place: place,
      label: language(
        "red number of pixel [\(row), \(column)] as the network reads it", "网络读到的像素 [\(row), \(column)] 的红"),
      answer: answer,
      mistakes: [
        LabMistake(
          "raw", Float(red),
          language("That is the pixel value; it is divided by 255 and 0.5 is taken off.", "这是像素值；还要除以 255 再减 0.5。")),
        LabMistake(
          "mean", networkInput(red) { $0.mean = [0, 0, 0] },
          language("The mean, 0.5, is not yet taken off.", "还没有减去均值 0.5。")),
        LabMistake(
          "range", networkInput(red) { $0.range = 1 }, language("The division by 255 is missing.", "漏了除以 255。")),
        LabMistake(
          "sign", -answer, language("The sign is turned: dark is negative, bright is positive.", "符号反了：暗为负，亮为正。")),
        LabMistake("green", networkInput(pixel.green), language("That is the green.", "这是绿。")),
        LabMistake("blue", networkInput(pixel.blue), language("That is the blue.", "这是蓝。")),
      ])
  }

  package func hint(_ language: Language) -> String {
    language("0 becomes −0.5 and 255 becomes 0.5.", "0 变成 −0.5，255 变成 0.5。")
  }

  // MARK: Tasks

  package static let tasks: [LabTask<DrawLab>] = [
    LabTask(
      "zeros", "Paint the picture that the network reads as all zeros (to a hundredth).", "画出网络读成全零的图片（精确到百分之一）。"
    ) { lab in
      lab.canvas.painted == lab.places && DrawNetwork.input(lab.picture).data.allSatisfy { abs($0) < 0.01 }
        ? "zeros" : nil
    },
    LabTask(
      "answer", "Paint at most 60 pixels and change the first answer to the harbour, the patterns or the cat.",
      "最多画 60 个像素，改变网络对海港、图案或猫的第一答案。"
    ) { lab in
      guard lab.start != .blank, (1...60).contains(lab.canvas.painted) else { return nil }
      return DrawLab.firstAnswers[lab.start] != DrawLab.first(lab.reading.scores) ? "changed" : nil
    },
    LabTask(
      "mirror", "Draw something in at least two colours, 12 pixels or more, that is its own mirror image.",
      "至少用两种颜色、画 12 个以上像素，画出左右对称的东西。"
    ) { lab in
      let inks = Set((0..<lab.places).compactMap { lab.canvas[$0] })
      guard lab.canvas.painted >= 12, inks.count >= 2 else { return nil }
      return lab.picture == lab.picture.mirrored ? "mirror" : nil
    },
    LabTask(
      "silent", "Find a stage in which more than half of the numbers are zero.", "找一个一半以上的数是零的阶段。"
    ) { $0.view == .maps && $0.reading.zeros > 0.5 ? "silent" : nil },
    LabTask(
      "brightest", "In the view of saliency put the cursor on the pixel that matters most.", "在显著图里把光标放到影响最大的像素上。"
    ) { lab in
      guard lab.view == .saliency, let saliency = lab.saliency else { return nil }
      return saliency.largestMagnitude > 0 && saliency.values[lab.place] == saliency.largestMagnitude ? "here" : nil
    },
  ]

  /// The likeliest class of every picture that can be painted on, before anything is.
  private static let firstAnswers: [Start: Int] = Dictionary(
    uniqueKeysWithValues: Start.allCases.compactMap { start in
      var lab = DrawLab()
      lab.start = start
      return first(DrawNetwork.read(lab.below, stage: "softmax", gradientOf: nil).scores).map { (start, $0) }
    })

  private static func first(_ scores: [Float]) -> Int? { scores.indices.max { scores[$0] < scores[$1] } }
}
