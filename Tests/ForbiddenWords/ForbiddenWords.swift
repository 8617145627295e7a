/// The words of the field that this course does not use, in each of its languages, each with the one that it uses.
///
/// They hold for lessons as for the program: ``ForbiddenWordFinder`` looks for them in any text.
package enum ForbiddenWords {
  package static let english: [ForbiddenWord] = [
    ForbiddenWord(#"\bfilters?\b"#, use: "kernel", unless: "kernels?, filter|also called|other name"),
    ForbiddenWord(#"\bneurons?\b"#, use: "unit", unless: #"unit, neuron|nerve cell|also called|other name|\bpaper\b"#),
    ForbiddenWord(
      #"\bshares?\b"#, use: "probability", near: #"softmax|\bclass|logit|\bloss\b|exponential"#,
      unless:
        #"shares? of (all |the |dead |its )*(pictures|zeros|examples|parameters|gradient|units|box|work)|share (their|its|the same|cells|one)"#
    ),
    ForbiddenWord(#"\bspeed\b"#, use: "momentum", near: #"momentum|gradient|downhill|slope|\bv\b"#),
    ForbiddenWord(#"\bvelocity\b"#, use: "momentum", unless: #"buffer|\bv\b"#),
    ForbiddenWord(
      #"\b(the|a|its|their|same|one) spread\b|\bspread (of (?!answers)|is|h\b|\d)"#, use: "standard deviation"),
    ForbiddenWord(#"\bsizes? of (the|a|each) (mini-)?batch|\bbatch-size\b"#, use: "batch size"),
    ForbiddenWord(#"\bminibatch"#, use: "batch"),
  ]

  package static let chinese: [ForbiddenWord] = [
    ForbiddenWord("批次大小|批的大小|批大小", use: "批量大小"),
    ForbiddenWord("(?<!线性|门控)单元(?!格)", use: "神经元", unless: "感受野"),
    ForbiddenWord(
      "张图(?![片像案形块表])|(?<!特征)图数|(?<!特征)图边长|输[入出]图(?![片像])|特征的图", use: "特征图"),
    ForbiddenWord("滤波", use: "卷积核", unless: "卷积核，滤波器|又称|也叫|也称"),
    ForbiddenWord("(?<!卷积|内|审|考)核(?!心|对|宽|实|算|查|准)", use: "卷积核"),
    ForbiddenWord("步幅", use: "步长", unless: "又称|也叫|也称|又译"),
    ForbiddenWord("正确率|准确度", use: "准确率"),
    ForbiddenWord("(训练|验证|测试|分类)误差|误差率", use: "错误率"),
    ForbiddenWord("净输入|前向时的和|(?<!权|方)和小于", use: "加权和"),
    ForbiddenWord("乘加(运算|操作)|(?<!次)乘加(?!次数|运算|操作)", use: "乘加次数"),
    ForbiddenWord("正确类(?!别)", use: "正确类别"),
    ForbiddenWord("权值", use: "权重"),
    ForbiddenWord("反向缩放", use: "反向随机失活"),
    ForbiddenWord("上一层", use: "前一层"),
    ForbiddenWord("下一层", use: "后一层"),
    ForbiddenWord("答案图", use: "得分图"),
    ForbiddenWord("间隔|间距", use: "累计步长", near: "感受野"),
    ForbiddenWord("[个张次种十0-9]裁剪|裁剪(数|块|从第|里|中|的边长)", use: "裁块"),
    ForbiddenWord("(?<!一)长条(?!数)", use: "横条"),
    ForbiddenWord("显卡", use: "GPU"),
    ForbiddenWord("份额|占一份", use: "概率", near: "softmax|概率|类别|指数"),
    ForbiddenWord("(?<!倍的)速度", use: "动量", near: "动量|梯度|坡", unless: "也叫"),
    ForbiddenWord("(?<!部|百)分数", use: "得分", near: "类别|softmax|logit|梯度"),
    ForbiddenWord("[0-9}] %", use: "% without a space"),
    ForbiddenWord("[0-9] × [0-9]", use: "3×3", unless: "="),
  ]

  /// Those of a language, by the name of its folder of lessons.
  package static func words(_ language: String) -> [ForbiddenWord] { language == "en" ? english : chinese }
}
