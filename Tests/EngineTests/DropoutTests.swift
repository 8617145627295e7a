import Testing

@testable import Engine

@Suite struct DropoutTests {
  static let numbers = Tensor([4, 500], Array(repeating: 2, count: 2000))

  @Test func trainingDropsTheRateAndScalesTheRest() {
    let output = Dropout(rate: 0.25).forward(Self.numbers, .none, .training(seed: 1)).data
    #expect(Set(output) == [0, 2 / 0.75])
    #expect((400...600).contains(output.count { $0 == 0 }))
  }

  @Test func thePaperScalesAtInferenceInstead() {
    let dropout = Dropout(rate: 0.25, convention: .paper)
    #expect(Set(dropout.forward(Self.numbers, .none, .training(seed: 1)).data) == [0, 2])
    #expect(Set(dropout.forward(Self.numbers, .none, .inference).data) == [1.5])
    #expect(Dropout(rate: 0.25).forward(Self.numbers, .none, .inference) == Self.numbers)
  }

  @Test func aSeedGivesTheSameMaskAgainAndAnotherSeedAnother() {
    let dropout = Dropout()
    let first = dropout.forward(Self.numbers, .none, .training(seed: 1))
    #expect(dropout.forward(Self.numbers, .none, .training(seed: 1)) == first)
    let second = dropout.forward(Self.numbers, .none, .training(seed: 2))
    let agreeing = zip(first.data, second.data).count { $0 == $1 }
    #expect((900...1100).contains(agreeing))
  }

  @Test func bothConventionsKeepTheSameUnits() {
    let inverted = Dropout(rate: 0.5).forward(Self.numbers, .none, .training(seed: 3)).data
    let paper = Dropout(rate: 0.5, convention: .paper).forward(Self.numbers, .none, .training(seed: 3)).data
    #expect(inverted == paper.map { 2 * $0 })
  }

  @Test(arguments: [0, 1])
  func theEndsOfTheRangeKeepOrDropEverything(_ rate: Float) {
    let output = Dropout(rate: rate).forward(Self.numbers, .none, .training(seed: 3))
    #expect(Set(output.data) == [rate == 0 ? 2 : 0])
  }

  @Test func inferenceIsExplainedAsACopyAndTrainingAsAGate() {
    let dropout = Dropout()
    #expect(dropout.explain([1, 7], input: Self.numbers, .none, .inference).rule == .copy)
    let training = dropout.explain([1, 7], input: Self.numbers, .none, .training(seed: 1))
    #expect(training.rule == .gate)
    #expect(training.terms[0].weight == (dropout.keeps(507, seed: 1) ? 2 : 0))
  }

  @Test func aGivenMaskDoesWhatTrainingWithThatMaskDoes() {
    for convention in [Dropout.Convention.inverted, .paper] {
      let dropout = Dropout(rate: 0.25, convention: convention)
      let mask = Self.numbers.data.indices.map { dropout.keeps($0, seed: 7) }
      #expect(
        dropout.forward(Self.numbers, keeping: mask) == dropout.forward(Self.numbers, .none, .training(seed: 7)))
    }
  }
}
