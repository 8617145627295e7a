import Lessons
import Testing

@testable import alexnet_tutor

@Suite("Facts that lessons name")
struct LessonsFactsTests {
  @Test(
    "a name gives the number of the network's description",
    arguments: [
      ("paper.conv1.parameters", .integer(11 * 11 * 3 * 96 + 96)),
      ("paper.conv1.outputShape", .shape([96, 55, 55])),
      ("paper.conv2.weightShape", .shape([256, 48, 5, 5])),
      ("paper.fc6.weightShape", .shape([4096, 9216])),
      ("paper.conv1.receptiveField", .integer(11)),
      ("paper.pool1.jump", .integer(8)),
      ("paper@224.conv1.outputSize", .integer(54)),
      ("paper@224ceil.conv1.outputSize", .integer(55)),
      ("paper.parameters", .integer(60_965_224)),
    ] as [(String, Fact)])
  func known(name: String, fact: Fact) {
    #expect(NetworkFacts.fact(name) == fact)
  }

  @Test(
    "what does not exist has no fact",
    arguments: [
      "", ".", "paper", "papier.conv1.macs", "paper.conv9.macs", "paper.conv1.colour", "paper.fc6.outputSize",
      "paper.conv1.macs.more", "paper@.parameters", "paper@-1.parameters", "paper@99999999999999999999.macs",
      "paper@0.macs",
      "paper@3@4.macs", "paper@224.fc6.macs", "paper@224.parameters", "paper.relu1.kernel",
    ])
  func unknown(name: String) {
    #expect(NetworkFacts.fact(name) == nil)
  }
}
