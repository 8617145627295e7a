import Yams

/// What libyaml complains about, in words that an author understands. Lines and columns count in the YAML text, from 1.
struct YAMLProblem {
  private(set) var line = 1
  private(set) var column = 1
  private(set) var message = "the YAML cannot be read"
  private(set) var mend = "compare it with another lesson"

  init(_ error: YamlError, in excerpt: Excerpt) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      (line, column) = (mark.line, mark.column)
      explain(problem, context?.text ?? "")
      if excerpt.line(line).unicodeScalars.dropFirst(column - 1).first == "\t" {
        explain("found a tab character that violates indentation", "")
      }
      // A quote or a bracket that is never closed is found at the end; what matters is where it was opened.
      if let opened = context?.mark, line > excerpt.lines.count || message.hasSuffix("never closed") {
        (line, column) = (opened.line, opened.column)
      }
      hintAtQuotes(excerpt.line(line))
    case .duplicatedKeysInMapping(let keys, let context):
      (line, column) = YAMLProblem.second(keys.first ?? "", after: context.mark, in: excerpt)
      message = "the key \(quoted(keys.first ?? "")) stands twice"
      mend = "keep one of them"
    case .reader(let problem, _, _, _): message = problem
    default: break
    }
    line = min(line, max(1, excerpt.lines.count))
  }

  private mutating func explain(_ problem: String, _ context: String) {
    let quotes = "put the whole text in quotes"
    switch problem {
    case "mapping values are not allowed in this context":
      message = "a colon followed by a space inside a text without quotes, or a line that is indented too far"
      mend = quotes + ", or indent the line like its neighbours"
    case "found character that cannot start any token":
      message = "a text without quotes cannot begin with this character"
      mend = quotes
    case "found a tab character that violates indentation":
      message = "a tab in the indentation"
      mend = "indent with spaces"
    case "found unexpected end of stream", "found unexpected document indicator":
      message = "a quotation mark that is never closed"
      mend = "close it, or write it twice inside single quotes"
    case "found unknown escape character":
      message = "a backslash in double quotes that means nothing"
      mend = "write it twice, or use single quotes"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      message = "a bracket that is not closed, or a comma that is missing"
      mend = "close it, or put texts with commas, colons or brackets in quotes"
    case "could not find expected ':'":
      message = "a line without a key"
      mend = "write key: value, or indent the line so that it belongs to the text before"
    case "did not find expected key", "did not find expected '-' indicator":
      message = "a line that does not go on with what comes before"
      mend = "indent it like its neighbours; text behind a closing quotation mark belongs inside"
    case "block sequence entries are not allowed in this context":
      message = "a list cannot begin here"
      mend = "begin it on the next line, or put the text in quotes"
    case "but found another document":
      message = "the line --- begins a second document"
      mend = "remove it"
    case "did not find expected alphabetic or numeric character":
      message = "an anchor or an alias without a name"
      mend = quotes
    default:
      message = context.isEmpty ? problem : "\(problem) \(context)"
      mend = "check the indentation, the quotes and the brackets"
    }
  }

  /// Where a key stands again; where it stands first, if the second is on the same line.
  private static func second(_ key: String, after mark: Mark, in excerpt: Excerpt) -> (line: Int, column: Int) {
    let again = ((mark.line + 1)..<max(mark.line + 2, excerpt.lines.count + 1)).first { number in
      let line = excerpt.line(number).unicodeScalars
      return line.prefix(mark.column - 1).allSatisfy { $0 == " " }
        && line.dropFirst(mark.column - 1).starts(with: key.unicodeScalars)
    }
    return (again ?? mark.line, mark.column)
  }

  /// A text that begins with a placeholder looks like a mapping to YAML.
  private mutating func hintAtQuotes(_ line: String) {
    let value = line.split(separator: ":", maxSplits: 1).last ?? ""
    guard value.drop(while: { " -".contains($0) }).hasPrefix("{{") else { return }
    message = "a text that begins with a placeholder and has no quotes"
    mend = "put the whole text in quotes: \"{{ … }} …\""
  }
}
