import Testing

@testable import Engine

@Suite struct ClassNameTests {
  @Test func thereAreAThousandDifferentNames() {
    let names = ImageNetClasses.names
    #expect(names.count == 1000 && Set(names).count == 1000)
    #expect(names.allSatisfy { !$0.isEmpty && $0.trimmingPrefix(" ") == $0 && !$0.hasSuffix(" ") && $0.count <= 30 })
    #expect(names[0] == "tench" && names[281] == "tabby" && names[340] == "zebra" && names[999] == "toilet tissue")
  }

  /// Untrained weights have no classes, and neither do ten outputs.
  @Test(arguments: [("paper", true, true), ("torchvision", true, true), ("paper", false, false), ("mini", true, false)])
  func onlyTrainedNetworksOfAThousandClassesNameThem(_ name: String, _ isTrained: Bool, _ hasNames: Bool) throws {
    let seeded = Network.seeded(try #require(Architecture.named(name)), seed: 1)
    let network = Network(
      seeded.architecture, parameters: seeded.parameters, weights: "a file", isTrained: isTrained)
    #expect((network.classNames != nil) == hasNames)
  }
}
