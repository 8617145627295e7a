/// A term of the field: what it is called in both languages, what it means, and where to see it.
package struct Term: Equatable, Sendable {
  /// Stable name, in lower case with hyphens.
  package let id: String
  package let english: String
  package let chinese: String
  package let definitionEnglish: String
  package let definitionChinese: String
  /// Where it can be seen: `lab convolution --set stride=2` or `walk conv2`, a stage of the network of 2012.
  package let lab: String?

  init(
    _ id: String, _ english: String, _ chinese: String, _ definitionEnglish: String, _ definitionChinese: String,
    see lab: String? = nil
  ) {
    self.id = id
    self.english = english
    self.chinese = chinese
    self.definitionEnglish = definitionEnglish
    self.definitionChinese = definitionChinese
    self.lab = lab
  }

  /// The term in the learner's language.
  package func name(_ language: Language) -> String { language(english, chinese) }

  /// One or two sentences in the learner's language.
  package func definition(_ language: Language) -> String { language(definitionEnglish, definitionChinese) }
}

/// The terms of the course, from the parts of the network to its training.
package enum Glossary {
  package static let terms: [Term] = numbers + convolution + layers + activations + training + generalisation

  package static func term(_ id: String) -> Term? { terms.first { $0.id == id } }
}
