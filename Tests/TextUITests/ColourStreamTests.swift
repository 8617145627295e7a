import Testing

@testable import TextUI

/// Bytes for the terminal without the colours that it was told already.
@Suite struct ColourStreamTests {
  private func squeezed(_ text: String) -> String {
    String(decoding: ColourStream.squeezed(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    // Both, then the background alone, then neither.
    (
      "\u{1B}[38;5;1m\u{1B}[48;5;2m▀\u{1B}[38;5;1m\u{1B}[48;5;3m▀\u{1B}[38;5;1m\u{1B}[48;5;3m▀",
      "\u{1B}[38;5;1;48;5;2m▀\u{1B}[48;5;3m▀▀"
    ),
    // What is not drawn with need not be told.
    ("\u{1B}[31m\u{1B}[32mx", "\u{1B}[32mx"),
    // After other attributes nothing is known.
    (
      "\u{1B}[31mx\u{1B}[m\u{1B}[31my\u{1B}[39;49m\u{1B}[31mz",
      "\u{1B}[31mx\u{1B}[m\u{1B}[31my\u{1B}[39;49m\u{1B}[31mz"
    ),
    ("\u{1B}[31mx\u{1B}[1m\u{1B}[31my", "\u{1B}[31mx\u{1B}[1m\u{1B}[31my"),
    // Erasing takes the background, so that it is told before.
    ("\u{1B}[48;5;9m\u{1B}[K", "\u{1B}[48;5;9m\u{1B}[K"),
    ("\u{1B}[38;2;1;2;3m\u{1B}[48:2::1:2:3ma\u{1B}[38;2;1;2;3mb", "\u{1B}[38;2;1;2;3;48:2::1:2:3mab"),
    // Moves and what is none of this stay.
    ("\u{1B}[5;7H\u{1B}(B\u{1B}[?25l中\u{1B}[", "\u{1B}[5;7H\u{1B}(B\u{1B}[?25l中\u{1B}["),
    ("\u{1B}[38;5m\u{1B}[3m\u{1B}[38;5;1;1mx", "\u{1B}[38;5m\u{1B}[3m\u{1B}[38;5;1;1mx"),
  ])
  func `a colour is told where it changes`(_ text: String, _ expected: String) {
    #expect(squeezed(text) == expected)
  }
}
