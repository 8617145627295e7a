/// The numbers behind the colour of a datum, so that distances and means are a few operations: one for levels, three for
/// red, green and blue, the others 0.
struct PixelKind: Hashable, Sendable {
  private enum Kind { case diverging, weight, grey, rgb }
  private let kind: Kind

  /// Nil for colours that are no datum.
  init?(_ colour: Colour) {
    switch colour {
    case .diverging: kind = .diverging
    case .weight: kind = .weight
    case .grey: kind = .grey
    case .rgb: kind = .rgb
    case .standard, .role: return nil
    }
  }

  /// What no terminal of 256 colours would show as it is: a third of the way from one of its colours to the next.
  var tolerance: Float {
    switch kind {
    case .diverging, .weight: 4 * 7 * 7
    case .grey, .rgb: 0
    }
  }

  static func numbers(_ colour: Colour) -> SIMD4<Float> {
    switch colour {
    case .standard, .role: .zero
    case .diverging(let level), .weight(let level): [Float(level), 0, 0, 0]
    case .grey(let level): [Float(level), 0, 0, 0]
    case .rgb(let red, let green, let blue): [Float(red), Float(green), Float(blue), 0]
    }
  }

  /// The colour nearest to `numbers`.
  func colour(_ numbers: SIMD4<Float>) -> Colour {
    let whole = numbers.rounded(.toNearestOrAwayFromZero)
    switch kind {
    case .diverging: return .diverging(Int8(clamping: Int(whole[0])))
    case .weight: return .weight(Int8(clamping: Int(whole[0])))
    case .grey: return .grey(UInt8(clamping: Int(whole[0])))
    case .rgb:
      return .rgb(
        UInt8(clamping: Int(whole[0])), UInt8(clamping: Int(whole[1])), UInt8(clamping: Int(whole[2])))
    }
  }
}

/// Four pixels of a picture in one character cell, two by two, though a cell has but two colours: the quadrants are split
/// in two parts so that each part's colour is as near as can be to its pixels.
struct QuadrantBlock {
  let glyph: Character
  /// The means of both parts.
  let foreground: SIMD4<Float>
  let background: SIMD4<Float>

  /// Upper left, upper right, lower left, lower right; numbers of one ``PixelKind``. Where the sum of their squared distances
  /// from their mean is at most `tolerance`, they have one colour.
  @inline(__always)
  init(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, _ d: SIMD4<Float>, tolerance: Float = 0) {
    let all = a + b + c + d
    let squares = QuadrantBlock.square(a) + QuadrantBlock.square(b) + QuadrantBlock.square(c) + QuadrantBlock.square(d)
    if squares - QuadrantBlock.square(all) / 4 <= tolerance {
      (glyph, foreground, background) = (QuadrantBlock.glyphs[0], all / 4, all / 4)
      return
    }
    // Halves come first: another split must be clearly better, or pictures become restless.
    var best = 0
    var sum = a + b
    var least = QuadrantBlock.error(squares, sum, 2, all)
    func consider(_ split: Int, _ part: SIMD4<Float>, _ count: Float) {
      let error = QuadrantBlock.error(squares, part, count, all)
      if error < least * 0.75 { (best, sum, least) = (split, part, error) }
    }
    if least > 0 {
      consider(1, a + c, 2)
      consider(2, a, 1)
      consider(3, b, 1)
      consider(4, c, 1)
      consider(5, d, 1)
      consider(6, a + d, 2)
    }
    let count: Float = (2...5).contains(best) ? 1 : 2
    glyph = QuadrantBlock.glyphs[best]
    foreground = sum / count
    background = (all - sum) / (4 - count)
  }

  private static let glyphs: [Character] = ["▀", "▌", "▘", "▝", "▖", "▗", "▚"]

  /// How many of the four quadrants a glyph paints in its foreground; nil for other glyphs.
  static func quadrants(_ glyph: Character) -> Int? {
    glyphs.firstIndex(of: glyph).map { (2...5).contains($0) ? 1 : 2 }
  }

  @inline(__always)
  private static func square(_ x: SIMD4<Float>) -> Float { (x * x).sum() }

  /// Sum of the squared distances of all four from the means of their parts: Σx² − |Σ part|²/n of both. Pixels are whole
  /// numbers, so that the least error above 0 is 2/3; what is less is rounding.
  @inline(__always)
  private static func error(_ squares: Float, _ part: SIMD4<Float>, _ count: Float, _ all: SIMD4<Float>) -> Float {
    let error = squares - square(part) / count - square(all - part) / (4 - count)
    return error < 0.5 ? 0 : error
  }
}

extension Colour {
  /// The mean of data of one kind; the first of others.
  static func mean(_ colours: [Colour]) -> Colour {
    guard let first = colours.first else { return .standard }
    guard let kind = PixelKind(first), colours.allSatisfy({ PixelKind($0) == kind }) else { return first }
    return kind.colour(colours.reduce(SIMD4<Float>.zero) { $0 + PixelKind.numbers($1) } / Float(colours.count))
  }
}
