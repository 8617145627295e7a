extension LayerWords {
  /// The activations, normalisations and dropouts of the network of 2012.
  static let paperActivations: [String: StageSentences] = [
    "relu1": StageSentences(
      """
      Negative numbers become 0, the others pass unchanged: no parameters, same shape. Without it, two convolutions in a \
      row would be no more than one larger convolution. On CIFAR-10 the paper's four-layer network reached 25 % training \
      error six times faster with ReLU than with tanh.
      """,
      """
      负数变成 0，其余原样通过：没有参数，形状不变。少了它，连着的两个卷积不过相当于一个更大的卷积。论文用四层网络在 \
      CIFAR-10 上比较：训练错误率降到 25%，ReLU 的速度是 tanh 的六倍。
      """,
      short: "Negative numbers become 0, the others pass: no parameters, same shape.",
      "负数变成 0，其余原样通过：没有参数，形状不变。"),
    "lrn1": StageSentences(
      """
      Each number is divided by (2 + 0.0001·Σ)^0.75, where Σ adds its square and those of its neighbours, five maps in \
      all. So every number shrinks, even the strongest. The paper measured 1.4 and 1.2 points less top-1 and top-5 error; the \
      VGG networks later saw no gain and left it out.
      """,
      """
      每个数都除以 (2 + 0.0001·Σ)^0.75，Σ 是同一位置上它自己和相邻特征图（共五张）的平方和。所以每个数都会变小，再强的响应也不例外。\
      论文测得 top-1 和 top-5 错误率分别低 1.4 和 1.2 个百分点；后来的 VGG 没有发现好处，就不用它了。
      """,
      short: "Each number is divided by a power of the squares of its neighbour maps; all numbers shrink.",
      "每个数除以由相邻特征图平方和算出的量，所有的数都会变小。"),
    "relu2": StageSentences(
      """
      A zero here speaks of this picture only; the next picture may wake the unit. A unit is dead only if it is silent for \
      every picture, and then no gradient ever reaches its weights. The paper starts the biases of conv2 at 1, so \
      that more sums begin above zero.
      """,
      """
      这里的 0 只针对眼前这张图片，换一张图片，这个神经元可能就有输出了。只有对所有图片都输出 0，才叫神经元“死亡”，\
      此后梯度再也到不了它的权重。论文把 conv2 的偏置初始化为 1，让求和结果更容易大于 0。
      """,
      short: "A zero here is about this picture alone; a dead unit is silent for every picture.",
      "这里的 0 只针对这张图片；对所有图片都为 0 才叫“死亡”。"),
    "lrn2": StageSentences(
      """
      The neighbours are maps, not pixels: every number competes with the maps before and after it at its own place. A \
      strong one dampens those beside it and itself too. The paper does not divide its α by the size of the window; \
      Caffe and PyTorch do, so the same α is five times weaker there.
      """,
      """
      这里的“相邻”指特征图，不是像素：每个数只与同一位置上前后几张特征图竞争。强响应压低身边的数，也压低自己。论文里\
      的 α 不除以窗口大小，Caffe 和 PyTorch 却要除，所以同样的 α 在那里弱五倍。
      """,
      short: "Numbers compete with the neighbouring maps at the same place, not with neighbouring pixels.",
      "每个数与同一位置的相邻特征图竞争，而不是与相邻像素竞争。"),
    "relu3": StageSentences(
      """
      On the way back ReLU is a gate: the gradient passes whole where the number was positive and stops where it was not. \
      A sigmoid lets through a quarter at most. That alone does not save a deep network, for the gradient also shrinks or \
      grows with every layer's weights.
      """,
      """
      反向传播时 ReLU 像一道闸门：输入为正，梯度原样通过；否则全部截断。sigmoid 最多只放行四分之一。不过单靠 ReLU 还救\
      不了深层网络，因为梯度每过一层还要乘上那层的权重，仍可能越来越小或越来越大。
      """,
      short: "On the way back it is a gate: the gradient passes whole, or not at all.",
      "反向时它是一道闸门：梯度要么原样通过，要么全部截断。"),
    "relu4": StageSentences(
      """
      From conv3 to conv5 there is no pooling, so ReLU is all that stands between them. Take it away and the three layers \
      together could do no more than one linear map with a bias. It costs one comparison for each of its {outputs} numbers, \
      next to nothing beside the convolution before it.
      """,
      """
      从 conv3 到 conv5 中间没有池化，隔开它们的只有 ReLU。去掉它，三层合起来也不过是一个带偏置的线性变换。ReLU 对 \
      {outputs} 个数各比较一次，与前面的卷积相比几乎不花时间。
      """,
      short: "ReLU alone stands between these convolutions; without it they would collapse into one.",
      "这几个卷积层之间只隔着 ReLU；没有它，几层会合并成一层。"),
    "relu5": StageSentences(
      """
      ReLU and the max pooling after it could change places without changing a single number: the largest of a window \
      stays the largest when negatives become 0. With average pooling that is no longer true. The share of zeros is \
      the sparsity of this stage for this picture.
      """,
      """
      ReLU 与随后的最大池化可以对调，结果一个数都不会变：把负数变成 0，窗口里最大的还是最大。换成平均池化就不行了。\
      零所占的比例，就是这张图片在这一层的稀疏性。
      """,
      short: "ReLU and max pooling could change places and give exactly the same numbers.",
      "ReLU 与最大池化对调，结果完全相同。"),
    "relu6": StageSentences(
      """
      {out} numbers without a place: rows and columns are gone, and each number answers to the picture as a whole. Those \
      at 0 neither speak to fc7 nor send a gradient back to their row of fc6. The paper starts the biases of the hidden \
      fully connected layers at 1.
      """,
      """
      {out} 个数，行和列都没有了，每个数都是对整张图片的回应。为 0 的那些既不向 fc7 传递任何东西，也不把梯度传回 fc6 里\
      自己的那一行权重。论文把两个隐藏全连接层的偏置都初始化为 1。
      """,
      short: "{out} numbers without a place; those at 0 say nothing to fc7 and send no gradient back.",
      "{out} 个没有位置的数；为 0 的既不传给 fc7，也不传回梯度。"),
    "drop6": StageSentences(
      """
      In training, each number is set to 0 with probability one half, drawn anew every time, and the others are doubled. \
      Now nothing happens: {in} passes as it is. The paper doubled nothing and halved all outputs at test time \
      instead. It reports substantial overfitting without dropout, and about twice the iterations with it.
      """,
      """
      训练时，每个数以一半的概率置 0，每次重新抽取，留下的乘以 2。现在不是训练，{in} 个数原样通过。论文则是训练时不放大，\
      测试时把输出减半。论文说，不用 Dropout 会严重过拟合；用了它，迭代次数大约翻一倍。
      """,
      short: "Training drops half of the numbers at random; now all of them pass unchanged.",
      "训练时随机丢弃一半的数；现在全部原样通过。"),
    "relu7": StageSentences(
      """
      These {out} numbers are the last that the network knows before it must name a class. In the trained network of the \
      paper, pictures whose numbers here lay close together showed similar things, even where their pixels differed \
      widely. Weights that were never trained do not arrange pictures by meaning.
      """,
      """
      在判断类别之前，网络对图片的全部了解就是这 {out} 个数。在论文训练好的网络里，两张图片在这里的数越接近，内容往往\
      越相像，哪怕像素相差很远。没有训练过的权重则不会按含义排列图片。
      """,
      short: "The last description before the classes: in the trained network, near here means alike in content.",
      "判断类别前的最后描述：训练好以后，这里接近就意味着内容相像。"),
    "drop7": StageSentences(
      """
      Every training step meets another half of the units, and all these thinned networks share one set of weights. Double \
      in training or halve in use: either way the average in training is what comes out in use. Exactly so for the sum that \
      follows, and only about so once a ReLU comes after it.
      """,
      """
      每一步训练遇到的都是另外一半神经元，而所有这些“变稀”的网络共用同一套权重。训练时加倍，或者使用时减半，\
      都能让训练时的平均值与使用时的输出一致：对紧接着的求和，这完全准确；后面再接 ReLU，就只是近似了。
      """,
      short: "In training every step meets another half of the units; now all {out} pass.",
      "训练时每一步只留下另外一半神经元；现在 {out} 个全部通过。"),
  ]
}
