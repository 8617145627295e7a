import Foundation
import Testing

/// The tutor where there is no full screen: everything as lines.
@Suite("Plain lines")
struct PlainTutorTests {
  private let home = Home()

  @Test("TERM=dumb gives plain lines without a single escape sequence")
  func dumb() throws {
    let tutor = try home.start(environment: ["TERM": "dumb"])
    #expect(tutor.waitText("1 Walk through the network"))
    #expect(!tutor.screen.isAlternate)
    tutor.send("q\n")
    #expect(tutor.waitEnd() == .exited(0))
  }

  @Test("in a pipe the walk tells every stage of the network and any number down to its terms")
  func walk() throws {
    let (output, errors, status) = try home.pipe(["--network", "lenet-5"], input: "1\nC1\n@2,3,4\nout\n@7\nm\nq\n")
    #expect(status == 0 && errors.isEmpty)
    #expect(!output.contains("\u{1B}"))
    #expect(output.contains("[1/12] C1: convolution"))
    #expect(output.contains("C1[2,3,4] = ") && output.contains("the sum of 25 products and the bias"))
    #expect(output.contains("out[7] = ") && output.contains("the sum of 84 products and the bias"))
  }

  @Test("the end of the input ends the program", arguments: ["", "1\n", "1\nC1\n", "nonsense\n"])
  func endOfInput(_ input: String) throws {
    let (output, _, status) = try home.pipe(["--network", "lenet-5"], input: input)
    #expect(status == 0)
    #expect(output.contains("q Quit"))
  }

  @Test("--plain speaks Chinese when it is asked to")
  func chinese() throws {
    let (output, _, status) = try home.pipe(["--plain", "--language", "zh-Hans"], input: "q\n")
    #expect(status == 0)
    #expect(output.contains("1 漫游网络"))
  }

  @Test("the stage that was looked at last is where the walk goes on")
  func place() throws {
    _ = try home.pipe(["--network", "lenet-5"], input: "1\nS4\nq\nq\n")
    let (output, _, _) = try home.pipe(["--network", "lenet-5"], input: "1\nq\nq\n")
    #expect(output.contains("[6/12] S4"))
  }
}
