/// Keeps from cmark-gfm what would take it hours or all memory: containers nested by the thousand, tables with millions of
/// cells, pictures by the thousand, an address that is repeated a thousand times.
///
/// A line that goes too far is reported and left empty.
struct MarkdownLimits {
  private static let nesting = 40
  private static let indentation = 120
  private static let cells = 50_000
  private static let pictures = 200
  private static let repeatedBytes = 10_000_000

  private let excerpt: Excerpt
  private var lines: [String]
  /// For every line, the lines and bytes from it up to the next empty line.
  private let runs: [(lines: Int, bytes: Int)]

  private init(_ excerpt: Excerpt) {
    (self.excerpt, lines) = (excerpt, excerpt.lines)
    var runs = Array(repeating: (lines: 0, bytes: 0), count: lines.count)
    var run = (lines: 0, bytes: 0)
    for index in lines.indices.reversed() {
      let isBlank = lines[index].utf8.allSatisfy { " \t".utf8.contains($0) }
      run = isBlank ? (0, 0) : (run.lines + 1, run.bytes + lines[index].utf8.count)
      runs[index] = run
    }
    self.runs = runs
  }

  static func passed(_ excerpt: Excerpt, _ findings: inout Findings) -> String {
    var limits = MarkdownLimits(excerpt)
    limits.limitNesting(&findings)
    limits.limitTables(&findings)
    limits.limitPictures(&findings)
    limits.limitAddresses(&findings)
    return limits.lines.map { $0 + "\n" }.joined()
  }

  private mutating func refuse(_ index: Int, _ message: String, _ mend: String, _ findings: inout Findings) {
    findings.report(excerpt.position(line: index + 1, column: 1), message, mend: mend)
    lines[index] = ""
  }

  private mutating func limitNesting(_ findings: inout Findings) {
    var isReported = false
    for index in lines.indices {
      let (markers, indentation) = MarkdownLimits.markers(lines[index])
      guard markers > MarkdownLimits.nesting || (markers > 0 && indentation > MarkdownLimits.indentation) else {
        continue
      }
      if !isReported {
        refuse(index, "lists or quotes nested far too deeply", "use headings and paragraphs instead", &findings)
      }
      lines[index] = ""
      isReported = true
    }
  }

  /// How many marks of lists and quotes a line begins with, and the spaces before the first. A line of hyphens or
  /// stars alone is a rule.
  private static func markers(_ line: String) -> (count: Int, indentation: Int) {
    let bytes = Array(line.utf8.prefix(2_000))
    for mark in "-*".utf8 where line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == mark }) { return (0, 0) }
    var index = 0
    func skipBlanks() { while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 } }
    skipBlanks()
    let indentation = index
    var count = 0
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case UInt8(ascii: ">"): index += 1
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): index += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")") else {
          return (count, indentation)
        }
        index += 1
      default: return (count, indentation)
      }
      let needsBlank = bytes[start] != UInt8(ascii: ">")
      guard !needsBlank || index == bytes.count || bytes[index] == 0x20 || bytes[index] == 0x09 else { break }
      count += 1
      skipBlanks()
    }
    return (count, indentation)
  }

  private mutating func limitTables(_ findings: inout Findings) {
    for index in lines.indices {
      let line = lines[index]
      guard line.utf8.contains(UInt8(ascii: "|")), line.utf8.allSatisfy({ " \t>|:-".utf8.contains($0) }) else {
        continue
      }
      let columns = line.utf8.count { $0 == UInt8(ascii: "|") } + 1
      guard columns * runs[index].lines > MarkdownLimits.cells else { continue }
      refuse(index, "a table of more than \(MarkdownLimits.cells) cells", "show the rows that matter", &findings)
    }
  }

  private mutating func limitPictures(_ findings: inout Findings) {
    var count = 0
    for index in lines.indices {
      count += MarkdownLimits.occurrences(of: "![", in: lines[index])
      guard count > MarkdownLimits.pictures, lines[index].contains("![") else { continue }
      refuse(index, "too many pictures", "a terminal shows none: describe what matters", &findings)
    }
  }

  private static func occurrences(of mark: StaticString, in line: String) -> Int {
    zip(line.utf8, line.utf8.dropFirst()).count { $0 == mark.utf8Start[0] && $1 == mark.utf8Start[1] }
  }

  /// `[name]: address` is copied to every place that names it.
  private mutating func limitAddresses(_ findings: inout Findings) {
    let uses = lines.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "[") } }
    for index in lines.indices {
      guard runs[index].bytes * uses > MarkdownLimits.repeatedBytes else { continue }
      let name = lines[index].drop { " \t>-+*0123456789.)".contains($0) }
      guard name.hasPrefix("["), name.contains("]:") else { continue }
      refuse(index, "an address that is too long to be repeated", "write the link where it is used", &findings)
    }
  }
}
