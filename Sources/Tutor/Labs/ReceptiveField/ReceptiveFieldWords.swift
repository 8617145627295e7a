import Engine
import TextUI

/// What the screen says about the field of the marked cell.
extension ReceptiveFieldLab {
  package var source: SourceReference {
    view == .effective
      ? SourceReference("Convolution", at: "func backward") : SourceReference("Windows", at: "func start")
  }

  /// The stage before, the one that the field grows from.
  var before: LayerSummary? {
    let index = place
    return index == 0 ? nil : ReceptiveFieldLab.summary(FieldStage.allCases[index - 1])
  }

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    guard let layer, let kernel = layer.kernel, let stride = layer.stride, view.showsWay(place) else {
      return StyledText(
        layer?.kernel == nil
          ? language("a fully connected layer reads every cell of every map", "全连接层读每张特征图的每个元素")
          : language("field = field before + (window − 1)·jump before", "感受野 = 前一层感受野 + (窗口 − 1)·前一层累计步长"), .muted)
    }
    let (side, jump) = (before?.receptiveField ?? 1, before?.jump ?? 1)
    let result = view.shows(place) ? layer.receptiveField.map { "\($0)" } ?? "" : "?"
    return StyledText(language("field = ", "感受野 = ") + "\(side) + (\(kernel) − 1)·\(jump) = ", .muted)
      + StyledText(result, Style(.output, .bold))
      + StyledText(language("   jump = ", "   累计步长 = ") + "\(jump)·\(stride) = \(layer.jump ?? 0)", .muted)
      + StyledText(language("   pixel i spans i to i + 1", "   像素 i 占 i 到 i + 1"), .muted)
  }

  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let language = view.language
    guard view.showsWay(place) else {
      let text = language(
        "How many pixels wide is the square that one unit of \(stage.rawValue) depends on? Each step of a window is as wide as the jump before.",
        "\(stage.rawValue) 的一个神经元取决于多宽的方块（像素）？窗口每移一步，等于前一层的累计步长。")
      return Array(Prose.wrap(StyledText(text, .muted), width: width, hanging: 4).prefix(rows))
    }
    var lines: [StyledText] = []
    if let box, let layer, let centre = layer.firstCentre, let jump = layer.jump, view.shows(place) {
      func range(_ range: Range<Int>) -> String {
        let (first, last) = ("\(range.lowerBound)".replacingMinus, "\(range.upperBound - 1)".replacingMinus)
        return language("\(first) to \(last)", "\(first) 到 \(last)")
      }
      lines.append(
        StyledText(language("unit [\(row),\(column)] sees rows ", "神经元 [\(row),\(column)] 看到第 "), .muted)
          + StyledText(range(box.rows), Style(.input, .bold)) + StyledText(language(", columns ", " 行，第 "), .muted)
          + StyledText(range(box.columns), Style(.input, .bold))
          + StyledText(language("", " 列"), .muted)
          + StyledText(
            box.rows == seen.rows && box.columns == seen.columns
              ? ""
              : language(
                "; padding outside 0–\(ReceptiveFieldLab.pictureSide - 1)",
                "；0–\(ReceptiveFieldLab.pictureSide - 1) 之外是填充"), .muted))
      func middle(_ index: Int) -> String { LabNumber.text(Float(centre + Double(index * jump))) }
      // Rows and columns are counted; a place is measured from edge to edge, pixel i from i to i + 1.
      let edges = [box.rows.lowerBound, box.rows.upperBound].map { "\($0)".replacingMinus }
      var second = StyledText(
        language(
          "centre (edges \(edges[0]), \(edges[1])): \(LabNumber.text(Float(centre))) + ",
          "中心（边线 \(edges[0])、\(edges[1])）：\(LabNumber.text(Float(centre))) + "), .muted)
      second.append("\(row)·\(jump) = \(middle(row))", .muted)
      second.append(language(" down, ", "（行），"), .muted)
      second.append("\(LabNumber.text(Float(centre))) + \(column)·\(jump) = \(middle(column))", .muted)
      second.append(language(" across", "（列）"), .muted)
      if let effective {
        second =
          StyledText(language("nine tenths of the gradient: the inner ", "九成的梯度在中间的 "), .muted)
          + StyledText("\(effective.core)×\(effective.core)", Style(.gradient, .bold))
          + StyledText(
            language(
              " of \(effective.side)×\(effective.side), \(language.percent(share(effective))) of it",
              "（共 \(effective.side)×\(effective.side)），占面积 \(language.percent(share(effective)))"), .muted)
      }
      lines.append(second)
    } else if box == nil, view.shows(place), let layer {
      let maps = ReceptiveFieldLab.summary(.pool5)?.output.description ?? ""
      let (units, read) = (layer.output.count, layer.input.count)
      lines.append(
        StyledText(
          language(
            "each of the \(FormatNumber.grouped(units)) units reads \(maps) = \(FormatNumber.grouped(read)) numbers of pool5: the whole picture",
            "\(FormatNumber.grouped(units)) 个神经元各读 pool5 的 \(maps) = \(FormatNumber.grouped(read)) 个数：整张图片"), .muted))
    }
    return Array(lines.flatMap { Prose.wrap($0, width: width, hanging: 4) }.prefix(rows))
  }

  private func share(_ field: EffectiveField) -> Double {
    Double(field.core * field.core) / Double(field.side * field.side)
  }

  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    view.shows(place)
      ? caption(view.language)
      : view.language(
        "How far does it reach, counted in pixels of the picture?", "折算成图片的像素，它看到的有多宽？")
  }

  package func caption(_ language: Language) -> String {
    if stage == .fc6 {
      return language(
        "From fc6 on every unit depends on every pixel; there is no place any more, only evidence.",
        "从 fc6 起每个神经元都取决于每个像素：不再有位置，只有证据。")
    }
    if let effective {
      return effective.question.weights == .ones
        ? language(
          "All weights 1: the gradient counts the paths from each pixel to the unit. The middle has many, the corners few.",
          "权重全为 1：梯度数的是每个像素到这个神经元的路径条数。中间很多，角上很少。")
        : language(
          "A backward pass (6 maps a layer, random weights): the rim of the box counts little. ReLU and max pooling cut paths; x draws other weights.",
          "一次反向传播（每层 6 张特征图，随机权重）：方框的边缘几乎不起作用。ReLU 和最大池化剪掉路径；按 x 换权重。")
    }
    let isInside = box.map { $0.rows == seen.rows && $0.columns == seen.columns } ?? true
    if !isInside {
      return language(
        "The box reaches beyond the edge: what it sees there is padding, zeros that the layers before have put round their maps.",
        "方框伸出边界：在那里看到的是填充，是前面各层在特征图周围补的零。")
    }
    switch stage {
    case .conv1:
      return language(
        "A unit of conv1 sees 11×11 pixels: an edge, a colour, no more. Its neighbour sees the same shifted by 4.",
        "conv1 的一个神经元只看 11×11 像素：一条边、一种颜色，不会更多。旁边那个看的平移 4 个像素。")
    default:
      return language(
        "Small windows add up: the stride of every layer before multiplies what each further window adds. Step with . through the layers.",
        "小窗口会累积：前面每一层的步长都放大后面窗口增加的范围。按 . 逐层往后走。")
    }
  }
}
