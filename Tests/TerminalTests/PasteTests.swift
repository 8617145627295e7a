import Testing

/// Text from a clipboard, in a real terminal: never keys, and taken at once.
@Suite(.serialized)
struct PasteTests {
  private func start(_ environment: [String: String] = [:]) throws -> Pty {
    let probe = try Pty([Products.path("terminal-probe")], environment: environment)
    #expect(probe.waitText("last: none"))
    return probe
  }

  @Test func `a marked paste is one event, also when it comes in pieces or holds control characters`() throws {
    let probe = try start()
    #expect(probe.screen.marksPastes)
    probe.send("\u{1B}[200~q\rq\u{7}\u{1B}[A\u{8}q")
    probe.settle(milliseconds: 100)
    #expect(!probe.text.contains("paste"))
    probe.send("\u{1B}[201~")
    #expect(probe.waitText("last: paste 6"))
    probe.send("z")
    #expect(probe.waitText("typed: z"))
  }

  @Test func `a paste that never ends is taken after a while`() throws {
    let probe = try start()
    probe.send("\u{1B}[200~qqq")
    #expect(probe.waitText("last: paste 3"))
  }

  @Test(arguments: [true, false])
  func `a megabyte is one event`(_ isMarked: Bool) throws {
    let probe = try start()
    let text = String(repeating: "g is a word and h is one.\r", count: 40_000)
    probe.send(isMarked ? "\u{1B}[200~\(text)\u{1B}[201~" : text)
    #expect(probe.waitText("last: paste 1040000", timeout: 20))
    probe.send("z")
    #expect(probe.waitText("typed: z"))
  }

  @Test(arguments: ["f", "q"])
  func `pastes are marked no longer once the terminal is given back`(_ how: String) throws {
    let probe = try start()
    probe.send(how)
    #expect(probe.waitEnd() != nil)
    #expect(!probe.screen.marksPastes)
  }

  @Test func `replies of the terminal are not typed, whole, in pieces and without an end`() throws {
    let probe = try start()
    for reply in ["\u{1B}P1+r524742\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}]11;rgb:16/18/1d\u{7}"] {
      probe.send(String(reply.prefix(5)))
      probe.settle(milliseconds: 20)
      probe.send(String(reply.dropFirst(5)) + "k")
    }
    #expect(probe.waitText("typed: kkk"), "\(probe.lines[2])")
    #expect(probe.lines[2] == "typed: kkk")
    probe.send("\u{1B}Pnever ended")
    probe.settle(milliseconds: 700)
    probe.send("z")
    #expect(probe.waitText("typed: kkkz"))
  }

  @Test func `a click that comes in one piece is a press and a release`() throws {
    let probe = try start()
    probe.send("\u{1B}[<0;11;6M\u{1B}[<0;11;6m")
    #expect(probe.waitText("mouse release at 10,5"))
    #expect(probe.waitText("presses: 1"))
  }
}
