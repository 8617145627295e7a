import Testing

@testable import Engine

/// What the other tests compare with must see everything that can be wrong.
@Suite struct ComparisonTests {
  private func difference(_ actual: [Float], _ expected: [Float]) -> Float {
    relativeDifference(Tensor([actual.count], actual), Tensor([expected.count], expected))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 1, 2])
  func whatIsNotFiniteIsSeenWhereverItStands(_ odd: Float, _ place: Int) {
    let numbers: [Float] = [1, -2, 4]
    var other = numbers
    other[place] = odd
    #expect(difference(other, numbers) == .infinity && difference(numbers, other) == .infinity)
    #expect(difference(other, other) == 0)
    other[place] = -odd
    var same = numbers
    same[place] = odd
    #expect(difference(other, same) == (odd.isNaN ? 0 : .infinity))
  }

  @Test func differencesAreRelativeToTheLargestNumberExpected() {
    #expect(difference([1, -2, 3], [1, -2, 4]) == 0.25)
    #expect(difference([.nan, -2, 3], [.nan, -2, 4]) == 0.25)
    #expect(difference([0, 1e-9], [0, 0]) == .infinity)
    #expect(difference([0], [0, 0]) == .infinity)
  }
}
