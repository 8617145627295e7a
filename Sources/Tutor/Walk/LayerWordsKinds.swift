extension LayerWords {
  /// Words for a layer that has none of its own, by kind of operation.
  static let kinds: [String: StageSentences] = [
    "convolution": StageSentences(
      """
      Each of the {channels} kernels is laid on a {kernel}×{kernel} window of its input channels; all products are added, \
      then one bias. The kernel moves on by {stride} and does the same again with the same weights. So {parameters} \
      parameters do for {outputs} numbers.
      """,
      """
      {channels} 个卷积核，每个盖在输入通道的 {kernel}×{kernel} 窗口上，所有乘积相加，再加一个偏置。然后移动 {stride} 格，\
      用同一组权重再算一遍。所以 {parameters} 个参数就够算出 {outputs} 个数。
      """,
      short: "{channels} kernels of {kernel}×{kernel}, stride {stride}, padding {padding}: {in} becomes {out}.",
      "{channels} 个 {kernel}×{kernel} 卷积核，步长 {stride}，填充 {padding}：{in} 变成 {out}。"),
    "relu": StageSentences(
      """
      Negative numbers become 0, the others pass unchanged. It has no parameters and keeps the shape {out}. Without a bend \
      like this one, layers in a row could do no more than one alone.
      """,
      """
      负数变成 0，其余原样通过。没有参数，形状仍是 {out}。没有这样一个转折，再多的层叠起来也只相当于一层。
      """,
      short: "Negative numbers become 0, the others pass unchanged.", "负数变成 0，其余原样通过。"),
    "leakyRelu": StageSentences(
      """
      Positive numbers pass unchanged, negative ones are made small but not 0. So a little gradient comes through on the \
      negative side as well, and no unit can fall silent for good. The shape stays {out}.
      """,
      """
      正数原样通过，负数缩小，但不变成 0。这样负半区也能通过一点梯度，神经元不会彻底“死亡”。形状仍是 {out}。
      """,
      short: "Positive numbers pass, negative ones are made small but not 0.", "正数通过，负数缩小但不为 0。"),
    "sigmoid": StageSentences(
      """
      1/(1 + e^(−x)) presses every number between 0 and 1. Its slope is a quarter at 0 and almost nothing beyond ±4: out \
      there the unit is saturated, and hardly any gradient passes. The shape stays {out}.
      """,
      """
      1/(1 + e^(−x)) 把每个数压到 0 与 1 之间。它的斜率在 0 处是四分之一，到 ±4 以外几乎为 0：那里已经饱和，梯度很难通过。\
      形状仍是 {out}。
      """,
      short: "Presses every number between 0 and 1; far from 0 hardly any gradient passes.",
      "把每个数压到 0 与 1 之间；离 0 远了，梯度很难通过。"),
    "tanh": StageSentences(
      """
      tanh presses every number between −1 and 1; around 0 it changes almost nothing. Its slope is 1 at 0 and under 0.1 \
      beyond ±2, where the unit is saturated and learns slowly. It was the usual choice before ReLU, and the one that the \
      paper compares with.
      """,
      """
      tanh 把每个数压到 −1 与 1 之间，在 0 附近几乎不改变它。斜率在 0 处是 1，到 ±2 以外不足 0.1，那里已经饱和，学得很慢。\
      在 ReLU 之前，它是常规选择，论文拿来比较的也正是它。
      """,
      short: "Presses every number between −1 and 1; far from 0 it saturates.", "把每个数压到 −1 与 1 之间；离 0 远了就饱和。"),
    "localResponseNormalization": StageSentences(
      """
      Each number is divided by a power of k plus the squares of the neighbouring maps at the same place. The neighbours \
      are channels, not pixels. In the paper k is 2, so every number becomes smaller; the shape stays {out}.
      """,
      """
      每个数都除以“k 加同一位置相邻特征图平方和”的某次幂。相邻的是通道，不是像素。论文取 k = 2，所以每个数都会变小；形状\
      仍是 {out}。
      """,
      short: "Each number is divided by a power of the squares of its neighbouring maps.",
      "每个数除以由相邻特征图平方和算出的量。"),
    "maxPooling": StageSentences(
      """
      The largest number of every {kernel}×{kernel} window, the window moving by {stride}: {in} becomes {out}. Maps shrink, \
      their number stays. There is nothing to train, yet the gradient passes: all of it goes to the winner.
      """,
      """
      每个 {kernel}×{kernel} 窗口取最大值，步长 {stride}：{in} 变成 {out}。特征图变小，张数不变。没有参数要训练，梯度却照样\
      通过，全部交给最大的那个数。
      """,
      short: "The largest of each {kernel}×{kernel} window, stride {stride}: {in} becomes {out}.",
      "每个 {kernel}×{kernel} 窗口取最大值，步长 {stride}：{in} 变成 {out}。"),
    "averagePooling": StageSentences(
      """
      The mean of every {kernel}×{kernel} window, the window moving by {stride}: {in} becomes {out}. Maps shrink, their \
      number stays. On the way back every number of a window gets an equal share of the gradient.
      """,
      """
      每个 {kernel}×{kernel} 窗口取平均，步长 {stride}：{in} 变成 {out}。特征图变小，张数不变。反向传播时，窗口里的每个数\
      平分梯度。
      """,
      short: "The mean of each {kernel}×{kernel} window, stride {stride}: {in} becomes {out}.",
      "每个 {kernel}×{kernel} 窗口取平均，步长 {stride}：{in} 变成 {out}。"),
    "adaptiveAveragePooling": StageSentences(
      """
      Whatever comes in is averaged down to {size}×{size}: the windows follow the size of the input. So the layer behind \
      always gets {outputs} numbers, whatever the picture. It has no parameters.
      """,
      """
      不管进来多大，都平均成 {size}×{size}：窗口大小随输入而定。所以不论图片多大，后面的层总是收到 {outputs} 个数。它没有参数。
      """,
      short: "Averages any map down to {size}×{size}.", "把任意大小的特征图平均成 {size}×{size}。"),
    "flatten": StageSentences(
      "Nothing is computed: {in} is read as one row of {out} numbers, map after map.",
      "不做计算，只把 {in} 一张接一张地读成一行 {out} 个数。",
      short: "Nothing is computed: {in} is read as one row of {out} numbers.", "不做计算，只把 {in} 读成一行 {out} 个数。"),
    "linear": StageSentences(
      """
      Every output is the sum of all {in} inputs, each times a weight of its own, plus a bias: {parameters} parameters, \
      {share} % of the network. No weight is shared, and each is used once for a picture.
      """,
      """
      每个输出都是 {in} 个输入各乘一个自己的权重再求和，最后加偏置：{parameters} 个参数，占全网的 {share}%。权重不共享，\
      对一张图片各用一次。
      """,
      short: "Every output reads every input: {parameters} parameters.", "每个输出读取每个输入：{parameters} 个参数。"),
    "dropout": StageSentences(
      """
      In training some numbers, drawn anew each time, are set to 0 and the others are scaled up to make good for them. So \
      no unit can rely on a certain other one. Now all {outputs} numbers pass unchanged.
      """,
      """
      训练时随机把一部分数置 0，每次重新抽取，并放大其余的数来弥补。这样，任何神经元都不能总是依靠另外某一个。现在 \
      {outputs} 个数全部原样通过。
      """,
      short: "Drops numbers at random in training; now all of them pass.", "训练时随机丢弃；现在全部原样通过。"),
    "softmax": StageSentences(
      """
      Exponentials of the scores, each divided by the sum of all: {out} positive numbers that add up to 1. The order of the \
      scores stays as it was.
      """,
      """
      对得分取指数，再除以总和：{out} 个正数，加起来等于 1。得分的高低次序不变。
      """,
      short: "Exponentials, each divided by their sum: {out} numbers that add up to 1.",
      "取指数再除以总和：{out} 个数，加起来等于 1。"),
  ]
}
