import Engine
import TextUI

/// What the screen says about the marked row.
extension ParametersLab {
  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    let line = line(view)
    return Array(Prose.wrap(line, width: max(1, width), hanging: 2).prefix(rows))
  }

  private func line(_ view: LabView) -> StyledText {
    switch self.view {
    case .sharing: wiringLine(view)
    case .usage: usageLine(view)
    case .network: layerLine(view)
    case .stacks: stackLine(view)
    }
  }

  private func number(_ value: Int) -> String { FormatNumber.grouped(value) }

  private func result(_ text: String, _ view: LabView, _ place: Int) -> StyledText {
    view.shows(place) ? StyledText(text, Style(.output, .bold)) : StyledText("?", .strong)
  }

  private func asked(_ view: LabView) -> StyledText {
    StyledText(question(view.language).label + " = ?  ", .strong)
      + StyledText(view.language("Type your prediction.", "请输入你的预测。"), .muted)
  }

  private func wiringLine(_ view: LabView) -> StyledText {
    let language = view.language
    guard let wiring = Wiring(rawValue: place) else { return StyledText() }
    guard view.showsWay(place) else { return asked(view) }
    let count = count(wiring)
    let units = "\(map.maps)·\(map.side)·\(map.side)"
    var line = StyledText(wiring.name(language) + language(": ", "："), .muted)
    line.append(
      wiring == .shared
        ? language("\(map.maps) kernels", "\(map.maps) 个卷积核") : language("\(units) units", "\(units) 个神经元"),
      Style(.output)
    )
    line.append(" · (", .muted)
    let (side, name) = wiring == .full ? (map.size, Style(.input)) : (map.kernel, Style(.weight))
    line.append("\(map.channels)·\(side)·\(side)", name)
    line.append(language(" weights + 1 bias) = ", " 个权重 + 1 个偏置) = "), .muted)
    line.append(number(count.sets) + " · " + number(count.reads + 1) + " = ")
    return line + result(number(count.parameters), view, place)
  }

  private func usageLine(_ view: LabView) -> StyledText {
    let language = view.language
    guard view.showsWay(0) else { return asked(view) }
    let counts = uses(upTo: place)
    let (row, column) = (place / map.side, place % map.side)
    var line = StyledText(
      language(
        "window \(place + 1), row \(row), column \(column): ",
        "第 \(place + 1) 个窗口，行 \(row) 列 \(column)："), .muted)
    let middle = counts[map.kernel / 2][map.kernel / 2]
    line.append(language("middle weight used ", "中间的权重已使用 "))
    line += result(number(middle), view, 0)
    line.append("×")
    let corner = counts[0][0]
    if corner != middle {
      line.append(language(", the upper left one ", "，左上角的 "))
      line += result(number(corner), view, 0)
    }
    line.append(language(";  in all ", "；总共 "), .muted)
    line.append("\(map.side)·\(map.side) = ", .muted)
    return line + result(number(map.windows), view, 0) + StyledText(language(" windows", " 个窗口"), .muted)
  }

  private func layerLine(_ view: LabView) -> StyledText {
    let language = view.language
    let layer = layers[place]
    guard view.showsWay(place) else { return asked(view) }
    let groups = layer.groups ?? 1
    var line = StyledText(layer.name + language(": ", "："), .muted)
    var way =
      layer.kind == .linear ? "\(number(layer.output.count))·\(number(layer.input.count))" : "\(layer.output[0])·"
    if layer.kind == .convolution, let kernel = layer.kernel {
      way += groups > 1 ? "(\(layer.input[0])/\(groups))" : "\(layer.input[0])"
      way += "·\(kernel)·\(kernel)"
    }
    if measure == .parameters {
      line.append(way, Style(.weight))
      line.append(language(" weights + ", " 个权重 + ") + number(layer.biases) + language(" biases = ", " 个偏置 = "), .muted)
    } else {
      line.append(way, Style(.weight))
      if layer.kind == .convolution {
        let places = "\(layer.output[1])·\(layer.output[2])"
        line.append(language(" weights · \(places) places = ", " 个权重 · \(places) 个位置 = "), .muted)
      } else {
        line.append(language(" weights, each used once = ", " 个权重，各用一次 = "), .muted)
      }
    }
    line += result(number(amount(layer)), view, place)
    guard view.shows(place) else { return line }
    let total = layers.reduce(0) { $0 + amount($1) }
    line.append(language(", of \(number(total)) ", "，占 \(number(total)) 的 "), .muted)
    line.append(language.percent(Double(amount(layer)) / Double(total)), .strong)
    return line
  }

  private func stackLine(_ view: LabView) -> StyledText {
    let language = view.language
    guard view.showsWay(place) else { return asked(view) }
    let (one, layers) = (single.summaries[0], stack.summaries)
    if place == 0 {
      return StyledText(language("one kernel: ", "单个卷积核："), .muted)
        + StyledText("\(width)·\(inputs)·\(field)·\(field)", Style(.weight)) + " = "
        + result(number(one.weights), view, 0) + StyledText(language(" weights", " 个权重"), .muted)
    }
    let total = layers.reduce(0) { $0 + $1.weights }
    if place > layers.count {
      let parts = layers.map { number($0.weights) }.joined(separator: " + ")
      return StyledText(language("stack: ", "堆叠："), .muted) + StyledText(parts, Style(.weight))
        + StyledText(" = " + number(total)) + StyledText(";  ", .muted)
        + StyledText(number(one.weights) + " / " + number(total) + " = ")
        + result(FormatNumber.fixed(weightRatio, digits: 3), view, place)
    }
    let layer = layers[place - 1]
    let before = place == 1 ? 1 : layers[place - 2].receptiveField ?? 1
    var line = StyledText(language("layer \(place) sees ", "第 \(place) 层的感受野 "), .muted)
    line.append("\(before) + (3 − 1)·1 = ")
    line += result("\(layer.receptiveField ?? 0)", view, place)
    line.append(language(" cells;  ", "；"), .muted)
    line.append("\(width)·\(layer.input[0])·3·3 = \(number(layer.weights))", Style(.weight))
    return line + StyledText(language(" weights", " 个权重"), .muted)
  }

  // MARK: Above

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    // The formula is half of the answer.
    let isKnown = view.showsWay(question(language).place)
    switch self.view {
    case .network where !isKnown:
      let layer = layers[place]
      func shape(_ shape: Shape) -> String { shape.dimensions.map(number).joined(separator: "×") }
      return StyledText("\(layer.name): \(shape(layer.input)) → \(shape(layer.output))", .muted)
        + StyledText(layer.kernel.map { ",  k \($0)" } ?? "", .muted)
        + StyledText(
          (layer.groups ?? 1) > 1 ? language(", \(layer.groups ?? 1) groups", "，\(layer.groups ?? 1) 组") : "", .muted)
    case .stacks where !isKnown:
      return StyledText(language("stride 1, padding keeps the size, no biases", "步长 1，填充使边长不变，不含偏置"), .muted)
    case .sharing, .usage:
      let fraction = (map.size - map.kernel + 2 * map.padding) % map.stride == 0
      let quotient = "(\(map.size) − \(map.kernel) + 2·\(map.padding))/\(map.stride)"
      var line = StyledText(language("side = ", "边长 = ") + (fraction ? quotient : "⌊\(quotient)⌋") + " + 1 = ", .muted)
      line.append("\(map.side)", Style(.output, .bold))
      let isAnyHidden = self.view == .usage ? !view.shows(0) : !(0..<3).allSatisfy { view.shows($0) }
      // What all kernels and channels do together is no matter of one weight's uses.
      guard !isAnyHidden, self.view == .sharing else { return line }
      line.append(language(",  multiply-adds ", "，乘加次数 ") + number(map.multiplyAdds), .muted)
      return line
    case .network:
      let input = architecture.input.description
      return StyledText(
        language("\(network.rawValue) on \(input): ", "\(network.rawValue)，输入 \(input)："), .muted)
        + StyledText(
          measure == .parameters
            ? language("outputs · (inputs read by each + 1)", "输出数 · (每个输出读的数 + 1)")
            : language("output numbers · weights of each", "输出个数 · 每个输出的权重数"))
    case .stacks:
      return StyledText(
        language(
          "weights = channels out · channels in · k · k,  sees = before + (k − 1)",
          "权重 = 输出通道 · 输入通道 · k · k，感受野 = 前一层 + (k − 1)"),
        .muted)
    }
  }
}
