/// One column of a ``Table``.
package struct TableColumn: Hashable, Sendable {
  package var title: StyledText
  package var alignment: Alignment
  package init(_ title: StyledText, _ alignment: Alignment = .leading) {
    (self.title, self.alignment) = (title, alignment)
  }
  package init(_ title: String, _ alignment: Alignment = .leading) {
    self.init(StyledText(title, .muted), alignment)
  }
}

/// Rows of text in aligned columns; cells that are too long for their column wrap.
package struct Table: Sendable {
  package var columns: [TableColumn]
  package var rows: [[StyledText]]
  package var hasHeader: Bool
  /// Spaces between columns.
  package var gap: Int

  package init(_ columns: [TableColumn], _ rows: [[StyledText]], header: Bool = true, gap: Int = 2) {
    (self.columns, self.rows, hasHeader, self.gap) = (columns, rows, header, gap)
  }

  /// The widths of the columns: as wide as their content, or, where that is too much, the widest are cut first.
  package func widths(in width: Int) -> [Int] {
    var widths = columns.indices.map { column -> Int in
      let content = rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
      return max(1, content, hasHeader ? columns[column].title.width : 0)
    }
    var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - width
    while excess > 0, let widest = widths.max(), widest > 1, let column = widths.lastIndex(of: widest) {
      widths[column] -= 1
      excess -= 1
    }
    return widths
  }

  /// The table as lines of text: to be drawn, or to stand in a longer text.
  package func lines(width: Int) -> [StyledText] {
    let widths = widths(in: width)
    var lines: [StyledText] = []
    if hasHeader {
      lines += wrapped(columns.map(\.title), widths)
      lines.append(StyledText(String(repeating: "─", count: min(width, total(widths))), .faint))
    }
    for row in rows { lines += wrapped(row, widths) }
    return lines
  }

  package func draw(_ area: Rect, into buffer: inout Buffer, offset: Int = 0) {
    Prose.draw(lines(width: area.width), area, into: &buffer, offset: offset)
  }

  private func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

  private func wrapped(_ row: [StyledText], _ widths: [Int]) -> [StyledText] {
    let cells = widths.indices.map { column in
      Prose.wrap(column < row.count ? row[column] : StyledText(), width: widths[column])
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      var text = StyledText()
      for (column, cell) in cells.enumerated() {
        if column > 0 { text.append(String(repeating: " ", count: gap), .plain) }
        let part = line < cell.count ? cell[line] : StyledText()
        text += part.aligned(columns[column].alignment, width: widths[column])
      }
      return text
    }
  }
}
