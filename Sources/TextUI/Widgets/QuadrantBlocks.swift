/// Four pixels of a picture in one character cell, two by two, though a cell has but two colours: the quadrants are split
/// in two parts so that each part's colour is as near as can be to its pixels.
struct QuadrantBlock {
  let glyph: Character
  let foreground: Colour
  let background: Colour

  /// - Parameter pixels: upper left, upper right, lower left, lower right; data of one kind.
  init(_ pixels: [Colour]) {
    let numbers = pixels.map(DataColour.components)
    var best = QuadrantBlock.splits[0]
    var least = Float.infinity
    for split in QuadrantBlock.splits {
      let error = split.parts.reduce(0) { $0 + QuadrantBlock.spread($1.map { numbers[$0] }) }
      // Halves come first: another split must be clearly better, or pictures become restless.
      if error < least * 0.75 { (best, least) = (split, error) }
    }
    glyph = best.glyph
    foreground = Colour.mean(best.parts[0].map { pixels[$0] })
    background = Colour.mean(best.parts[1].map { pixels[$0] })
  }

  /// How many of the four quadrants a glyph paints in its foreground; nil for other glyphs.
  static func quadrants(_ glyph: Character) -> Int? { splits.first { $0.glyph == glyph }?.parts[0].count }

  private struct Split: Sendable {
    let glyph: Character
    /// Pixels of the foreground and of the background.
    let parts: [[Int]]
    init(_ glyph: Character, _ foreground: [Int]) {
      self.glyph = glyph
      parts = [foreground, [0, 1, 2, 3].filter { !foreground.contains($0) }]
    }
  }

  private static let splits = [
    Split("▀", [0, 1]), Split("▌", [0, 2]), Split("▘", [0]), Split("▝", [1]), Split("▖", [2]), Split("▗", [3]),
    Split("▚", [0, 3]),
  ]

  /// Sum of the squared distances from the mean.
  private static func spread(_ colours: [[Float]]) -> Float {
    guard let first = colours.first else { return 0 }
    return first.indices.reduce(0) { total, part in
      let mean = colours.reduce(0) { $0 + $1[part] } / Float(colours.count)
      return total + colours.reduce(0) { $0 + ($1[part] - mean) * ($1[part] - mean) }
    }
  }
}

extension Colour {
  /// The mean of data of one kind; the first of others.
  static func mean(_ colours: [Colour]) -> Colour {
    guard let first = colours.first else { return .standard }
    let parts = colours.map(DataColour.components)
    guard let count = parts.first?.count, count > 0, parts.allSatisfy({ $0.count == count }) else { return first }
    let mean = (0..<count).map { part in
      Int((parts.reduce(0) { $0 + $1[part] } / Float(parts.count)).rounded())
    }
    switch first {
    case .diverging: return .diverging(Int8(clamping: mean[0]))
    case .weight: return .weight(Int8(clamping: mean[0]))
    case .grey: return .grey(UInt8(clamping: mean[0]))
    case .rgb: return .rgb(UInt8(clamping: mean[0]), UInt8(clamping: mean[1]), UInt8(clamping: mean[2]))
    case .standard, .role: return first
    }
  }
}

extension DataColour {
  /// The numbers of a datum, for distances and means.
  static func components(_ colour: Colour) -> [Float] {
    switch colour {
    case .standard, .role: []
    case .diverging(let level), .weight(let level): [Float(level)]
    case .grey(let level): [Float(level)]
    case .rgb(let red, let green, let blue): [Float(red), Float(green), Float(blue)]
    }
  }
}
