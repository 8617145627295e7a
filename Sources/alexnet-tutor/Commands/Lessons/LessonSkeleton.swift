import Tutor

/// The lesson that an author begins with: one of everything, and nothing that the check would find.
enum LessonSkeleton {
  static func text(_ id: String, _ language: Language) -> String {
    language(
      EnglishSkeleton.text(id) + EnglishSkeleton.questions(id), ChineseSkeleton.text(id) + ChineseSkeleton.questions(id)
    )
  }
}

enum EnglishSkeleton {
  static func text(_ id: String) -> String {
    """
    ---
    id: \(id)
    title: A title for \(id)
    goal: say what the learner can do after this lesson
    minutes: 10
    layers: [conv1]
    labs: [convolution]
    needs: [convolution]
    ---

    # A title for \(id)

    Say in two sentences why this is worth a quarter of an hour. A blank line begins a new paragraph; **two stars** make a
    word stand out, backticks set `code`. The learner comes here from the layers above; what the lesson builds on is in needs.

    ## Show before you tell

    A number that the program knows is never typed: conv1 has {{ paper.conv1.parameters }} parameters, and a sum is written
    as a sum: {{ 11*11*3*96 + 96 }}.

    ```formula
    size = floor((n + 2·padding − kernel) / stride) + 1
    ```

    ```lab convolution --set stride=2
    Under a live figure stands what to notice in it.
    ```

    | layer | kernel | maps |
    |:------|-------:|-----:|
    | conv1 | {{ paper.conv1.kernel }} | 96 |
    | conv2 | {{ paper.conv2.kernel }} | 256 |

    A link leads to a layer, [conv1](walk:conv1), to a lab, [stride two](<lab:convolution --set stride=2>), or to the file of
    a lesson beside this one, [here](\(id).md).

    ## Ask


    """
  }

  static func questions(_ id: String) -> String {
    """
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
    id: \(id).share
    type: number
    prompt: How many per cent of the parameters does fc6 have?
    compute: "100 * paper.fc6.parameters / paper.parameters"
    tolerance: 0.5
    why: Without a tolerance an answer of more than four decimals may be rounded to three digits.
    ```

    ```quiz
    id: \(id).shape
    type: shape
    prompt: "{{c}} maps of 5 × 5 are padded by 1. What shape do they have?"
    draw: {c: {of: [2, 4, 8]}}
    compute: ["c", "5 + 2", "5 + 2"]
    why: One row and one column more on every side.
    ```

    ```quiz
    id: \(id).grid
    type: grid
    prompt: What does a ReLU make of 3 and −2 above, 0 and −5 below?
    compute: {op: relu, input: [[3, -2], [0, -5]]}
    mistakes:
      - answer: [[0, -2], [0, -5]]
        says: Those are the numbers that it takes away.
    why: What is below zero becomes zero.
    ```

    ```quiz
    id: \(id).right
    type: choice
    prompt: Which of these is right?
    options:
      - {text: "A wrong answer that many would give.", correct: false, why: "Say what is wrong with it.", lab: "convolution"}
      - {text: "The right answer.", correct: true}
    why: Say why it is right.
    ```

    ```quiz
    id: \(id).several
    type: multiple
    prompt: Which of these have weights?
    options:
      - {text: "A convolution", correct: true}
      - {text: "A fully connected layer", correct: true}
      - {text: "A pooling", correct: false, why: "It takes the largest number, nothing is learnt."}
      - {text: "None of these", correct: false, why: "Two of them do."}
    keep-order: true
    why: Options are shuffled when they are asked, unless one of them speaks of the others.
    ```

    ```quiz
    id: \(id).order
    type: order
    prompt: In which order does AlexNet do this?
    steps:
      - convolution
      - ReLU
      - [normalization, "what may come in either place stands in a list of its own"]
      - softmax
    why: Write them in the right order; they are shuffled when they are asked.
    ```

    ```quiz
    id: \(id).words
    type: text
    prompt: Say in your own words what a stride is.
    model: How many cells the window moves at a time.
    checklist:
      - the window moves
      - the number of cells at a time
    lab: convolution --set stride=2
    why: The learner compares her words with the model and ticks the points.
    ```

    """
  }
}
