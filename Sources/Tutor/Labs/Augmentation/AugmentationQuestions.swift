import Engine

/// What is asked in predict mode, the usual mistakes, and the tasks.
extension AugmentationLab {
  package func question(_ language: Language) -> LabQuestion {
    switch view {
    case .picture: isRecoloured ? colourQuestion(language) : columnQuestion(language)
    case .crops: cropQuestion(language)
    case .ten: voteQuestion(language)
    case .label: signQuestion(language)
    }
  }

  package func hint(_ language: Language) -> String {
    switch view {
    case .picture:
      isRecoloured
        ? language("Brightness multiplies first, then the colour change is added.", "先乘亮度，再加颜色的变化。")
        : language("Begin at the crop's first column and walk from there.", "从裁块的起始列开始往右数。")
    case .crops: language("How many places has the first column of the crop?", "裁块的第一列可以放在几个位置？")
    case .ten: language("Add the ten numbers under the crops and divide.", "把十个裁块下面的数相加再除。")
    case .label: language("Read the mirrored picture as if you saw it for the first time.", "把翻转后的图片当成第一次看见来读。")
    }
  }

  /// In the views of crops and of ten crops there is one question for all places.
  package mutating func seekQuestion(_ isKnown: (Int) -> Bool) -> Bool {
    let count = view == .crops || view == .ten ? 1 : places
    guard let next = (1...count).map({ (place + $0) % count }).first(where: { !isKnown($0) }) else { return false }
    place = next
    return true
  }

  private func columnQuestion(_ language: Language) -> LabQuestion {
    let (row, column) = (place / crop, place % crop)
    let straight = x + column - shift
    var mistakes: [LabMistake] = []
    func add(_ name: String, _ value: Int, _ english: String, _ chinese: String) {
      mistakes.append(LabMistake(name, Float(value), language(english, chinese)))
    }
    if isMirrored {
      add("mirror", straight, "That is without the mirror: columns count from the right.", "这是没有翻转的：列要从右边数起。")
      add(
        "offByOne", x + crop - column - shift, "One too far: the columns are 0 to \(crop - 1).",
        "多了一格：列号是 0 到 \(crop - 1)。")
      add(
        "wholeMirror", AugmentationLab.size - 1 - straight, "That mirrors the whole picture; the crop is cut first.",
        "这是把整张图片翻转；应先裁剪。")
    } else {
      add("mirrored", x + crop - 1 - column - shift, "That would be mirrored; it is not.", "这是翻转后的；现在没有翻转。")
    }
    if x != 0 {
      add(
        "offset", sourceColumn(column) - x, "The crop does not begin at column 0 but at \(x).",
        "裁块不从第 0 列开始，而从第 \(x) 列开始。")
    }
    if shift != 0 {
      add("shift", sourceColumn(column) + shift, "The shift is missing.", "漏了平移。")
      add(
        "shiftSign", sourceColumn(column) + 2 * shift, "The wrong way: what moved right came from further left.",
        "方向反了：右移之后，内容来自更左边。")
    }
    return LabQuestion(
      place: place,
      label: language("column of the picture that pixel [\(row), \(column)] shows", "像素 [\(row), \(column)] 来自原图第几列"),
      answer: Float(sourceColumn(column)), mistakes: mistakes)
  }

  private func colourQuestion(_ language: Language) -> LabQuestion {
    let (row, column) = (place / crop, place % crop)
    let pixel = pixel(row, column)
    let change = colourChange[0]
    func clamped(_ value: Float) -> Float { max(0, min(255, value.rounded())) }
    var mistakes = [
      LabMistake(
        "before", pixel.before[0], language("That is the red before the change.", "这是变化之前的红。")),
      LabMistake(
        "clamp", pixel.unclamped[0].rounded(), language("A pixel value stops at 0 and at 255.", "像素值到 0 和 255 为止。")),
      LabMistake(
        "green", Float(pixel.after[1]), language("That is the green.", "这是绿。")),
    ]
    if brightness != 1, change != 0 {
      mistakes += [
        LabMistake("noLight", clamped(pixel.before[0] + change), language("The brightness is missing.", "漏了亮度。")),
        LabMistake("noChange", clamped(pixel.lit[0]), language("The colour change is missing.", "漏了颜色变化。")),
        LabMistake(
          "order", clamped((pixel.before[0] + change) * brightness),
          language("The brightness comes first, then the colour change.", "先乘亮度，再加颜色变化。")),
      ]
    }
    if change != 0 {
      mistakes.append(
        LabMistake("sign", clamped(pixel.lit[0] - change), language("The change has the other sign.", "变化的符号反了。")))
    }
    return LabQuestion(
      place: place, label: language("red of pixel [\(row), \(column)] afterwards", "像素 [\(row), \(column)] 之后的红"),
      answer: Float(pixel.after[0]), tolerance: 1.01, mistakes: mistakes)
  }

  private func cropQuestion(_ language: Language) -> LabQuestion {
    let less = positions - 1
    return LabQuestion(
      place: 0, label: language("different crops, mirrored ones too", "不同的裁块数（含翻转）"), answer: Float(crops),
      mistakes: [
        LabMistake(
          "paper", Float(less * less * 2),
          language(
            "So counts the paper. But from 0 to \(less) there are \(positions) places.",
            "论文是这样数的；但从 0 到 \(less) 有 \(positions) 个位置。")),
        LabMistake("mirror", Float(crops / 2), language("Each can also be mirrored.", "每个还可以翻转。")),
        LabMistake("both", Float(less * less), language("Both ends count, and the mirror images too.", "两端都要数，还有翻转。")),
        LabMistake(
          "line", Float(positions * 2),
          language("That is along one side; the crop also moves down.", "这只是一个方向；裁块还能上下移动。")),
        LabMistake(
          "four", Float(crops * 2),
          language("There are two of each, not four: top and bottom stay.", "每个只有两种，不是四种：上下不翻转。")),
        LabMistake("side", Float(positions), language("That is along one side only.", "这只是一条边上的。")),
      ])
  }

  private func voteQuestion(_ language: Language) -> LabQuestion {
    let shares = votes.map { $0[classIndex] * 100 }
    let sum = shares.reduce(0, +)
    let plain = shares.prefix(5).reduce(0, +)
    return LabQuestion(
      place: 0, label: language("mean probability of class \(classIndex) in %", "类别 \(classIndex) 的平均概率（%）"),
      answer: sum / 10, tolerance: 0.0501,
      mistakes: [
        LabMistake("sum", sum, language("That is the sum of the ten; divide by 10.", "这是十个之和；还要除以 10。")),
        LabMistake("five", sum / 5, language("There are ten crops, not five.", "一共十个裁块，不是五个。")),
        LabMistake(
          "largest", shares.max() ?? 0, language("That is the largest of the ten; they are averaged.", "这是十个中最大的；应取平均。")
        ),
        LabMistake(
          "smallest", shares.min() ?? 0,
          language("That is the smallest of the ten; they are averaged.", "这是十个中最小的；应取平均。")),
        LabMistake("plain", plain / 5, language("That is the mean without the mirrored crops.", "这是不含翻转的五个的平均。")),
        LabMistake("first", shares.first ?? 0, language("That is the first crop alone.", "这只是第一个裁块。")),
      ])
  }

  private func signQuestion(_ language: Language) -> LabQuestion {
    let sign = Sign.all[place]
    let says: String
    if sign.keepsLabel {
      says = language("Left and right are alike here: the label stays right.", "它左右一样：标签仍然对。")
    } else if let image = sign.image {
      says = language("Mirrored it is \(image.label): the label is wrong.", "翻转后是 \(image.chinese)：标签错了。")
    } else {
      says = language("Mirrored it is no sign at all: the label is wrong.", "翻转后什么都不是：标签错了。")
    }
    return LabQuestion(
      place: place,
      label: language("label “\(sign.label)” right after mirroring? 1 yes, 0 no", "翻转后标签“\(sign.chinese)”还对吗？1 对，0 错"),
      answer: sign.keepsLabel ? 1 : 0, mistakes: [LabMistake("other", sign.keepsLabel ? 0 : 1, says)])
  }

  // MARK: Tasks

  package static let tasks: [LabTask<AugmentationLab>] = [
    LabTask(
      "middle",
      "With the mirror on and a crop that does not begin at column 0, mark a pixel that stands in its own column of the picture.",
      "打开翻转，裁块不从第 0 列开始，标出一个列号与原图列号相同的像素。"
    ) { lab in
      guard lab.view == .picture, lab.isMirrored, lab.x > 0, lab.shift == 0 else { return nil }
      let column = lab.place % lab.crop
      return lab.sourceColumn(column) == column ? "middle" : nil
    },
    LabTask(
      "count", "Choose the crop so that there are exactly 578 different crops, mirrored ones included.",
      "选裁块边长，使不同的裁块（含翻转）恰好 578 个。"
    ) { $0.crops == 578 ? "count" : nil },
    LabTask(
      "white", "Lose the marked pixel's colour: bring red, green and blue to 255, from less than 255 each.",
      "让标出的像素失去颜色：红绿蓝都到 255，而原来都不到 255。"
    ) { lab in
      guard lab.view == .picture else { return nil }
      let pixel = lab.pixel(lab.place / lab.crop, lab.place % lab.crop)
      return pixel.source != nil && pixel.after.allSatisfy { $0 == 255 } && pixel.before.allSatisfy { $0 < 255 }
        ? "white" : nil
    },
    LabTask(
      "warm", "With the three α alone make the picture warmer: red up by at least 10, blue down by at least 10.",
      "只用三个 α 让图片变暖：红至少加 10，蓝至少减 10。"
    ) { lab in
      lab.view == .picture && lab.colourChange[0] >= 10 && lab.colourChange[2] <= -10 ? "warm" : nil
    },
    LabTask(
      "broken", "In the view of labels find two signs whose mirror image carries another label of the list.",
      "在“标签”视图里找出两个翻转后变成表中另一个标签的符号。", needed: 2
    ) { lab in
      guard lab.view == .label, Sign.all.indices.contains(lab.place) else { return nil }
      let sign = Sign.all[lab.place]
      return sign.image != nil && !sign.keepsLabel ? sign.label : nil
    },
  ]
}
