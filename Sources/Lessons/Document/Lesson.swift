/// A lesson in one language.
package struct Lesson: Sendable {
  package var file: String
  package var language: String
  package var id: String
  package var title: String
  package var goal: String
  package var minutes: Int
  package var layers: [String]
  package var labs: [String]
  package var needs: [String]
  /// Which of the article's five questions it answers.
  package var question: Int?
  package var blocks: [Block]
  /// What is wrong with it, in the order of the text; it can be read all the same.
  package var diagnostics: [Diagnostic] = []

  package init(
    file: String, language: String, id: String, title: String, goal: String = "", minutes: Int = 10,
    layers: [String] = [], labs: [String] = [], needs: [String] = [], question: Int? = nil, blocks: [Block] = []
  ) {
    (self.file, self.language, self.id, self.title, self.goal) = (file, language, id, title, goal)
    (self.minutes, self.layers, self.labs, self.needs) = (minutes, layers, labs, needs)
    (self.question, self.blocks) = (question, blocks)
  }

  /// `02-convolution.md`: what other lessons link to.
  package var fileName: String { LessonFile.name(file) }
  /// `lessons/en`
  package var folder: String { String(file.dropLast(fileName.count + 1)) }

  /// The number that its file begins with, by which other lessons speak of it: 2 for `02-convolution.md`.
  package var number: Int? {
    let digits = fileName.prefix { $0.isASCII && $0.isNumber }
    let rest = fileName.dropFirst(digits.count)
    return rest.hasPrefix("-") || rest.hasPrefix("_") ? Int(digits) : nil
  }

  /// The quiz items in the order of the text.
  package var items: [Item] { Lesson.items(in: blocks) }

  /// The live figures in the order of the text.
  package var figures: [LiveFigure] { Lesson.figures(in: blocks) }

  /// The headings with their level and the index of their block.
  package var sections: [(level: Int, title: String, block: Int)] {
    blocks.enumerated().compactMap { index, block in
      guard case .heading(let level, let title) = block else { return nil }
      return (level, title.plain, index)
    }
  }

  /// Gives each item the id that `name` makes of its own, in the order of the text.
  mutating func renameItems(_ name: (String) -> String) { blocks = Lesson.renamed(blocks, name) }

  private static func renamed(_ blocks: [Block], _ name: (String) -> String) -> [Block] {
    blocks.map { block in
      switch block {
      case .quiz(var item):
        item.id = name(item.id)
        return .quiz(item)
      case .quote(let inner): return .quote(renamed(inner, name))
      case .list(let start, let entries): return .list(start: start, items: entries.map { renamed($0, name) })
      default: return block
      }
    }
  }

  private static func items(in blocks: [Block]) -> [Item] {
    blocks.flatMap { block -> [Item] in
      switch block {
      case .quiz(let item): [item]
      case .quote(let inner): items(in: inner)
      case .list(_, let entries): entries.flatMap(items(in:))
      default: []
      }
    }
  }

  private static func figures(in blocks: [Block]) -> [LiveFigure] {
    blocks.flatMap { block -> [LiveFigure] in
      switch block {
      case .lab(let figure): [figure]
      case .quote(let inner): figures(in: inner)
      case .list(_, let entries): entries.flatMap(figures(in:))
      default: []
      }
    }
  }
}
