/// The rows of a picture as lines, for what is no full screen: a pipe, a file, a shell.
extension Buffer {
  /// Without colours; what colours say of data is said by shades, `░▒▓█`.
  package var tonedLines: [String] {
    let rendition = Rendition(.mono, .unicode)
    return rows { cell in
      String(cell.isData ? rendition.resolve(cell).glyph : cell.isOutline ? "+" : cell.glyph)
    }
  }

  /// With the sequences that colour them where `rendition` has colours; its ground goes to the end of every row.
  package func lines(_ rendition: Rendition) -> [String] {
    guard rendition.depth != .mono else { return tonedLines }
    return (0..<size.rows).map { y in
      var (line, worn) = ("", "")
      for x in 0..<size.columns where !self[x, y].isTail {
        let cell = rendition.resolve(self[x, y])
        let sequence = cell.sequence
        if sequence != worn { line += sequence }
        worn = sequence
        line.append(cell.glyph)
      }
      return line + "\u{1B}[0m"
    }
  }

  private func rows(_ glyph: (Cell) -> String) -> [String] {
    (0..<size.rows).map { y in
      var line = ""
      for x in 0..<size.columns where !self[x, y].isTail { line += glyph(self[x, y]) }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension Cell {
  /// An outline that fills the whole cell: as what crosses data.
  fileprivate var isOutline: Bool {
    guard glyph == "▀", case .role = style.foreground, case .role = style.background else { return false }
    return true
  }

  /// A block whose colours are numbers.
  fileprivate var isData: Bool {
    QuadrantBlock.quadrants(glyph) != nil && (style.foreground.isDatum || style.background.isDatum)
  }
}

extension ResolvedCell {
  /// Select Graphic Rendition, from a state in which nothing is set.
  fileprivate var sequence: String {
    var codes = ["0"]
    for (attribute, code) in [(Attributes.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
    where attributes.contains(attribute) { codes.append(code) }
    if let foreground { codes += foreground.codes(30) }
    if let background { codes += background.codes(40) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

extension TerminalColour {
  /// `base` is 30 for what is written, 40 for the ground.
  fileprivate func codes(_ base: Int) -> [String] {
    switch self {
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
    case .direct(let colour): ["\(base + 8)", "2", "\(colour.red)", "\(colour.green)", "\(colour.blue)"]
    }
  }
}
