/// What a colour means. Screens name meanings; ``Rendition`` turns them into what the terminal can show.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
  case text, muted, faint, accent, focus, correct, wrong, warning
  case positive, negative
  /// The roles that tensors play, one colour each in pictures and in running text.
  case input, weight, output, gradient
  /// Backgrounds: bars at the edges of the screen, panels, the selected row, a cell that asks to be looked at, the cells
  /// that a window reads.
  case bar, panel, selection, highlight, window
  /// Kinds of layer, as the strip of the network shows them.
  case convolution, activation, normalization, pooling, linear, regularization, probability
}

/// A colour by meaning or by datum, independent of what the terminal can do.
package enum Colour: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  case role(Role)
  /// Signed data from -127 (negative, orange) over 0 (neutral) to 127 (positive, blue): activations and gradients.
  case diverging(Int8)
  /// Signed weights from -127 (purple) over 0 to 127 (green).
  case weight(Int8)
  /// A grey from 0 (black) to 255 (white).
  case grey(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// Whether it stands for a number or a pixel rather than for a meaning.
  package var isDatum: Bool {
    switch self {
    case .standard, .role: false
    case .diverging, .weight, .grey, .rgb: true
    }
  }

  /// `value / scale` in -1…1 as a diverging colour; a scale of 0 gives neutral.
  package static func diverging(_ value: Float, scale: Float) -> Colour { .diverging(level(value, scale)) }
  package static func weight(_ value: Float, scale: Float) -> Colour { .weight(level(value, scale)) }

  private static func level(_ value: Float, _ scale: Float) -> Int8 {
    guard scale > 0, value.isFinite else { return 0 }
    return Int8((max(-1, min(1, value / scale)) * 127).rounded())
  }
}

package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let underline = Attributes(rawValue: 4)
  package static let reverse = Attributes(rawValue: 8)
  package static let italic = Attributes(rawValue: 16)
}

package struct Style: Hashable, Sendable {
  package var foreground: Colour
  package var background: Colour
  package var attributes: Attributes

  package init(_ foreground: Colour = .standard, on background: Colour = .standard, _ attributes: Attributes = []) {
    (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
  }

  package init(_ role: Role, _ attributes: Attributes = []) { self.init(.role(role), on: .standard, attributes) }

  package static let plain = Style()
  package static let text = Style(.text)
  package static let muted = Style(.muted)
  package static let faint = Style(.faint)
  package static let accent = Style(.accent, .bold)
  package static let warning = Style(.warning)
  package static let strong = Style(.text, .bold)

  package func on(_ background: Colour) -> Style {
    var copy = self
    copy.background = background
    return copy
  }

  package func on(_ role: Role) -> Style { on(.role(role)) }

  package func adding(_ attributes: Attributes) -> Style {
    var copy = self
    copy.attributes.formUnion(attributes)
    return copy
  }
}
