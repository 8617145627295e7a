import Testing

@testable import Lessons

/// From an item to what is asked.
struct DrawingTests {
  private let parametric =
    "id: q\ntype: number\nprompt: \"{{n}} {{k}}\"\ndraw: {n: {from: 10, to: 12}, k: {of: [1, 3.5]}}\ncompute: n * k\nwhy: w"

  @Test func `the same seed asks the same question, other seeds ask all of them`() throws {
    let item = try #require(Read.item(parametric))
    #expect((0..<20).allSatisfy { item.instance(seed: $0).prompt == item.instance(seed: $0).prompt })
    let prompts = Set((0..<200).map { item.instance(seed: $0).prompt })
    #expect(prompts == ["10 1", "11 1", "12 1", "10 3.5", "11 3.5", "12 3.5"])
  }

  @Test func `all combinations are tried where they are few, a fixed sample and the corners where they are many`()
    throws
  {
    let few = DrawCombinations([.init(name: "n", values: .range(1, 3)), .init(name: "k", values: .of([5, 7]))]).all
    #expect(few.count == 6 && Set(few.map { "\($0["n"]!) \($0["k"]!)" }).count == 6)
    #expect(DrawCombinations([]).all == [[:]])
    let names = [
      Item.DrawnName(name: "a", values: .range(-1_000_000, 1_000_000)),
      Item.DrawnName(name: "b", values: .range(-1_000_000, 1_000_000)),
    ]
    let many = DrawCombinations(names).all
    #expect(many.count == DrawCombinations.limit + 4 && many == DrawCombinations(names).all)
    for corner in [["a": -1e6, "b": -1e6], ["a": 1e6, "b": -1e6], ["a": -1e6, "b": 1e6], ["a": 1e6, "b": 1e6]] {
      #expect(many.contains(corner))
    }
    #expect(many.allSatisfy { abs($0["a"] ?? .infinity) <= 1e6 && abs($0["b"] ?? .infinity) <= 1e6 })
  }

  @Test func `steps are shuffled fairly, keep their groups, and are never in order already`() throws {
    let item = try #require(Read.item("id: q\ntype: order\nprompt: p\nwhy: w\nsteps: [a, b, c]"))
    var firsts: [String: Int] = [:]
    for seed in 0..<300 as Range<UInt64> {
      let instance = item.instance(seed: seed)
      firsts[instance.steps[0], default: 0] += 1
      #expect(zip(instance.steps, instance.stepGroups).allSatisfy { ["a", "b", "c"][$1] == $0 })
      #expect(instance.stepGroups != [0, 1, 2])
    }
    // One of the two orders that begin with a is the right one.
    #expect((35...85).contains(firsts["a"] ?? 0))
    #expect((85...160).contains(firsts["b"] ?? 0) && (85...160).contains(firsts["c"] ?? 0))
  }
}
