import Lessons
import Tutor

/// Where a course first names a term of the glossary.
struct TermUse: CustomStringConvertible {
  let term: String
  let lesson: String
  /// The words around it.
  let excerpt: String
  /// Whether the text introduces the term there (in bold) or links to its entry in the glossary.
  let isIntroduced: Bool

  var description: String { "\(lesson): \(term) in “\(excerpt)”" }
}

/// Reads lessons in their order for the terms that they name. Headings are passed over, since they name what the text under
/// them introduces, and so are formulas and code.
struct TermReader {
  private struct Name {
    let characters: [Character]
    let term: String
  }

  /// A piece of text with what is marked in it.
  private struct Passage {
    var characters: [Character] = []
    /// For each character whether it is bold, and the term that it links to.
    var marks: [(isBold: Bool, term: String?)] = []

    mutating func add(_ text: String, isBold: Bool = false, term: String? = nil) {
      for character in text {
        characters.append(character.lowercased().first ?? character)
        marks.append((isBold, term))
      }
    }
  }

  private let names: [Name]
  private let language: Language
  private(set) var uses: [TermUse] = []
  private var found: Set<String> = []

  init(_ language: Language) {
    self.language = language
    names =
      Glossary.terms.flatMap { term in
        term.names(language).map { name in
          Name(characters: Array(name.split(separator: " ").joined(separator: " ")), term: term.id)
        }
      }
      .sorted { $0.characters.count > $1.characters.count }
  }

  mutating func read(_ lessons: [Lesson]) {
    for lesson in lessons { read(lesson.blocks, lesson.id) }
  }

  private mutating func read(_ blocks: [Block], _ lesson: String) {
    for block in blocks {
      switch block {
      case .heading, .formula, .code, .rule: break
      case .paragraph(let inlines): read(passage(inlines), lesson)
      case .list(_, let items): for item in items { read(item, lesson) }
      case .quote(let blocks): read(blocks, lesson)
      case .table(let table):
        for cell in table.header + table.rows.joined() { read(passage(cell), lesson) }
      case .lab(let figure): read(passage(figure.caption), lesson)
      case .quiz(let item):
        for text in texts(item) {
          var passage = Passage()
          passage.add(text)
          read(passage, lesson)
        }
      }
    }
  }

  private func texts(_ item: Item) -> [String] {
    var texts = [item.prompt] + item.hints + [item.why] + item.mistakes.map(\.says)
    switch item.kind {
    case .choice(let options), .multiple(let options): texts += options.flatMap { [$0.text, $0.why ?? ""] }
    case .order(let groups): texts += groups.joined()
    case .text(let model, let checklist): texts += [model] + checklist
    case .number, .shape, .grid: break
    }
    return texts
  }

  private func passage(_ inlines: [Inline]) -> Passage {
    var passage = Passage()
    func add(_ inline: Inline, isBold: Bool, term: String?) {
      switch inline {
      case .text(let text): passage.add(text, isBold: isBold, term: term)
      // A name in code is the name of a thing in a program.
      case .code: passage.add("\u{FFFC}")
      case .lineBreak: passage.add(" ")
      case .emphasis(let inner): for part in inner { add(part, isBold: isBold, term: term) }
      case .strong(let inner): for part in inner { add(part, isBold: true, term: term) }
      case .link(let inner, let target):
        let linked = target.hasPrefix("term:") ? String(target.dropFirst(5)) : term
        for part in inner { add(part, isBold: isBold, term: linked) }
      }
    }
    for inline in inlines { add(inline, isBold: false, term: nil) }
    return passage
  }

  private mutating func read(_ passage: Passage, _ lesson: String) {
    var place = 0
    while place < passage.characters.count {
      guard let name = names.first(where: { stands($0.characters, at: place, in: passage.characters) }) else {
        place += 1
        continue
      }
      let end = place + name.characters.count
      if found.insert(name.term).inserted {
        let mark = passage.marks[place]
        let around = passage.characters[max(0, place - 30)..<min(passage.characters.count, end + 30)]
        uses.append(
          TermUse(
            term: name.term, lesson: lesson, excerpt: String(around),
            isIntroduced: mark.isBold || mark.term == name.term))
      }
      place = end
    }
  }

  /// Whether a name stands there as a word: between Latin letters it is a part of another one, but for a plural's ending.
  private func stands(_ name: [Character], at place: Int, in text: [Character]) -> Bool {
    guard place + name.count <= text.count, text[place..<place + name.count].elementsEqual(name) else { return false }
    if isLatin(name[0]), place > 0, isLatin(text[place - 1]) || text[place - 1] == "-" { return false }
    guard let last = name.last, isLatin(last) else { return true }
    var rest = text[(place + name.count)...]
    for ending in ["es", "s"] where rest.starts(with: ending) {
      if rest.dropFirst(ending.count).first.map(isLatin) != true { rest = rest.dropFirst(ending.count) }
    }
    return rest.first.map(isLatin) != true
  }

  private func isLatin(_ character: Character) -> Bool { character.isASCII && character.isLetter }
}
