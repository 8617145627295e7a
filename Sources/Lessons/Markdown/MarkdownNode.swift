/// A node of a document as cmark-gfm understands it. Lines count from 1 in the text that was parsed.
struct MarkdownNode {
  enum Kind {
    case document, paragraph, quote, item, rule
    case heading(level: Int)
    case list(start: Int?)
    /// A block of code; `info` is nil where it is indented instead of fenced.
    case code(info: String?, text: String)
    case html(String)
    case table([Table.Alignment])
    case row, cell
    case text(String)
    case softBreak, lineBreak
    case codeSpan(String)
    case inlineHTML(String)
    case emphasis, strong
    case link(target: String)
    case picture(target: String)
    /// Something that no lesson has.
    case other(String)
    /// Where nesting went on beyond all reason: what was inside is left out.
    case tooDeep
  }

  var kind: Kind
  var line: Int
  var column: Int
  var lastLine: Int
  var children: [MarkdownNode] = []

  /// The first and last characters of its words, to know what meets at the end of a line.
  var firstScalar: Unicode.Scalar? {
    switch kind {
    case .text(let text), .codeSpan(let text), .inlineHTML(let text): text.unicodeScalars.first
    default: children.lazy.compactMap(\.firstScalar).first
    }
  }

  var lastScalar: Unicode.Scalar? {
    switch kind {
    case .text(let text), .codeSpan(let text), .inlineHTML(let text): text.unicodeScalars.last
    default: children.reversed().lazy.compactMap(\.lastScalar).first
    }
  }
}
