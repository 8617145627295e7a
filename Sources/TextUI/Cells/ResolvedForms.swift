/// Cells that look the same. A half block of two colours is the other half block with the colours changed over, and a
/// block of one colour is a space: a terminal that is told a colour only where it changes is told least by the form that
/// suits the cell before.
extension ResolvedCell {
  private static let complements: [Character: Character] = {
    let pairs: [(Character, Character)] = [
      ("▀", "▄"), ("▌", "▐"), ("▘", "▟"), ("▝", "▜"), ("▖", "▙"), ("▗", "▛"), ("▚", "▞"),
    ]
    return Dictionary(uniqueKeysWithValues: pairs.flatMap { [($0, $1), ($1, $0)] })
  }()

  private var isBlock: Bool { ResolvedCell.complements[glyph] != nil }

  /// Whether the colours of ink and ground are told, and may be changed over: where one is the terminal's own, ink is
  /// never the colour of the ground.
  private var isColoured: Bool { foreground != nil && background != nil }

  /// Whether nothing but its background can be seen.
  private var isBlank: Bool {
    attributes.isEmpty && (glyph == " " || isBlock && isColoured && foreground == background)
  }

  /// The same for all cells that look the same.
  package var look: ResolvedCell {
    if isBlank { return ResolvedCell(glyph: " ", foreground: nil, background: background, attributes: []) }
    if glyph == "█", attributes.isEmpty, foreground != nil {
      return ResolvedCell(glyph: " ", foreground: nil, background: foreground, attributes: [])
    }
    guard attributes.isEmpty, isColoured, let other = ResolvedCell.complements[glyph], other < glyph else {
      return self
    }
    return ResolvedCell(glyph: other, foreground: background, background: foreground, attributes: [])
  }

  /// The form that needs the fewest changes of colour after `previous`.
  package func following(_ previous: ResolvedCell?) -> ResolvedCell {
    guard let previous, attributes.isEmpty, background != nil else { return self }
    if isBlank {
      // Text stays text: only what was a block may become one.
      if glyph != " ", background == previous.foreground, background != previous.background {
        return ResolvedCell(
          glyph: "█", foreground: previous.foreground, background: previous.background, attributes: [])
      }
      return ResolvedCell(
        glyph: " ", foreground: previous.foreground ?? foreground, background: background, attributes: [])
    }
    guard foreground != nil, let other = ResolvedCell.complements[glyph] else { return self }
    let turned = ResolvedCell(glyph: other, foreground: background, background: foreground, attributes: [])
    func changes(_ cell: ResolvedCell) -> Int {
      (cell.foreground == previous.foreground ? 0 : 1) + (cell.background == previous.background ? 0 : 1)
    }
    return changes(turned) < changes(self) ? turned : self
  }
}
