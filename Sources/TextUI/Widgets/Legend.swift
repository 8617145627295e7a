/// What the colours of a heat map mean, in one row: `−1.24 ▀▀▀▀▀▀▀▀▀ 1.31`, with `0` in the middle where zero has its place.
package struct Legend: Sendable {
  package var palette: Palette
  package var minimum: String
  package var maximum: String
  /// Columns of the ramp.
  package var steps: Int
  /// The part of a signed palette that occurs; the other half is left out.
  package var part: Part = .both

  package enum Part: Hashable, Sendable { case both, positive, negative }

  /// Ends named `−` and `+` unless given.
  package init(_ palette: Palette, minimum: String = "−", maximum: String = "+", steps: Int = 9) {
    (self.palette, self.minimum, self.maximum, self.steps) = (palette, minimum, maximum, max(3, steps))
  }

  /// Ends named by the palette's own limits.
  package init(_ palette: Palette, digits: Int, steps: Int = 9) {
    let (low, high) = palette.limits
    self.init(
      palette, minimum: FormatNumber.fixed(low, digits: digits), maximum: FormatNumber.fixed(high, digits: digits),
      steps: steps)
  }

  package var text: StyledText {
    let (low, high) = palette.limits
    func ramp(_ from: Int, _ to: Int) -> StyledText {
      StyledText(
        (from..<to).map { step in
          let colour = palette.colour(low + (high - low) * Float(step) / Float(steps - 1))
          return Span("▀", Style(colour, on: colour))
        })
    }
    switch palette {
    case .grey:
      return StyledText(minimum + " ", .muted) + ramp(0, steps) + StyledText(" " + maximum, .muted)
    case .diverging, .weight:
      let ends = (palette.colour(low), palette.colour(high))
      let half = steps / 2
      let zero = StyledText("0 ", .muted)
      switch part {
      case .positive: return zero + ramp(half + 1, steps) + StyledText(" ", .plain) + StyledText(maximum, Style(ends.1))
      case .negative:
        return StyledText(minimum, Style(ends.0)) + StyledText(" ", .plain) + ramp(0, half) + StyledText(" 0", .muted)
      case .both: break
      }
      return StyledText(minimum, Style(ends.0)) + StyledText(" ", .plain) + ramp(0, half) + StyledText("0", .muted)
        + ramp(steps - half, steps) + StyledText(" ", .plain) + StyledText(maximum, Style(ends.1))
    }
  }

  package func draw(_ area: Rect, into buffer: inout Buffer, _ alignment: Alignment = .leading) {
    buffer.put(text, in: area, alignment)
  }
}

extension Palette {
  /// The values at the two ends.
  package var limits: (low: Float, high: Float) {
    switch self {
    case .diverging(let scale), .weight(let scale): (-scale, scale)
    case .grey(let minimum, let maximum): (minimum, maximum)
    }
  }
}
