import Testing

@testable import Engine

@Suite struct StatisticsTests {
  @Test func theLeastMeanLargestAndZeros() {
    let statistics = Statistics(of: [0, -1, 3, 0, 4, 0, 1, 1])
    #expect(statistics.min == -1 && statistics.max == 4 && statistics.mean == 1)
    #expect(statistics.zeros == 0.375 && statistics.areAllFinite)
  }

  @Test func infinitiesAndNaNDoNotSpoilTheRest() {
    let statistics = Statistics(of: [.nan, 1, .infinity, 3, -.infinity, 0])
    #expect(statistics.min == 0 && statistics.max == 3 && !statistics.areAllFinite)
    #expect(abs(statistics.mean - 4 / 3) < 1e-6)
  }

  @Test func nothingHasStatisticsToo() {
    for numbers: [Float] in [[], [.nan]] {
      let statistics = Statistics(of: numbers)
      #expect(statistics.min == 0 && statistics.max == 0 && statistics.mean == 0 && statistics.zeros == 0)
    }
  }

  /// Every length on both sides of the blocks that are looked at together, with and without a NaN among the numbers.
  @Test(arguments: [1, 7, 8, 9, 511, 512, 513, 1024, 1543])
  func blocksOfAnyLengthAreTheSumOfTheirNumbers(_ count: Int) {
    var random = Random(UInt64(count))
    var numbers = random.tensor([count]).data.map { abs($0) < 0.2 ? 0 : $0 }
    for gap in [nil, count / 2, count - 1] {
      if let gap { numbers[gap] = .nan }
      let finite = numbers.filter(\.isFinite)
      let statistics = Statistics(of: numbers)
      #expect(statistics.min == finite.min() ?? 0 && statistics.max == finite.max() ?? 0)
      #expect(abs(Double(statistics.mean) * Double(finite.count) - finite.reduce(0) { $0 + Double($1) }) < 1e-3)
      #expect(statistics.zeros == Double(finite.count { $0 == 0 }) / Double(count))
    }
  }

  @Test(arguments: [0, 5, 511, 512, 1 << 20, 2_500_000])
  func theFirstNumberThatIsNotFiniteIsFound(_ place: Int) {
    let kernels = FastKernels(level: .baseline, threads: 2)
    var numbers = [Float](repeating: -1, count: 2_500_001)
    #expect(numbers.withUnsafeBufferPointer { kernels.firstNotFinite($0) } == nil)
    for value: Float in [.nan, .infinity, -.infinity, .signalingNaN] {
      numbers[place] = value
      numbers[numbers.count - 1] = value
      #expect(numbers.withUnsafeBufferPointer { kernels.firstNotFinite($0) } == place)
    }
    #expect(kernels.firstNotFinite(UnsafeBufferPointer(start: nil, count: 0)) == nil)
  }
}
