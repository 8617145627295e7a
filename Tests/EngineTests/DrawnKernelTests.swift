import Testing

@testable import Engine

@Suite struct DrawnKernelTests {
  private static func kernel(_ number: Int) -> [[Float]] {
    let numbers = DrawnKernels.weight.data
    return (0..<3).map { colour in Array(numbers[(number * 3 + colour) * 121..<(number * 3 + colour + 1) * 121]) }
  }

  @Test func theFirstTowerIsGreyAndTheSecondWithoutBrightness() {
    for number in 0..<48 {
      let kernel = Self.kernel(number)
      #expect(kernel[0] == kernel[1] && kernel[1] == kernel[2])
    }
    for number in 48..<96 {
      let kernel = Self.kernel(number)
      for cell in 0..<121 { #expect(abs(kernel[0][cell] + kernel[1][cell] + kernel[2][cell]) < 1e-5) }
    }
  }

  @Test func noKernelAnswersAnEvenGreyPicture() {
    for number in 0..<96 { #expect(abs(Self.kernel(number).joined().reduce(0, +)) < 1e-4) }
  }

  /// Kernels that only differ in sign or size would show the learner the same thing twice.
  @Test func noTwoKernelsAreTheSame() {
    let kernels = (0..<96).map { number in
      let numbers = Array(Self.kernel(number).joined())
      let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return numbers.map { $0 / length }
    }
    for first in 0..<96 {
      for second in first + 1..<96 {
        let likeness = zip(kernels[first], kernels[second]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(likeness) < 0.995 || likeness < 0, "\(first) and \(second)")
      }
    }
  }

  @Test func onlyTheFirstLayersWeightsAreDrawn() throws {
    let paper = try #require(Architecture.named("paper"))
    let (drawn, seeded) = (Network.drawn(paper), Network.seeded(paper, seed: 2012))
    #expect(drawn.weights == "drawn conv1, seed 2012")
    #expect(drawn.parameters[0].weight?.tensor == DrawnKernels.weight)
    #expect(drawn.parameters[0].bias == seeded.parameters[0].bias)
    #expect(drawn.parameters[4].weight?.tensor == seeded.parameters[4].weight?.tensor)
  }

  @Test(arguments: ["torchvision", "lenet-5", "mini"])
  func otherNetworksAreSeededThroughout(_ name: String) throws {
    #expect(Network.standard(try #require(Architecture.named(name))).weights == "seed 2012")
  }
}
