import Testing
import TextUI

@testable import Tutor

/// In predict mode a lab keeps back what would answer its question, and says it where nothing is asked.
@Suite struct LabKeepsBackTests {
  /// A lab, and words on its screen that answer what it asks.
  static let answers: [(line: String, words: String)] = [
    ("convolution --set view=dk", "sum of the block of inputs"),
    ("convolution --set view=dx", "that is the whole kernel"),
    ("convolution --set numbers=delta --set padding=1", "prints the kernel into the output"),
    ("pooling --set numbers=stroke --set input=4", "max keeps its full strength"),
    ("pooling --set view=gradient --set input=5 --set kernel=3", "a cell that wins several collects"),
    ("pooling --set view=shift --set input=8", "Pooling is not blind to shifts"),
    ("pooling --set view=order --set numbers=signed", "For max the order does not matter"),
    ("lrn --set alpha=1 --set channel=8", "the order can turn"),
    ("groups --set second=all --set place=5", "every output depends on every input again"),
    ("groups --set view=paper", "half the weights each"),
    ("parameters --set view=network --set place=5", "fully connected 96.2 %"),
    ("parameters --set view=network --set place=5", "here the size of the map comes in"),
    ("receptive-field --set stage=conv1", "sees 11×11 pixels"),
    ("sizes --set chain=paper --set input=300", "any from 227 to 258 does"),
    ("sizes --set view=impulse --set kernel=2 --set extra=1", "every layer moves the picture"),
    ("gradients --set activation=sigmoid --set width=64", "the vanishing gradient"),
    // The activations fall as the gradients do.
    ("gradients --set init=small --set place=2", "h[3]  5.09e−5"),
    ("dropout --set place=16", "is what one pass at test time gives"),
  ]

  @Test(arguments: answers.indices)
  func `what answers the question is kept back`(_ index: Int) throws {
    let (line, words) = Self.answers[index]
    func text(_ line: String) throws -> String {
      LabTests.picture(try LabRegistry.open(commandLine: line), Size(250, 50)).text
    }
    #expect(try text(line).contains(words), "\(line) does not say “\(words)” at all")
    #expect(!(try text(line + " --set predict=true").contains(words)), "\(line)")
  }

  @Test func `which numbers a weight meets is shown with the way to its gradient`() throws {
    let line = "convolution --set view=dk --set predict=true"
    func marked(_ line: String) throws -> Int {
      let buffer = LabTests.picture(try LabRegistry.open(commandLine: line))
      let window = Style.text.on(.window).background
      return (0..<buffer.size.rows).reduce(0) { sum, row in
        sum + (0..<buffer.size.columns).count { buffer[$0, row].style.background == window }
      }
    }
    let (closed, tried) = (try marked(line), try marked(line + " --set answers=0:77:1"))
    #expect(closed == 0 && tried > 0)
  }

  @Test func `a number of four digits has a comma, and may be typed with one`() {
    let question = LabQuestion(
      place: 0, label: "fc6", form: .shape, answer: LabAnswer([4096]), mistakes: [])
    #expect(question.expected == "4,096")
    #expect(question.read("4,096").map(question.isRight) == true && question.read("4096").map(question.isRight) == true)
    let map = LabQuestion(place: 0, label: "map", form: .shape, answer: LabAnswer([256, 128, 128]), mistakes: [])
    #expect(map.read("256,128,128").map(map.isRight) == true && map.read("256×128×128").map(map.isRight) == true)
  }
}
