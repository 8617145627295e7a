import Testing

@testable import TextUI

struct InputWidgetTests {
  @Test func `a text field types, moves and deletes`() {
    var field = TextField()
    for key in [Key.character("a"), .character("积"), .left, .character("卷"), .end, .character("!"), .backspace] {
      let isTaken = field.handle(key)
      #expect(isTaken)
    }
    #expect(field.text == "a卷积")
    field.handle(.home)
    field.handle(.delete)
    #expect(field.text == "卷积" && field.cursor == 0)
    let left = [Key.enter, .escape, .tab, .up].map { field.handle($0) }
    #expect(left == [false, false, false, false])
    field.text = "two words"
    field.handle(.control("w"))
    #expect(field.text == "two ")
    field.handle(.control("u"))
    #expect(field.isEmpty)
  }

  @Test func `a text field shows the part around its cursor`() {
    var field = TextField("0123456789")
    #expect(drawn(6, 1) { field.draw($0, into: &$1) } == ["6789▏"])
    field.handle(.home)
    #expect(drawn(6, 1) { field.draw($0, into: &$1) } == ["012345"])
  }

  @Test func `a text field takes a paste as one line at its cursor`() {
    var field = TextField("ab")
    field.handle(.left)
    field.paste("one\r\ntwo\tthree\u{1B}\u{7}\n")
    #expect(field.text == "aone two threeb" && field.cursor == 14)
    field.text = ""
    field.paste("\n\n卷积\n")
    #expect(field.text == "  卷积")
  }

  @Test func `a text field takes a hundred thousand glyphs, keeps its limit of them and draws at once`() {
    let clock = ContinuousClock()
    var field = TextField()
    let time = clock.measure {
      field.paste(String(repeating: "卷x", count: 50_000))
      for _ in 0..<100 {
        field.handle(.character("y"))
        #expect(drawn(40, 1) { field.draw($0, into: &$1) }[0].hasSuffix("卷x▏"))
      }
    }
    #expect(field.glyphs.count == TextField.limit && field.cursor == TextField.limit)
    #expect(time < .seconds(2))
  }

  @Test func `a list keeps its chosen row on screen and inside`() {
    var state = ListState()
    for _ in 0..<7 { state.handle(.down, count: 10, page: 4) }
    #expect(state.selection == 7 && state.scroll.offset == 4)
    state.handle(.character("G"), count: 10, page: 4)
    state.handle(.down, count: 10, page: 4)
    #expect(state.selection == 9 && state.scroll.offset == 6)
    state.handle(.home, count: 10, page: 4)
    #expect(state.selection == 0 && state.scroll.offset == 0)
    state.handle(.up, count: 0, page: 4)
    #expect(state.selection == 0)
  }

  @Test func `a filter leaves the rows that hold all its words`() {
    let items = [ListItem("Convolution", note: "lab"), ListItem("Pooling", note: "lab"), ListItem("卷积", note: "课程")]
    #expect(ListState(filter: "lab conv").visible(items) == [0])
    #expect(ListState(filter: "卷").visible(items) == [2])
    #expect(ListState(filter: "nothing").selected(items) == nil)
    #expect(drawn(20, 3) { ListView(items, ListState(filter: "pool")).draw($0, into: &$1) }[0] == "▸ Pooling      lab")
  }

  @Test func `a long list shows where it stands`() {
    let items = (0..<9).map { ListItem("\($0)") }
    #expect(
      drawn(6, 3) { ListView(items, ListState(selection: 8)).draw($0, into: &$1) } == ["  6  │", "  7  │", "▸ 8  ┃"])
  }

  @Test func `scrolling stays inside`() {
    var scroll = Scroll()
    scroll.handle(.pageDown, rows: 30, page: 10)
    #expect(scroll.offset == 9)
    scroll.handle(.end, rows: 30, page: 10)
    #expect(scroll.offset == 20)
    scroll.handle(.down, rows: 5, page: 10)
    #expect(scroll.offset == 0)
    let isTaken = scroll.handle(.enter, rows: 30, page: 10)
    #expect(!isTaken)
  }

  @Test func `parts of an area share what fixed ones leave, to the last cell`() {
    let parts = Rect(2, 1, 31, 5).columns([.fixed(10), .weight(1), .weight(2)], gap: 1)
    #expect(parts.map(\.width) == [10, 6, 13])
    #expect(parts.map(\.x) == [2, 13, 20])
    #expect(Rect(0, 0, 4, 9).rows([.fixed(3), .fixed(20), .fixed(2)]).map(\.height) == [3, 6, 0])
    #expect(Rect(0, 0, 10, 10).centred(width: 20, height: 4) == Rect(0, 3, 10, 4))
  }
}
