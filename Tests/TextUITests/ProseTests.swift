import Testing

@testable import TextUI

struct ProseTests {
  private func wrap(_ text: String, _ width: Int, hanging: Int = 0) -> [String] {
    Prose.wrap(StyledText(text), width: width, hanging: hanging).map(\.plain)
  }

  @Test func `words break at spaces, which vanish at the break`() {
    #expect(wrap("one two  three", 8) == ["one two", "three"])
    #expect(wrap("one two three", 7) == ["one two", "three"])
    #expect(wrap("a\n\nb", 5) == ["a", "", "b"])
    #expect(wrap("", 5) == [""])
  }

  @Test func `a word longer than the line is cut`() {
    #expect(wrap("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"])
  }

  @Test func `a hyphen between letters is a place to break, a sign is not`() {
    #expect(wrap("two-tower net", 6) == ["two-", "tower", "net"])
    #expect(wrap("add -5 to it", 6) == ["add -5", "to it"])
  }

  @Test func `lines after the first hang`() {
    #expect(wrap("• one two three", 7, hanging: 2) == ["• one", "  two", "  three"])
  }

  @Test func `Chinese breaks anywhere, without a space`() {
    #expect(wrap("卷积神经网络", 7) == ["卷积神", "经网络"])
    #expect(wrap("用conv1卷积", 7) == ["用conv1", "卷积"])
  }

  @Test func `closing punctuation never starts a line, opening never ends one`() {
    #expect(wrap("卷积神经，网络", 8) == ["卷积神", "经，网络"])
    #expect(wrap("卷积神（经）网", 8) == ["卷积神", "（经）网"])
    #expect(wrap("步长是4。填充", 7) == ["步长是", "4。填充"])
    #expect(wrap("他说对“卷积”", 7) == ["他说对", "“卷积”"])
  }

  @Test(arguments: 1...24)
  func `in every width each line fits, obeys the rules and loses nothing`(_ width: Int) {
    let text =
      "conv1 无填充、处处向下取整时，哪些输入在 pool5 得到 6×6？论文写“224”，但那要靠别的取整规则（见第 3 课）。"
      + " A kernel of eleven pixels lies on a row of n pixels: (n − 11) / 4 steps, and one more."
    let lines = wrap(text, width)
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    for (index, line) in lines.enumerated() {
      #expect(GlyphWidth.of(line) <= max(width, 2), "\(line)")
      // In a very narrow column there may be no other place than a wrong one.
      if width < 12 { continue }
      if let first = line.first, index > 0 { #expect(!"，。、？”）：".contains(first), "\(line)") }
      if let last = line.last { #expect(!"（“".contains(last), "\(line)") }
    }
  }

  @Test func `styles survive the wrap`() {
    let text = StyledText("plain ") + StyledText("strong words", .strong)
    let lines = Prose.wrap(text, width: 12)
    #expect(lines == [StyledText("plain ") + StyledText("strong", .strong), StyledText("words", .strong)])
  }
}
