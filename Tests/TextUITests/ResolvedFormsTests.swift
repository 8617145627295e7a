import Testing

@testable import TextUI

/// Forms of a cell that look the same, and that a terminal is told in fewer bytes.
@Suite struct ResolvedFormsTests {
  private static let quadrants: [Character: [Bool]] = [
    " ": [false, false, false, false], "█": [true, true, true, true],
    "▀": [true, true, false, false], "▄": [false, false, true, true],
    "▌": [true, false, true, false], "▐": [false, true, false, true],
    "▘": [true, false, false, false], "▟": [false, true, true, true],
    "▝": [false, true, false, false], "▜": [true, false, true, true],
    "▖": [false, false, true, false], "▙": [true, true, false, true],
    "▗": [false, false, false, true], "▛": [true, true, true, false],
    "▚": [true, false, false, true], "▞": [false, true, true, false],
  ]

  /// The colours of the four quarters; the terminal's own two are never the same.
  private func painted(_ cell: ResolvedCell) -> [String] {
    let ink = cell.foreground.map { "\($0)" } ?? "ink"
    let ground = cell.background.map { "\($0)" } ?? "ground"
    return (Self.quadrants[cell.glyph] ?? []).map { $0 ? ink : ground }
  }

  private static let colours: [TerminalColour?] = [nil, .indexed(1), .indexed(2), .indexed(3)]

  private static let cells: [ResolvedCell] = quadrants.keys.sorted().flatMap { glyph in
    colours.flatMap { front in
      colours.map { ResolvedCell(glyph: glyph, foreground: front, background: $0, attributes: []) }
    }
  }

  @Test func `every form paints the same four quarters`() {
    for cell in Self.cells {
      #expect(painted(cell.look) == painted(cell))
      for previous in Self.cells {
        #expect(painted(cell.following(previous)) == painted(cell), "\(cell) after \(previous)")
        #expect(cell.following(previous).look == cell.look)
      }
    }
  }

  @Test func `what paints the same quarters has the same look`() {
    for cell in Self.cells {
      for other in Self.cells {
        if cell.look == other.look { #expect(painted(cell) == painted(other), "\(cell) and \(other)") }
        guard [cell, other].allSatisfy({ $0.foreground != nil && $0.background != nil }) else { continue }
        #expect((cell.look == other.look) == (painted(cell) == painted(other)))
      }
    }
  }

  @Test func `text stays as it is`() {
    let previous = ResolvedCell(glyph: "▀", foreground: .indexed(1), background: .indexed(2), attributes: [])
    let letter = ResolvedCell(glyph: "a", foreground: .indexed(2), background: .indexed(1), attributes: [.bold])
    #expect(letter.following(previous) == letter && letter.look == letter)
    let space = ResolvedCell(glyph: " ", foreground: .indexed(7), background: .indexed(1), attributes: [])
    #expect(space.following(previous).glyph == " ")
    let bar = ResolvedCell(glyph: " ", foreground: .indexed(7), background: .indexed(1), attributes: [.reverse])
    #expect(bar.following(previous) == bar)
  }

  @Test func `a shade is held only where it shows the number nearly as well`() throws {
    let rendition = Rendition(.c256, .unicode)
    func index(_ level: Int, after held: ResolvedCell?) throws -> UInt8 {
      let cell = Cell("▀", Style(.diverging(Int8(level)), on: .diverging(Int8(level))))
      let resolved = rendition.resolve(cell, after: held)
      let colour = resolved.glyph == "█" ? resolved.foreground : resolved.background
      guard case .indexed(let index)? = colour else { throw Missing() }
      return index
    }
    let steps = try (0...6).map { try index($0 * 127 / 6, after: nil) }
    for level in 0...127 {
      for (step, colour) in steps.enumerated() {
        let previous = ResolvedCell(glyph: "▀", foreground: .indexed(colour), background: .indexed(99), attributes: [])
        let found = try #require(steps.firstIndex(of: try index(level, after: previous)))
        let distance = abs(Double(found) - Double(level) * 6 / 127)
        #expect(distance <= 0.75, "\(level) after \(step)")
        #expect(found == step || distance <= 0.51)
      }
    }
  }

  private struct Missing: Error {}
}
