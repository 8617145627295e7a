import TextUI

/// Rows of text in columns that are as wide as they must be; the first column is set to the left, the others to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]] = []
  /// Rows below a line at the end.
  var totals: [[String]] = []

  init(_ header: [String]) { self.header = header }

  var text: String {
    let widths = header.indices.map { column in
      ([header] + rows + totals).map { GlyphWidth.of($0[column]) }.max() ?? 0
    }
    let line = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let body = [set(header, widths), line] + rows.map { set($0, widths) }
    let end = totals.isEmpty ? [] : [line] + totals.map { set($0, widths) }
    return (body + end).joined(separator: "\n")
  }

  var markdown: String {
    let line = "|" + header.indices.map { $0 == 0 ? ":--" : "--:" }.joined(separator: "|") + "|"
    return ([row(header), line] + (rows + totals).map(row)).joined(separator: "\n")
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func set(_ cells: [String], _ widths: [Int]) -> String {
    let set = cells.enumerated().map { column, cell in
      let room = String(repeating: " ", count: max(0, widths[column] - GlyphWidth.of(cell)))
      return column == 0 ? cell + room : room + cell
    }
    let line = set.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}

extension Int {
  /// In groups of three digits: 1,135,256.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
