import ForbiddenWords
import Testing

/// The finder of forbidden words finds them, and lets pass what is right.
@Suite struct ForbiddenWordTests {
  private func uses(_ text: String, _ language: String) throws -> [String] {
    try ForbiddenWordFinder(language).findings(in: text).map(\.use)
  }

  @Test(arguments: [
    ("The filter slides over the picture.", "kernel"), ("Filters of 3×3", "kernel"),
    ("A neuron that is 0", "unit"), ("Softmax gives each class its share.", "probability"),
    ("With momentum the speed grows.", "momentum"), ("the spread of the weights", "standard deviation"),
    ("the size of a batch", "batch size"), ("a minibatch of 128", "batch"),
  ])
  func `an English word that has another name here is found`(_ text: String, _ use: String) throws {
    #expect(try uses(text, "en") == [use])
  }

  @Test(arguments: [
    ("批次大小是 128", "批量大小"), ("四个单元", "神经元"), ("这张图有 55 行", "特征图"), ("滤波器滑过", "卷积核"),
    ("把核放上去", "卷积核"), ("步幅是 2", "步长"), ("测试正确率", "准确率"), ("训练误差 25%", "错误率"),
    ("和小于 0 时", "加权和"), ("一亿乘加", "乘加次数"), ("乘加运算", "乘加次数"), ("正确类的概率", "正确类别"),
    ("权值共享", "权重"), ("反向缩放", "反向随机失活"), ("上一层的输出", "前一层"), ("传给下一层", "后一层"), ("答案图", "得分图"),
    ("感受野 195，间隔 16", "累计步长"), ("十个裁剪取平均", "裁块"), ("那些长条", "横条"), ("两块显卡", "GPU"), ("占 15.3 %", "% without a space"),
    ("卷积核是 3 × 3 的", "3×3"), ("动量使速度变大", "动量"), ("各类别的分数", "得分"), ("softmax 的份额", "概率"),
  ])
  func `a Chinese word that has another name here is found`(_ text: String, _ use: String) throws {
    #expect(try uses(text, "zh-Hans") == [use])
  }

  @Test(arguments: [
    ("A kernel, filter in other books, is", "en"), ("The share of zeros among the outputs of a class", "en"),
    ("Its speed on this machine", "en"), ("Average pooling spreads the gradient.", "en"), ("a batch of 128", "en"),
    ("the buffer v, called velocity", "en"), ("卷积核（又称滤波器）", "zh-Hans"), ("步长（又称步幅）", "zh-Hans"),
    ("这一格是 conv1 的一个单元，感受野是 11", "zh-Hans"), ("修正线性单元", "zh-Hans"), ("一张图片，三张特征图", "zh-Hans"),
    ("卷积核和内核", "zh-Hans"), ("核宽 k", "zh-Hans"), ("做一亿次乘加，乘加次数", "zh-Hans"), ("正确类别", "zh-Hans"),
    ("随机裁剪，裁块", "zh-Hans"), ("占 15.3%", "zh-Hans"), ("3 × 4 = 12", "zh-Hans"), ("播放速度", "zh-Hans"), ("大部分数", "zh-Hans"),
  ])
  func `a word in another sense, or named once as another name, is right`(_ text: String, _ language: String) throws {
    #expect(try uses(text, language).isEmpty)
  }

  @Test func `context and exceptions hold for the paragraph in which they stand`() throws {
    #expect(try uses("Softmax of two classes.\n\nA share of the time.", "en").isEmpty)
    #expect(try uses("Softmax of two classes.\nA share of one.", "en").count == 1)
    #expect(try uses("步长（又称步幅）。\n\n步幅是 2。", "zh-Hans") == ["步长"])
  }

  @Test func `at the end of a row of a screen nothing is judged that may go on in the next`() throws {
    let finder = try ForbiddenWordFinder("zh-Hans")
    #expect(finder.findings(inRows: ["│ 概率属于正确类 │", "│ 别的神经元 │"]).isEmpty)
    #expect(finder.findings(inRows: ["│ 正确类是 2 │ 步幅  3 │"]).map(\.use) == ["正确类别", "步长"])
  }

  @Test func `literals are read as the reader gets them`() {
    let source = #"""
      let a = "one \(b ? "two" : f("three")) \"four\"" // "no"
      let c = """
        five \
          six
        """, d = #"raw"#
      """#
    let found = SourceLiterals.all(in: source)
    #expect(
      found.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        == ["two", "three", "one 0 \"four\"", "five six"])
    #expect(found.map(\.line) == [1, 1, 1, 2])
    #expect(SourceLiterals.all(in: "\"步长\"")[0].isChinese && !SourceLiterals.all(in: "\"stride\"")[0].isChinese)
  }
}
