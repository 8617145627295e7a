extension Glossary {
  /// How kernels are laid on an input.
  static let convolution: [Term] = [
    Term(
      "convolution", "convolution", "卷积",
      """
      A kernel slides over an input; at every place the products of weights and inputs are added up. Deep learning \
      does not turn the kernel round first, so strictly speaking it computes a cross-correlation.
      """,
      "卷积核滑过输入，在每个位置上把权重与输入的乘积加起来。深度学习并不先翻转卷积核，所以严格地说，算的是互相关。",
      formula: "out[y, x] = b + Σ w[c, i, j] · in[c, y·s − p + i, x·s − p + j]", see: "lab convolution"),
    Term(
      "cross-correlation", "cross-correlation", "互相关",
      """
      The sum of products of a kernel and the window under it, with the kernel as it is written. A convolution in the \
      strict sense first turns the kernel by 180 degrees.
      """,
      "卷积核原样盖在窗口上，对应位置相乘再求和。严格意义上的卷积要先把卷积核旋转 180 度。",
      formula: "out[y, x] = Σ w[i, j] · in[y + i, x + j]", see: "lab convolution --set flip=true"),
    Term(
      "convolutional-layer", "convolutional layer", "卷积层",
      """
      A layer of several kernels, each with a bias. Every kernel makes one feature map, and the same weights are used \
      at every place.
      """,
      "由若干卷积核组成的层，每个卷积核带一个偏置，产生一张特征图；同一组权重用于所有位置。",
      formula: "C′ · (C·k·k + 1)", see: "lab parameters --set place=2"),
    Term(
      "kernel", "kernel, filter", "卷积核，滤波器",
      "The block of weights that a convolution lays on its input: input channels (of its group) × height × width.",
      "卷积时盖在输入上的那一块权重，形状为（本组的）输入通道数 × 高 × 宽。",
      formula: "C / g × k × k", see: "lab convolution"),
    Term(
      "kernel-size", "kernel size", "卷积核大小",
      "Height and width of a kernel, such as 11×11 in conv1. The depth is not part of it; the input gives that.",
      "卷积核的高和宽，例如 conv1 是 11×11。厚度不算在内，它由输入通道数决定。",
      see: "lab sizes", "walk conv1"),
    Term(
      "channel", "channel", "通道",
      """
      One of the sheets of numbers that lie on top of each other at every place: red, green and blue in a picture, one \
      feature map each further on.
      """,
      "叠在一起的若干张数字网格之一：图片有红、绿、蓝三个通道，往后每张特征图是一个通道。",
      see: "lab convolution --set channels=2"),
    Term(
      "feature-map", "feature map", "特征图",
      "The grid of answers that one kernel gives at all its places. To the next layer it is a channel.",
      "一个卷积核在所有位置上的输出排成的网格；对后一层来说，它就是一个通道。",
      see: "walk conv1"),
    Term(
      "stride", "stride", "步长（又称步幅）",
      "How many cells a kernel or a pooling window moves from one place to the next.",
      "卷积核或池化窗口每次移动的格数。",
      formula: "⌊(n + 2p − k) / s⌋ + 1", see: "lab sizes", "lab convolution --set stride=2"),
    Term(
      "padding", "padding", "填充",
      """
      Cells laid around the input, nearly always zeros, so that a window can also stand on the edge. Padding p adds p \
      cells on every side.
      """,
      "在输入四周补上的格子，几乎总是补 0，使窗口也能放到边缘上。填充 p 就是每边补 p 格。",
      formula: "⌊(n + 2p − k) / s⌋ + 1", see: "lab sizes", "lab convolution --set padding=1"),
    Term(
      "same-padding", "\"same\" padding", "等尺寸填充",
      """
      Padding that keeps the size at stride 1: (kernel − 1) / 2 on each side. Only for an odd kernel is that a whole \
      number.
      """,
      "步长为 1 时使尺寸不变的填充，每边 (核宽 − 1) / 2；只有核宽为奇数，它才是整数。",
      formula: "p = (k − 1) / 2", see: "lab sizes", "walk conv3"),
    Term(
      "dilation", "dilation", "空洞率（膨胀率）",
      """
      The distance at which the cells of a kernel are laid on the input. With dilation 2 every second input cell is \
      left out, and a kernel of 3 spans 5 cells.
      """,
      "卷积核相邻两格盖在输入上时的间距。空洞率为 2 时隔一格取一个数，宽 3 的卷积核跨越 5 格。",
      formula: "d·(k − 1) + 1", see: "lab convolution --set dilation=2"),
    Term(
      "grouped-convolution", "grouped convolution", "分组卷积",
      """
      A convolution whose input channels and kernels are divided into groups; a kernel reads only the channels of its \
      own group. With g groups each kernel is g times thinner.
      """,
      "输入通道和卷积核都分成若干组，卷积核只读本组的通道。分成 g 组，每个卷积核的厚度就是原来的 1/g。",
      formula: "C′ · (C / g)·k·k", see: "walk conv2"),
    Term(
      "depthwise-convolution", "depthwise convolution", "逐通道卷积（深度卷积）",
      "A grouped convolution with as many groups as input channels: each kernel reads one single channel.",
      "组数等于输入通道数的分组卷积：每个卷积核只读一个通道。",
      formula: "g = C", see: "lab convolution --set channels=2 --set groups=2"),
    Term(
      "receptive-field", "receptive field", "感受野",
      "The part of the picture that a unit can depend on. Every layer widens it by (kernel − 1) × jump.",
      "一个神经元的输出可能依赖的那部分图片。每经过一层，它加宽（核宽 − 1）× 累计步长。",
      formula: "r ← r + (k − 1) · j", see: "lab receptive-field", "lab parameters --set view=stacks"),
    Term(
      "effective-receptive-field", "effective receptive field", "有效感受野",
      """
      How strongly each pixel of the receptive field really acts on the unit: as a rule much at the centre and little \
      towards the edge.
      """,
      "感受野内各个像素对神经元的实际影响大小，通常中心强、边缘弱。",
      formula: "|d out / d in|", see: "lab receptive-field", "lab draw --set view=saliency"),
    Term(
      "jump", "jump", "累计步长",
      """
      The distance in pixels of the picture between two neighbouring units of a map: the product of all strides so \
      far.
      """,
      "特征图上相邻两个神经元对应到图片上的像素距离，等于此前所有步长的乘积。",
      formula: "j ← j · s", see: "lab receptive-field", "walk pool5"),
    Term(
      "weight-sharing", "weight sharing", "权重共享",
      """
      All units of a feature map use the same weights. This is one of the two reasons why convolutions need so few \
      parameters.
      """,
      "同一张特征图的所有神经元使用同一组权重。这是卷积层参数少的两个原因之一。",
      see: "lab parameters --set view=usage"),
    Term(
      "local-connectivity", "local connectivity", "局部连接",
      """
      A unit reads only a small window of its input instead of all of it. This is the other reason why convolutions \
      need so few parameters.
      """,
      "一个神经元只读输入的一个小窗口，而不是全部。这是卷积层参数少的另一个原因。",
      see: "lab parameters --set place=1"),
    Term(
      "im2col", "im2col", "im2col",
      """
      Copies every window of the input into a column, so that a convolution becomes one product of matrices. \
      Overlapping windows are copied several times, which costs memory.
      """,
      "把输入的每个窗口抄成一列，卷积就成了一次矩阵乘法。重叠的窗口会被重复抄写，因此多占内存。",
      formula: "[C′, C·k·k] · [C·k·k, H′·W′]", see: "lab convolution"),
    Term(
      "floor-ceil", "floor, ceil", "向下取整，向上取整",
      """
      The whole number just below or just above a fraction. With floor a last window that does not fit is left out, \
      with ceil it hangs over the edge.
      """,
      "把小数取成不大于它、或不小于它的整数。向下取整时，放不下的最后一个窗口不要了；向上取整时，让它伸出边界。",
      formula: "⌊2.75⌋ = 2, ⌈2.75⌉ = 3", see: "lab sizes", "walk conv1"),
    Term(
      "translation-equivariance", "translation equivariance", "平移等变性",
      """
      When the input is shifted, the output is shifted likewise. A convolution with stride 1 has this property, apart \
      from the edges.
      """,
      "输入平移，输出也跟着同样平移。除边缘外，步长为 1 的卷积具有这一性质。",
      formula: "f(shift x) = shift f(x)", see: "lab convolution --set numbers=delta"),
    Term(
      "translation-invariance", "translation invariance", "平移不变性",
      """
      When the input is shifted, the output stays the same. Pooling gives a little of it for small shifts, never the \
      whole.
      """,
      "输入平移，输出不变。池化对微小的平移有一点这种作用，但远非完全不变。",
      formula: "f(shift x) = f(x)", see: "lab pooling", "walk pool1"),
  ]
}
