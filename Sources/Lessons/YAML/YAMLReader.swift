import Yams

/// Reads an author's YAML into values. Nothing in it can trap: nodes are composed and walked, never constructed.
///
/// Anchors, aliases and tags are faults. An alias could make a few lines stand for billions of values, so the stars that would
/// begin one are taken away before the text is composed, and put back into the texts that they belong to.
struct YAMLReader {
  /// Stands for a star that may begin an alias: a code point that is no character and so in no text.
  private static let star = Unicode.Scalar(0xFDD0 as UInt32) ?? HiddenCharacters.replacement
  private static let deepest = 40

  private let excerpt: Excerpt
  /// The line that was looked at last, taken apart: a list of numbers may fill one line of a million characters.
  private var line: (number: Int, scalars: [Unicode.Scalar]) = (0, [])

  private init(_ excerpt: Excerpt) { self.excerpt = excerpt }

  /// The value of the whole text; nil where there is none or it cannot be read, which is reported.
  static func read(_ excerpt: Excerpt, _ findings: inout Findings) -> YAMLValue? {
    var reader = YAMLReader(excerpt)
    return reader.read(&findings)
  }

  private mutating func read(_ findings: inout Findings) -> YAMLValue? {
    do {
      let parser = try Parser(yaml: withoutAliases, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      if root.mapping == nil, let slip { throw slip }
      // Nodes know their anchors only as long as the parser lives.
      return try withExtendedLifetime(parser) { try value(root, depth: 0, &findings) }
    } catch let fault as Fault {
      findings.report(fault.position, fault.message, mend: fault.mend)
    } catch let error as YamlError {
      let problem = YAMLProblem(error, in: excerpt)
      let position = excerpt.position(line: problem.line, column: problem.column)
      let fault = slip ?? Fault(position: position, message: problem.message, mend: problem.mend)
      findings.report(fault.position, fault.message, mend: fault.mend)
    } catch {
      findings.report(excerpt.position(line: 1, column: 1), "the YAML cannot be read", mend: "write it anew")
    }
    return nil
  }

  private struct Fault: Error {
    let position: SourcePosition
    let message: String
    let mend: String
  }

  private var slip: Fault? {
    YAMLSlip.first(in: excerpt).map { slip in
      Fault(
        position: excerpt.position(line: slip.line, column: slip.column), message: slip.message, mend: slip.mend)
    }
  }

  // MARK: Stars

  private var withoutAliases: String {
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "\n"
    for scalar in excerpt.text.unicodeScalars {
      text.append(scalar == "*" && " \t\n[]{},:-?".unicodeScalars.contains(previous) ? YAMLReader.star : scalar)
      previous = scalar
    }
    return String(text)
  }

  private func withStars(_ text: String) -> String {
    text.unicodeScalars.contains(YAMLReader.star) ? text.replacing(String(YAMLReader.star), with: "*") : text
  }

  // MARK: Nodes

  private mutating func value(_ node: Node, depth: Int, _ findings: inout Findings) throws -> YAMLValue {
    let position = position(node)
    if let anchor = node.anchor {
      throw Fault(
        position: position, message: "the YAML anchor \(quoted("&" + anchor.rawValue))",
        mend: "repeat the value where it is used, or put the text in quotes")
    }
    guard depth < YAMLReader.deepest else {
      throw Fault(position: position, message: "YAML nested too deeply", mend: "use fewer brackets")
    }
    switch node {
    case .scalar(let scalar): return try self.scalar(scalar, position, &findings)
    case .sequence(let sequence):
      try checkTag(sequence.tag, position)
      let list = try sequence.map { try value($0, depth: depth + 1, &findings) }
      return YAMLValue(content: .list(list), position: position)
    case .mapping(let mapping):
      try checkTag(mapping.tag, position)
      var entries: [YAMLValue.Entry] = []
      for pair in mapping {
        let key = try self.key(pair.key, &findings)
        entries.append(
          YAMLValue.Entry(
            key: key.text, keyPosition: key.position, value: try value(pair.value, depth: depth + 1, &findings)))
      }
      return YAMLValue(content: .mapping(entries), position: position)
    case .alias: throw aliasFault(position, "")
    }
  }

  private mutating func scalar(_ scalar: Node.Scalar, _ position: SourcePosition, _ findings: inout Findings) throws
    -> YAMLValue
  {
    let isQuoted = scalar.style != .plain && scalar.style != .any
    if !isQuoted, scalar.string.unicodeScalars.first == YAMLReader.star {
      throw aliasFault(position, withStars(scalar.string))
    }
    try checkTag(scalar.tag, position)
    let (text, fault) = HiddenCharacters.cleaned(withStars(scalar.string))
    // The file itself has been cleaned: what is left over was written as an escape.
    if let fault { findings.report(position, fault, mend: "remove the escape for it") }
    let start = fault == nil ? textPosition(scalar, text) : nil
    let unfolded = start == nil && isFolded(scalar) ? YAMLReader.unfolded(text) : text
    return YAMLValue(
      content: .scalar(YAMLValue.Scalar(text: unfolded, isQuoted: isQuoted, textPosition: start)), position: position)
  }

  private mutating func key(_ node: Node, _ findings: inout Findings) throws -> (text: String, position: SourcePosition)
  {
    let position = position(node)
    if case .scalar(let scalar) = node {
      let key = try self.scalar(scalar, position, &findings)
      return (key.scalar?.text ?? "", position)
    }
    // `answer: {{ name }}` is a mapping whose key is a mapping.
    if case .mapping = node {
      throw Fault(
        position: SourcePosition(line: position.line, column: max(1, position.column - 1)),
        message: "a placeholder without quotes", mend: "put the whole text in quotes: \"{{ … }}\"")
    }
    throw Fault(position: position, message: "a key that is a list", mend: "write a word before the colon")
  }

  private func aliasFault(_ position: SourcePosition, _ text: String) -> Fault {
    Fault(
      position: position, message: "the YAML alias \(quoted(text))",
      mend: "repeat the value here; a text that begins with a star goes in quotes")
  }

  /// Comparing keys, Yams gives them the tag that they would have had anyway.
  private func checkTag(_ tag: Tag, _ position: SourcePosition) throws {
    let usual: [Tag.Name] = [.implicit, .nonSpecific, .str, .seq, .map]
    guard !usual.contains(where: { $0.rawValue == tag.rawValue }) else { return }
    throw Fault(
      position: position, message: "the YAML tag \(quoted(tag.rawValue))",
      mend: "leave it out, or put the text in quotes")
  }

  // MARK: Places

  private func position(_ node: Node) -> SourcePosition {
    excerpt.position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// Where the text begins, if it stands in the file as it is.
  private mutating func textPosition(_ scalar: Node.Scalar, _ text: String) -> SourcePosition? {
    guard let mark = scalar.mark, [.plain, .any, .singleQuoted, .doubleQuoted].contains(scalar.style) else {
      return nil
    }
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    let column = mark.column + (isQuoted ? 1 : 0)
    let rest = scalars(from: column, in: mark.line)
    return rest.starts(with: text.unicodeScalars) ? excerpt.position(line: mark.line, column: column) : nil
  }

  private mutating func scalars(from column: Int, in number: Int) -> ArraySlice<Unicode.Scalar> {
    if line.number != number { line = (number, Array(excerpt.line(number).unicodeScalars)) }
    return line.scalars.dropFirst(column - 1)
  }

  /// Whether the text goes on in the next line.
  private mutating func isFolded(_ scalar: Node.Scalar) -> Bool {
    guard let mark = scalar.mark else { return false }
    let rest = scalars(from: mark.column + 1, in: mark.line)
    switch scalar.style {
    case .plain, .any, .folded: return true
    case .singleQuoted: return !rest.contains("'")
    case .doubleQuoted: return !rest.contains("\"")
    case .literal: return false
    }
  }

  /// YAML puts a space where a text goes on in the next line. Between Chinese characters there is none.
  private static func unfolded(_ text: String) -> String {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    var joined = String(parts.first ?? "")
    for part in parts.dropFirst() {
      joined += CJK.joint(joined.unicodeScalars.last, part.unicodeScalars.first)
      joined += part
    }
    return joined
  }
}
