extension Glossary {
  /// What a network is made of, and how it is counted.
  static let numbers: [Term] = [
    Term(
      "tensor", "tensor", "张量",
      "Numbers in a grid of any number of dimensions. A picture is a tensor of channels × rows × columns.",
      "排成任意维网格的一组数。图片就是一个“通道 × 行 × 列”的张量。",
      see: "walk input"),
    Term(
      "shape", "shape", "形状",
      """
      How many numbers a tensor has along each of its dimensions, such as 3×227×227. Their product is how many it has \
      in all.
      """,
      "张量在每一维上有多少个数，例如 3×227×227；各维相乘就是总数。",
      formula: "n = C · H · W", see: "walk input"),
    Term(
      "unit", "unit, neuron", "神经元",
      "One output number of a layer together with the computation that makes it.",
      "一层的一个输出值，连同产生它的那部分计算。",
      see: "walk conv1"),
    Term(
      "parameter", "parameter", "参数",
      """
      A number that training sets: every weight and every bias. Kernel size and stride are chosen beforehand and are \
      none.
      """,
      "由训练确定的数，即所有的权重和偏置。卷积核大小、步长是事先选定的，不算参数。",
      see: "lab parameters --set view=network"),
    Term(
      "weight", "weight", "权重",
      "A parameter that an input is multiplied with.",
      "与某个输入相乘的参数。",
      see: "lab convolution"),
    Term(
      "bias", "bias", "偏置",
      """
      A parameter that is added once to the finished sum of products: one for each kernel, or for each output of a \
      fully connected layer.
      """,
      "乘积求和之后再加一次的参数：每个卷积核一个，或者全连接层的每个输出一个。",
      formula: "y = Σ w·x + b", see: "lab convolution --set bias=1"),
    Term(
      "mac", "multiply-accumulate, MAC", "乘加次数（MAC）",
      """
      One multiplication and the addition of its product to a sum. The work of a network is counted in them; biases \
      are not counted.
      """,
      "做一次乘法，再把积加到和里。网络的计算量以它计数，偏置的加法不算在内。",
      formula: "H′·W′ · C′ · (C / g)·k·k", see: "lab parameters --set view=network --set measure=macs"),
    Term(
      "memory-footprint", "memory footprint", "内存（显存）占用",
      """
      The bytes that a network needs: four for each number in single precision. Training also keeps the gradients, the \
      momentum and the activations of a whole mini-batch.
      """,
      "网络所占的字节数，单精度下每个数 4 字节。训练时还要保存梯度、动量，以及一整个批次的激活值。",
      formula: "4 B · n", see: "walk conv1"),
    Term(
      "activation", "activation", "激活值",
      """
      An output number of a stage for one particular picture, as opposed to a parameter, which is the same for all \
      pictures.
      """,
      "某一层对某张图片的输出值。参数则不同，它对所有图片都一样。",
      see: "walk relu1"),
    Term(
      "forward-pass", "forward pass", "前向传播",
      "Computing all stages one after the other, from the picture to the scores.",
      "从图片到得分，逐层依次计算。",
      see: "lab draw"),
    Term(
      "tower", "tower", "塔（单块 GPU 上的半个网络）",
      """
      The half of the network of 2012 that lay on one GPU. The two halves meet in conv3 and in the fully connected \
      layers only.
      """,
      "2012 年的网络放在同一块 GPU 上的那一半。两半只在 conv3 和各全连接层汇合。",
      see: "walk conv3"),
    Term(
      "seed", "seed", "随机种子",
      "The number that random numbers are made from. The same seed always gives the same weights.",
      "产生随机数的起点。种子相同，得到的权重就完全相同。",
      see: "lab draw"),
    Term(
      "standard-deviation", "standard deviation", "标准差",
      "How far numbers lie from their mean: the square root of the mean squared distance.",
      "一组数偏离平均值的程度：偏差平方的平均值，再开平方。",
      formula: "σ = √(Σ (x − m)² / n)", see: "lab gradients", "lab augmentation"),
  ]
}
