import Testing
import TextUI

@testable import Tutor

/// Labs in words, for whoever reads lines.
struct LabNarrationTests {
  @Test(arguments: LabRegistry.all.map(\.name), Language.allCases)
  func `every lab says its controls, its numbers and what to notice`(_ name: String, _ language: Language) throws {
    let lab = try LabRegistry.open(commandLine: name)
    let lines = try #require(lab.narration(language, width: 78))
    #expect(lines.count >= 3 && lines[0] == LabRegistry.lab(name)?.title(language))
    #expect(lines.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
    #expect(!lab.figureWords(language, width: 78).isEmpty)
  }

  @Test func `a step is heard, and what lies over the lab is shown as it is`() throws {
    var app = App(try LabRegistry.open(commandLine: "convolution"), context: Context(), size: Size(80, 24))
    func narration() -> [String]? { (app.screen as? any LabShowing)?.narration(.english, width: 78) }
    let before = try #require(narration())
    #expect(before.contains { $0.contains("out[0,0] = ") })
    app.press(.right)
    #expect(try #require(narration()).contains { $0.contains("out[0,1] = ") })
    app.press(.tab)
    #expect(try #require(narration()).contains { $0.contains("(chosen)") })
    app.press(.character("t"))
    #expect(narration() == nil)
  }
}
