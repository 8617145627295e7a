/// One line that the learner types into.
package struct TextField: Hashable, Sendable {
  package private(set) var glyphs: [Character]
  /// Before which glyph the cursor stands.
  package private(set) var cursor: Int

  package init(_ text: String = "") {
    glyphs = Array(text)
    cursor = glyphs.count
  }

  package var text: String {
    get { String(glyphs) }
    set { self = TextField(newValue) }
  }
  package var isEmpty: Bool { glyphs.isEmpty }

  /// Types, deletes and moves. Enter, Escape, Tab and the vertical keys are left to the screen: for them it is false.
  @discardableResult
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let glyph):
      glyphs.insert(glyph, at: cursor)
      cursor += 1
    case .backspace, .control("h"):
      if cursor > 0 {
        cursor -= 1
        glyphs.remove(at: cursor)
      }
    case .delete:
      if cursor < glyphs.count { glyphs.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(glyphs.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = glyphs.count
    case .control("u"):
      glyphs.removeSubrange(0..<cursor)
      cursor = 0
    case .control("k"): glyphs.removeSubrange(cursor...)
    case .control("w"): deleteWord()
    default: return false
    }
    return true
  }

  private mutating func deleteWord() {
    var start = cursor
    while start > 0, glyphs[start - 1] == " " { start -= 1 }
    while start > 0, glyphs[start - 1] != " " { start -= 1 }
    glyphs.removeSubrange(start..<cursor)
    cursor = start
  }

  /// Draws the part around the cursor: at the end it is a `▏`, inside the text its glyph is reversed.
  package func draw(_ area: Rect, into buffer: inout Buffer, focused: Bool = true, _ style: Style = .strong) {
    guard area.width > 0, area.height > 0 else { return }
    var first = 0
    while first < cursor, GlyphWidth.of(String(glyphs[first..<cursor])) > area.width - 2 { first += 1 }
    var x = area.x
    for index in first..<glyphs.count where x < area.right {
      let isCursor = focused && index == cursor
      x = buffer.put(String(glyphs[index]), x, area.y, isCursor ? style.adding(.reverse) : style, clip: area)
    }
    if focused, cursor == glyphs.count { buffer.put("▏", x, area.y, Style(.focus), clip: area) }
  }
}
