import Engine

extension DropoutLab {
  package func question(_ language: Language) -> LabQuestion {
    switch place {
    case DropoutLab.meanPlace:
      LabQuestion(
        place: place, label: language("mean over the masks", "掩码的平均"), answer: expectation.mean,
        mistakes: meanMistakes(language))
    case DropoutLab.testPlace:
      LabQuestion(
        place: place, label: language("output at test time", "测试时的输出"), answer: testOutput,
        mistakes: testMistakes(language))
    default:
      LabQuestion(place: place, label: label, answer: output(mask: place), mistakes: maskMistakes(language))
    }
  }

  package func hint(_ language: Language) -> String {
    language("The terms stand above: add them once more.", "各项在上面：再加一遍。")
  }

  private func with(_ change: (inout DropoutLab) -> Void) -> DropoutLab {
    var copy = self
    change(&copy)
    return copy
  }

  private func maskMistakes(_ language: Language) -> [LabMistake] {
    let other = with { $0.scaling = scaling == .paper ? .inverted : .paper }
    var found = [
      LabMistake(
        "otherScaling", other.output(mask: place),
        scaling == .paper
          ? language("What stays was scaled up. The paper leaves it as it is while training.", "把保留的放大了；论文训练时不放大。")
          : language(
            "The factor 1/(1 − p) is missing: inverted dropout scales while training.", "少了系数 1/(1 − p)：反向随机失活在训练时就乘。")),
      LabMistake(
        "complement", output(mask: 15 - place),
        language("You added the dropped units. 1 means kept.", "加的是失活的神经元；1 表示保留。")),
      LabMistake(
        "noMask", with { $0.rate = 0 }.output(mask: 15),
        language("That is the sum of all units: the mask is missing.", "这是所有神经元之和：没有用掩码。")),
      LabMistake(
        "test", testOutput, language("That is the output at test time. Here a mask is at work.", "这是测试时的输出；这里有掩码。")),
    ]
    if scaling == .paper, rate > 0 {
      let scaled = Tensor([1, 4], hidden(mask: place).data.map { $0 * (1 - rate) })
      found.append(
        LabMistake(
          "testFactor", output(of: scaled),
          language("The factor (1 − p) belongs to test time, not to training.", "系数 (1 − p) 属于测试，不属于训练。")))
    }
    return found + reluMistakes(place, language) + biasMistake { $0.output(mask: place) }(language)
  }

  private func testMistakes(_ language: Language) -> [LabMistake] {
    let other = with { $0.scaling = scaling == .paper ? .inverted : .paper }
    var found = [
      LabMistake(
        "otherScaling", other.testOutput,
        scaling == .paper
          ? language("The factor (1 − p) is missing: the paper applies it at test time.", "少了系数 (1 − p)：论文在测试时乘它。")
          : language("There is no factor at test time: training has scaled already.", "测试时没有系数：训练时已经放大过。")),
      LabMistake(
        "mean", expectation.mean,
        language(
          "That is the mean over the masks. After a ReLU one pass gives something else.", "这是各掩码的平均；有 ReLU 时一次前向的结果不同。")
      ),
    ]
    if scaling == .paper, rate != 0.5 {
      let dropped = Tensor([1, 4], units.map { $0 * rate })
      found.append(
        LabMistake(
          "timesRate", output(of: dropped),
          language("You multiplied by p. What is kept on average is 1 − p.", "乘成了 p；平均保留的是 1 − p。")))
    }
    return found + biasMistake { $0.testOutput }(language)
  }

  private func meanMistakes(_ language: Language) -> [LabMistake] {
    let outputs = outputs
    return [
      LabMistake(
        "plainMean", outputs.reduce(0, +) / 16,
        language(
          "That counts every mask the same. They are not equally likely at this p.", "这样每个掩码权重相同；在这个 p 下它们的概率并不相等。")),
      LabMistake(
        "test", testOutput,
        language("That is one pass at test time; the ReLU makes the mean another number.", "这是测试时的一次前向；有 ReLU，平均值就不同了。")
      ),
      LabMistake(
        "noMask", with { $0.rate = 0 }.output(mask: 15),
        language("That is the output without dropout.", "这是不做 dropout 时的输出。")),
      LabMistake(
        "sum", outputs.reduce(0, +), language("That is the sum over the masks. Divide it by 16.", "这是各掩码之和，还要除以 16。")),
    ]
  }

  private func reluMistakes(_ mask: Int, _ language: Language) -> [LabMistake] {
    guard hasReLU else { return [] }
    return [
      LabMistake(
        "noReLU", with { $0.hasReLU = false }.output(mask: mask),
        language("A negative sum does not pass the ReLU.", "负的加权和过不了 ReLU。"))
    ]
  }

  private func biasMistake(_ value: @escaping (DropoutLab) -> Float) -> (Language) -> [LabMistake] {
    { language in
      guard bias != 0 else { return [] }
      return [
        LabMistake(
          "bias", value(with { $0.bias = 0 }), language("The bias is missing. It is never dropped.", "少了偏置；偏置从不失活。"))
      ]
    }
  }
}
