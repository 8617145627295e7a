extension LayerWords {
  /// The picture, the convolutions and the poolings of the network of 2012.
  static let paperConvolutions: [String: StageSentences] = [
    "input": StageSentences(
      """
      To the network a picture is {outputs} numbers, {out}: channels, rows, columns. The paper scales the shorter side to \
      256, cuts out a square and subtracts the training mean, nothing more. It speaks of 224 pixels, yet without padding \
      conv1 makes maps of 55 only from 227 pixels on.
      """,
      """
      对网络来说，图片就是 {outputs} 个数，形状 {out}：通道、行、列。论文的预处理只有三步：短边缩到 256，裁出正方形，\
      减去训练集均值。论文说输入是 224，可是 conv1 不加填充时，要从 227 起才能得到 55。
      """,
      short: "A picture is {outputs} numbers, {out}: channels, rows, columns.",
      "图片就是 {outputs} 个数，形状 {out}：通道、行、列。"),
    "conv1": StageSentences(
      """
      Each of the {channels} kernels lies on {kernel}×{kernel} pixels of all colours at once, then moves on by {stride}. \
      In the trained network of the paper, the kernels on one GPU came out mostly blind to colour and those on the other \
      mostly specific to it, in every run. The layer holds {share} % of all parameters.
      """,
      """
      {channels} 个卷积核，每个都同时盖住各颜色通道的 {kernel}×{kernel} 个像素，每次移动 {stride} 格。在论文训练好的\
      网络里，一块 GPU 上的卷积核大多不分颜色，另一块上的大多专看颜色，每次训练都是如此。这一层只占全部参数的 {share}%。
      """,
      short: "{channels} kernels of {kernel}×{kernel} slide over the picture in steps of {stride} and give {out}.",
      "{channels} 个 {kernel}×{kernel} 的卷积核以步长 {stride} 滑过图片，得到 {out}。"),
    "pool1": StageSentences(
      """
      Every output is the largest of {kernel}×{kernel} numbers. The window moves by {stride}, less than its own width, so \
      neighbouring windows share cells. Against windows of 2 that do not overlap, the paper measured 0.4 and 0.3 points \
      less top-1 and top-5 error. There is nothing to train here.
      """,
      """
      每个输出都是 {kernel}×{kernel} 个数里最大的一个。窗口每次移动 {stride}，比自身窄，所以相邻窗口有重叠。与互不\
      重叠的 2×2 池化相比，论文测得 top-1 和 top-5 错误率分别低 0.4 和 0.3 个百分点。这一层没有可训练的参数。
      """,
      short: "The largest of each {kernel}×{kernel} window; windows move by {stride} and overlap.",
      "每个 {kernel}×{kernel} 窗口取最大值；步长 {stride}，窗口有重叠。"),
    "conv2": StageSentences(
      """
      In the paper this layer is cut in two groups: a kernel reads only the half of the maps that lies on its own GPU \
      (here: groups {groups}). Groups make kernels thinner, not fewer. Of all layers this one works hardest, with {macs} \
      multiply-adds, although it holds only {share} % of the parameters.
      """,
      """
      论文把这一层分成两组：每个卷积核只读自己那块 GPU 上的一半特征图（此处组数为 {groups}）。分组让卷积核变薄，\
      不是变少。全网数这一层最忙，要做 {macs} 次乘加，参数却只占 {share}%。
      """,
      short: "The busiest layer: {macs} multiply-adds with {share} % of the parameters (groups: {groups}).",
      "最忙的一层：{macs} 次乘加，参数只占 {share}%（组数 {groups}）。"),
    "pool2": StageSentences(
      """
      From {in} to {out}: rows and columns shrink, the number of maps stays. On the way back the whole gradient of a cell \
      goes to the number that won, and the others get nothing. Because the windows overlap, one number can win several \
      times and collects all those gradients.
      """,
      """
      从 {in} 到 {out}：行和列变少，特征图的张数不变。反向传播时，每个输出的梯度全部交给窗口里的最大值，其余的数\
      一点也分不到。窗口有重叠，所以同一个数可能在好几个窗口里胜出，几份梯度就加在一起。
      """,
      short: "Only the winner of each window passes, and on the way back it alone gets the gradient.",
      "每个窗口只有最大值通过；反向时梯度也只交给它。"),
    "conv3": StageSentences(
      """
      The only convolution of the paper that reads the maps of both GPUs: here the halves mix. Its kernels are just \
      {kernel}×{kernel}, but deep. The paper says that no convolutional layer holds more than 1 % of the parameters. \
      Counted out, this one has {parameters}: {share} %.
      """,
      """
      论文里只有这个卷积层读取两块 GPU 的全部特征图，两半在这里汇合。卷积核只有 {kernel}×{kernel}，\
      却很厚。论文说每个卷积层的参数都不超过 1%；数一数，这一层有 {parameters} 个，占 {share}%。
      """,
      short: "{kernel}×{kernel} kernels that read all maps: in the paper, the two GPUs meet here.",
      "{kernel}×{kernel} 的卷积核读取全部特征图：论文的两块 GPU 在此交汇。"),
    "conv4": StageSentences(
      """
      The same size goes in and comes out, {size}×{size}: padding {padding} is just what a kernel of {kernel} needs. A unit \
      now sees {receptiveField} pixels across, though its kernel covers only three cells, because the cells lie \
      {jump} pixels apart. Without any one of the middle layers the paper lost about 2 % of top-1.
      """,
      """
      进出都是 {size}×{size}：卷积核宽 {kernel}，填充 {padding} 正好保持尺寸。卷积核只盖住三格，一个神经元却已看到 \
      {receptiveField} 个像素宽，因为这里的一格相当于 {jump} 个像素。论文发现，去掉任何一个中间层，top-1 约损失 2%。
      """,
      short: "Size stays {size}×{size}; each unit now sees {receptiveField} pixels across.",
      "尺寸仍是 {size}×{size}，每个神经元已看到 {receptiveField} 个像素宽。"),
    "conv5": StageSentences(
      """
      The last convolution: {channels} maps, each still laid out like the picture. After one more pooling, rows and columns \
      are given up. In the network of the paper, the five convolutions hold less than a twentieth of the parameters and do more than nine \
      tenths of the multiply-adds.
      """,
      """
      最后一个卷积层：{channels} 张特征图，仍然保持着图片的布局，再池化一次，行和列就不保留了。在论文的网络里，五个卷积层\
      的参数不到二十分之一，却承担了九成以上的乘加次数。
      """,
      short: "The last convolution: {channels} maps of {size}×{size}, still laid out like the picture.",
      "最后一个卷积层：{channels} 张 {size}×{size} 的特征图，仍保持图片的布局。"),
    "pool5": StageSentences(
      """
      The last maps, {out}. Neighbouring units are {jump} pixels apart, and each one's receptive field is \
      {receptiveField} pixels wide, so they see much the same. This pooling is worth more than it looks: it cuts the \
      numbers for fc6 from {inputs} to {outputs}, and the matrix of fc6 with them.
      """,
      """
      最后的特征图，{out}。相邻神经元只隔 {jump} 个像素，感受野却宽 {receptiveField} 个像素，所以看到的内容大半相同。\
      这次池化作用不小：交给 fc6 的数从 {inputs} 减到 {outputs}，fc6 的权重矩阵也跟着变小。
      """,
      short: "The last maps, {out}: this pooling cuts what fc6 has to read from {inputs} to {outputs}.",
      "最后的特征图，{out}：fc6 要读的数从 {inputs} 减到 {outputs}。"),
  ]
}
