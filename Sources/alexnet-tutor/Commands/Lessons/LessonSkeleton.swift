import Tutor

/// The lesson that an author begins with: one of everything, and nothing that the check would find.
enum LessonSkeleton {
  static func text(_ id: String, _ language: Language) -> String { language(english(id), chinese(id)) }

  private static func english(_ id: String) -> String {
    """
    ---
    id: \(id)
    title: A title for \(id)
    goal: say what the learner can do after this lesson
    minutes: 10
    layers: [conv1]
    labs: [convolution]
    ---

    # A title for \(id)

    Say in two sentences why this is worth a quarter of an hour. A blank line begins a new paragraph; **two stars** make a
    word stand out, backticks set `code`.

    ## Show before you tell

    A number that the program knows is never typed: conv1 has {{ paper.conv1.parameters }} parameters.

    ```formula
    size = floor((n + 2·padding − kernel) / stride) + 1
    ```

    ```lab convolution --set stride=2
    Under a live figure stands what to notice in it.
    ```

    ## Ask

    ```quiz
    id: \(id).size
    type: number
    prompt: "A row of {{n}} pixels, a kernel of {{k}}, stride {{s}}, no padding. How many windows?"
    draw: {n: {from: 20, to: 64}, k: {of: [3, 5, 7]}, s: {of: [2, 3]}}
    compute: "size(n, k, s, 0)"
    mistakes:
      - compute: "floor(n / s)"
        says: That is n divided by the stride. The width of the kernel has to come off first.
        lab: convolution --set stride=2
    hints:
      - Where does the last window begin?
      - Steps first, then one more than the steps.
    why: The last window must still end inside the row.
    ```

    ```quiz
    id: \(id).right
    type: choice
    prompt: Which of these is right?
    options:
      - {text: "A wrong answer that many would give.", correct: false, why: "Say what is wrong with it."}
      - {text: "The right answer.", correct: true}
    why: Say why it is right.
    ```

    """
  }

  private static func chinese(_ id: String) -> String {
    """
    ---
    id: \(id)
    title: \(id) 的标题
    goal: 写出学完这一课能做什么
    minutes: 10
    layers: [conv1]
    labs: [convolution]
    ---

    # \(id) 的标题

    用两句话说明为什么值得花一刻钟学这一课。空一行就是新的一段；**两个星号**用来强调，反引号用来写 `代码`。

    ## 先看，再讲

    程序知道的数不要手写：conv1 有 {{ paper.conv1.parameters }} 个参数。

    ```formula
    尺寸 = floor((n + 2·填充 − 卷积核) / 步幅) + 1
    ```

    ```lab convolution --set stride=2
    图的下面写要注意什么。
    ```

    ## 提问

    ```quiz
    id: \(id).size
    type: number
    prompt: "一行 {{n}} 个像素，卷积核 {{k}}，步幅 {{s}}，无填充。有几个窗口？"
    draw: {n: {from: 20, to: 64}, k: {of: [3, 5, 7]}, s: {of: [2, 3]}}
    compute: "size(n, k, s, 0)"
    mistakes:
      - compute: "floor(n / s)"
        says: 这是 n 除以步幅。要先减去卷积核的宽度。
        lab: convolution --set stride=2
    hints:
      - 最后一个窗口从哪里开始？
      - 先数步数，窗口比步数多一个。
    why: 最后一个窗口也必须完整地落在这一行里。
    ```

    ```quiz
    id: \(id).right
    type: choice
    prompt: 下面哪一个是对的？
    options:
      - {text: "很多人会选的错误答案。", correct: false, why: "说明它错在哪里。"}
      - {text: "正确答案。", correct: true}
    why: 说明它为什么对。
    ```

    """
  }
}
