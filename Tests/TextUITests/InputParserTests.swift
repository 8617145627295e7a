import Testing

@testable import TextUI

/// Bytes of a terminal, in pieces of any size.
struct InputParserTests {
  private func events(_ text: String, piece: Int = .max, _ parser: InputParser = InputParser()) -> [InputEvent] {
    var parser = parser
    let bytes = Array(text.utf8)
    var readings: [InputParser.Reading] = []
    for start in stride(from: 0, to: bytes.count, by: min(piece, bytes.count)) {
      readings += parser.read(Array(bytes[start..<min(bytes.count, start + min(piece, bytes.count))]))
    }
    readings += parser.giveUp()
    return readings.compactMap { if case .event(let event) = $0 { event } else { nil } }
  }

  private func keys(_ keys: Key...) -> [InputEvent] { keys.map { .key($0) } }

  @Test(arguments: [1, 2, 3, 7, .max])
  func `keys are the same in pieces of any size`(_ piece: Int) {
    let text = "a卷\u{1B}[A\u{1B}OB\u{1B}[1;2C\u{1B}[5~\r\t\u{7F}\u{1}\u{1B}[Z\u{1B}[3~\u{1B}OP\u{1B}[24~👩‍👧z"
    let found = events(text, piece: piece).filter { if case .key(.character) = $0 { false } else { true } }
    #expect(
      found
        == keys(
          .up, .down, .right, .pageUp, .enter, .tab, .backspace, .control("a"), .backtab, .delete, .function(1),
          .function(12)))
  }

  @Test func `Esc is a key alone, twice and before a glyph that comes later; Alt and unknown sequences are nothing`() {
    #expect(events("\u{1B}") == keys(.escape))
    #expect(events("\u{1B}\u{1B}") == keys(.escape, .escape))
    #expect(events("\u{1B}j\u{1B}é\u{1B}\r\u{1B}[99;5x\u{1B}[1;5A\u{1B}\u{1B}[A\u{1B}[[Ag") == keys(.character("g")))
    var parser = InputParser(escapeDelay: 30)
    #expect(parser.read([27]).isEmpty && parser.patience == 30)
    #expect(parser.giveUp() == [.event(.key(.escape))])
    #expect(parser.patience == nil)
    #expect(events("\u{1B}[\u{1B}[A") == keys(.up))
  }

  @Test func `the terminal's own sequences come first, the longest of them`() {
    let own = KeySequences(own: [[1, 64, 13]: .function(1), [8]: .left, Array("\u{1B}[[A".utf8): .function(1)])
    #expect(events("\u{1}@\r\u{8}\u{1B}[[A", InputParser(own)) == keys(.function(1), .left, .function(1)))
    #expect(events("\u{1}", InputParser(own)) == keys(.control("a")))
  }

  @Test(arguments: [1, 5, .max])
  func `a click keeps both its halves, in the new form and the old`(_ piece: Int) {
    let place = Point(10, 5)
    let click: [InputEvent] = [.mouse(MouseEvent(.press, at: place)), .mouse(MouseEvent(.release, at: place))]
    #expect(events("\u{1B}[<0;11;6M\u{1B}[<0;11;6m", piece: piece) == click)
    #expect(events("\u{1B}[M +&\u{1B}[M#+&", piece: piece) == click)
    #expect(events("\u{1B}[<65;1;1M") == [.mouse(MouseEvent(.wheelDown, at: Point(0, 0)))])
    #expect(events("\u{1B}[<32;2;3M") == [.mouse(MouseEvent(.drag, at: Point(1, 2)))])
    #expect(events("\u{1B}[<2;2;3M\u{1B}[<;;M\u{1B}[<0;99999999999999999999;3M\u{1B}[<35;1;1M").isEmpty)
  }

  @Test(arguments: [1, 3, 6, .max])
  func `a marked paste is one text, whatever is in it`(_ piece: Int) {
    let text = "q\rone\r\n\u{3}two\u{1B}[A\u{1B}[20\u{9B}\u{0}\t卷"
    let found = events("x\u{1B}[200~\(text)\u{1B}[201~y", piece: piece)
    #expect(
      found == [.key(.character("x")), .paste("q\none\ntwo[A[20\t卷"), .key(.character("y"))])
    #expect(events("\u{1B}[200~\u{1B}[201~", piece: piece).isEmpty)
    #expect(events("\u{1B}[200~never ended", piece: piece) == [.paste("never ended")])
    #expect(events("\u{1B}[201~a", piece: piece) == keys(.character("a")))
  }

  @Test func `a megabyte is read at once`() {
    let clock = ContinuousClock()
    let text = String(repeating: "line of text\r", count: 80_000)
    var found: [InputEvent] = []
    let time = clock.measure { found = events("\u{1B}[200~" + text + "\u{1B}[201~q", piece: 4096) }
    #expect(found.count == 2 && found.last == .key(.character("q")))
    #expect(time < .seconds(5))
  }

  @Test func `so much text at once is a paste also where the terminal does not mark it, a key that repeats is not`() {
    let line = "The kernel has 96 maps.\r"
    let text = String(repeating: line, count: 4000)
    #expect(events(text, piece: 4095) == [.paste(text.replacing("\r", with: "\n"))])
    #expect(events(String(repeating: "x", count: 100_000), piece: 4095).count == 1)
    #expect(events(String(repeating: "j", count: 200)).count == 200)
    #expect(events(String(repeating: "jk", count: 100)).count == 200)
    #expect(events(line).count == line.count)
    // A key after it is a key.
    #expect(events(text + "\u{1B}[A").last == .key(.up))
  }

  @Test(arguments: ["\u{1B}P1$r0m", "\u{1B}_Gi=31;OK", "\u{1B}]11;rgb:ffff/ffff/ffff", "\u{1B}^x", "\u{1B}Xq"])
  func `a reply of the terminal is not typed`(_ reply: String) {
    for piece in [1, 2, .max] {
      for end in ["\u{1B}\\", "\u{7}"] { #expect(events(reply + end + "z", piece: piece) == keys(.character("z"))) }
      #expect(events(reply + "\u{1B}[A", piece: piece) == keys(.up))
    }
    var parser = InputParser()
    #expect(parser.read(Array(reply.utf8)).isEmpty && parser.patience == 500)
    #expect(parser.giveUp().isEmpty)
    #expect(parser.read([0x7A]) == [.event(.key(.character("z")))])
  }

  @Test func `bytes that are no text are nothing, and a glyph keeps no more marks than any language has`() {
    var parser = InputParser()
    let readings = parser.read([0xFF, 0xC3, 0x28, 0x80, 0x61]) + parser.read([0xE5, 0x8D]) + parser.giveUp()
    #expect(readings == [.event(.key(.character("("))), .event(.key(.character("a")))])
    #expect(parser.read(Array("卷".utf8)) == [.event(.key(.character("卷")))])
    guard case .key(.character(let glyph)) = events("a" + String(repeating: "\u{301}", count: 60)).first else {
      Issue.record("no glyph")
      return
    }
    #expect(glyph.unicodeScalars.count == 16)
  }
}
