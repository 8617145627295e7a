/// A term of the field: what it is called in both languages, what it means, and where to see it.
package struct Term: Equatable, Sendable {
  /// Stable name, in lower case with hyphens.
  package let id: String
  package let english: String
  package let chinese: String
  package let definitionEnglish: String
  package let definitionChinese: String
  /// In signs that both languages share; nil where words say all.
  package let formula: String?
  /// Where it can be seen, the best place first: `lab convolution --set stride=2`, or `walk conv2`, a stage of the network
  /// of 2012.
  package let places: [String]

  init(
    _ id: String, _ english: String, _ chinese: String, _ definitionEnglish: String, _ definitionChinese: String,
    formula: String? = nil, see places: String...
  ) {
    self.id = id
    self.english = english
    self.chinese = chinese
    self.definitionEnglish = definitionEnglish
    self.definitionChinese = definitionChinese
    self.formula = formula
    self.places = places
  }

  /// The first of its places that this program has.
  package var lab: String? { places.first { TermPlace($0) != nil } }

  /// The term in the learner's language.
  package func name(_ language: Language) -> String { language(english, chinese) }

  /// The names as a text uses them: without what stands in brackets, alternatives apart.
  package func names(_ language: Language) -> [String] {
    name(language).split { "（(，,".contains($0) }
      .map { String($0).lowercased().replacing("）", with: "").replacing(")", with: "") }
      .map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }
      .filter { $0.count > 1 }
  }

  /// The terms that the definition names, in the order of the glossary.
  package func related(_ language: Language) -> [Term] {
    let text = definition(language).lowercased()
    let own = Set(names(language))
    let found = Glossary.terms.filter { term in
      term != self && term.names(language).contains { !own.contains($0) && text.contains($0) }
    }
    // A name inside of a longer one that was found as well is not meant: “kernel” in “kernel size”.
    return found.filter { term in
      !found.contains { other in
        other != term
          && other.names(language).contains { long in
            text.contains(long) && term.names(language).contains { long != $0 && long.contains($0) }
          }
      }
    }
  }

  /// One or two sentences in the learner's language.
  package func definition(_ language: Language) -> String { language(definitionEnglish, definitionChinese) }
}

/// A place as a term writes it.
package enum TermPlace: Equatable, Sendable {
  /// A lab's name with its settings: `convolution --set stride=2`.
  case lab(String)
  /// A stage of the walk.
  case walk(String)

  /// Nil where there is no such lab.
  package init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "lab":
      guard let name = words[1].split(separator: " ").first, LabRegistry.lab(String(name)) != nil else { return nil }
      self = .lab(words[1])
    case "walk": self = .walk(words[1])
    default: return nil
    }
  }

  /// As a card shows it.
  package func title(_ language: Language) -> String {
    switch self {
    case .walk(let stage): return language("the walk at \(stage)", "漫游中的 \(stage)")
    case .lab(let line):
      let name = line.split(separator: " ").first.map(String.init) ?? line
      let title = LabRegistry.lab(name)?.title(language) ?? name
      return language("the lab “\(title)”", "实验台“\(title)”")
    }
  }
}

/// The terms of the course, from the parts of the network to its training.
package enum Glossary {
  package static let terms: [Term] = numbers + convolution + layers + activations + training + generalisation

  package static func term(_ id: String) -> Term? { terms.first { $0.id == id } }
}
