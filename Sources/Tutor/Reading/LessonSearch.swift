import TextUI

/// Looking for words in a lesson, letter case aside.
struct LessonSearch: Hashable, Sendable {
  /// What is being typed, while it is.
  var field: TextField?
  var words = ""
  /// The row that was found last.
  var row: Int?

  var isOn: Bool { !words.isEmpty }

  /// The rows in which the words begin; they may go on in the next row, behind a space or, in Chinese, without one.
  func rows(_ lines: [String]) -> [Int] {
    lines.indices.filter { index in
      let line = lines[index]
      if line.lowercased().contains(words.lowercased()) { return true }
      guard lines.indices.contains(index + 1) else { return false }
      let next = lines[index + 1].drop { $0 == " " }
      return ["", " "].contains { gap in
        let joined = (line + gap + next).lowercased()
        return joined.firstRange(of: words.lowercased()).map { found in
          let start = joined.distance(from: joined.startIndex, to: found.lowerBound)
          return start < line.count && !next.lowercased().hasPrefix(words.lowercased())
        } ?? false
      }
    }
  }

  /// The text with the words reversed where they stand whole in it.
  func marked(_ text: StyledText) -> StyledText {
    let glyphs = text.spans.flatMap { span in span.text.map { (glyph: $0, style: span.style) } }
    let plain = glyphs.map { $0.glyph.lowercased() }
    let wanted = words.map { $0.lowercased() }
    guard !wanted.isEmpty, plain.count >= wanted.count else { return text }
    var isMarked = [Bool](repeating: false, count: glyphs.count)
    for start in 0...plain.count - wanted.count where plain[start..<start + wanted.count].elementsEqual(wanted) {
      for index in start..<start + wanted.count { isMarked[index] = true }
    }
    var marked = StyledText()
    for (index, glyph) in glyphs.enumerated() {
      marked.append(String(glyph.glyph), isMarked[index] ? glyph.style.adding(.reverse) : glyph.style)
    }
    return marked
  }

  func place(_ row: Int, _ rows: [Int], _ language: Language) -> String {
    let number = (rows.firstIndex(of: row) ?? 0) + 1
    return language(
      "“\(words)”: row \(number) of \(rows.count); n next, N before, esc ends the search",
      "“\(words)”：第 \(number)/\(rows.count) 处；n 下一处，N 上一处，esc 结束查找")
  }
}
