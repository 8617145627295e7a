import Testing

@testable import Engine

@Suite struct StatisticsTests {
  @Test func theLeastMeanLargestAndZeros() {
    let statistics = Statistics(of: [0, -1, 3, 0, 4, 0, 1, 1], bins: 5)
    #expect(statistics.min == -1 && statistics.max == 4 && statistics.mean == 1)
    #expect(statistics.zeros == 0.375)
    #expect(statistics.histogram == [1, 3, 2, 0, 2])
  }

  @Test func infinitiesAndNaNDoNotSpoilTheRest() {
    let statistics = Statistics(of: [.nan, 1, .infinity, 3, -.infinity, 0], bins: 3)
    #expect(statistics.min == 0 && statistics.max == 3)
    #expect(abs(statistics.mean - 4 / 3) < 1e-6)
    #expect(statistics.histogram == [1, 1, 1])
  }

  @Test func equalNumbersStandInTheFirstBar() {
    #expect(Statistics(of: [2, 2, 2], bins: 4).histogram == [3, 0, 0, 0])
  }

  @Test func nothingHasStatisticsToo() {
    let statistics = Statistics(of: [], bins: 2)
    #expect(statistics.min == 0 && statistics.max == 0 && statistics.mean == 0 && statistics.zeros == 0)
    #expect(statistics.histogram == [0, 0])
  }

  @Test func theWholeRangeOfFloatFits() {
    let largest = Float.greatestFiniteMagnitude
    #expect(Statistics(of: [-largest, largest], bins: 2).histogram == [1, 1])
  }
}
