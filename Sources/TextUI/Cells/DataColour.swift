/// Colours that stand for numbers, at every colour depth. Brightness never falls as the magnitude grows.
enum DataColour {
  /// The part of a datum that survives without colour: its sign and a magnitude from 0 to 127.
  static func signedMagnitude(_ colour: Colour) -> Int? {
    switch colour {
    case .standard, .role: nil
    case .diverging(let level), .weight(let level): max(-127, Int(level))
    case .grey(let level): Int(level) / 2
    case .rgb(let red, let green, let blue): RGB(red, green, blue).luminance / 2
    }
  }

  static func rgb(_ colour: Colour) -> RGB? {
    switch colour {
    case .standard, .role: nil
    case .diverging(let level): ramp(level, RoleColour.of(.positive).rgb, RoleColour.of(.negative).rgb)
    case .weight(let level): ramp(level, RGB(0x5F, 0xC4, 0x7C), RGB(0xA0, 0x74, 0xD0))
    case .grey(let level): RGB(level, level, level)
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }

  static func index256(_ colour: Colour) -> UInt8? {
    switch colour {
    case .standard, .role: nil
    case .diverging(let level): level < 0 ? step(level, oranges) : step(level, blues)
    case .weight(let level): level < 0 ? step(level, purples) : step(level, greens)
    case .grey(let level): greys[(Int(level) * (greys.count - 1) + 127) / 255]
    case .rgb(let red, let green, let blue): RGB(red, green, blue).index256
    }
  }

  /// One of the first eight colours, and nil where the value is near zero or has no hue.
  static func index8(_ colour: Colour) -> UInt8? {
    switch colour {
    case .standard, .role, .grey: return nil
    case .diverging(let level): return abs(Int(level)) < 16 ? nil : level < 0 ? 3 : 4
    case .weight(let level): return abs(Int(level)) < 16 ? nil : level < 0 ? 5 : 2
    case .rgb(let red, let green, let blue):
      let (low, high) = (min(red, green, blue), max(red, green, blue))
      if high - low < 48 { return nil }
      let middle = low + (high - low) / 2
      return (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0)
    }
  }

  private static let neutral = RGB(0x23, 0x26, 0x2E)

  private static func ramp(_ level: Int8, _ positive: RGB, _ negative: RGB) -> RGB {
    neutral.mixed(with: level < 0 ? negative : positive, min(127, abs(Int(level))))
  }

  private static func step(_ level: Int8, _ steps: [UInt8]) -> UInt8 {
    steps[(min(127, abs(Int(level))) * (steps.count - 1) + 63) / 127]
  }

  /// The one of `held` that shows a signed datum nearly as well as its own colour: no further from it than three quarters of
  /// the way from one colour to the next, where its own is no further than half of it.
  static func index256(_ colour: Colour, holding held: [UInt8]) -> UInt8? {
    let (level, steps): (Int, [UInt8])
    switch colour {
    case .diverging(let signed): (level, steps) = (abs(Int(signed)), signed < 0 ? oranges : blues)
    case .weight(let signed): (level, steps) = (abs(Int(signed)), signed < 0 ? purples : greens)
    case .standard, .role, .grey, .rgb: return index256(colour)
    }
    let own = index256(colour)
    if let own, held.contains(own) { return own }
    let near = steps.indices.filter {
      held.contains(steps[$0]) && 4 * abs(level * (steps.count - 1) - 127 * $0) <= 3 * 127
    }
    return near.min { abs(level * (steps.count - 1) - 127 * $0) < abs(level * (steps.count - 1) - 127 * $1) }
      .map { steps[$0] } ?? own
  }

  // Chosen from the cube so that each step is brighter than the one before and the hue holds.
  private static let blues: [UInt8] = [235, 237, 24, 25, 32, 33, 75]
  private static let oranges: [UInt8] = [235, 237, 94, 130, 166, 208, 215]
  private static let greens: [UInt8] = [235, 236, 22, 28, 34, 71, 77]
  private static let purples: [UInt8] = [235, 54, 91, 97, 134, 141]
  private static let greys: [UInt8] = [16] + Array(232...255) + [231]
}
