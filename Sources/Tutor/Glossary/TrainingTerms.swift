extension Glossary {
  /// How the weights are found.
  static let training: [Term] = [
    Term(
      "gradient", "gradient", "梯度",
      """
      For every number, how fast the loss changes when that number changes a little. Training moves each weight \
      against its gradient.
      """,
      "对每个数而言，它略微改变时损失变化得有多快。训练就是让每个权重逆着梯度移动。",
      formula: "g = dL / dw", see: "lab draw --set view=saliency"),
    Term(
      "back-propagation", "back-propagation", "反向传播",
      """
      Computes all gradients from the loss back to the first layer, each layer passing on the gradient of its input by \
      the chain rule.
      """,
      "从损失出发，按链式法则逐层往回算出所有梯度，直到第一层。",
      formula: "dL/dx = dL/dy · dy/dx", see: "lab draw --set view=saliency"),
    Term(
      "loss", "loss", "损失",
      "The single number that says how wrong the answers are, and that training makes smaller.",
      "衡量答案错得有多厉害的一个数，训练就是要让它变小。",
      see: "lab softmax", "walk softmax"),
    Term(
      "cross-entropy", "cross-entropy", "交叉熵",
      """
      The loss −ln p, where p is the probability that softmax gives to the right class. For a network that spreads its \
      answer evenly over 1000 classes it is ln 1000 ≈ 6.91.
      """,
      "损失 −ln p，其中 p 是 softmax 给正确类别的概率。如果网络对 1000 个类别一视同仁，它等于 ln 1000 ≈ 6.91。",
      formula: "L = −ln p", see: "lab softmax", "walk softmax"),
    Term(
      "sgd", "stochastic gradient descent, SGD", "随机梯度下降（SGD）",
      "Updates the weights again and again by the gradient of a small random sample instead of the whole training set.",
      "每次只用随机抽取的一小批样本，而不是整个训练集来求梯度，反复更新权重。",
      formula: "w ← w − η·g", see: "lab optimizer"),
    Term(
      "mini-batch", "mini-batch, batch", "批次（小批量）",
      "The pictures whose mean gradient makes one update. Their number is the batch size, 128 in the paper.",
      "每次更新所用的一小批图片，取它们的平均梯度。张数叫批量大小，论文取 128。",
      formula: "g = Σ gᵢ / 128", see: "lab optimizer", "lab augmentation"),
    Term(
      "epoch", "epoch", "轮（周期）",
      "One pass over the whole training set. The paper trained for about 90.",
      "把整个训练集过一遍。论文训练了大约 90 轮。",
      see: "lab augmentation"),
    Term(
      "learning-rate", "learning rate", "学习率",
      "The factor that turns a gradient into a step. The paper starts at 0.01 and divides by 10 three times.",
      "梯度乘上这个系数就是更新的步子。论文从 0.01 开始，三次除以 10。",
      formula: "Δw = −η·g", see: "lab optimizer"),
    Term(
      "momentum", "momentum", "动量",
      """
      Each update also carries on a part of the one before, 0.9 in the paper, which evens out the noise of \
      mini-batches.
      """,
      "每次更新都保留上一次更新的一部分（论文取 0.9），使批次带来的波动变得平缓。",
      formula: "v ← 0.9·v − η·g,  w ← w + v", see: "lab optimizer"),
    Term(
      "weight-decay", "weight decay", "权重衰减",
      """
      With every update each weight also shrinks by a small part of itself: 0.0005 times the learning rate in the \
      paper.
      """,
      "每次更新时，每个权重还要按自身大小缩小一点点；论文中的比例是 0.0005 乘以学习率。",
      formula: "v ← 0.9·v − 0.0005·η·w − η·g", see: "lab optimizer"),
    Term(
      "weight-initialisation", "weight initialisation", "权重初始化",
      """
      The choice of the weights before training begins. Too small, and the signals die out from layer to layer; too \
      large, and they blow up.
      """,
      "训练开始前如何设定权重。太小，信号会逐层衰减；太大，信号会逐层膨胀。",
      formula: "w ~ N(0, 0.01)", see: "lab gradients", "walk conv1"),
    Term(
      "convergence", "convergence", "收敛",
      "The loss has stopped falling noticeably, and further training changes little.",
      "损失不再明显下降，继续训练变化不大。",
      see: "lab optimizer"),
    Term(
      "training-set", "training set, validation set, test set", "训练集、验证集、测试集",
      """
      The pictures that set the weights, those that help to choose settings such as the learning rate, and those kept \
      back to judge the result.
      """,
      "训练集用来确定权重，验证集用来挑选学习率等设置，测试集留到最后检验结果。",
      see: "lab augmentation"),
    Term(
      "top-5-error", "top-5 error", "top-5 错误率",
      """
      The share of pictures whose right class is not among the five with the highest scores. Top-1 counts only the \
      highest.
      """,
      "正确类别不在得分最高的五个之内的图片所占的比例。top-1 则只看最高的一个。",
      see: "walk softmax"),
    Term(
      "baseline", "baseline", "基线",
      "The plain variant that another one is compared with.",
      "用来作比较的基本方案。",
      see: "lab parameters --set view=network --set network=single-tower"),
    Term(
      "ablation", "ablation", "消融实验",
      "Taking one part away and training again, to see what that part was worth.",
      "去掉某个部分再训练一次，看看这个部分起了多大作用。",
      see: "lab parameters --set view=stacks"),
  ]

  /// Learning what holds for new pictures as well.
  static let generalisation: [Term] = [
    Term(
      "generalisation", "generalisation", "泛化",
      "How well a network does on pictures that it has not been trained with.",
      "网络在没有训练过的图片上表现得怎么样。",
      see: "lab augmentation"),
    Term(
      "overfitting", "overfitting", "过拟合",
      """
      The network does much better on its training pictures than on new ones: it has learned peculiarities that do not \
      recur.
      """,
      "网络在训练图片上的表现远好于新图片：它记住了一些不会再出现的特点。",
      see: "lab dropout", "lab augmentation"),
    Term(
      "underfitting", "underfitting", "欠拟合",
      "The network does badly even on its training pictures.",
      "网络连训练图片都学不好。",
      see: "lab optimizer", "lab augmentation"),
    Term(
      "regularisation", "regularisation", "正则化",
      "Whatever is done against overfitting: weight decay, dropout, augmentation.",
      "抑制过拟合的各种做法：权重衰减、Dropout、数据增强。",
      see: "lab dropout", "lab augmentation"),
    Term(
      "dropout", "dropout", "随机失活（Dropout）",
      """
      In training each number is set to 0 with probability p, drawn anew every time; in use all of them pass. The \
      paper takes p = 0.5 after fc6 and fc7.
      """,
      "训练时以概率 p 把每个数置 0，每次重新抽取；使用时全部通过。论文在 fc6 和 fc7 之后取 p = 0.5。",
      formula: "y = m·x,  P(m = 0) = p", see: "lab dropout", "walk drop6"),
    Term(
      "inverted-dropout", "inverted dropout", "反向随机失活",
      """
      Dropout that scales the remaining numbers by 1/(1 − p) in training, so that nothing has to be scaled in use. The \
      paper did not do this and halved the outputs in use.
      """,
      "训练时把留下的数乘以 1/(1 − p)，使用时就不必再缩放。论文没有这样做，而是在使用时把输出减半。",
      formula: "y = m·x / (1 − p)", see: "lab dropout", "walk drop6"),
    Term(
      "data-augmentation", "data augmentation", "数据增强",
      "Trains with changed copies of the pictures, shifted, mirrored, recoloured, whose label stays the same.",
      "用平移、翻转、变色等方法改动图片再拿来训练，标签不变。",
      see: "lab augmentation"),
    Term(
      "random-crop", "random crop", "随机裁剪",
      "A window cut out at a random place: 224×224 out of 256×256 in the paper.",
      "在随机位置裁出一块；论文从 256×256 中裁出 224×224。",
      formula: "(n − c + 1)² · 2", see: "lab augmentation --set view=crops"),
    Term(
      "horizontal-flip", "horizontal flip", "水平翻转",
      "Left and right exchanged. Harmless for a cat, not for a letter.",
      "左右对调。对猫没有影响，对文字就不行了。",
      formula: "out[y, x] = in[y, W − 1 − x]", see: "lab augmentation --set view=label --set place=2"),
    Term(
      "pca-colour", "PCA colour augmentation", "PCA 颜色扰动",
      """
      Shifts the colours of a picture at random along the directions in which the colours of the training set vary \
      most.
      """,
      "沿着训练集颜色变化的主要方向，随机改变整张图片的颜色。",
      formula: "(R, G, B) += Σ pᵢ·αᵢ·λᵢ", see: "lab augmentation --set alpha1=0.1 --set alpha2=-0.1"),
    Term(
      "ten-crop", "ten-crop test", "十裁块测试",
      "Four corners, the centre and their mirror images go through the network, and the ten answers are averaged.",
      "四角、中央，再加上各自的镜像，共十张分别送进网络，对十个结果取平均。",
      formula: "p = Σ pᵢ / 10", see: "lab augmentation --set view=ten"),
    Term(
      "misconception", "misconception", "常见误区",
      "A wrong idea that leads to predictable wrong answers. The tutor recognises some by the answer.",
      "会导致某种典型错误答案的误解。本程序能从答案里认出其中一些。",
      see: "lab convolution --set predict=true"),
  ]
}
