/// Running text, wrapped by the rules of its script.
///
/// Western words break at spaces and after a hyphen between letters. Between Chinese glyphs a line may break anywhere,
/// without a space, but closing punctuation (，。」 …) never starts a line and opening punctuation (（「 …) never ends one.
/// A word that is longer than the line is cut where the line ends. `\n` is a break.
package enum Prose {
  /// The lines of `text` in `width` columns. Every line but the first of a paragraph starts with `hanging` spaces.
  package static func wrap(_ text: StyledText, width: Int, hanging: Int = 0) -> [StyledText] {
    var lines: [StyledText] = []
    for paragraph in paragraphs(text) {
      lines += wrap(paragraph, max(1, width), min(hanging, max(0, width - 2)))
    }
    return lines
  }

  /// Draws `lines`, the first one shown being `offset`.
  package static func draw(_ lines: [StyledText], _ area: Rect, into buffer: inout Buffer, offset: Int = 0) {
    let area = area.intersection(buffer.bounds)
    for row in 0..<area.height where lines.indices.contains(offset + row) {
      buffer.put(lines[offset + row], area.x, area.y + row, clip: area)
    }
  }

  /// Wraps and draws. Returns the number of rows that the whole text takes.
  @discardableResult
  package static func draw(
    _ text: StyledText, _ area: Rect, into buffer: inout Buffer, offset: Int = 0, hanging: Int = 0
  ) -> Int {
    let lines = wrap(text, width: area.width, hanging: hanging)
    draw(lines, area, into: &buffer, offset: offset)
    return lines.count
  }

  private struct Glyph {
    let character: Character
    let style: Style
    let width: Int
    var isSpace: Bool { character == " " || character == "\t" }
  }

  private static func paragraphs(_ text: StyledText) -> [[Glyph]] {
    var result: [[Glyph]] = [[]]
    for span in text.spans {
      for character in span.text {
        if character.isNewline {
          result.append([])
        } else {
          result[result.count - 1].append(
            Glyph(character: character, style: span.style, width: GlyphWidth.of(character)))
        }
      }
    }
    return result
  }

  private static func wrap(_ glyphs: [Glyph], _ width: Int, _ hanging: Int) -> [StyledText] {
    var lines: [StyledText] = []
    var start = 0
    repeat {
      let indent = lines.isEmpty ? 0 : hanging
      let end = lineEnd(glyphs, from: start, width: width - indent)
      var stop = end
      while stop > start, end < glyphs.count, glyphs[stop - 1].isSpace { stop -= 1 }
      var line = StyledText(String(repeating: " ", count: indent), .plain)
      for glyph in glyphs[start..<stop] { line.append(String(glyph.character), glyph.style) }
      lines.append(line)
      start = end
      while start < glyphs.count, glyphs[start].isSpace { start += 1 }
    } while start < glyphs.count
    return lines
  }

  /// Where the line that starts at `start` ends: at the last place before `width` where it may, or else where it must.
  private static func lineEnd(_ glyphs: [Glyph], from start: Int, width: Int) -> Int {
    var column = 0
    var best: Int?
    var index = start
    while index < glyphs.count {
      if index > start, mayBreak(glyphs, before: index) { best = index }
      if column + glyphs[index].width > width, index > start, !glyphs[index].isSpace { return best ?? index }
      column += glyphs[index].width
      index += 1
    }
    return glyphs.count
  }

  private static func mayBreak(_ glyphs: [Glyph], before index: Int) -> Bool {
    let (left, right) = (glyphs[index - 1], glyphs[index])
    if right.isSpace { return false }
    if left.isSpace {
      return glyphs[..<index].contains { !$0.isSpace } && !LineBreaking.closing.contains(right.character)
    }
    if LineBreaking.closing.contains(right.character) || LineBreaking.opening.contains(left.character) { return false }
    if left.character == "-", right.character.isLetter, index >= 2 { return glyphs[index - 2].character.isLetter }
    if LineBreaking.neutralQuotes.contains(left.character) || LineBreaking.neutralQuotes.contains(right.character) {
      return false
    }
    return LineBreaking.breaksAround(left) || LineBreaking.breaksAround(right)
  }

  private enum LineBreaking {
    static let closing = Set("，。、；：？！）】》」』〉〕〗”’％‰℃…—～·,.;:?!)]}%々ー｝］")
    static let opening = Set("（【《「『〈〔〖“‘([{｛［￥$#")
    static let neutralQuotes = Set("\"'")

    /// Chinese glyphs and full-width punctuation allow a break on both sides.
    static func breaksAround(_ glyph: Glyph) -> Bool {
      glyph.width == 2 || glyph.character == "”" || glyph.character == "’"
    }
  }
}
