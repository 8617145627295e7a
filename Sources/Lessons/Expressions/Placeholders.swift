/// `{{ name }}` in a text: a number of a network, computed when the lesson is read, or a number that is drawn when an item is
/// asked.
struct Placeholders {
  /// How a number is written: as a reader sees it, or as a command line takes it.
  enum Notation: Sendable {
    case words, plain

    func text(_ number: Double) -> String {
      switch self {
      case .words: NumberWords.words(number)
      case .plain: Int(exactly: number).map(String.init) ?? "\(number)"
      }
    }
  }

  let names: Names
  var notation = Notation.words

  /// The text with numbers in place of names. What depends on drawn numbers stays for ``filled(_:drawn:)``.
  ///
  /// - Parameter place: where the scalar with this offset of the text stands in the file.
  func filled(_ text: String, _ findings: inout Findings, at place: (Int) -> SourcePosition) -> String {
    var result = ""
    for piece in Placeholders.pieces(text) {
      switch piece {
      case .text(let words): result += words
      case .unclosed(let words, let offset):
        findings.report(place(offset), "a placeholder that is not closed", mend: "write }} behind the name")
        result += words
      case .placeholder(let inner, _) where findings.isFull: result += "{{\(inner)}}"
      case .placeholder(let inner, let offset):
        do throws(ExpressionFault) { result += try value(inner) } catch {
          findings.report(place(offset + 2 + error.offset), error.message, mend: error.mend)
          result += "{{\(inner)}}"
        }
      }
    }
    return result
  }

  /// The same where an item is asked; what cannot be computed becomes a question mark.
  static func filled(_ text: String, drawn: [String: Double], _ notation: Notation = .words) -> String {
    guard !drawn.isEmpty, !openings(text).isEmpty else { return text }
    let names = Names(drawn: Array(drawn.keys))
    return pieces(text).map { piece in
      guard case .placeholder(let inner, _) = piece else { return piece.source }
      guard let expression = try? ExpressionParser.parse(inner, names) else { return piece.source }
      return (try? expression.value(drawn)).map(notation.text) ?? "?"
    }.joined()
  }

  /// The expressions of a text whose names are known, with the offsets of their texts.
  func expressions(_ text: String) -> [(expression: Expression, offset: Int)] {
    Placeholders.pieces(text).compactMap { piece in
      guard case .placeholder(let inner, let offset) = piece else { return nil }
      return (try? ExpressionParser.parse(inner, names)).map { ($0, offset + 2) }
    }
  }

  private func value(_ inner: String) throws(ExpressionFault) -> String {
    let name = inner.trimmed
    guard !name.isEmpty else { throw ExpressionFault(0, "an empty placeholder", mend: "write a name into it") }
    switch names.meaning(name) {
    case .shape(let shape): return shape.map(String.init).joined(separator: "×")
    case .drawn: return "{{ \(name) }}"
    case .number(let number): return notation.text(number)
    case nil: break
    }
    let expression = try ExpressionParser.parse(inner, names)
    guard expression.drawnNames.isEmpty else { return "{{ \(expression.text) }}" }
    return notation.text(try expression.value([:]))
  }

  // MARK: Pieces

  private enum Piece {
    case text(String)
    case placeholder(String, offset: Int)
    case unclosed(String, offset: Int)

    var source: String {
      switch self {
      case .text(let words), .unclosed(let words, _): words
      case .placeholder(let inner, _): "{{\(inner)}}"
      }
    }
  }

  private static func pieces(_ text: String) -> [Piece] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [.text(text)] }
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var rest = 0
    while let open = find("{", in: scalars, from: rest) {
      pieces.append(.text(String(scalars[rest..<open])))
      guard let close = find("}", in: scalars, from: open + 2) else {
        return pieces + [.unclosed(String(scalars[open...]), offset: open)]
      }
      pieces.append(.placeholder(String(scalars[(open + 2)..<close]), offset: open))
      rest = close + 2
    }
    return pieces + [.text(String(scalars[rest...]))]
  }

  /// What stands between the braces of each placeholder.
  static func insides(_ text: String) -> [String] {
    pieces(text).compactMap { if case .placeholder(let inner, _) = $0 { inner } else { nil } }
  }

  /// Offsets of the scalars where placeholders begin.
  static func openings(_ text: String) -> [Int] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
    let scalars = Array(text.unicodeScalars)
    var openings: [Int] = []
    while let open = find("{", in: scalars, from: openings.last.map { $0 + 2 } ?? 0) { openings.append(open) }
    return openings
  }

  /// Where two of the same brace stand.
  private static func find(_ brace: Unicode.Scalar, in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    var index = start
    while index + 1 < scalars.count {
      if scalars[index] == brace, scalars[index + 1] == brace { return index }
      index += 1
    }
    return nil
  }
}

extension String {
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
