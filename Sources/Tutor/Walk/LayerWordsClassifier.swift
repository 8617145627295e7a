extension LayerWords {
  /// From the maps to the classes, in the network of 2012.
  static let paperClassifier: [String: StageSentences] = [
    "flatten": StageSentences(
      """
      Nothing is computed: {in} is read as one row of {out} numbers, map after map. To the layer that follows, two cells \
      side by side are no closer than any other two. If the row were shuffled, always in the same way, it could learn just \
      as well.
      """,
      """
      这里什么也不算，只是把 {in} 一张接一张地读成一行，共 {out} 个数。在后一层眼里，原来挨着的两个数并不比别的两个数\
      更近。就算把这一行打乱，只要每次打乱的方式相同，它照样学得会。
      """,
      short: "Nothing is computed: {in} is read as one row of {out} numbers.",
      "不做计算，只把 {in} 读成一行 {out} 个数。"),
    "fc6": StageSentences(
      """
      Each of the {out} outputs has a weight of its own for each of the {in} inputs: {parameters} parameters, {share} % of \
      the whole network in one layer. Each is used just once for a picture, where a weight of conv1 is used at every \
      place. In the paper, it is this matrix that fixes the size of the picture.
      """,
      """
      {out} 个输出，每个对 {in} 个输入各有一个权重：{parameters} 个参数，仅这一层就占全网的 {share}%。每个权重对一张图片\
      只用一次，而 conv1 的一个权重在每个位置上都要用。在论文的网络里，决定输入图片必须多大的正是这个矩阵。
      """,
      short: "Every output reads every input: {parameters} parameters, {share} % of the network.",
      "每个输出读取每个输入：{parameters} 个参数，占全网的 {share}%。"),
    "fc7": StageSentences(
      """
      {in} numbers in, {out} out, each with each: {parameters} parameters, {share} % of all. Nothing is left here of \
      kernels, maps or places; the count is simply inputs times outputs, plus a bias for each output. It is a sum of \
      products like every convolution, only with the widest window there is.
      """,
      """
      输入 {in} 个数，输出 {out} 个数，两两相连：{parameters} 个参数，占全网的 {share}%。这里已经没有卷积核、特征图和位置，\
      参数就是输入数乘输出数，再给每个输出加一个偏置。它与卷积一样是乘积之和，只是窗口大到盖住了全部输入。
      """,
      short: "{in} inputs, {out} outputs, each with each: {parameters} parameters, {share} % of all.",
      "{in} 个输入与 {out} 个输出两两相连：{parameters} 个参数，占 {share}%。"),
    "fc8": StageSentences(
      """
      One row of weights for each class. Its product with the {in} numbers, plus a bias, is the score of that class, also \
      called its logit. Scores may be negative, and no ReLU follows: it would make all negative scores equal. Only \
      trained weights give them a meaning.
      """,
      """
      每个类别有一行权重，与 {in} 个数相乘求和，再加一个偏置，就是这个类别的得分，也叫 logit。得分可以是负数，后面也没有 \
      ReLU，否则负分全变成 0，分不出高低。只有权重训练过，得分才有意义。
      """,
      short: "One row of weights and one bias for each class give {out} scores, the logits.",
      "每个类别一行权重、一个偏置，得到 {out} 个得分（logits）。"),
    "softmax": StageSentences(
      """
      Each score z becomes e^z, divided by the sum of them all: {out} positive numbers that add up to 1. Adding the \
      same amount to every score changes nothing, so the largest is subtracted first and no exponential overflows. \
      Probabilities come out of untrained weights as well; they are no proof that the network knows anything.
      """,
      """
      每个得分 z 变成 e^z，再除以它们的总和：得到 {out} 个正数，加起来等于 1。所有得分加上同一个数，结果不变，所以先减去\
      最大值，指数就不会溢出。没有训练过的权重照样能给出概率，这并不说明网络认得什么。
      """,
      short: "Exponentials, each divided by their sum: {out} positive numbers that add up to 1.",
      "取指数再除以总和：{out} 个正数，加起来等于 1。"),
  ]
}
