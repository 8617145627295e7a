import TextUI

/// Rows of words in columns that are as wide as they must be, all set to the left.
struct TextColumns {
  private var rows: [[String]] = []

  init(_ rows: [[String]]) { self.rows = rows }

  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? GlyphWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { line($0, widths) }.joined(separator: "\n")
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    row.enumerated().map { column, cell in
      column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] + 2 - GlyphWidth.of(cell))
    }.joined()
  }
}
