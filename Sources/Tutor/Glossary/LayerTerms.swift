extension Glossary {
  /// The layers that are not convolutions.
  static let layers: [Term] = [
    Term(
      "fully-connected-layer", "fully connected layer", "全连接层",
      """
      A layer in which every output reads every input with a weight of its own: inputs × outputs weights, and a bias \
      for each output.
      """,
      "每个输出都用各自的权重读取每个输入的层：权重数为输入数 × 输出数，另外每个输出一个偏置。",
      formula: "y = W·x + b", see: "lab parameters --set view=network --set place=5"),
    Term(
      "flatten", "flatten", "展平",
      "Reads a stack of maps as one row of numbers, without changing any of them.",
      "把一叠特征图读成一行数，数值都不变。",
      formula: "n = C · H · W", see: "walk flatten"),
    Term(
      "pooling-layer", "pooling layer", "池化层",
      """
      Puts one number in the place of every window of a map, its maximum or its mean. It has no parameters and keeps \
      the number of channels.
      """,
      "用一个数（最大值或平均值）代替特征图的每个窗口。没有参数，通道数不变。",
      formula: "⌊(n − z) / s⌋ + 1", see: "lab pooling", "walk pool1"),
    Term(
      "max-pooling", "max pooling", "最大池化",
      "Keeps the largest number of every window. Backwards, the whole gradient goes to that number.",
      "保留每个窗口的最大值。反向传播时，梯度全部交给这个最大值。",
      formula: "out = max x", see: "lab pooling", "walk pool1"),
    Term(
      "average-pooling", "average pooling", "平均池化",
      "Keeps the mean of every window. Backwards, every number of the window gets an equal share of the gradient.",
      "保留每个窗口的平均值。反向传播时，窗口里的每个数平分梯度。",
      formula: "out = Σ x / n", see: "lab pooling", "walk pool1"),
    Term(
      "overlapping-pooling", "overlapping pooling", "重叠池化",
      "Pooling whose stride is smaller than its window, so that neighbouring windows share cells: 3 and 2 in AlexNet.",
      "步长小于窗口的池化，相邻窗口有公共的格子；AlexNet 的窗口是 3，步长是 2。",
      formula: "s < z", see: "lab pooling", "walk pool1"),
    Term(
      "global-average-pooling", "global average pooling", "全局平均池化",
      """
      Takes the mean of each whole map, one number for each channel. What follows then no longer depends on the size \
      of the picture.
      """,
      "对每张特征图整张求平均，每个通道得到一个数，后面的层就不再受图片大小影响。",
      formula: "out[c] = Σ x[c] / (H·W)", see: "lab pooling", "walk pool5"),
    Term(
      "adaptive-pooling", "adaptive pooling", "自适应池化",
      "Pooling that is told the size of its output and chooses the windows to fit. It has no parameters.",
      "先定好输出尺寸，再据此安排窗口的池化。没有参数。",
      see: "lab parameters --set view=network --set network=torchvision"),
    Term(
      "lrn", "local response normalisation, LRN", "局部响应归一化（LRN）",
      """
      Divides every number by (k + α Σ a²)^β, where the sum runs over neighbouring channels at the same place. The \
      paper takes k = 2, α = 0.0001, β = 0.75 and five channels.
      """,
      "把每个数除以 (k + α Σ a²)^β，求和遍及同一位置的相邻通道。论文取 k = 2、α = 0.0001、β = 0.75，共五个通道。",
      formula: "b = a / (k + α·Σ a²)^β", see: "lab lrn", "walk lrn1"),
    Term(
      "lateral-inhibition", "lateral inhibition", "侧抑制",
      "A strong unit dampens its neighbours. Observed in nerve cells, and the model for local response normalisation.",
      "一个强响应的神经元会压低邻近的神经元。这是神经细胞的现象，也是局部响应归一化的原型。",
      see: "lab lrn", "walk lrn1"),
    Term(
      "batch-normalisation", "batch normalisation", "批量归一化",
      """
      Brings every channel to mean 0 and variance 1 over a mini-batch, then scales and shifts it by trained \
      parameters. It came three years after AlexNet.
      """,
      "在一个批次上把每个通道变成均值 0、方差 1，再用可训练的参数缩放、平移。它比 AlexNet 晚三年。",
      formula: "y = γ·(x − m) / √(v + ε) + β", see: "lab lrn", "walk lrn1"),
    Term(
      "softmax", "softmax", "softmax（归一化指数）",
      """
      Turns scores into positive numbers that add up to 1: the exponential of each score, divided by the sum of all \
      exponentials.
      """,
      "把得分变成总和为 1 的正数：每个得分取指数，再除以所有指数之和。",
      formula: "pᵢ = e^zᵢ / Σ e^zⱼ", see: "lab softmax", "walk softmax"),
    Term(
      "logits", "logits", "未归一化得分（logits）",
      "The scores of the classes before softmax. They may be negative and add up to anything.",
      "进入 softmax 之前各类别的得分，可以为负，总和也不固定。",
      see: "lab softmax", "walk fc8"),
  ]
}
