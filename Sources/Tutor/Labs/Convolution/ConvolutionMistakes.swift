import Engine

/// The question of predict mode and what wrong answers to it look like, every one computed by the engine.
extension ConvolutionLab {
  package func question(_ language: Language) -> LabQuestion {
    if page.isGradient { return gradientQuestion(language) }
    return LabQuestion(
      place: place, label: cellName, answer: run[map, row, column], mistakes: mistakes(language))
  }

  package func hint(_ language: Language) -> String {
    page.isGradient
      ? language("The summands are above: add them once more.", "各项在上面：再加一遍。")
      : language("The products are above: add them once more.", "乘积在上面：再加一遍。")
  }

  package var source: SourceReference {
    SourceReference("Convolution", at: page.isGradient ? "func backward" : "func forward")
  }

  /// `out[1,0]`, with the map in front where there are several.
  var cellName: String { groups == 1 ? "out[\(row),\(column)]" : "out[\(map),\(row),\(column)]" }

  /// The likeliest first.
  private func mistakes(_ language: Language) -> [LabMistake] {
    biasMistakes(language) + kernelMistakes(language) + windowMistakes(language) + channelMistakes(language)
      + sumMistakes(language)
  }

  private func biasMistakes(_ language: Language) -> [LabMistake] {
    guard bias != 0 else { return [] }
    let sum = run(bias: 0)[map, row, column]
    var found = [
      LabMistake(
        "bias", sum,
        language("That is the sum of the products. The bias is missing.", "这是乘积之和，还差偏置。"))
    ]
    if readChannels.count > 1 {
      found.append(
        LabMistake(
          "biasPerChannel", run(bias: bias * Float(readChannels.count))[map, row, column],
          language(
            "The bias was added once for each channel. A kernel has one.", "每个通道各加了一次偏置；一个卷积核只有一个偏置。")))
    }
    let weights = Float(kernelRows * kernelColumns * readChannels.count)
    found.append(
      LabMistake(
        "biasPerWeight", run(bias: bias * weights)[map, row, column],
        language("The bias was added to every product. It comes once.", "每个乘积都加了偏置；偏置只加一次。")))
    return found
  }

  private func kernelMistakes(_ language: Language) -> [LabMistake] {
    func value(_ change: (Sheet) -> Sheet) -> Float { run(kernel: laidKernel.map(change))[map, row, column] }
    var found = [
      LabMistake(
        "flip", value { $0.reversed().map { $0.reversed() } },
        isFlipped
          ? language("The kernel was laid as it is. Flip is on: turn it first.", "卷积核是原样放上去的；现在翻转开着，要先转。")
          : language(
            "The kernel was turned by 180 degrees. A network lays it as it is.", "卷积核被转了 180 度；网络是原样放上去的。"))
    ]
    if kernelRows == kernelColumns {
      found.append(
        LabMistake(
          "transposed",
          value { sheet in sheet.indices.map { column in sheet.map { $0[column] } } },
          language("Rows and columns of the kernel were exchanged.", "卷积核的行和列弄反了。")))
    }
    if kernelRows > 1 {
      found.append(
        LabMistake(
          "lastRow", value { sheet in Array(sheet.dropLast()) + [sheet[0].map { _ in 0 }] },
          language("The sum without the last row of the window", "这个和少了窗口的最后一行")
            + lastRowTerms(language)))
    }
    if kernelColumns > 1 {
      found.append(
        LabMistake(
          "lastColumn", value { sheet in sheet.map { Array($0.dropLast()) + [0] } },
          language("The sum without the last column of the window.", "这个和少了窗口的最后一列。")))
    }
    found.append(
      LabMistake(
        "signs", value { sheet in sheet.map { $0.map { abs($0) } } },
        language("The minus signs of the weights were lost.", "权重的负号丢了。")))
    return found
  }

  /// `: 3·(−1) is missing.`
  private func lastRowTerms(_ language: Language) -> String {
    let terms = windowTerms(of: readChannels.lowerBound)[kernelRows - 1]
    let products = terms.filter { $0.product != 0 }.map { LabNumber.text($0.input) + "·" + LabNumber.factor($0.weight) }
    guard readChannels.count == 1, !products.isEmpty, products.count <= 3 else { return language(".", "。") }
    let list = products.joined(separator: " + ")
    return language(": \(list) is missing.", "：缺 \(list)。")
  }

  private func windowMistakes(_ language: Language) -> [LabMistake] {
    func value(_ other: ConvolutionRun, _ row: Int, _ column: Int) -> Float? {
      other.output.shape.contains([0, map, row, column]) ? other[map, row, column] : nil
    }
    var found: [LabMistake] = []
    func add(_ name: String, _ value: Float?, _ english: String, _ chinese: String) {
      if let value { found.append(LabMistake(name, value, language(english, chinese))) }
    }
    let fits = Windows(kernel: max(kernelRows, kernelColumns), dilation: dilation).extent <= min(rows, columns)
    if padding > 0, fits {
      add(
        "padding", value(run(padding: 0), row, column),
        "That is the window without the padding: the frame of zeros counts.",
        "这是没有填充时的窗口；四周的零也算。")
    }
    if dilation > 1 {
      add(
        "dilation", value(run(dilation: 1), row, column),
        "The window was read without its gaps. The dilation is \(dilation).",
        "窗口当成没有间隔了；膨胀是 \(dilation)。")
    }
    if stride > 1 {
      add(
        "stride", value(run(stride: 1), row, column),
        "That is the window at stride 1. Here the kernel moves \(stride) at a time.",
        "这是步长 1 的窗口；这里每次移动 \(stride) 格。")
    }
    let here = run
    if row != column {
      add(
        "swapped", value(here, column, row), "That is out[\(column),\(row)]: row first, then column.",
        "这是 out[\(column),\(row)]；先行后列。")
    }
    for (rowStep, columnStep) in [(0, 1), (0, -1), (1, 0), (-1, 0)] {
      let (row, column) = (row + rowStep, column + columnStep)
      if row >= 0, column >= 0 {
        add(
          "neighbour", value(here, row, column), "That is the window beside it, out[\(row),\(column)].",
          "这是旁边的窗口 out[\(row),\(column)]。")
      }
    }
    return found
  }

  private func channelMistakes(_ language: Language) -> [LabMistake] {
    let read = readChannels
    var found: [LabMistake] = []
    if groups > 1 {
      var all = run(groups: 1)
      found.append(
        LabMistake(
          "groups", all[0, row, column],
          language("All channels were added. This map reads only its own group.", "把所有通道都加了；这张特征图只读自己那一组。")))
      all = runOfEachChannel
      for channel in 0..<channels where !read.contains(channel) {
        found.append(
          LabMistake(
            "otherGroup", all[channel, row, column] + bias,
            language("That is channel \(channel), of another group.", "这是通道 \(channel)，属于另一组。")))
      }
    }
    guard read.count > 1 else { return found }
    let each = runOfEachChannel
    for channel in read {
      for extra in bias == 0 ? [0] : [bias, 0] {
        found.append(
          LabMistake(
            "oneChannel", each[channel, row, column] + extra,
            language("That is channel \(channel) alone. All channels belong to the sum.", "这只是通道 \(channel)；所有通道都要加进来。")
          ))
      }
    }
    let sum = run(bias: 0)[map, row, column]
    let count = Float(read.count)
    for value in [sum / count + bias, (sum + bias) / count] {
      found.append(
        LabMistake(
          "averaged", value, language("The channels were averaged. They are added.", "把各通道取了平均；应当相加。")))
    }
    return found
  }

  private func sumMistakes(_ language: Language) -> [LabMistake] {
    let answer = run[map, row, column]
    let sum = run(bias: 0)[map, row, column]
    let weights = Float(kernelRows * kernelColumns)
    return [
      LabMistake("sign", -answer, language("The size is right, the sign is not.", "大小对了，正负号反了。")),
      LabMistake(
        "mean", sum / weights + bias, language("The products were averaged. They are added.", "把乘积取了平均；应当相加。")),
    ]
  }
}
