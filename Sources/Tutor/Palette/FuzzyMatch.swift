/// A text in which a few letters are looked for, made ready once: small letters, and where words begin.
struct FuzzyText: Sendable {
  fileprivate let letters: [UInt32]
  fileprivate let beginsWord: [Bool]

  init(_ text: String) {
    var letters: [UInt32] = []
    var beginsWord: [Bool] = []
    var isInWord = false
    for scalar in text.lowercased().unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      letters.append(scalar.value)
      // Chinese does not part its words: each sign may begin one.
      beginsWord.append(isWord && (!isInWord || scalar.properties.isIdeographic))
      isInWord = isWord
    }
    (self.letters, self.beginsWord) = (letters, beginsWord)
  }
}

/// What is looked for: words that may stand in any order.
struct FuzzyPattern: Sendable {
  let words: [[UInt32]]

  /// Nothing has a longer name: what is pasted by mistake is not looked through to its end.
  private static let longest = 200

  init(_ pattern: String) {
    words = pattern.prefix(FuzzyPattern.longest).lowercased().split(whereSeparator: \.isWhitespace)
      .map { $0.unicodeScalars.map(\.value) }
  }
}

/// How well a word fits a text: as the whole, at its beginning, at the beginning of a word, inside of one, or at least
/// with its letters in order and close together.
enum FuzzyMatch {
  /// The sum over the words of `pattern`; nil where one does not fit. Higher is better.
  static func score(_ pattern: String, _ text: String) -> Int? {
    let text = FuzzyText(text)
    var total = 0
    for word in FuzzyPattern(pattern).words {
      guard let score = score(word, text) else { return nil }
      total += score
    }
    return total
  }

  /// Nil where `word` is not to be found in `text`.
  static func score(_ word: [UInt32], _ text: FuzzyText) -> Int? {
    guard let first = word.first, word.count <= text.letters.count else { return nil }
    var best: Int?
    for start in text.letters.indices where text.letters[start] == first {
      guard let end = end(of: word, text, from: start) else { break }
      let gaps = end - start - word.count
      // Letters strewn over half a sentence are no hit.
      guard gaps <= word.count else { continue }
      let place = start == 0 ? 500 : text.beginsWord[start] ? 400 : 200
      let isWhole = gaps == 0 && start == 0 && end == text.letters.count
      best = max(best ?? .min, place + (isWhole ? 300 : 0) + (gaps == 0 ? 200 : -20 * gaps))
    }
    // What fits the whole of a text is better than what fits a part of a long one.
    return best.map { $0 - min(60, text.letters.count) }
  }

  /// Behind the last letter of `word`, where its letters follow one another as early as they can from `start`.
  private static func end(of word: [UInt32], _ text: FuzzyText, from start: Int) -> Int? {
    var place = start
    for letter in word {
      guard let found = text.letters[place...].firstIndex(of: letter) else { return nil }
      place = found + 1
    }
    return place
  }

  /// Whether `word` stands in `text` where a word begins.
  static func begins(_ word: [UInt32], in text: FuzzyText) -> Bool {
    guard let first = word.first, word.count <= text.letters.count else { return false }
    return text.letters.indices.contains { start in
      text.beginsWord[start] && text.letters[start] == first && text.letters[start...].starts(with: word)
    }
  }
}
