import CNcurses
import Glibc
import TextUI

/// The terminal as a screen of cells and a source of events. Only one may be open at a time.
///
/// `present` writes the cells that differ from the last frame. `nextEvents` sleeps until a key, a signal, the wake-up
/// descriptor or the given time: with nothing to do the process does not run. However the program ends, the terminal is
/// left as it was found; what was written to standard error meanwhile appears after that.
package final class CursesTerminal {
  package private(set) var rendition: Rendition
  private let window: UnsafeMutablePointer<WINDOW>
  private let locale: TerminalLocale
  private var modes: TerminalModes
  private var input: TerminalInput
  private var pairs: ColourPairs
  private var shown: Buffer?
  private let output = FrameOutput()
  private var isOpen = true
  /// Whether the terminal was given back and not taken again: somebody else uses it.
  private var isGivenBack = false

  /// Whether a full screen is possible: input and output are a terminal that terminfo knows, and not a dumb one.
  package static var isUsable: Bool { obstacle == nil }

  /// Whether both ends are a terminal, whatever it can show.
  package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Why a full screen is not possible; nil where it is.
  package static var obstacle: TerminalError? {
    guard isTerminal else { return .notATerminal }
    let name = Capabilities.environment("TERM") ?? ""
    return !["", "dumb"].contains(name) && cn_terminal_is_known() != 0 ? nil : .unknownTerminal(name)
  }

  /// - Parameter locale: taken over before.
  package init(_ options: TerminalOptions = TerminalOptions(), _ locale: TerminalLocale = TerminalLocale())
    throws(TerminalError)
  {
    if let obstacle = CursesTerminal.obstacle { throw obstacle }
    self.locale = locale
    let modes = TerminalModes(mouse: options.mouse)
    guard crash_guard_install() == 0 else { throw .system(String(cString: strerror(errno))) }
    // Known before anything is written: from then on no end may leave it behind.
    guard crash_guard_set_leave(CursesTerminal.leaveSequence(modes)) == 0 else {
      crash_guard_uninstall()
      throw .system(String(cString: strerror(ENOMEM)))
    }
    guard cn_open() != nil, let window = cn_window() else {
      crash_guard_uninstall()
      throw .unknownTerminal(Capabilities.environment("TERM") ?? "")
    }
    self.window = window
    self.modes = modes
    cn_set_modes()
    // Frames are whole: none is left half written because a key has come.
    typeahead(-1)
    keypad(window, true)
    curs_set(0)
    scrollok(window, false)
    leaveok(window, true)
    // Terminals differ in what moves in from the edge when characters or lines are deleted, and some do not scroll.
    idcok(window, false)
    idlok(window, false)
    // How many colours there are is known only after it.
    if has_colors() { start_color() }
    let depth = Capabilities.depth(wanted: options.depth)
    pairs = ColourPairs(depth)
    rendition = Rendition(depth, locale.glyphs(wanted: options.glyphs))
    input = TerminalInput()
    modes.set(true)
  }

  /// Changes what the learner may set while the screen is open; the next frame is written whole.
  package func apply(_ options: TerminalOptions) {
    guard isOpen else { return }
    let glyphs = locale.glyphs(wanted: options.glyphs)
    let depth = Capabilities.depth(wanted: options.depth)
    let modes = TerminalModes(mouse: options.mouse)
    if modes != self.modes, crash_guard_set_leave(CursesTerminal.leaveSequence(modes)) == 0 {
      self.modes.set(false)
      modes.set(true)
      self.modes = modes
    }
    guard rendition != Rendition(depth, glyphs) else { return }
    rendition = Rendition(depth, glyphs)
    pairs = ColourPairs(depth)
    werase(window)
    redraw()
  }

  deinit { close() }

  /// Gives the terminal back. Harmless when done twice.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    if !isGivenBack {
      modes.set(false)
      endwin()
    }
    crash_guard_uninstall()
  }

  /// Ends the process by a signal's default action, so that whoever started it sees the signal. Close first.
  package static func endProcess(by signal: Int32) { crash_guard_end_by(signal) }

  package var size: Size { Size(Int(getmaxx(window)), Int(getmaxy(window))) }

  // MARK: Frames

  /// Shows a frame. A frame of another size than the window is clipped to it.
  package func present(_ frame: Buffer) {
    guard isOpen, !isGivenBack else { return }
    if !write(frame, against: shown) {
      // All colour pairs are taken, most of them by frames that are gone: start afresh with this one.
      pairs.forgetAll()
      werase(window)
      _ = write(frame, against: nil)
    }
    shown = frame
    if let output { output.refresh(window) } else { wrefresh(window) }
  }

  /// Writes the cells that differ from `old`; false where a colour pair was missing.
  private func write(_ frame: Buffer, against old: Buffer?) -> Bool {
    let size = self.size
    let old = old?.size == frame.size ? old : nil
    var isComplete = true
    var last: ResolvedCell?
    for y in 0..<min(frame.size.rows, size.rows) {
      for x in 0..<min(frame.size.columns, size.columns) {
        let cell = frame[x, y]
        // Beside a glyph that changed a wide one may have been cut.
        if let old, old[x, y] == cell, x == 0 || old[x - 1, y] == frame[x - 1, y] { continue }
        if cell.isTail, rendition.glyphs == .unicode { continue }
        // A wide glyph that the window's edge cuts.
        let isCut = GlyphWidth.of(cell.glyph) == 2 && x + 1 >= size.columns
        let whole = isCut ? Cell(" ", cell.style) : cell
        let resolved = rendition.resolve(whole)
        if let old, rendition.resolve(old[x, y]).look == resolved.look, !old[x, y].isTail, !isWideBefore(x, y, old) {
          continue
        }
        // Pairs of direct colours are too many to be made for the sake of a space.
        let form = rendition.resolve(whole, after: last)
        isComplete = write(form, x, y) && isComplete
        last = form
      }
    }
    return isComplete
  }

  private func isWideBefore(_ x: Int, _ y: Int, _ frame: Buffer) -> Bool {
    x > 0 && GlyphWidth.of(frame[x - 1, y].glyph) == 2
  }

  private func write(_ resolved: ResolvedCell, _ x: Int, _ y: Int) -> Bool {
    let pair = pairs.number(resolved.foreground, resolved.background)
    var text = GlyphWidth.shown(resolved.glyph).map { wchar_t(bitPattern: $0.value) }
    // The C library may not know a glyph, or measure it otherwise: then it cannot be placed.
    if let first = text.first, Int(cn_width(first)) != GlyphWidth.of(resolved.glyph) {
      let isWide = GlyphWidth.of(resolved.glyph) == 2
      text = [63]
      if isWide { cn_write(Int32(y), Int32(x + 1), [63, 0], attributes(resolved), pair ?? 0) }
    }
    cn_write(Int32(y), Int32(x), text + [0], attributes(resolved), pair ?? 0)
    return pair != nil
  }

  private func attributes(_ cell: ResolvedCell) -> attr_t {
    var result: attr_t = 0
    if cell.attributes.contains(.bold) { result |= CN_BOLD }
    if cell.attributes.contains(.dim) { result |= CN_DIM }
    if cell.attributes.contains(.underline) { result |= CN_UNDERLINE }
    if cell.attributes.contains(.reverse) { result |= CN_REVERSE }
    if cell.attributes.contains(.italic) { result |= CN_ITALIC }
    return result
  }

  /// Forgets what is on the screen: the next frame is written whole.
  package func redraw() {
    shown = nil
    clearok(window, true)
  }

  // MARK: Events

  /// What happened, after waiting for it: at most `timeoutMilliseconds`, or as long as it takes.
  ///
  /// `wake` is a descriptor that others make readable to end the waiting (a pipe or an event counter, -1 for none); what
  /// they wrote is read and thrown away. Nothing happened in time: no events. After a suspension, and when Ctrl-L asks for
  /// it, the last frame is shown again whole.
  package func nextEvents(timeoutMilliseconds: Int32? = nil, wake: Int32 = -1) -> [TerminalEvent] {
    guard isOpen else { return [.hangUp] }
    var events = readInput()
    if !events.isEmpty { return events }
    var sources = [STDIN_FILENO, crash_guard_signal_fd(), wake].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    // What is open in the input is an end of the waiting as well.
    let timeout = [timeoutMilliseconds, input.patience].compactMap { $0 }.filter { $0 >= 0 }.min()
    let count = poll(&sources, nfds_t(sources.count), timeout ?? -1)
    if count < 0, errno != EINTR { return [.hangUp] }
    if count == 0 { return taken(input.settle()) }
    if count < 0 { return [] }
    func isReady(_ index: Int, _ mask: Int32) -> Bool { sources[index].revents & Int16(mask) != 0 }
    if isReady(1, POLLIN) { events += takeSignals() }
    if isReady(0, POLLIN) { events += readInput() }
    if input.isAtEnd || isReady(0, POLLHUP | POLLERR | POLLNVAL) { events.append(.hangUp) }
    if isReady(2, POLLIN) {
      var bytes = [UInt8](repeating: 0, count: 4096)
      _ = read(wake, &bytes, bytes.count)
      events.append(.wake)
    }
    return events
  }

  private func readInput() -> [TerminalEvent] { taken(input.readAll()) }

  private func taken(_ readings: [InputParser.Reading]) -> [TerminalEvent] {
    readings.compactMap { reading in
      switch reading {
      case .event(let event): return .input(event)
      case .redraw:
        repaint()
        return nil
      }
    }
  }

  private func takeSignals() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var signals: [Int32] = []
    while case let signal = crash_guard_next_signal(), signal != 0 { signals.append(signal) }
    let isEnding = signals.contains { ![SIGTSTP, SIGCONT, SIGWINCH].contains($0) }
    for signal in signals {
      switch signal {
      // Whoever asks for the end as well does not wait for it until somebody continues us.
      case SIGTSTP where isEnding: break
      case SIGTSTP:
        suspend()
        events += adoptSize()
        // What ended the pause is told at once: nothing may be read or shown any more.
        if isGivenBack { events += takeSignals() }
      case SIGCONT: if !isGivenBack { repaint() }
      case SIGWINCH: events += adoptSize()
      default: events.append(.signal(signal))
      }
    }
    return events
  }

  /// Gives the terminal back, stops as every program does on Ctrl-Z, and takes the terminal again on `fg`.
  private func suspend() {
    modes.set(false)
    endwin()
    isGivenBack = true
    crash_guard_stop()
    // It was asked to end while it was stopped, and the terminal is somebody else's.
    guard crash_guard_is_ending() == 0 else { return }
    isGivenBack = false
    // Leaving endwin's state is wrefresh's work.
    wrefresh(window)
    modes.set(true)
    repaint()
  }

  private func repaint() {
    guard let frame = shown else { return redraw() }
    redraw()
    present(frame)
  }

  /// Takes over the window's size; an event if it is another one.
  private func adoptSize() -> [TerminalEvent] {
    guard !isGivenBack else { return [] }
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else { return [] }
    if Size(Int(window.ws_col), Int(window.ws_row)) == size { return [] }
    resizeterm(Int32(window.ws_row), Int32(window.ws_col))
    redraw()
    return [.input(.resize(size))]
  }

  /// What a crash writes to leave the screen: own modes off, attributes off, cursor on, keypad off, alternate screen off.
  private static func leaveSequence(_ modes: TerminalModes) -> String {
    var sequence = modes.sequence(false)
    for name in ["sgr0", "op", "cnorm", "rmkx", "rmcup"] {
      if let text = cn_capability(name) { sequence += withoutPadding(String(cString: text)) }
    }
    return sequence + "\r"
  }

  /// Terminfo marks pauses as `$<50/>`; they are for slow lines and not to be sent.
  static func withoutPadding(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "$"), rest[start...].hasPrefix("$<"),
      let end = rest[start...].firstIndex(of: ">")
    {
      result += rest[..<start]
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
