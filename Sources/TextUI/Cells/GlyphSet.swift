/// Which glyphs a terminal can show.
package enum GlyphSet: Hashable, Sendable, CaseIterable { case unicode, ascii }

/// One ASCII character of the same width for every glyph of the screens; wide glyphs have none.
enum ASCIIGlyph {
  static func of(_ glyph: Character) -> Character {
    if glyph.isASCII { return glyph }
    if let known = table[glyph] { return known }
    guard let scalar = glyph.unicodeScalars.first else { return "?" }
    switch scalar.value {
    case 0x2500...0x257F: return boxDrawing(scalar.value)
    case 0x2581...0x2588: return scalar.value < 0x2583 ? "_" : scalar.value < 0x2585 ? "=" : "#"
    case 0x2596...0x259F: return "#"
    case 0x2800...0x28FF: return braille(UInt8(scalar.value & 0xFF))
    default: return plainLetter(glyph) ?? "?"
    }
  }

  /// Lines along one direction are `-` or `|`, all corners and crossings `+`.
  private static func boxDrawing(_ value: UInt32) -> Character {
    switch value {
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A, 0x257C, 0x257E:
      "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2575, 0x2577, 0x2579, 0x257B, 0x257D, 0x257F:
      "|"
    case 0x2550: "="
    case 0x2551: "|"
    case 0x2571: "/"
    case 0x2572: "\\"
    default: "+"
    }
  }

  /// Few dots by where they stand, many by how many.
  private static func braille(_ dots: UInt8) -> Character {
    let upper = (dots & 0b0001_1011).nonzeroBitCount
    switch dots.nonzeroBitCount {
    case 0: return " "
    case 1, 2: return upper == dots.nonzeroBitCount ? "'" : upper == 0 ? "." : ":"
    case 3, 4: return ":"
    default: return "#"
    }
  }

  /// `é` without its accent.
  private static func plainLetter(_ glyph: Character) -> Character? {
    let scalars = glyph.unicodeScalars
    guard let first = scalars.first, scalars.count > 1, first.isASCII else { return accents[glyph] }
    return Character(first)
  }

  private static let accents: [Character: Character] = [
    "à": "a", "á": "a", "â": "a", "ä": "a", "ã": "a", "ç": "c", "è": "e", "é": "e", "ê": "e", "ë": "e", "í": "i",
    "ï": "i", "ñ": "n", "ó": "o", "ô": "o", "ö": "o", "ú": "u", "ü": "u", "ß": "s",
  ]

  private static let table: [Character: Character] = [
    // Mathematics.
    "×": "x", "·": "*", "−": "-", "÷": "/", "±": "~", "≈": "~", "≠": "!", "≤": "<", "≥": ">", "≡": "=", "∞": "8",
    "√": "V", "Σ": "S", "∑": "S", "Π": "P", "∏": "P", "∂": "d", "Δ": "D", "∇": "V", "∈": "e", "∘": "o", "⋅": "*",
    "⌊": "[", "⌋": "]", "⌈": "[", "⌉": "]", "′": "'", "″": "\"", "°": "o", "⊙": "o", "∗": "*", "★": "*", "☆": "*",
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "η": "n", "θ": "t", "λ": "l", "μ": "u", "µ": "u", "σ": "s",
    "π": "p", "τ": "t", "φ": "f", "ω": "w",
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
    "½": "/", "¼": "/", "¾": "/",
    // Arrows and keys.
    "←": "<", "→": ">", "↑": "^", "↓": "v", "↔": "-", "↕": "|", "⇒": ">", "⇐": "<", "↦": ">", "↩": "<", "↳": ">",
    "↵": "<", "⏎": "<", "⇥": ">", "⇤": "<", "⌫": "<", "␣": "_", "⌃": "^", "⇧": "^",
    "▸": ">", "◂": "<", "▶": ">", "◀": "<", "▴": "^", "▾": "v", "▲": "^", "▼": "v", "△": "^", "▽": "v", "›": ">",
    "‹": "<", "»": ">", "«": "<",
    // Marks.
    "✓": "v", "✔": "v", "✗": "x", "✘": "x", "●": "*", "○": "o", "◉": "@", "◎": "@", "◦": "o", "•": "*", "■": "#",
    "□": "o", "▪": "#", "▫": "o", "◆": "*", "◇": "o", "▰": "#", "▱": "-", "⚑": "P", "✎": "/", "♥": "*", "⋮": ":",
    // Blocks.
    "█": "#", "▓": "%", "▒": "+", "░": ".", "▀": "#", "▄": "#", "▌": "#", "▐": "#", "▉": "#", "▊": "#", "▋": "#",
    "▍": "|", "▎": "|", "▏": "|", "▕": "|", "▔": "-",
    // Punctuation.
    "…": "~", "–": "-", "—": "-", "‐": "-", "‑": "-", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "§": "S",
    "¶": "P", "©": "c", "€": "E", "£": "L", "¥": "Y", "†": "+", "‰": "%", "\u{A0}": " ",
  ]
}
