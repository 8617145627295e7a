import CMarkGFM

/// The only place that calls cmark-gfm: text in, a tree of values out.
enum MarkdownParser {
  private static let deepest = 150
  private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

  /// CommonMark with tables, after ``ChineseEmphasis`` has made bold and emphasis work between Chinese characters.
  ///
  /// - Precondition: ``MarkdownLimits`` has passed the text: some hostile ones take cmark-gfm hours.
  static func parse(_ text: String) -> MarkdownNode {
    _ = extensions
    let empty = MarkdownNode(kind: .document, line: 1, column: 1, lastLine: 1)
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return empty }
    defer { cmark_parser_free(parser) }
    if let table = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, table) }
    var marked = ChineseEmphasis.marked(ProtectedPlaceholders.marked(text))
    marked.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return empty }
    defer { cmark_node_free(document) }
    return node(document, depth: 0)
  }

  private static func node(_ pointer: OpaquePointer, depth: Int) -> MarkdownNode {
    var node = MarkdownNode(
      kind: kind(pointer), line: Int(cmark_node_get_start_line(pointer)),
      column: Int(cmark_node_get_start_column(pointer)), lastLine: Int(cmark_node_get_end_line(pointer)))
    guard depth < deepest else {
      node.kind = .tooDeep
      return node
    }
    var child = cmark_node_first_child(pointer)
    while let next = child {
      node.children.append(self.node(next, depth: depth + 1))
      child = cmark_node_next(next)
    }
    return node
  }

  private static func kind(_ pointer: OpaquePointer) -> MarkdownNode.Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(pointer)))
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      return .list(start: isOrdered ? Int(cmark_node_get_list_start(pointer)) : nil)
    case CMARK_NODE_CODE_BLOCK:
      var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
      let isFenced = cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
      return .code(info: isFenced ? string(cmark_node_get_fence_info(pointer)) : nil, text: literal(pointer))
    case CMARK_NODE_HTML_BLOCK: return .html(literal(pointer))
    case CMARK_NODE_TEXT: return .text(literal(pointer))
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .codeSpan(literal(pointer))
    case CMARK_NODE_HTML_INLINE: return .inlineHTML(literal(pointer))
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link(target: string(cmark_node_get_url(pointer)))
    case CMARK_NODE_IMAGE: return .picture(target: string(cmark_node_get_url(pointer)))
    default: return extensionKind(pointer)
    }
  }

  /// Node types of extensions have no constants that Swift could see.
  private static func extensionKind(_ pointer: OpaquePointer) -> MarkdownNode.Kind {
    switch string(cmark_node_get_type_string(pointer)) {
    case "table": return .table(alignments(pointer))
    case "table_row", "table_header": return .row
    case "table_cell": return .cell
    case let name: return .other(name)
    }
  }

  private static func alignments(_ pointer: OpaquePointer) -> [Table.Alignment] {
    guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return (0..<Int(cmark_gfm_extensions_get_table_columns(pointer))).map { column in
      switch UnicodeScalar(letters[column]) {
      case "l": .left
      case "c": .centre
      case "r": .right
      default: .natural
      }
    }
  }

  private static func literal(_ pointer: OpaquePointer) -> String { string(cmark_node_get_literal(pointer)) }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { ProtectedPlaceholders.unmarked(ChineseEmphasis.unmarked(String(cString: $0))) } ?? ""
  }
}
