/// The same lesson as ``EnglishSkeleton``, in Chinese.
enum ChineseSkeleton {
  static func text(_ id: String) -> String {
    """
    ---
    id: \(id)
    title: \(id) 的标题
    goal: 写出学完这一课能做什么
    minutes: 10
    layers: [conv1]
    labs: [convolution]
    needs: [convolution]
    ---

    # \(id) 的标题

    用两句话说明为什么值得花一刻钟学这一课。空一行就是新的一段；**两个星号**用来强调，反引号用来写 `代码`。
    学习者可以从 layers 里的层来到这里；needs 里写先修的课。

    ## 先看，再讲

    程序知道的数不要手写：conv1 有 {{ paper.conv1.parameters }} 个参数；算式就写成算式：{{ 11*11*3*96 + 96 }}。

    ```formula
    尺寸 = floor((n + 2·填充 − 核宽) / 步长) + 1
    ```

    ```lab convolution --set stride=2
    图的下面写要注意什么。
    ```

    | 层 | 卷积核 | 特征图 |
    |:------|-------:|-----:|
    | conv1 | {{ paper.conv1.kernel }} | 96 |
    | conv2 | {{ paper.conv2.kernel }} | 256 |

    链接可以指向一层，例如 [conv1](walk:conv1)；指向实验台，例如 [步长为二](<lab:convolution --set stride=2>)；
    也可以指向旁边一课的文件，例如[这里](\(id).md)。

    ## 提问


    """
  }

  static func questions(_ id: String) -> String {
    """
    ```quiz
    id: \(id).size
    type: number
    prompt: "一行 {{n}} 个像素，核宽 {{k}}，步长 {{s}}，无填充。有几个窗口？"
    draw: {n: {from: 20, to: 64}, k: {of: [3, 5, 7]}, s: {of: [2, 3]}}
    compute: "size(n, k, s, 0)"
    mistakes:
      - compute: "floor(n / s)"
        says: 这是 n 除以步长。要先减去核宽。
        lab: convolution --set stride=2
    hints:
      - 最后一个窗口从哪里开始？
      - 先数步数，窗口比步数多一个。
    why: 最后一个窗口也必须完整地落在这一行里。
    ```

    ```quiz
    id: \(id).share
    type: number
    prompt: fc6 的参数占全部参数的百分之几？
    compute: "100 * paper.fc6.parameters / paper.parameters"
    tolerance: 0.5
    why: 不写 tolerance 时，小数超过四位的答案可以舍入到三位有效数字。
    ```

    ```quiz
    id: \(id).shape
    type: shape
    prompt: "{{c}} 张 5×5 的特征图，四周各填充 1。形状是什么？"
    draw: {c: {of: [2, 4, 8]}}
    compute: ["c", "5 + 2", "5 + 2"]
    why: 每一边都多出一行或一列。
    ```

    ```quiz
    id: \(id).grid
    type: grid
    prompt: 上面一行是 3 和 −2，下面一行是 0 和 −5。经过 ReLU 得到什么？
    compute: {op: relu, input: [[3, -2], [0, -5]]}
    mistakes:
      - answer: [[0, -2], [0, -5]]
        says: 这些正是被去掉的数。
    why: 小于零的数都变成零。
    ```

    ```quiz
    id: \(id).right
    type: choice
    prompt: 下面哪一个是对的？
    options:
      - {text: "很多人会选的错误答案。", correct: false, why: "说明它错在哪里。", lab: "convolution"}
      - {text: "正确答案。", correct: true}
    why: 说明它为什么对。
    ```

    ```quiz
    id: \(id).several
    type: multiple
    prompt: 下面哪些有权重？
    options:
      - {text: "卷积", correct: true}
      - {text: "全连接层", correct: true}
      - {text: "池化", correct: false, why: "它只取最大的数，没有要学习的东西。"}
      - {text: "都没有", correct: false, why: "有两个有。"}
    keep-order: true
    why: 提问时选项会打乱；如果有选项提到其他选项，就用 keep-order 保持原来的顺序。
    ```

    ```quiz
    id: \(id).order
    type: order
    prompt: AlexNet 按什么顺序做这些事？
    steps:
      - 卷积
      - ReLU
      - [归一化, "先后都可以的步骤写在同一个列表里"]
      - softmax
    why: 按正确的顺序写，提问时会打乱。
    ```

    ```quiz
    id: \(id).words
    type: text
    prompt: 用自己的话说说什么是步长。
    model: 窗口每次移动几个单元格。
    checklist:
      - 窗口在移动
      - 每次移动的格数
    lab: convolution --set stride=2
    why: 学习者把自己的话和参考答案对照，勾选写到的要点。
    ```

    """
  }
}
