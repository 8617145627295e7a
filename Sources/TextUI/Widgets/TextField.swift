/// One line that the learner types into.
package struct TextField: Hashable, Sendable {
  package private(set) var glyphs: [Character]
  /// Before which glyph the cursor stands.
  package private(set) var cursor: Int

  /// Glyphs that a field takes; what would be more is left out.
  package static let limit = 4000

  package init(_ text: String = "") {
    glyphs = Array(text.prefix(TextField.limit))
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
    case .character(let glyph): insert([glyph][...])
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

  /// Takes pasted text, as one line: what would break it becomes a space, and what cannot be seen is left out.
  package mutating func paste(_ text: String) {
    // A little more than fits, in case that a part of it is left out.
    let line = text.prefix(2 * TextField.limit).compactMap { glyph -> Character? in
      if glyph.isNewline || glyph == "\t" { return " " }
      return glyph.unicodeScalars.contains { $0.properties.generalCategory == .control } ? nil : glyph
    }
    // The newline with which a copied line ends is no part of it.
    insert(text.last?.isNewline == true && line.last == " " ? line.dropLast() : line[...])
  }

  private mutating func insert(_ more: ArraySlice<Character>) {
    let taken = more.prefix(TextField.limit - glyphs.count)
    glyphs.insert(contentsOf: taken, at: cursor)
    cursor += taken.count
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
    // Backwards from the cursor, as many glyphs as there is room for.
    var first = cursor
    var room = area.width - 2
    while first > 0, case let width = GlyphWidth.of(glyphs[first - 1]), width <= room {
      first -= 1
      room -= width
    }
    var x = area.x
    for index in first..<glyphs.count where x < area.right {
      let isCursor = focused && index == cursor
      x = buffer.put(String(glyphs[index]), x, area.y, isCursor ? style.adding(.reverse) : style, clip: area)
    }
    if focused, cursor == glyphs.count { buffer.put("▏", x, area.y, Style(.focus), clip: area) }
  }
}
