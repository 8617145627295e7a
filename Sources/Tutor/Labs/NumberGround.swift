import TextUI

/// The ground of a number that is printed on it. Its colour has to say the sign, of a small number too, and must not be so
/// bright that the number cannot be read; how large it is says the number itself.
extension Colour {
  static func number(_ value: Float, scale: Float) -> Colour {
    value == 0 ? .role(.panel) : .diverging(level(value, scale), scale: 1)
  }

  static func weightNumber(_ value: Float, scale: Float) -> Colour {
    value == 0 ? .role(.panel) : .weight(level(value, scale), scale: 1)
  }

  /// From 0.27, the first step that has a hue where colours are few, to 0.72.
  private static func level(_ value: Float, _ scale: Float) -> Float {
    guard value.isFinite, scale > 0 else { return 0 }
    let share = 0.27 + 0.45 * min(1, abs(value) / scale)
    return value < 0 ? -share : share
  }
}
