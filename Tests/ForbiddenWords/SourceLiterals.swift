import Foundation

/// The string literals of a Swift source text, as what a reader of the screen gets: without quotes and escapes, a `0` where
/// something is put in.
package struct SourceLiterals {
  package struct Literal: Sendable {
    package let line: Int
    package let text: String
    /// Whether it is Chinese; what has no Chinese sign is taken for English.
    package var isChinese: Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
  }

  private let characters: [Character]
  private var at = 0
  private var line = 1
  private var found: [Literal] = []

  package static func all(in source: String) -> [Literal] {
    var reader = SourceLiterals(source)
    reader.readCode(untilParenthesis: false)
    return reader.found
  }

  private init(_ source: String) { characters = Array(source) }

  private func starts(_ text: String) -> Bool {
    let wanted = Array(text)
    return at + wanted.count <= characters.count && Array(characters[at..<at + wanted.count]) == wanted
  }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count where at < characters.count {
      if characters[at].isNewline { line += 1 }
      at += 1
    }
  }

  /// Reads code to its end, or to the parenthesis that closes an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while at < characters.count {
      if starts("//") {
        while at < characters.count, !characters[at].isNewline { skip() }
      } else if starts("#\"") {
        // A raw literal is a pattern, nothing to read.
        skip(2)
        while at < characters.count, !starts("\"#") { skip() }
        skip(2)
      } else if starts("\"\"\"") {
        readLiteral(closedBy: "\"\"\"")
      } else if characters[at] == "\"" {
        readLiteral(closedBy: "\"")
      } else {
        if characters[at] == "(" { depth += 1 }
        if characters[at] == ")" {
          if untilParenthesis, depth == 0 { return skip() }
          depth -= 1
        }
        skip()
      }
    }
  }

  private mutating func readLiteral(closedBy end: String) {
    let start = line
    var text = ""
    skip(end.count)
    while at < characters.count, !starts(end) {
      if starts("\\(") {
        skip(2)
        readCode(untilParenthesis: true)
        text += "0"
      } else if characters[at] == "\\" {
        skip()
        // A line that goes on in the next, behind its margin.
        if at < characters.count, characters[at].isNewline {
          skip()
          while at < characters.count, characters[at] == " " { skip() }
        } else {
          text += starts("n") ? "\n" : starts("u{") ? "" : String(characters[at])
          skip()
        }
      } else {
        text.append(characters[at])
        skip()
      }
    }
    skip(end.count)
    found.append(Literal(line: start, text: text))
  }
}
