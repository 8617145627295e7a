import TextUI

extension Key {
  /// The key that an input method for Chinese meant: `？` where `?` is a command, `，` for `,`.
  ///
  /// Only for keys that are commands; in a field the sign itself is text.
  var typedAsASCII: Key {
    guard case .character(let glyph) = self, let scalar = glyph.unicodeScalars.first,
      glyph.unicodeScalars.count == 1, !scalar.isASCII
    else { return self }
    if let sign = Key.signs[glyph] { return .character(sign) }
    // The block of full-width forms repeats the visible part of ASCII in its order.
    guard (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFF01 + 0x21) else {
      return self
    }
    return .character(Character(ascii))
  }

  private static let signs: [Character: Character] = [
    "。": ".", "、": "/", "《": "<", "》": ">", "【": "[", "】": "]", "「": "[", "」": "]", "　": " ", "—": "-", "−": "-",
  ]
}

extension InputEvent {
  func typedAsASCII(unless isTyping: Bool) -> InputEvent {
    guard !isTyping, case .key(let key) = self else { return self }
    return .key(key.typedAsASCII)
  }
}
