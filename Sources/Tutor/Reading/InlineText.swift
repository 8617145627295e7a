import Lessons
import TextUI

/// Inline markdown as styled text.
enum InlineText {
  static func styled(_ inlines: [Inline], base: Style) -> StyledText {
    var text = StyledText()
    for inline in inlines { append(inline, base, &text) }
    return text
  }

  /// A sentence of a question: code between backticks and words between double asterisks have their style.
  static func styled(_ sentence: String, base: Style) -> StyledText {
    var text = StyledText()
    for (index, part) in sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      guard index % 2 == 0 else {
        text.append(String(part), Style(.output))
        continue
      }
      var rest = part
      var isBold = false
      while let mark = rest.firstRange(of: "**") {
        text.append(String(rest[..<mark.lowerBound]), isBold ? base.adding(.bold) : base)
        rest = rest[mark.upperBound...]
        isBold.toggle()
      }
      text.append(String(rest), isBold ? base.adding(.bold) : base)
    }
    return text
  }

  static func alignment(_ alignment: Lessons.Table.Alignment) -> Alignment {
    switch alignment {
    case .left, .natural: .leading
    case .centre: .centre
    case .right: .trailing
    }
  }

  static func plain(_ inlines: [Inline]) -> String { styled(inlines, base: .text).plain }

  private static func append(_ inline: Inline, _ style: Style, _ text: inout StyledText) {
    switch inline {
    case .text(let words): text.append(words, style)
    case .emphasis(let inner): for part in inner { append(part, style.adding(.italic), &text) }
    case .strong(let inner): for part in inner { append(part, style.adding(.bold), &text) }
    case .code(let words): text.append(words, Style(.output))
    case .link(let inner, _):
      var linked = style
      linked.foreground = .role(.focus)
      for part in inner { append(part, linked.adding(.underline), &text) }
    case .lineBreak: text.append("\n", style)
    }
  }

  /// The links with the words that they stand under.
  static func links(_ inlines: [Inline]) -> [(label: String, target: String)] {
    inlines.flatMap { inline -> [(label: String, target: String)] in
      switch inline {
      case .link(let inner, let target): [(inner.plain, target)]
      case .emphasis(let inner), .strong(let inner): links(inner)
      default: []
      }
    }
  }
}
