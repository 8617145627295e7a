import Foundation

/// Looks for forbidden words in texts of one language.
package struct ForbiddenWordFinder {
  private struct Search {
    let word: ForbiddenWord
    let pattern: NSRegularExpression
    let context: NSRegularExpression?
    let exception: NSRegularExpression?
  }

  private let searches: [Search]

  /// The finder of the words of `language` (`en`, `zh-Hans`).
  package init(_ language: String) throws { try self.init(ForbiddenWords.words(language)) }

  package init(_ words: [ForbiddenWord]) throws {
    func expression(_ pattern: String) throws -> NSRegularExpression {
      try NSRegularExpression(pattern: pattern, options: .caseInsensitive)
    }
    searches = try words.map { word in
      Search(
        word: word, pattern: try expression(word.pattern), context: try word.context.map(expression),
        exception: try word.exception.map(expression))
    }
  }

  /// All of them in a text of paragraphs with empty lines between them.
  package func findings(in text: String) -> [ForbiddenFinding] {
    text.components(separatedBy: "\n\n").flatMap { findings(inParagraph: $0, isCut: false) }
  }

  /// All of them in the rows of a screen. What stands at the end of a row may go on in the next, so a word that is right
  /// with what follows it, or with what comes before, is not judged there.
  package func findings(inRows rows: [String]) -> [ForbiddenFinding] {
    rows.flatMap { row in
      row.split { "│┌┐└┘╭╮╰╯─▸".contains($0) }.flatMap { String($0).components(separatedBy: "  ") }
        .map { $0.trimmingCharacters(in: .whitespaces) }
        .flatMap { findings(inParagraph: $0, isCut: true) }
    }
  }

  private func findings(inParagraph paragraph: String, isCut: Bool) -> [ForbiddenFinding] {
    let text = paragraph as NSString
    let whole = NSRange(location: 0, length: text.length)
    func contains(_ expression: NSRegularExpression) -> Bool {
      expression.firstMatch(in: paragraph, range: whole) != nil
    }
    return searches.flatMap { search -> [ForbiddenFinding] in
      let matches = search.pattern.matches(in: paragraph, range: whole).filter { match in
        guard isCut else { return true }
        let pattern = search.word.pattern
        let goesOn = NSMaxRange(match.range) == text.length && pattern.contains("(?!")
        let cameFrom = match.range.location == 0 && pattern.contains("(?<!")
        return !goesOn && !cameFrom
      }
      guard !matches.isEmpty, search.context.map(contains) ?? true, !(search.exception.map(contains) ?? false) else {
        return []
      }
      return matches.map {
        ForbiddenFinding(found: text.substring(with: $0.range), use: search.word.use, paragraph: paragraph)
      }
    }
  }
}
