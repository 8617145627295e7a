/// How long a bar is: the one place where a share of a width becomes a number of cells.
package enum BarLength {
  /// Cells of `width` for `value` where `scale` would fill all of them, in `parts` of a cell. What is no finite number has
  /// no bar; what is beyond the scale has a full one.
  package static func cells(_ value: Float, of scale: Float, in width: Int, parts: Int = 1) -> Int {
    guard value.isFinite, scale.isFinite, scale > 0, width > 0 else { return 0 }
    return Int((min(1, abs(value) / scale) * Float(width * parts)).rounded())
  }

  /// A bar whose glyph says the sign as well: `█` for positive numbers, `▒` for negative ones.
  package static func text(_ value: Float, of scale: Float, in width: Int) -> String {
    String(repeating: value < 0 ? "▒" : "█", count: cells(value, of: scale, in: width))
  }
}

extension Sequence where Element == Float {
  /// The largest magnitude of a finite number, 0 where there is none: the usual scale of bars and colours.
  package var largestMagnitude: Float { reduce(0) { $1.isFinite ? Swift.max($0, abs($1)) : $0 } }
}
