import Engine
import Testing

@testable import Tutor

@Suite struct GlossaryTests {
  @Test func `there are at least sixty terms, each once in each language`() {
    #expect(Glossary.terms.count >= 60)
    #expect(Set(Glossary.terms.map(\.id)).count == Glossary.terms.count)
    #expect(Set(Glossary.terms.map(\.english)).count == Glossary.terms.count)
    #expect(Set(Glossary.terms.map(\.chinese)).count == Glossary.terms.count)
  }

  @Test func `definitions are one or two sentences`() {
    for term in Glossary.terms {
      #expect(term.definitionEnglish.hasSuffix("."), "\(term.id)")
      #expect(term.definitionChinese.hasSuffix("。"), "\(term.id)")
      #expect(term.definitionEnglish.split(separator: ". ").count <= 2, "\(term.id)")
      #expect(term.definitionChinese.split(separator: "。").count <= 2, "\(term.id)")
      #expect(term.definitionEnglish.count <= 220, "\(term.id)")
      #expect(term.definitionChinese.count <= 110, "\(term.id)")
    }
  }

  @Test func `what a term points to is the lab of convolution or a stage of the paper's network`() throws {
    let stages = try ["input"] + #require(Architecture.named("paper")).layers.map(\.name)
    for term in Glossary.terms {
      guard let lab = term.lab else { continue }
      let words = lab.split(separator: " ").map(String.init)
      switch words.first {
      case "walk": #expect(words.count == 2 && stages.contains(words[1]), "\(term.id)")
      case "lab": #expect(words.count >= 2 && words[1] == "convolution", "\(term.id)")
      default: Issue.record("\(term.id): \(lab)")
      }
    }
  }

  @Test func `a term is found by its name and reads in both languages`() {
    #expect(Glossary.term("stride")?.name(.chinese) == "步长（步幅）")
    #expect(Glossary.term("stride")?.definition(.english).hasPrefix("How many cells") == true)
    #expect(Glossary.term("strides") == nil)
  }
}
