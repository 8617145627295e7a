import Testing

@testable import Lessons

/// What an answer is worth, and how it may be typed.
struct GradingTests {
  private func instance(_ type: String, _ yaml: String) throws -> ItemInstance {
    try #require(Read.item("id: q\ntype: \(type)\nprompt: p\nwhy: w\n\(yaml)")).instance(seed: 1)
  }

  @Test func `a tolerance is absolute`() throws {
    let item = try instance("number", "answer: 100\ntolerance: 0.5")
    #expect(item.grade(.number(100.5)).correct && item.grade(.number(99.5)).correct)
    #expect(!item.grade(.number(100.6)).correct && !item.grade(.number(99.4)).correct)
    #expect(item.grade(.number(1)).expected == "100")
  }

  @Test func `what is shown as the answer is right when it is typed`() throws {
    for formula in ["1/3", "100 * paper.fc6.parameters / paper.parameters", "-2/3", "paper.parameters / 7", "1e-7"] {
      let item = try instance("number", "compute: \"\(formula)\"")
      let typed = try #require(item.parse(item.expected), "\(item.expected)")
      #expect(item.grade(typed).correct, "\(formula): \(item.expected)")
    }
  }

  @Test func `large whole numbers are exact`() throws {
    let item = try instance("number", "answer: 1135256096")
    #expect(item.grade(.number(1_135_256_096)).correct && !item.grade(.number(1_135_256_097)).correct)
  }

  @Test(
    arguments: [
      ("number", "55", Answer.number(55)), ("number", " 34,944 ", .number(34_944)), ("number", "−3.5", .number(-3.5)),
      ("number", "+2", .number(2)), ("shape", "96x55x55", .shape([96, 55, 55])),
      ("shape", "[96, 55, 55]", .shape([96, 55, 55])),
      ("shape", "96×55 55", .shape([96, 55, 55])), ("grid", "1 2; 3 −2", .grid([[1, 2], [3, -2]])),
      ("grid", "[[1, 2], [3, 4]]", .grid([[1, 2], [3, 4]])),
    ])
  func `typed answers are read`(_ type: String, _ text: String, _ answer: Answer) throws {
    let answers = ["number": "answer: 1", "shape": "answer: [1, 2]", "grid": "answer: [[1, 2], [3, 4]]"]
    #expect(try instance(type, answers[type] ?? "").parse(text) == answer)
  }

  @Test(arguments: [
    ("number", "five"), ("number", ""), ("shape", "96 by 55"), ("grid", "1 2; 3"), ("grid", "a b"),
  ])
  func `and refused`(_ type: String, _ text: String) throws {
    let answers = ["number": "answer: 1", "shape": "answer: [1, 2]", "grid": "answer: [[1, 2], [3, 4]]"]
    #expect(try instance(type, answers[type] ?? "").parse(text) == nil)
  }

  @Test func `letters choose options and order steps`() throws {
    let choice = try instance("choice", "options: [{text: a, correct: true}, {text: b, correct: false, why: x}]")
    #expect(choice.parse("A") == .choice(0) && choice.parse("b") == .choice(1) && choice.parse("c") == nil)
    let order = try instance("order", "steps: [a, b, c]")
    #expect(order.parse("b a c") == .order([1, 0, 2]) && order.parse("aab") == nil && order.parse("ab") == nil)
  }

  @Test func `the right answer of every type is graded right`() throws {
    for (type, yaml) in [
      ("number", "compute: 3/7"), ("shape", "answer: [3, 4]"), ("grid", "compute: [[1/3, 2]]"),
      ("grid", "compute: {op: conv2d, input: [[0.1, 0.7], [0.2, 0.3]], weight: [[0.1, 0.1]]}"),
    ] {
      let item = try instance(type, yaml)
      let answer = try #require(item.answer)
      #expect(item.grade(answer).correct)
      #expect(item.expected == item.describe(answer) && !item.expected.isEmpty)
    }
  }

  @Test(arguments: [
    (1_234_567.0, "1,234,567"), (-1234.5, "−1,234.5"), (9_007_199_254_740_992, "9,007,199,254,740,992"),
    (0.1 + 0.2, "0.3"), (-0.0, "0"), (-1e-9, "0"), (0.000_001, "0.000001"), (1e300, "1e+300"), (.nan, "?"),
    (1.0 / 0, "∞"),
  ])
  func `numbers as words`(_ number: Double, _ words: String) {
    #expect(NumberWords.words(number) == words)
  }
}
