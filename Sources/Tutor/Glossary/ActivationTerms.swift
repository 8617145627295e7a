extension Glossary {
  /// Activation functions, and how gradients fare in them.
  static let activations: [Term] = [
    Term(
      "activation-function", "activation function", "激活函数",
      """
      A function applied to each number of a layer's output by itself. Without one that bends, layers in a row could \
      do no more than a single one.
      """,
      "对一层输出的每个数单独施加的函数。如果没有非线性的激活函数，再多的层叠起来也只相当于一层。",
      formula: "y = f(x)", see: "lab activations", "walk relu1"),
    Term(
      "relu", "rectified linear unit, ReLU", "修正线性单元（ReLU）",
      "f(x) = max(0, x): negative numbers become 0, the others pass unchanged.",
      "f(x) = max(0, x)：负数变成 0，其余原样通过。",
      formula: "f(x) = max(0, x)", see: "lab activations", "walk relu1"),
    Term(
      "leaky-relu", "leaky ReLU", "带泄漏的 ReLU",
      "Like ReLU, but negative numbers are multiplied by a small factor such as 0.01 instead of becoming 0.",
      "与 ReLU 相似，但负数不变成 0，而是乘以一个很小的系数，例如 0.01。",
      formula: "f(x) = max(x, 0.01·x)", see: "lab activations", "walk relu1"),
    Term(
      "sigmoid", "sigmoid", "sigmoid 函数（S 型函数）",
      "f(x) = 1 / (1 + e^(−x)), always between 0 and 1. Its slope is greatest at 0, and even there only a quarter.",
      "f(x) = 1 / (1 + e^(−x))，取值总在 0 与 1 之间。斜率在 0 处最大，也只有四分之一。",
      formula: "f(x) = 1 / (1 + e^−x)", see: "lab activations", "walk relu1"),
    Term(
      "tanh", "hyperbolic tangent, tanh", "双曲正切（tanh）",
      "An S-shaped function between −1 and 1 with slope 1 at 0. The paper compares ReLU with it.",
      "取值在 −1 与 1 之间的 S 型函数，在 0 处斜率为 1。论文就是拿它与 ReLU 比较的。",
      formula: "f(x) = (e^x − e^−x) / (e^x + e^−x)", see: "lab activations", "walk relu1"),
    Term(
      "saturation", "saturation", "饱和",
      """
      The range in which an activation function is nearly flat. Hardly any gradient passes there, so learning is slow.
      """,
      "激活函数几乎水平的那一段。梯度在这里很难通过，所以学得很慢。",
      formula: "f′(x) ≈ 0", see: "lab activations", "walk relu1"),
    Term(
      "non-saturating", "non-saturating", "非饱和",
      "An activation function that does not level off, at least on one side: ReLU goes on rising for positive numbers.",
      "至少在一侧不会变平的激活函数：ReLU 对正数一直上升。",
      see: "lab activations", "walk relu3"),
    Term(
      "sparsity", "sparsity", "稀疏性",
      "The share of zeros among the outputs for one picture. It says nothing about whether a unit still learns.",
      "对一张图片而言，输出中 0 所占的比例。它并不说明某个神经元是否还能学习。",
      formula: "zeros / n", see: "lab draw --set stage=relu3"),
    Term(
      "dead-relu", "dead ReLU", "神经元“死亡”",
      "A unit whose ReLU gives 0 for every picture. No gradient reaches its weights any more, so it stays as it is.",
      "对所有图片都输出 0 的 ReLU 神经元。梯度再也到不了它的权重，它就一直这样了。",
      see: "lab gradients", "walk relu2"),
    Term(
      "vanishing-gradient", "vanishing gradient", "梯度消失（梯度弥散）",
      "The gradient becomes smaller with every layer on its way back, until the first layers hardly learn.",
      "梯度在反向传播中逐层变小，以致最前面的几层几乎学不到东西。",
      see: "lab gradients", "walk relu3"),
    Term(
      "exploding-gradient", "exploding gradient", "梯度爆炸",
      "The gradient becomes larger with every layer on its way back, until the updates throw the weights about.",
      "梯度在反向传播中逐层变大，以致更新过猛，权重剧烈波动。",
      see: "lab gradients", "walk relu3"),
  ]
}
