import Testing
import TextUI
import Tutor

/// What commands print for a pipe: pictures in tones, tables that say what they leave out.
struct LabFormsTests {
  @Test(arguments: [
    ["augmentation"], ["draw"], ["receptive-field"], ["receptive-field", "--set", "view=effective"],
  ])
  func `a picture is printed in tones`(_ arguments: [String]) throws {
    for environment in [[:], ["NO_COLOR": "1"]] as [[String: String]] {
      let outcome = try Program.run(["lab"] + arguments, environment: environment)
      #expect(outcome.status == 0 && !outcome.output.contains("\u{1B}"))
      let tones = Set(outcome.output).intersection("░▒▓█")
      #expect(tones.count >= 3, "\(outcome.output)")
      // A field of one glyph says nothing.
      #expect(!outcome.output.contains(String(repeating: "▀", count: 12)))
    }
  }

  @Test func `what a key asks of the machine is done here as well`() throws {
    let source = try Program.run("lab", "draw", "--keys", "s", "--language", "en")
    #expect(source.output.contains("Forward.swift") && source.output.contains("func forward"))
    let measured = try Program.run("lab", "activations", "--keys", "m", "--language", "en")
    let start = try Program.run("lab", "activations", "--language", "en")
    #expect(measured.status == 0 && measured.output != start.output && measured.output.contains("ns"))
  }

  @Test func `a lesson's figure is printed in tones`() throws {
    let outcome = try Program.run("lessons", "show", "augmentation", "--language", "en")
    #expect(!outcome.output.contains(String(repeating: "▀", count: 12)))
    #expect(Set(outcome.output).intersection("░▒▓").count >= 2)
  }

  @Test(arguments: ["40x12", "59x24", "80x17"])
  func `a size in which no lab can be drawn is refused`(_ size: String) throws {
    let outcome = try Program.run("lab", "convolution", "--size", size)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(try #require(outcome.complaint).contains("60x18"))
  }

  @Test func `a control is set by the name that stands on the screen`() throws {
    let byKey = try Program.run("lab", "sizes", "--set", "chain=paper", "--language", "en")
    let byName = try Program.run("lab", "sizes", "--set", "network=paper", "--language", "en")
    #expect(byKey.status == 0 && byKey.output == byName.output)
    #expect(try Program.run("lab", "sizes", "--help", "--language", "en").output.contains("chain (network)"))
  }

  @Test func `where a chain ends the table says so, and its sums are called so`() throws {
    for format in ["table", "markdown"] {
      let outcome = try Program.run("summary", "paper", "--input-size", "224", "--format", format)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.contains { $0.contains("fc6") && $0.contains("✗ does not fit") })
      #expect(lines.contains { $0.contains("up to there") } && !lines.contains { $0.contains("total") })
    }
    #expect(try Program.run("summary", "paper").output.contains("total"))
  }

  @Test func `kinds are words in a table for people and names in one for programs`() throws {
    let markdown = try Program.run("summary", "paper", "--format", "markdown")
    #expect(markdown.output.contains("local response norm.") && !markdown.output.contains("localResponse"))
    #expect(try Program.run("summary", "paper", "--format", "csv").output.contains("localResponseNormalization"))
  }

  @Test func `layers of one name stand in one row`() throws {
    let outcome = try Program.run("summary", "--compare")
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    for name in ["conv5", "pool5", "fc8", "C1"] { #expect(lines.filter { $0.first == name }.count == 1, "\(name)") }
    let order = lines.compactMap(\.first)
    let lenet = ["C1", "tanh1", "S2", "C5", "flatten", "F6", "out"].compactMap(order.firstIndex)
    #expect(lenet.count == 7 && lenet == lenet.sorted())
    let places = ["conv1", "relu1", "pool1", "conv2", "conv5", "pool5", "fc6", "fc8"].compactMap(order.firstIndex)
    #expect(places.count == 8 && places == places.sorted())
  }

  @Test func `the likeliest classes come first where softmax is explained`() throws {
    let outcome = try Program.run("explain", "softmax", "--at", "3", "--network", "mini")
    let table = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let shares = table.compactMap { $0.count == 3 && Int($0[0]) != nil ? Double($0[2]) : nil }
    #expect(shares.count == 10 && shares == shares.sorted(by: >))
  }

  @Test func `the time of a pass is that of its stages and what is left is said`() throws {
    let head = try #require(try Program.run("forward", "--network", "mini").output.split(separator: "\n").first)
    let numbers = head.split(separator: " ").compactMap { Double($0) }
    #expect(numbers.count == 3 && head.contains("weights"))
    #expect(abs(numbers[0] - numbers[1] - numbers[2]) < 0.11)
  }
}
