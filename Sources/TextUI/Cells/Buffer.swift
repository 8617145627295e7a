/// One character cell. A wide glyph fills its own cell and leaves ``Cell/tail`` in the next.
package struct Cell: Hashable, Sendable {
  package var glyph: Character
  package var style: Style

  package init(_ glyph: Character = " ", _ style: Style = .plain) { (self.glyph, self.style) = (glyph, style) }

  /// What stands in the second cell of a wide glyph; it is never drawn by itself.
  package static let tailGlyph: Character = "\0"
  package var isTail: Bool { glyph == Cell.tailGlyph }
}

/// The picture of a whole screen. Widgets write cells into it and know nothing of a terminal.
///
/// Writing outside is clipped. A wide glyph is never cut in half: where only one of its cells would fit, or where one of
/// its halves is overwritten, a space takes the place of the half that is left.
package struct Buffer: Equatable, Sendable {
  package let size: Size
  package private(set) var cells: [Cell]

  package init(_ size: Size, _ style: Style = .plain) {
    self.size = Size(max(0, size.columns), max(0, size.rows))
    cells = Array(repeating: Cell(" ", style), count: self.size.columns * self.size.rows)
  }

  package var bounds: Rect { Rect(0, 0, size.columns, size.rows) }

  package subscript(x: Int, y: Int) -> Cell { cells[y * size.columns + x] }

  /// Writes `text` from (x, y) to the right, clipped to `clip` (the whole screen unless given), one row only.
  /// Control characters are shown as a space. Returns the column after the last cell written.
  @discardableResult
  package mutating func put(_ text: String, _ x: Int, _ y: Int, _ style: Style = .text, clip: Rect? = nil) -> Int {
    let area = clip.map { $0.intersection(bounds) } ?? bounds
    var column = x
    for glyph in text {
      let width = GlyphWidth.of(glyph)
      if width == 0 { continue }
      if column >= area.right { break }
      put(glyph, width: width, column, y, style, area)
      column += width
    }
    return column
  }

  /// Writes one glyph into one cell (or two, if it is wide).
  package mutating func put(_ glyph: Character, _ x: Int, _ y: Int, _ style: Style, clip: Rect? = nil) {
    let area = clip.map { $0.intersection(bounds) } ?? bounds
    let width = GlyphWidth.of(glyph)
    if width > 0 { put(glyph, width: width, x, y, style, area) }
  }

  /// Writes a glyph that is known to be one cell wide and printable: blocks, lines, braille.
  package mutating func putNarrow(_ glyph: Character, _ x: Int, _ y: Int, _ style: Style) {
    guard x >= 0, y >= 0, x < size.columns, y < size.rows else { return }
    set(x, y, Cell(glyph, style))
  }

  private mutating func put(_ glyph: Character, width: Int, _ x: Int, _ y: Int, _ style: Style, _ area: Rect) {
    guard !area.isEmpty, y >= area.y, y < area.bottom, x < area.right, x + width > area.x else { return }
    if width == 2, x < area.x || x + 1 >= area.right {
      // Half of it would be outside: the half inside becomes a space.
      set(max(x, area.x), y, Cell(" ", style))
      return
    }
    set(x, y, Cell(Buffer.isControl(glyph) ? " " : glyph, style))
    if width == 2 { set(x + 1, y, Cell(Cell.tailGlyph, style)) }
  }

  private static func isControl(_ glyph: Character) -> Bool {
    guard let value = glyph.unicodeScalars.first?.value else { return true }
    return value < 0x20 || (value >= 0x7F && value < 0xA0)
  }

  /// Replaces one cell and repairs the wide glyph that it may cut.
  private mutating func set(_ x: Int, _ y: Int, _ cell: Cell) {
    let at = y * size.columns + x
    let old = cells[at]
    if old.isTail, !cell.isTail, x > 0 { cells[at - 1].glyph = " " }
    if !old.isTail, x + 1 < size.columns, cells[at + 1].isTail { cells[at + 1].glyph = " " }
    cells[at] = cell
  }

  /// Fills with a glyph of one cell.
  package mutating func fill(_ area: Rect, _ style: Style, _ glyph: Character = " ") {
    precondition(GlyphWidth.of(glyph) == 1, "an area is filled with a glyph of one cell, not “\(glyph)”")
    let area = area.intersection(bounds)
    let cell = Cell(glyph, style)
    for y in area.y..<area.bottom { for x in area.x..<area.right { set(x, y, cell) } }
  }

  /// Copies another buffer so that its upper left corner comes to `origin`; what lies outside of `clip` is left out.
  package mutating func copy(_ other: Buffer, to origin: Point, clip: Rect? = nil) {
    let area = (clip ?? bounds).intersection(bounds)
    for y in 0..<other.size.rows {
      for x in 0..<other.size.columns where !other[x, y].isTail {
        put(other[x, y].glyph, origin.x + x, origin.y + y, other[x, y].style, clip: area)
      }
    }
  }

  /// The same without its upper rows.
  package func rows(from first: Int) -> Buffer {
    var rest = Buffer(Size(size.columns, size.rows - first))
    for index in rest.cells.indices { rest.cells[index] = cells[first * size.columns + index] }
    return rest
  }

  /// Changes the style of the cells in `area` and leaves their glyphs.
  package mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = area.intersection(bounds)
    for y in area.y..<area.bottom { for x in area.x..<area.right { change(&cells[y * size.columns + x].style) } }
  }

  /// The rows as text, trailing spaces cut: what golden tests and the command line show.
  package var lines: [String] {
    (0..<size.rows).map { y in
      var line = ""
      for x in 0..<size.columns where !self[x, y].isTail { line.append(self[x, y].glyph) }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  package var text: String { lines.joined(separator: "\n") }
}
