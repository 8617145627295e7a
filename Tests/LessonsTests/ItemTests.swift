import Testing

@testable import Lessons

/// The seven types of items, from YAML to the answer that is right.
struct ItemTests {
  private func right(_ yaml: String, seed: UInt64 = 1) -> Answer? { Read.item(yaml)?.instance(seed: seed).answer }

  @Test func `choice`() throws {
    let lesson = Read.quiz(
      """
      id: q.one
      type: choice
      prompt: Which of {{ paper.conv1.parameters }}?
      options:
        - {text: wrong, correct: false, why: Because., lab: convolution --set stride=2}
        - {text: "right: {{ paper.parameters }}", correct: true}
      keep-order: true
      hints: [one, "{{ paper.conv1.outputs }}"]
      why: So it is.
      lab: lab convolution
      """)
    #expect(lesson.faults == [])
    let instance = try #require(lesson.items.first).instance(seed: 3)
    #expect(instance.id == "q.one" && instance.prompt == "Which of 34,944?" && instance.why == "So it is.")
    #expect(instance.options.map(\.text) == ["wrong", "right: 60,965,224"])
    #expect(instance.options.map(\.correct) == [false, true])
    #expect(instance.options[0].why == "Because." && instance.options[0].lab == "convolution --set stride=2")
    #expect(instance.hints == ["one", "290,400"] && instance.lab == "convolution")
    #expect(instance.grade(.choice(1)).correct && !instance.grade(.choice(0)).correct)
    #expect(instance.grade(.choice(0)).explanations == ["Because.", nil])
  }

  @Test func `multiple`() throws {
    let item = try #require(
      Read.item(
        "id: q\ntype: multiple\nprompt: p\nwhy: w\nkeep-order: true\noptions: [{text: a, correct: true}, {text: b, correct: false, why: x}, {text: c, correct: true}]"
      ))
    let instance = item.instance(seed: 1)
    #expect(instance.grade(.multiple([0, 2])).correct)
    for given: Set<Int> in [[], [0], [0, 1, 2], [1]] { #expect(!instance.grade(.multiple(given)).correct) }
    #expect(instance.expected == "a; c")
  }

  @Test(
    arguments: [
      ("answer: 34944", 34_944), ("answer: -3.5", -3.5), ("answer: \"{{ paper.conv1.parameters }}\"", 34_944),
      ("answer: '{{ single-tower.parameters - paper.parameters }}'", 1_413_120), ("compute: 11*11*3*96 + 96", 34_944),
      ("compute: \"size(227, 11, 4, 0)\"", 55), ("answer: 55\ncompute: \"size(227, 11, 4, 0)\"", 55),
      ("compute: 7", 7), ("compute: {op: conv2d, input: [[1, 2], [3, 4]], weight: [[1, 1], [1, 1]]}", 10),
      ("compute: {op: conv2d, input: [[0.1, 0.2]], weight: [[1, 1]]}", 0.3),
    ] as [(String, Double)])
  func `number`(_ yaml: String, _ expected: Double) {
    #expect(right("id: q\ntype: number\nprompt: p\nwhy: w\n" + yaml) == .number(expected))
  }

  @Test(
    arguments: [
      ("answer: [256, 48, 5, 5]", [256, 48, 5, 5]), ("answer: \"{{ paper.conv2.weightShape }}\"", [256, 48, 5, 5]),
      ("compute: paper.conv2.weightShape", [256, 48, 5, 5]), ("answer: 4096", [4096]),
      ("answer: [\"{{ paper@224.pool5.outputSize }}\", 3]", [5, 3]),
      ("compute: [96, \"size(227, 11, 4, 0)\", \"5 * 11\"]", [96, 55, 55]),
      ("compute: {op: conv2d, input: [[1, 2, 3], [4, 5, 6]], weight: [[1, 1]]}", [2, 2]),
      ("compute: {op: conv2d, input: [[[[1, 2, 3], [4, 5, 6]]]], weight: [[1, 1]]}", [1, 1, 2, 2]),
    ])
  func `shape`(_ yaml: String, _ expected: [Int]) {
    #expect(right("id: q\ntype: shape\nprompt: p\nwhy: w\n" + yaml) == .shape(expected))
  }

  @Test(
    arguments: [
      ("answer: [[1, 2], [3, -2.5]]", [[1, 2], [3, -2.5]]),
      ("answer: [[\"{{ paper.conv1.parameters }}\"]]", [[34_944]]),
      ("compute: [[\"2^3\", 1]]", [[8, 1]]),
      (
        "compute: {op: conv2d, input: [[1,2,0],[0,1,2],[2,1,0]], weight: [[1,0],[0,-1]], stride: 1}",
        [[0, 0], [-1, 1]]
      ),
      ("compute: {op: relu, input: [-1, 2, -3]}", [[0, 2, 0]]),
      ("compute: {op: relu, input: [[-1], [2]]}", [[0], [2]]),
    ] as [(String, [[Double]])])
  func `grid`(_ yaml: String, _ expected: [[Double]]) {
    #expect(right("id: q\ntype: grid\nprompt: p\nwhy: w\n" + yaml) == .grid(expected))
  }

  @Test func `order, with a group whose order does not matter`() throws {
    let lesson = Read.quiz("id: q\ntype: order\nprompt: p\nwhy: w\nsteps:\n  - a\n  - - b\n    - c\n  - d")
    #expect(lesson.faults == [])
    let instance = try #require(lesson.items.first).instance(seed: 5)
    #expect(Set(instance.steps) == ["a", "b", "c", "d"])
    func order(_ steps: String...) -> Answer { .order(steps.compactMap { instance.steps.firstIndex(of: $0) }) }
    #expect(instance.grade(order("a", "b", "c", "d")).correct && instance.grade(order("a", "c", "b", "d")).correct)
    #expect(!instance.grade(order("b", "a", "c", "d")).correct && !instance.grade(order("a", "b", "d")).correct)
  }

  @Test func `text`() throws {
    let item = try #require(
      Read.item("id: q\ntype: text\nprompt: p\nwhy: w\nmodel: m {{ paper.parameters }}\nchecklist: [one, two]"))
    let instance = item.instance(seed: 1)
    #expect(instance.model == "m 60,965,224" && instance.checklist == ["one", "two"])
    #expect(
      instance.grade(.text("mine", ticked: [0, 1])).correct && !instance.grade(.text("mine", ticked: [0])).correct)
  }

  @Test func `mistakes say what they mean, and are none where they come out right`() throws {
    let item = try #require(
      Read.item(
        """
        id: q
        type: number
        prompt: "{{n}}"
        draw: {n: {of: [2, 3]}}
        compute: n * n
        mistakes:
          - {compute: n + n, says: "You added {{n}} twice.", lab: "convolution --set stride={{n}}"}
          - {answer: 100, says: Too much.}
        why: w
        """))
    let three = try #require((0..<50).map { item.instance(seed: $0) }.first { $0.answer == .number(9) })
    #expect(
      three.grade(.number(6)).mistake == Mistake(id: "1", says: "You added 3 twice.", lab: "convolution --set stride=3")
    )
    #expect(three.grade(.number(100)).mistake?.says == "Too much." && three.grade(.number(7)).mistake == nil)
    let two = try #require((0..<50).map { item.instance(seed: $0) }.first { $0.answer == .number(4) })
    #expect(two.mistakes.map(\.answer) == [.number(100)] && two.grade(.number(4)).correct)
  }

  @Test func `a lab gets its numbers as a command line takes them`() {
    let lesson = Read.quiz(
      "id: q\ntype: number\nprompt: \"{{n}}\"\ndraw: {n: {of: [-1500]}}\ncompute: n\nwhy: w\nlab: convolution --set x={{n}}"
    )
    #expect(lesson.diagnostics.map(\.message) == ["lab convolution: there is no setting x=-1500 (with n = −1,500)"])
    let instance = lesson.items.first?.instance(seed: 1)
    #expect(instance?.prompt == "−1,500" && instance?.lab == "convolution --set x=-1500")
  }

  @Test func `the numbers of an operation may be drawn too`() throws {
    let item = try #require(
      Read.item(
        """
        id: q
        type: grid
        prompt: "{{a}}"
        draw: {a: {from: 1, to: 9}, s: {of: [1, 2]}}
        compute: {op: conv2d, input: [[a, 2*a, 0, 1]], weight: [[1, 1]], stride: s}
        why: w
        """))
    for seed in 0..<10 as Range<UInt64> {
      let instance = item.instance(seed: seed)
      let a = try #require(Double(instance.prompt))
      #expect(instance.answer == .grid([[3 * a, 2 * a, 1]]) || instance.answer == .grid([[3 * a, 1]]))
    }
  }
}
