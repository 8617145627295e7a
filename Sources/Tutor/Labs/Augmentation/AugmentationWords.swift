import Engine
import TextUI

/// What the screen says about the marked pixel, crop or sign.
extension AugmentationLab {
  package func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText] {
    guard rows > 0 else { return [] }
    return Array(Prose.wrap(line(view), width: max(1, width), hanging: 2).prefix(rows))
  }

  private func asked(_ view: LabView) -> StyledText {
    StyledText(question(view.language).label + " = ?  ", .strong)
      + StyledText(view.language("Type your prediction.", "请输入你的预测。"), .muted)
  }

  private func line(_ view: LabView) -> StyledText {
    let asked = question(view.language).place
    guard view.showsWay(asked) else { return self.asked(view) }
    switch self.view {
    case .picture: return isRecoloured ? colourLine(view) : columnLine(view)
    case .crops: return cropLine(view)
    case .ten: return voteLine(view)
    case .label: return signLine(view)
    }
  }

  private func result(_ text: String, _ isShown: Bool) -> StyledText {
    isShown ? StyledText(text, Style(.output, .bold)) : StyledText("?", .strong)
  }

  /// `row 4 + 12 = 16 and column 4 + (56 − 1 − 30) − 0 = 29`.
  private func columnLine(_ view: LabView) -> StyledText {
    let (row, column) = (place / crop, place % crop)
    let language = view.language
    var line = StyledText(
      language("pixel [\(row), \(column)] shows row \(y) + \(row)", "像素 [\(row), \(column)] 来自第 \(y) + \(row)"), .muted)
    if down != 0 { line.append(down > 0 ? " − \(down)" : " + \(-down)", .muted) }
    line.append(" = \(sourceRow(row))" + language(" and column ", " 行，第 "), .muted)
    line.append("\(x)", Style(.weight))
    line.append(isMirrored ? " + (\(crop) − 1 − \(column))" : " + \(column)", Style(.output))
    if shift != 0 { line.append(shift > 0 ? " − \(shift)" : " + \(-shift)", Style(.accent)) }
    line.append(" = ")
    line += result("\(sourceColumn(column))", view.shows(place))
    line.append(language("", " 列"), .muted)
    if pixel(row, column).source == nil {
      line.append(language("  (outside: filled with grey)", "（在图外：填灰色）"), .muted)
    }
    return line
  }

  /// `red: 132 · 1.2 + 255·(0.58·0.1·0.2134 + …) = 158.4 + 3.1 → 161`.
  private func colourLine(_ view: LabView) -> StyledText {
    let language = view.language
    let pixel = pixel(place / crop, place % crop)
    var line = StyledText(language("red: ", "红："), .muted) + StyledText(LabNumber.text(pixel.before[0]), Style(.input))
    if brightness != 1 { line.append(" · " + NumberList.text(brightness)) }
    let terms = redTerms(pixel)
    if !terms.isEmpty { line.append(" + 255·(" + terms.joined(separator: " + ") + ")", Style(.weight)) }
    line.append(" = ")
    line += result(LabNumber.text(pixel.unclamped[0]), view.shows(place))
    guard view.shows(place), pixel.unclamped[0] != Float(pixel.after[0]) else { return line }
    line.append(language(", so ", "，得 "), .muted)
    line.append("\(pixel.after[0])", Style(.output, .bold))
    if pixel.unclamped[0] > 255.5 || pixel.unclamped[0] < -0.5 {
      line.append(language("  (cut to 0…255)", "（截到 0…255）"), Style(.warning))
    }
    return line
  }

  /// The products that change the red, `0.7373·2·0.1460`, with as many digits as it takes for a pencil to find the sum that
  /// is printed.
  private func redTerms(_ pixel: AugmentedPixel) -> [String] {
    let directions = ColourDirections.ofSamples
    let printed = LabNumber.text(pixel.unclamped[0])
    func number(_ text: String) -> Double { Double(text.replacing(FormatNumber.minus, with: "-")) ?? 0 }
    func terms(_ digits: Int) -> [[String]] {
      (0..<3).filter { alphas[$0] != 0 }.map { index in
        [
          FormatNumber.fixed(directions.vectors[index][0], digits: digits), LabNumber.text(alphas[index], digits: 6),
          FormatNumber.fixed(directions.eigenvalues[index], digits: digits),
        ]
      }
    }
    func isTrue(_ digits: Int) -> Bool {
      let sum = terms(digits).reduce(0.0) { $0 + $1.map(number).reduce(1, *) }
      return LabNumber.text(Float(number(LabNumber.text(pixel.before[0])) * Double(brightness) + 255 * sum)) == printed
    }
    let digits = (4...7).first(where: isTrue) ?? 7
    return terms(digits).map { factors in
      factors.map { $0.hasPrefix(FormatNumber.minus) ? "(" + $0 + ")" : $0 }.joined(separator: "·")
    }
  }

  private func cropLine(_ view: LabView) -> StyledText {
    let language = view.language
    let isShown = view.shows(0)
    let number = 2 * place + (isMirrored ? 2 : 1)
    var line = StyledText()
    if isShown {
      line.append(
        language("crop \(number) begins at row \(y), column \(x)", "第 \(number) 个裁块从第 \(y) 行、第 \(x) 列开始")
          + (isMirrored ? language(", mirrored", "，已翻转") : "") + language(";  ", "；"), .muted)
    }
    line.append("(64 − \(crop) + 1)·(64 − \(crop) + 1)·2 = ")
    line += result(FormatNumber.grouped(crops), isShown)
    return line + StyledText(language(" crops", " 个裁块"), .muted)
  }

  private func voteLine(_ view: LabView) -> StyledText {
    let shares = votes.map { FormatNumber.fixed($0[classIndex] * 100, digits: 1) }
    let mean = meanVote.isEmpty ? 0 : meanVote[classIndex]
    return StyledText(view.language("class \(classIndex): (", "类别 \(classIndex)：("), .muted)
      + StyledText(shares.joined(separator: " + "), Style(.probability)) + StyledText(") / 10 = ", .muted)
      + result(FormatNumber.fixed(mean * 100, digits: 2), view.shows(0)) + StyledText(view.language.percentSign, .muted)
  }

  private func signLine(_ view: LabView) -> StyledText {
    let language = view.language
    let sign = Sign.all[place]
    let line =
      StyledText(
        language("column j becomes column 8 − 1 − j: ", "第 j 列变成第 8 − 1 − j 列："), .muted)
      + StyledText(sign.name(language), Style(.input, .bold)) + StyledText(" → ", .muted)
    return line + (view.shows(place) ? AugmentationLab.outcome(sign, language) : StyledText("?", .strong))
  }

  package func formula(_ view: LabView) -> StyledText {
    let language = view.language
    // The formula is half of the answer.
    let isKnown = view.showsWay(question(language).place)
    switch self.view {
    case .picture where !isKnown:
      return StyledText(
        language(
          "shift, crop from column \(x)\(isMirrored ? ", mirror" : ""), colours: in this order",
          "顺序：平移，从第 \(x) 列裁剪\(isMirrored ? "，翻转" : "")，颜色"), .muted)
    case .crops where !isKnown:
      return StyledText(
        language("\(crop)×\(crop) out of 64×64, plain or mirrored", "从 64×64 里裁 \(crop)×\(crop)，原样或翻转"), .muted)
    case .picture:
      return StyledText(
        isRecoloured
          ? language("colour = brightness · colour + 255 · Σ p α λ", "颜色 = 亮度 · 颜色 + 255 · Σ p α λ")
          : language(
            isMirrored ? "column = from + (crop − 1 − j) − shift" : "column = from + j − shift",
            isMirrored ? "列 = 起始列 + (裁块 − 1 − j) − 右移" : "列 = 起始列 + j − 右移"), .muted)
    case .crops:
      return StyledText(language("crops = (size − crop + 1)² · 2", "裁块数 = (边长 − 裁块 + 1)² · 2"), .muted)
    case .ten:
      let network = TenCrops.network
      return StyledText(
        language("mini on 3×32×32, ", "mini，输入 3×32×32，") + language.remark(weightsOf: network), Style(.warning))
    case .label:
      return StyledText(language("mirrored[i, j] = sign[i, 8 − 1 − j]", "翻转[i, j] = 原图[i, 8 − 1 − j]"), .muted)
    }
  }

  /// What is asked is not said.
  package func caption(_ view: LabView) -> String {
    let isKnown = view.shows(self.view == .label ? place : 0)
    switch self.view {
    case .label where !isKnown:
      return view.language(
        "Augmentation is only allowed to do what leaves the label right. Is a mirror allowed here?",
        "数据增强只能做不改变标签的事。这里可以翻转吗？")
    case .crops where !isKnown:
      return view.language(
        "Every crop at another place is another picture to the network, and so is its mirror image.",
        "对网络来说，换个位置的裁块就是另一张图片，它的镜像也是。")
    default: return caption(view.language)
    }
  }

  package func caption(_ language: Language) -> String {
    switch view {
    case .picture: pictureCaption(language)
    case .crops:
      language(
        "Positions are counted with both ends: 0 to \(positions - 1). The paper says 2,048 = 32·32·2; counting gives 33·33·2 = 2,178. Most of them look alike.",
        "位置要把两端都数上：0 到 \(positions - 1)。论文写 2,048 = 32·32·2，逐个数是 33·33·2 = 2,178。其中大多数彼此很像。")
    case .ten:
      TenCrops.network.isTrained
        ? language(
          "Ten crops of one picture: their softmax outputs are averaged, so that a single bad crop counts little.",
          "同一张图片的十个裁块：softmax 输出取平均，个别裁得不好的影响就小了。")
        : language(
          "The network is untrained: all classes get about a tenth, and the answers say nothing. The averaging is that of the paper's test.",
          "网络未经训练：每类都约占十分之一，答案没有意义。取平均的做法与论文的测试相同。")
    case .label: labelCaption(language)
    }
  }

  private func pictureCaption(_ language: Language) -> String {
    if alphas.contains(where: { abs($0) > 0.35 }) {
      return language(
        "The paper draws α from N(0, 0.1): beyond ±0.3 is rare, and the colours change by a few grey levels only. This is exaggerated.",
        "论文的 α 取自 N(0, 0.1)：超过 ±0.3 很少见，颜色只变几个灰度级。这里是夸张的。")
    }
    if alphas.contains(where: { $0 != 0 }) {
      return language(
        "The same change for every pixel of the picture, along the directions in which colours really vary: as if the light were another.",
        "整张图片每个像素加同样的量，沿颜色真正变化的方向：好像换了一种光照。")
    }
    if brightness != 1 {
      return language(
        "What goes beyond 255 is cut off and lost: bright areas become one flat white.", "超过 255 的部分被截掉，信息丢失：亮处变成一片白。")
    }
    if shift != 0 || down != 0 {
      return language(
        "A shift leaves a gap. The paper crops instead: a crop at another place is a shift without a gap.",
        "平移会留下空白。论文改用裁剪：换个位置裁，就是没有空白的平移。")
    }
    if isMirrored {
      return language(
        "The mirror image is still a \(sample.name(language)). For letters and arrows that is not so: see the view of labels.",
        "翻转后还是\(sample.name(language))。字母和箭头就不一样了：看“标签”视图。")
    }
    return language(
      "Play: each step is what training would see the next time it uses this picture. The label never changes.",
      "播放：每一步就是训练下次用到这张图片时看到的样子。标签始终不变。")
  }

  private func labelCaption(_ language: Language) -> String {
    let sign = Sign.all[place]
    if sign.keepsLabel {
      return language(
        "Left and right do not matter here: mirroring this sign keeps its label, and gives nothing new as it is symmetric.",
        "这里左右无所谓：翻转不改变标签；它本来就对称，所以也没有得到新图片。")
    }
    guard let image = sign.image else {
      return language(
        "The mirror image is no sign at all: the network would learn a shape that never occurs, under a real label.",
        "翻转后什么都不是：网络会把一个不存在的形状记在真实的标签下。")
    }
    return language(
      "Mirrored, the picture of \(sign.label) is exactly that of \(image.label): two labels for one picture. No training can get both right.",
      "翻转后，\(sign.chinese) 的图片正好是 \(image.chinese) 的图片：一张图片两个标签，怎么训练也不可能都对。")
  }
}
