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

  @Test func `every term says where it can be seen, and what is there opens`() throws {
    let stages = try ["input"] + #require(Architecture.named("paper")).layers.map(\.name)
    for term in Glossary.terms {
      #expect(!term.places.isEmpty, "\(term.id)")
      for text in term.places {
        switch TermPlace(text) {
        case .walk(let stage): #expect(stages.contains(stage), "\(term.id)")
        case .lab(let line):
          #expect(
            LabRegistry.check(commandLine: line) == nil, "\(term.id): \(LabRegistry.check(commandLine: line) ?? "")")
        // A lab that this program does not have is named without settings, so that it opens where it is there.
        case nil: #expect(text.hasPrefix("lab ") && text.split(separator: " ").count == 2, "\(term.id): \(text)")
        }
      }
    }
    #expect(Glossary.terms.filter { $0.lab != nil }.count > 75)
  }

  @Test func `no term is without a name or a definition in either language`() {
    func isChinese(_ text: String) -> Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
    for term in Glossary.terms {
      #expect(!term.english.isEmpty && !term.chinese.isEmpty, "\(term.id)")
      #expect(!isChinese(term.english + term.definitionEnglish + (term.formula ?? "")), "\(term.id)")
      #expect(isChinese(term.definitionChinese), "\(term.id)")
      #expect((term.formula?.count ?? 0) <= 64, "\(term.id)")
    }
  }

  @Test func `the terms of the model answers are all there`() {
    let ids = Set(Glossary.terms.map(\.id))
    for id in [
      "convolution", "cross-correlation", "kernel", "channel", "feature-map", "stride", "padding", "receptive-field",
      "grouped-convolution", "flatten", "max-pooling", "overlapping-pooling", "relu", "saturation",
      "vanishing-gradient",
      "dead-relu", "lrn", "overfitting", "data-augmentation", "random-crop", "pca-colour", "dropout",
      "inverted-dropout",
      "weight-decay", "momentum", "mini-batch", "epoch", "sgd", "back-propagation", "weight-sharing",
      "local-connectivity", "mac", "softmax", "cross-entropy", "logits", "top-5-error", "standard-deviation",
      "baseline",
      "translation-equivariance", "translation-invariance", "floor-ceil", "shape", "seed", "ablation", "misconception",
    ] { #expect(ids.contains(id), "\(id)") }
  }

  @Test func `a term is found by its name and reads in both languages`() {
    #expect(Glossary.term("stride")?.name(.chinese) == "步长（又称步幅）")
    #expect(Glossary.term("stride")?.definition(.english).hasPrefix("How many cells") == true)
    #expect(Glossary.term("strides") == nil)
  }

  @Test func `a card names the terms that its definition uses`() throws {
    let softmax = try #require(Glossary.term("cross-entropy")).related(.english).map(\.id)
    #expect(softmax.contains("softmax") && softmax.contains("loss"))
    #expect(try #require(Glossary.term("max-pooling")).related(.chinese).map(\.id).contains("gradient"))
    for term in Glossary.terms {
      for language in Language.allCases { #expect(!term.related(language).contains(term)) }
    }
  }
}
