import Testing
import TextUI
import Tutor

/// `lab`: a lab's screen as text.
struct LabCommandTests {
  @Test func `the list names every lab`() throws {
    let outcome = try Program.run("lab", "list")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for lab in LabRegistry.all { #expect(outcome.output.contains(lab.name)) }
  }

  @Test(arguments: LabRegistry.all.map(\.name), Language.allCases)
  func `a lab is a screen of the size that is asked for`(_ lab: String, _ language: Language) throws {
    for (columns, rows) in [(80, 24), (100, 30), (60, 18)] {
      let outcome = try Program.run("lab", lab, "--size", "\(columns)x\(rows)", "--language", language.rawValue)
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(outcome.status == 0 && lines.count == rows)
      #expect(lines.allSatisfy { GlyphWidth.of(String($0)) <= columns })
      #expect(lines[0].contains("alexnet-tutor › "))
    }
  }

  @Test(arguments: LabRegistry.all.map(\.name))
  func `the help of a lab lists every setting with its values`(_ name: String) throws {
    let outcome = try Program.run("lab", name, "--help")
    let lab = try #require(LabRegistry.lab(name))
    #expect(outcome.status == 0)
    for option in lab.options { #expect(outcome.output.contains(option.key) && outcome.output.contains(option.values)) }
  }

  @Test func `settings and keys lead to the same state`() throws {
    let set = try Program.run("lab", "convolution", "--set", "cell=0,2")
    let keys = try Program.run("lab", "convolution", "--keys", "right right")
    let start = try Program.run("lab", "convolution")
    #expect(set.status == 0 && keys.status == 0)
    #expect(set.output == keys.output && set.output != start.output)
  }

  @Test(arguments: ["q", "escape", "q q escape", "escape q right left"])
  func `a key that would leave the lab does nothing`(_ keys: String) throws {
    let start = try Program.run("lab", "convolution")
    let outcome = try Program.run("lab", "convolution", "--keys", keys)
    #expect(outcome.status == 0)
    #expect(outcome.output == start.output)
  }

  @Test(
    arguments: [
      (["lab", "convolusion"], "there is no lab convolusion"),
      (["lab", "convolution", "--set", "kernel"], "KEY=VALUE"),
      (["lab", "convolution", "--set", "colour=3"], "colour"), (["lab", "convolution", "--set", "stride=0"], "stride"),
      (["lab", "convolution", "--keys", "rihgt"], "“rihgt”"), (["lab", "convolution", "--size", "80"], "--size 80"),
      (["lab", "convolution", "--size", "0x-1"], "--size 0x-1"),
    ])
  func `what cannot be is refused in one sentence`(_ arguments: [String], _ words: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(try #require(outcome.complaint).contains(words))
  }
}
