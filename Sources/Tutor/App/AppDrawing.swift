import TextUI

/// The frame around the screen that is on top, and what lies over it.
extension App {
  package func frame() -> Buffer {
    var buffer = Buffer(size, .text)
    guard size.columns >= App.smallest.columns, size.rows >= App.smallest.rows else {
      drawTooSmall(&buffer)
      return buffer
    }
    let bounds = buffer.bounds
    let (header, belowHeader) = bounds.cutTop(1)
    let (footer, middle) = belowHeader.cutBottom(1)
    drawHeader(&buffer, header)
    screen.draw(into: &buffer, middle, context)
    drawFooter(&buffer, footer)
    keyList?.draw(into: &buffer, context)
    palette?.draw(into: &buffer, context)
    return buffer
  }

  private func drawHeader(_ buffer: inout Buffer, _ area: Rect) {
    let crumbs = ["alexnet-tutor"] + screen.crumbs(context)
    let items = screen.status(context) + [context.language.mark]
    Breadcrumb(crumbs, items: items.map { StyledText($0, .muted) }).draw(area, into: &buffer)
  }

  private var noticeLines: [StyledText] {
    notice.map { Prose.wrap(StyledText($0, Style(.warning, .bold).on(.bar)), width: size.columns - 2) } ?? []
  }

  /// Where the sentence stands: a long one takes as many rows as it needs.
  var noticeArea: Rect? {
    guard notice != nil else { return nil }
    let rows = min(noticeLines.count, max(1, size.rows / 3))
    return Rect(0, size.rows - rows, size.columns, rows)
  }

  private func drawFooter(_ buffer: inout Buffer, _ area: Rect) {
    if let room = noticeArea {
      let lines = noticeLines
      buffer.fill(room, Style(.text).on(.bar))
      Prose.draw(lines, room.inset(1, 0), into: &buffer)
      return
    }
    let (trouble, keys) = area.cutLeft(troubleWidth)
    KeyFooter(footerHints.map(\.shown)).draw(keys, into: &buffer)
    guard let words = context.trouble, !trouble.isEmpty else { return }
    let style = Style(.warning, .bold).on(.bar)
    buffer.fill(trouble, style)
    buffer.put(StyledText("! " + words, style), in: trouble.inset(1, 0))
  }

  /// The columns before the keys in which trouble stands; the most important keys keep theirs.
  var troubleWidth: Int {
    context.trouble.map { min(GlyphWidth.of($0) + 4, size.columns * 3 / 4) } ?? 0
  }

  var footerHints: [(key: Key?, shown: TextUI.KeyHint)] {
    let language = context.language
    var hints = screen.keys(context).filter { !$0.onlyInList }.map {
      (key: $0.key, shown: TextUI.KeyHint($0.spelled(context.glyphs), $0.label))
    }
    // While text is typed, a question mark is text.
    if !isTyping { hints.append((.character("?"), TextUI.KeyHint("?", language("keys", "按键")))) }
    return hints
  }

  private func drawTooSmall(_ buffer: inout Buffer) {
    let need = App.smallest
    let sentence = context.language(
      "need \(need.columns)x\(need.rows), have \(size.columns)x\(size.rows): make the window larger, or press q",
      "需要 \(need.columns)x\(need.rows)，现在 \(size.columns)x\(size.rows)：请放大窗口，或按 q 离开")
    let lines = Prose.wrap(StyledText(sentence, .text), width: max(1, size.columns))
    Prose.draw(lines, buffer.bounds, into: &buffer)
  }
}
