/// A run of text in one style.
package struct Span: Hashable, Sendable {
  package var text: String
  package var style: Style
  package init(_ text: String, _ style: Style = .text) { (self.text, self.style) = (text, style) }
}

/// Text whose parts have their own styles: `"size = " + StyledText("55", .strong)`.
package struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  package var spans: [Span]

  package init(_ spans: [Span] = []) { self.spans = spans.filter { !$0.text.isEmpty } }
  package init(_ text: String, _ style: Style = .text) { self.init([Span(text, style)]) }
  package init(stringLiteral text: String) { self.init(text) }
  package init(arrayLiteral spans: Span...) { self.init(spans) }

  package var plain: String { spans.map(\.text).joined() }
  package var isEmpty: Bool { spans.isEmpty }
  /// Cells that it takes on one row.
  package var width: Int { spans.reduce(0) { $0 + GlyphWidth.of($1.text) } }

  package mutating func append(_ text: String, _ style: Style = .text) {
    if text.isEmpty { return }
    if let last = spans.last, last.style == style {
      spans[spans.count - 1].text += text
    } else {
      spans.append(Span(text, style))
    }
  }

  package mutating func append(_ other: StyledText) { for span in other.spans { append(span.text, span.style) } }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.append(right)
    return sum
  }

  package static func += (left: inout StyledText, right: StyledText) { left.append(right) }

  /// The same text, every style changed.
  package func restyled(_ change: (Style) -> Style) -> StyledText {
    StyledText(spans.map { Span($0.text, change($0.style)) })
  }

  /// Cut to `width` cells; what is cut ends in `…`.
  package func truncated(to width: Int) -> StyledText {
    if self.width <= width { return self }
    if width <= 0 { return StyledText() }
    var result = StyledText()
    var column = 0
    for span in spans {
      for glyph in span.text {
        let cells = GlyphWidth.of(glyph)
        if column + cells > width - 1 {
          result.append("…", span.style)
          return result
        }
        result.append(String(glyph), span.style)
        column += cells
      }
    }
    return result
  }

  /// Filled up with spaces to `width` cells, or cut to it.
  package func aligned(_ alignment: Alignment, width: Int, fill: Style = .plain) -> StyledText {
    let text = truncated(to: width)
    let free = max(0, width - text.width)
    let before = alignment == .leading ? 0 : alignment == .trailing ? free : free / 2
    var result = StyledText(String(repeating: " ", count: before), fill)
    result.append(text)
    result.append(String(repeating: " ", count: free - before), fill)
    return result
  }
}

package enum Alignment: Hashable, Sendable { case leading, centre, trailing }

extension String {
  /// Cut to `width` cells; what is cut ends in `…`.
  package func truncated(to width: Int) -> String { StyledText(self).truncated(to: width).plain }
  /// Filled up with spaces to `width` cells, or cut to it.
  package func aligned(_ alignment: Alignment, width: Int) -> String {
    StyledText(self).aligned(alignment, width: width, fill: .text).plain
  }
}

extension Buffer {
  /// Writes styled text from (x, y) to the right, clipped. Returns the column after the last cell written.
  @discardableResult
  package mutating func put(_ text: StyledText, _ x: Int, _ y: Int, clip: Rect? = nil) -> Int {
    text.spans.reduce(x) { column, span in put(span.text, column, y, span.style, clip: clip) }
  }

  /// Writes one line into the first row of `area`, cut with `…` where it is too long.
  package mutating func put(_ text: StyledText, in area: Rect, _ alignment: Alignment = .leading) {
    let text = text.truncated(to: area.width)
    let free = max(0, area.width - text.width)
    let before = alignment == .leading ? 0 : alignment == .trailing ? free : free / 2
    put(text, area.x + before, area.y, clip: area)
  }
}
