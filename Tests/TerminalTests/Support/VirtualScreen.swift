import CVTerm

/// The terminal itself: libvterm's picture of what was written to it, and the bytes of keys and mouse.
final class VirtualScreen {
  struct Cell: Hashable {
    var text: String
    var width: Int
    var foreground: Colour
    var background: Colour
    var isBold: Bool
    var isReverse: Bool
    var isItalic = false
    /// How many lines are under it.
    var underlines = 0
    var isBlinking = false
    var isStruck = false

    /// The same for all cells that look the same: without a glyph the rest is not seen, unless lines are there or the
    /// colours are changed over.
    var look: Cell {
      guard ["", " "].contains(text), !isReverse, underlines == 0, !isBlinking, !isStruck else { return self }
      var look = self
      (look.foreground, look.isBold, look.isItalic) = (background, false, false)
      return look
    }
  }

  struct Colour: Hashable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8
  }

  private(set) var isAlternate = false
  private(set) var isCursorVisible = true
  /// The mouse reports that the program asked for; 0 is none.
  private(set) var mouseMode: Int32 = 0
  /// Whether the program asked for pastes to be marked; libvterm does not tell.
  private(set) var marksPastes = false
  private let terminal: OpaquePointer
  private let cells: OpaquePointer
  private let callbacks = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)

  init(columns: Int, rows: Int) {
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, 1)
    cells = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(cells, 1)
    callbacks.initialize(to: VTermScreenCallbacks())
    callbacks.pointee.settermprop = { property, value, user in
      guard let user, let value else { return 0 }
      Unmanaged<VirtualScreen>.fromOpaque(user).takeUnretainedValue().set(property, value.pointee)
      return 1
    }
    vterm_screen_set_callbacks(cells, callbacks, Unmanaged.passUnretained(self).toOpaque())
    vterm_screen_reset(cells, 1)
  }

  deinit {
    vterm_free(terminal)
    callbacks.deallocate()
  }

  private func set(_ property: VTermProp, _ value: VTermValue) {
    switch property {
    case VTERM_PROP_ALTSCREEN: isAlternate = value.boolean != 0
    case VTERM_PROP_CURSORVISIBLE: isCursorVisible = value.boolean != 0
    case VTERM_PROP_MOUSE: mouseMode = value.number
    default: break
    }
  }

  /// Shows bytes from the program; returns what the terminal answers to them.
  func feed(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let on = text.ranges(of: "\u{1B}[?2004h").last?.lowerBound
    let off = text.ranges(of: "\u{1B}[?2004l").last?.lowerBound
    if on != nil || off != nil { marksPastes = (on ?? text.startIndex) > (off ?? text.startIndex) || off == nil }
    bytes.withUnsafeBytes { raw in
      _ = vterm_input_write(terminal, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
    return output()
  }

  func resize(columns: Int, rows: Int) { vterm_set_size(terminal, Int32(rows), Int32(columns)) }

  var size: (columns: Int, rows: Int) {
    var rows: Int32 = 0
    var columns: Int32 = 0
    vterm_get_size(terminal, &rows, &columns)
    return (Int(columns), Int(rows))
  }

  /// The rows, trailing spaces cut.
  var lines: [String] {
    let size = self.size
    return (0..<size.rows).map { row in
      var line = ""
      var column = 0
      while column < size.columns {
        let cell = cell(column, row)
        line += cell.text.isEmpty ? " " : cell.text
        column += max(1, cell.width)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  func cell(_ column: Int, _ row: Int) -> Cell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(cells, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    var scalars = String.UnicodeScalarView()
    withUnsafeBytes(of: cell.chars) { raw in
      for value in raw.bindMemory(to: UInt32.self) {
        guard value != 0, let scalar = Unicode.Scalar(value) else { break }
        scalars.append(scalar)
      }
    }
    return Cell(
      text: String(scalars), width: Int(cell.width), foreground: colour(cell.fg), background: colour(cell.bg),
      isBold: cell.attrs.bold != 0, isReverse: cell.attrs.reverse != 0,
      isItalic: cell.attrs.italic != 0, underlines: Int(cell.attrs.underline), isBlinking: cell.attrs.blink != 0,
      isStruck: cell.attrs.strike != 0)
  }

  /// All cells as they look, row by row.
  var looks: [[Cell]] {
    let size = self.size
    return (0..<size.rows).map { row in (0..<size.columns).map { cell($0, row).look } }
  }

  private func colour(_ colour: VTermColor) -> Colour {
    var colour = colour
    vterm_screen_convert_color_to_rgb(cells, &colour)
    return Colour(red: colour.rgb.red, green: colour.rgb.green, blue: colour.rgb.blue)
  }

  // MARK: Keys and mouse

  func bytes(for key: Pty.Key) -> String {
    switch key {
    case .left: press(VTERM_KEY_LEFT)
    case .right: press(VTERM_KEY_RIGHT)
    case .up: press(VTERM_KEY_UP)
    case .down: press(VTERM_KEY_DOWN)
    case .enter: press(VTERM_KEY_ENTER)
    case .escape: press(VTERM_KEY_ESCAPE)
    case .tab: press(VTERM_KEY_TAB)
    case .backtab: press(VTERM_KEY_TAB, VTERM_MOD_SHIFT)
    case .backspace: press(VTERM_KEY_BACKSPACE)
    case .delete: press(VTERM_KEY_DEL)
    case .pageUp: press(VTERM_KEY_PAGEUP)
    case .pageDown: press(VTERM_KEY_PAGEDOWN)
    case .home: press(VTERM_KEY_HOME)
    case .end: press(VTERM_KEY_END)
    case .function(let number): press(VTermKey(UInt32(VTERM_KEY_FUNCTION_0.rawValue) + UInt32(number)))
    case .control(let letter): String(UnicodeScalar((letter.asciiValue ?? 0) & 0x1F))
    }
  }

  func bytes(forClickAt column: Int, _ row: Int) -> String {
    vterm_mouse_move(terminal, Int32(row), Int32(column), VTERM_MOD_NONE)
    vterm_mouse_button(terminal, 1, true, VTERM_MOD_NONE)
    vterm_mouse_button(terminal, 1, false, VTERM_MOD_NONE)
    return output()
  }

  func bytes(forWheel up: Bool, _ column: Int, _ row: Int) -> String {
    vterm_mouse_move(terminal, Int32(row), Int32(column), VTERM_MOD_NONE)
    vterm_mouse_button(terminal, up ? 4 : 5, true, VTERM_MOD_NONE)
    return output()
  }

  private func press(_ key: VTermKey, _ modifier: VTermModifier = VTERM_MOD_NONE) -> String {
    vterm_keyboard_key(terminal, key, modifier)
    return output()
  }

  private func output() -> String {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = vterm_output_read(terminal, &bytes, bytes.count)
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
