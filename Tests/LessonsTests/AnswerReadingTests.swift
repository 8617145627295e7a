import Testing

@testable import Lessons

/// How answers may be typed, and how near they have to come.
struct AnswerReadingTests {
  private func instance(_ type: String, _ yaml: String, seed: UInt64 = 1) throws -> ItemInstance {
    try #require(Read.item("id: q\ntype: \(type)\nprompt: p\nwhy: w\n\(yaml)")).instance(seed: seed)
  }

  @Test(arguments: ["0,5", "1,5", "1234,5", "12,34", "0,123", "1,2345", "1,234,5", "1.5,000", "，5", "-0,5", ",500"])
  func `a comma that ends no thousands is a fault`(_ text: String) throws {
    let item = try #require(Read.item("id: q\ntype: number\nprompt: p\nwhy: w\nanswer: 1"))
    #expect(throws: AnswerFault.comma) { try Answer.read(text, for: item) }
  }

  @Test(
    arguments: [
      ("34,944", 34_944), ("1,234,567.5", 1_234_567.5), ("-1,000", -1_000), ("1/3", 1.0 / 3), ("−3/4", -0.75),
      ("１２．５", 12.5), ("（", nil), ("1/0", nil), ("1/2/3", nil), ("0x10", nil), ("nan", nil), ("/", nil), ("", nil),
      ("1e400", nil),
    ] as [(String, Double?)])
  func `numbers are read as they are written`(_ text: String, _ number: Double?) {
    #expect((try? Answer.number(text)) == number)
  }

  @Test(
    arguments: [
      ("4,096×256", [4096, 256]), ("4096x256", [4096, 256]), ("96, 55, 55", [96, 55, 55]),
      ("[256,128,128]", [256, 128, 128]), ("96×55,55", [96, 55, 55]), ("1,2×3", [1, 2, 3]),
    ] as [(String, [Int])])
  func `a comma in a shape stands between thousands where signs stand between the sizes`(
    _ text: String, _ shape: [Int]
  ) throws {
    let item = try #require(Read.item("id: q\ntype: shape\nprompt: p\nwhy: w\nanswer: [4096, 256]"))
    #expect(try Answer.read(text, for: item) == .shape(shape))
    #expect(item.instance(seed: 1).expected == "4,096×256")
  }

  @Test(
    arguments: [
      ("0.333", true), ("0.3333", true), ("0.33333333", true), ("1/3", true), ("0.33", false), ("0.334", false),
      ("0.3334", false), ("0.3", false), ("1/4", false),
    ])
  func `an answer that goes on may be rounded to three digits or more`(_ text: String, _ isRight: Bool) throws {
    let item = try instance("number", "compute: \"1/3\"")
    let given = try item.read(text)
    #expect(item.isRounded && item.grade(given).correct == isRight)
  }

  @Test func `what is short has to be met, and large numbers to the unit`() throws {
    let short = try instance("number", "answer: 0.125")
    #expect(!short.isRounded && !short.grade(.number(0.13)).correct && short.grade(.number(0.125)).correct)
    let large = try instance("number", "compute: \"100000 / 7\"")
    #expect(large.grade(.number(14_286)).correct && !large.grade(.number(14_300)).correct)
    #expect(large.grade(.number(14_285.71)).correct && !large.grade(.number(14_285.72)).correct)
    let own = try instance("number", "compute: \"1/3\"\ntolerance: 0.1")
    #expect(own.grade(.number(0.4)).correct && !own.grade(.number(0.44)).correct)
  }

  @Test func `steps of the same words may change places`() throws {
    let yaml = "steps: [\"a\", \"b\", \"a\", \"c\"]"
    for seed in 1...20 as ClosedRange<UInt64> {
      let item = try instance("order", yaml, seed: seed)
      let twins = item.steps.indices.filter { item.steps[$0] == "a" }
      let (b, c) = (item.steps.firstIndex(of: "b") ?? 0, item.steps.firstIndex(of: "c") ?? 0)
      #expect(item.grade(.order([twins[0], b, twins[1], c])).correct)
      #expect(item.grade(.order([twins[1], b, twins[0], c])).correct)
      #expect(!item.grade(.order([b, twins[0], twins[1], c])).correct)
    }
  }

  @Test func `options are shuffled by the seed and the id, and the right one is still the right one`() throws {
    let options = """
      options:
        - {text: "right", correct: true}
        - {text: "two", correct: false, why: "w2"}
        - {text: "three", correct: false, why: "w3"}
      """
    var first: Set<String> = []
    for seed in 1...30 as ClosedRange<UInt64> {
      let item = try instance("choice", options, seed: seed)
      first.insert(item.options[0].text)
      let again = try instance("choice", options, seed: seed)
      #expect(item.options.map(\.text) == again.options.map(\.text))
      for index in item.options.indices {
        #expect(item.grade(.choice(index)).correct == (item.options[index].text == "right"))
      }
    }
    #expect(first == ["right", "two", "three"])
    let kept = try instance("choice", options + "\nkeep-order: true", seed: 3)
    #expect(kept.options.map(\.text) == ["right", "two", "three"])
  }

  @Test func `which cells of a grid are wrong`() throws {
    let item = try instance("grid", "answer: [[1, 2], [3, 4]]")
    #expect(item.wrongCells(.grid([[1, 2], [3, 5]])) == [[false, false], [false, true]])
    #expect(item.wrongCells(.grid([[1, 2]])).isEmpty)
    #expect(item.expectedLines == ["1  2", "3  4"])
  }
}
