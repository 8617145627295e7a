extension LayerWords {
  /// Layers that only the other networks have: torchvision's AlexNet and LeNet-5.
  static let otherLayers: [String: StageSentences] = [
    "avgpool6x6": StageSentences(
      """
      Averages whatever comes in down to {size}×{size}, so that fc6 fits pictures of any size. Here it gets {in} already: \
      each average is taken over a single number, and nothing changes. With a larger picture the windows grow, not the \
      number of parameters, for it has none.
      """,
      """
      不管进来多大，都平均成 {size}×{size}，这样任何尺寸的图片都能接上 fc6。这里进来的已经是 {in}，每个平均值只含一个数，\
      什么也没有变。图片大一些，变大的是窗口；参数不会增加，因为它本来就没有。
      """,
      short: "Averages any map down to {size}×{size}, so that fc6 fits every picture.",
      "把任意大小的特征图平均成 {size}×{size}，让 fc6 总能接上。"),
    "drop5": StageSentences(
      """
      torchvision drops numbers before fc6 and before fc7, where the paper drops them after. So in training half of the \
      flattened maps are missing at random, drawn anew each time, and the others are doubled. Now all {out} numbers pass.
      """,
      """
      torchvision 在 fc6 和 fc7 之前丢弃，论文则是在其后。于是训练时，展平后的数随机缺一半，每次重新抽取，留下的乘以 2。\
      现在不是训练，{out} 个数全部通过。
      """,
      short: "torchvision drops before fc6, the paper after it; now all {out} numbers pass.",
      "torchvision 在 fc6 之前丢弃，论文在其后；现在 {out} 个数全部通过。"),
    "C1": StageSentences(
      """
      {channels} kernels of {kernel}×{kernel} on a single grey channel: {parameters} parameters with the biases, and \
      {macs} multiply-adds. Every number of a map is made with the same weights: that is what makes it a convolution. Without \
      padding each side loses {kernel} − 1 cells.
      """,
      """
      {channels} 个 {kernel}×{kernel} 的卷积核作用于一个灰度通道：连偏置共 {parameters} 个参数，{macs} 次乘加。同一张特征图\
      的所有数都用同一组权重算出，这正是卷积的特点。没有填充，所以每条边少 {kernel} − 1 格。
      """,
      short: "{channels} kernels of {kernel}×{kernel} on one grey channel: {parameters} parameters.",
      "{channels} 个 {kernel}×{kernel} 卷积核作用于灰度图：{parameters} 个参数。"),
    "S2": StageSentences(
      """
      The mean of each {kernel}×{kernel} window. The windows lie side by side, so every number counts once. In the network \
      of 1998 this layer added the four numbers up and had a trained gain and bias for each map; in the version shown here \
      it has nothing to train.
      """,
      """
      每个 {kernel}×{kernel} 窗口取平均。窗口一个挨一个，互不重叠，每个数只用一次。1998 年的原网络在这一层是把四个数相加，\
      每张特征图还有一个可训练的系数和一个偏置；这里的版本没有可训练的参数。
      """,
      short: "The mean of each {kernel}×{kernel} window, side by side without overlap.",
      "每个 {kernel}×{kernel} 窗口取平均，窗口互不重叠。"),
    "C3": StageSentences(
      """
      {channels} kernels, each reading all the maps before it. In 1998 most of them read only some maps, by a hand-made \
      table, which saved more than a third of the weights and was meant to make the kernels differ. Here the table is \
      left out: {parameters} parameters.
      """,
      """
      {channels} 个卷积核，每个都读前面的全部特征图。1998 年的原网络按一张人工编排的表，让大多数卷积核只读其中几张，省下\
      三分之一以上的权重，也让各个卷积核有所分工。这里不用那张表，共 {parameters} 个参数。
      """,
      short: "{channels} kernels that read all maps; in 1998 a table gave most of them only some.",
      "{channels} 个卷积核读全部特征图；1998 年则按表各读几张。"),
    "C5": StageSentences(
      """
      A kernel of {kernel}×{kernel} on a map of the same size: it fits in one place only, and {out} comes out. A \
      convolution whose kernel covers everything is a fully connected layer by another name. {share} % of the parameters \
      of this network lie here.
      """,
      """
      {kernel}×{kernel} 的卷积核遇上同样大小的特征图，只有一个位置可放，输出 {out}。卷积核盖住整个输入的卷积，就是换了名字的\
      全连接层。这个网络 {share}% 的参数都在这里。
      """,
      short: "The kernel is as large as the map: a convolution that is a fully connected layer.",
      "卷积核与特征图一样大：名为卷积，实为全连接。"),
    "F6": StageSentences(
      """
      {in} numbers become {out}, each output reading every input: {parameters} parameters. In 1998 the last layer compared \
      these numbers with a drawn picture of each digit, 7 by 12 pixels, hence so odd a count. This version has plain \
      scores instead.
      """,
      """
      {in} 个数变成 {out} 个，每个输出读取每个输入：{parameters} 个参数。1998 年的原网络最后一层把这些数与每个数字的 7×12 \
      点阵图比较，这个奇怪的数目就是这样来的。这里的版本直接输出得分。
      """,
      short: "{in} numbers become {out}: {parameters} parameters.",
      "{in} 个数变成 {out} 个：{parameters} 个参数。"),
    "out": StageSentences(
      """
      One score for each of the {out} digits: a row of weights times {in} numbers, plus a bias. There is no softmax layer \
      in this network; where probabilities are wanted, the scores go through one. Weights that were not trained give scores as \
      well, but no answer.
      """,
      """
      {out} 个数字各有一个得分：一行权重与 {in} 个数相乘求和，再加偏置。这个网络没有 softmax 层，需要概率时，再把得分送进去\
      算一次。没有训练过的权重也会给出得分，但那算不上答案。
      """,
      short: "One score for each of the {out} digits.", "{out} 个数字各得一个得分。"),
  ]
}
