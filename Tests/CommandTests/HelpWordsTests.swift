import ForbiddenWords
import Testing
import Tutor

/// Help has the words that the screens have.
struct HelpWordsTests {
  private static let commands = [
    [], ["summary"], ["forward"], ["explain"], ["op"], ["op", "conv2d"], ["op", "maxpool2d"], ["op", "avgpool2d"],
    ["op", "lrn"], ["op", "softmax"], ["op", "linear"], ["op", "crossentropy"], ["lab"], ["lessons"],
    ["lessons", "check"], ["lessons", "new"], ["lessons", "show"], ["quiz"], ["review"], ["progress"], ["bench"],
    ["bench", "forward"], ["bench", "train"], ["bench", "ops"], ["bench", "frames"], ["doctor"],
  ]

  @Test(arguments: commands)
  func `help has no word that is forbidden`(_ command: [String]) throws {
    let outcome = try Program.run(command + ["--help"])
    #expect(outcome.status == 0 && outcome.output.contains("USAGE"))
    let findings = try ForbiddenWordFinder("en").findings(in: outcome.output)
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test(arguments: LabRegistry.all.map(\.name), Language.allCases)
  func `help of a lab has no word that is forbidden`(_ name: String, _ language: Language) throws {
    let outcome = try Program.run("lab", name, "--help", "--language", language.rawValue)
    #expect(outcome.status == 0 && !outcome.output.isEmpty)
    let findings = try ForbiddenWordFinder(language.rawValue).findings(in: outcome.output)
    #expect(findings.isEmpty, "\(findings)")
  }
}
