/// How well a few typed letters fit a text: all of them in their order, better where they begin words or stand together.
enum FuzzyMatch {
  /// Nil where a letter is missing; higher is better. Spaces in `pattern` separate words that may come in any order.
  static func score(_ pattern: String, _ text: String) -> Int? {
    let text = Array(text.lowercased())
    var total = 0
    for word in pattern.lowercased().split(separator: " ") {
      guard let score = score(Array(word), text) else { return nil }
      total += score
    }
    return total
  }

  private static func score(_ word: [Character], _ text: [Character]) -> Int? {
    // The best of all places where the word can begin.
    var best: Int?
    for start in text.indices where text[start] == word.first {
      guard let score = score(word, text, from: start) else { continue }
      best = max(best ?? .min, score)
    }
    return best
  }

  private static func score(_ word: [Character], _ text: [Character], from start: Int) -> Int? {
    var score = 0
    var place = start
    var last = -2
    for letter in word {
      guard let found = text[place...].firstIndex(of: letter) else { return nil }
      let beginsWord = found == 0 || !(text[found - 1].isLetter || text[found - 1].isNumber)
      score += found == last + 1 ? 8 : 1
      if beginsWord { score += found == 0 ? 12 : 6 }
      score -= min(3, found - place)
      (last, place) = (found, found + 1)
    }
    // What fits the whole text is better than what fits a long one.
    return score * 4 - min(40, text.count)
  }
}
