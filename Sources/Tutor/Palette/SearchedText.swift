/// What of a command is searched, made ready for many patterns.
struct SearchedText: Sendable {
  private let title: FuzzyText
  private let alias: FuzzyText
  /// What it is and what it means: only whole beginnings of words count there, or half of all sentences would be hits.
  private let remarks: FuzzyText

  init(_ command: CommandPalette.Command) {
    title = FuzzyText(command.title)
    alias = FuzzyText(command.alias)
    remarks = FuzzyText(command.kind + " " + command.note)
  }

  /// Every word of the pattern has to be found somewhere; in the title it counts more than beside it.
  func score(_ pattern: FuzzyPattern) -> Int? {
    var total = 0
    for word in pattern.words {
      let inTitle = FuzzyMatch.score(word, title).map { $0 + 100 }
      let inAlias = FuzzyMatch.score(word, alias)
      let inRemarks = FuzzyMatch.begins(word, in: remarks) ? 0 : nil
      guard let best = [inTitle, inAlias, inRemarks].compactMap({ $0 }).max() else { return nil }
      total += best
    }
    return total
  }
}
