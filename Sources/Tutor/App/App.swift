import TextUI

/// The whole tutor as a value: a stack of screens, what they share, and the frame around them.
///
/// `update` turns an event into a new state and effects; `draw` makes the picture. Nothing here knows a terminal, a file
/// or a clock.
package struct App: Sendable {
  package static let smallest = Size(60, 18)

  package var context: Context
  package var size: Size { context.size }
  private var screens: [any Screen]
  private var keyList: KeyList?
  private var palette: CommandPalette?
  /// The sentence that stands in the footer until the next key.
  package private(set) var notice: String?
  private var remembered: Place?
  /// What was typed while a screen waits for the lessons.
  private var typedAhead: [InputEvent] = []

  package init(_ first: any Screen, context: Context, size: Size) {
    screens = [first]
    self.context = context
    self.context.size = size
  }

  package var screen: any Screen { screens[screens.count - 1] }
  package var depth: Int { screens.count }
  /// Whether a list lies over the screen.
  package var isCovered: Bool { keyList != nil || palette != nil }
  /// Every key that works on the screen, with what it does.
  package var keys: [KeyHint] { screen.keys(context) + everywhere }

  // MARK: Events

  package mutating func update(_ event: InputEvent) -> [Effect] {
    if case .resize(let size) = event {
      context.size = size
      return perform([])
    }
    // A click on a sentence takes it away: it must not press what the sentence hides.
    if isForLater(event) {
      typedAhead.append(event)
      return []
    }
    typedAhead = []
    if case .mouse(let mouse) = event, mouse.action == .press, noticeArea?.contains(mouse.at) == true {
      notice = nil
      return []
    }
    notice = nil
    if case .paste(let text) = event { return paste(text) }
    if case .key(let key) = event {
      if keyList != nil { return updateKeyList(key.typedAsASCII) }
      if palette != nil { return updatePalette(key) }
      if let effects = updateEverywhere(isTyping ? key : key.typedAsASCII) { return effects }
    }
    if case .mouse(let mouse) = event {
      if keyList != nil || palette != nil { return updateOverlay(mouse) }
      if let hint = hint(at: mouse) { return update(.key(hint)) }
    }
    let actions = screens[screens.count - 1].update(event.typedAsASCII(unless: isTyping), &context)
    return perform(actions)
  }

  package mutating func update(_ report: Report) -> [Effect] {
    switch report {
    case .progress(let summary): context.progress.take(summary)
    case .course(let shelf):
      context.course = shelf
      let effects = perform([])
      let typed = typedAhead
      typedAhead = []
      return typed.reduce(into: effects) { $0 += update($1) }
    case .trouble(let sentence), .notice(let sentence): notice = sentence
    case .standing(let words): context.trouble = words
    case .failed(let run, let sentence):
      let isShown = run == context.walk.run
      context.walk.take(report)
      // What was there before is there again: then the reason is all that is left of it.
      if isShown, context.walk.failure == nil { notice = sentence }
    case .source(let file, let text): context.sources[file] = text
    case .paths(let matches): context.paths = matches
    case .costs(let costs): context.costs = costs
    default: context.walk.take(report)
    }
    return perform([])
  }

  /// Whether it was typed for what opens as soon as the lessons are there; Esc takes the wish back.
  private func isForLater(_ event: InputEvent) -> Bool {
    guard (screen as? HomeScreen)?.isWaiting ?? false, typedAhead.count < 1000 else { return false }
    switch event {
    case .key(.escape), .key(.control), .mouse, .resize: return false
    case .key, .paste: return true
    }
  }

  package mutating func tick() -> [Effect] {
    let actions = screens[screens.count - 1].tick(context)
    return perform(actions)
  }

  package var wantsTicks: Bool { keyList == nil && palette == nil && screen.wantsTicks(context) }
  /// Milliseconds from one tick to the next.
  package var tickInterval: Int { screen.interval(context) }

  /// Opens `screen` above the ones that are there.
  package mutating func open(_ screen: any Screen) -> [Effect] { perform([.push(screen)]) }

  private mutating func updateEverywhere(_ key: Key) -> [Effect]? {
    switch key {
    case .control("c"): return [.quit]
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    case .character("?") where !isTyping:
      // The footer loses its hints from the left: the most important stand last there, and first here.
      let hints = screen.keys(context)
      keyList = KeyList(hints.filter { !$0.onlyInList }.reversed() + hints.filter(\.onlyInList) + everywhere)
      return []
    case .control("p"): palette = CommandPalette(.everything, context)
    case .character("i") where !isTyping && !(screen is GlossaryScreen):
      return perform([.push(GlossaryScreen(term: screen.term(context)))])
    case .character(":") where !isTyping: palette = CommandPalette(.everything, context)
    default: return nil
    }
    return []
  }

  /// While a text field has the keys, characters are text.
  private var isTyping: Bool { (screen as? any TypingScreen)?.isTyping ?? false }

  /// Pasted text goes where text is typed. Elsewhere a letter is a command, and nobody pastes commands.
  private mutating func paste(_ text: String) -> [Effect] {
    if keyList != nil {
      keyList?.paste(text)
    } else if palette != nil {
      palette?.paste(text)
    } else if (screen as? any TypingScreen)?.takesText ?? false {
      return perform(screens[screens.count - 1].update(.paste(text), &context))
    } else {
      notice = context.language("pasted text was left out: no field is open here", "粘贴的文字没有用上：这里没有可以输入的地方")
    }
    return []
  }

  private mutating func updateKeyList(_ key: Key) -> [Effect] {
    guard var list = keyList else { return [] }
    switch list.update(key) {
    case .stay:
      keyList = list
      return []
    case .close:
      keyList = nil
      return []
    case .run(let key):
      keyList = nil
      return update(.key(key))
    }
  }

  private mutating func updatePalette(_ key: Key) -> [Effect] {
    guard var list = palette else { return [] }
    switch list.update(key) {
    case .stay:
      palette = list
      return []
    case .close:
      palette = nil
      return []
    case .run(let command):
      palette = nil
      return perform(command.run(&context))
    }
  }

  // MARK: Mouse

  /// A click outside of what lies over the screen closes it, one on an entry runs it; the wheel moves in it.
  private mutating func updateOverlay(_ mouse: MouseEvent) -> [Effect] {
    let key: Key
    switch mouse.action {
    case .wheelUp: key = .up
    case .wheelDown: key = .down
    case .press:
      let area = keyList?.area(on: size, context.glyphs) ?? palette?.area(on: size)
      guard area?.contains(mouse.at) == true else {
        (keyList, palette) = (nil, nil)
        return []
      }
      guard chooseInOverlay(at: mouse.at) else { return [] }
      key = .enter
    default: return []
    }
    return keyList != nil ? updateKeyList(key) : updatePalette(key)
  }

  private mutating func chooseInOverlay(at point: Point) -> Bool {
    let (screen, context) = (size, context)
    if let isChosen = keyList?.choose(at: point, on: screen, context) { return isChosen }
    return palette?.choose(at: point, on: screen) ?? false
  }

  /// The key whose hint in the footer was clicked.
  private func hint(at mouse: MouseEvent) -> Key? {
    guard mouse.action == .press, mouse.at.y == size.rows - 1 else { return nil }
    let hints = footerHints
    let parts = KeyFooter(hints.map(\.shown)).layout(width: size.columns - troubleWidth)
    let column = mouse.at.x - troubleWidth
    return parts.first { column >= $0.x && column < $0.x + $0.width }.flatMap { hints[$0.index].key }
  }

  /// Does what was asked for, and brings the screen that is on top then into step with what has become of the context.
  private mutating func perform(_ actions: [Action]) -> [Effect] {
    var effects: [Effect] = []
    apply(actions, &effects)
    // What a screen asks for when it adopts may bring another one to the front, which has to adopt as well.
    for _ in 0..<App.longestAdoption {
      let wanted = screens[screens.count - 1].adopt(&context)
      guard !wanted.isEmpty else { break }
      apply(wanted, &effects)
    }
    if let place = screen.place(context), place != remembered {
      remembered = place
      context.progress.place = place
      effects.append(.remember(place))
    }
    return effects
  }

  private static let longestAdoption = 4

  private mutating func apply(_ actions: [Action], _ effects: inout [Effect]) {
    for action in actions {
      switch action {
      case .push(let screen): screens.append(screen)
      case .jump(let screen): screens = [screens[0], screen]
      case .command(let part): palette = CommandPalette(part, context)
      case .pop:
        if screens.count > 1 {
          screens.removeLast()
        } else {
          effects.append(.quit)
        }
      case .replace(let screen): screens[screens.count - 1] = screen
      case .effect(let effect): effects.append(carried(effect))
      case .notice(let sentence): notice = sentence
      }
    }
  }

  private mutating func carried(_ effect: Effect) -> Effect {
    switch effect {
    case .record(let attempt): context.progress.add(attempt)
    case .setLanguage(let language): context.language = language
    case .setPreferences(let preferences): context.preferences = preferences
    default: break
    }
    return effect
  }

  // MARK: Drawing

  package var everywhere: [KeyHint] {
    let language = context.language
    return [
      KeyHint(
        .character(":"), ": ^P", language("go anywhere: all screens, layers, labs, terms", "去任何地方：界面、层、实验台、术语"),
        onlyInList: true),
      KeyHint(.character("i"), "i", language("glossary: the words of this screen", "术语表：这个界面上的词"), onlyInList: true),
      KeyHint(.control("l"), "^L", language("draw again", "重画"), onlyInList: true),
      KeyHint(.control("z"), "^Z", language("suspend", "挂起"), onlyInList: true),
      KeyHint(.control("c"), "^C", language("leave the program", "退出程序"), onlyInList: true),
    ]
  }

  package func frame() -> Buffer {
    var buffer = Buffer(size, .text)
    guard size.columns >= App.smallest.columns, size.rows >= App.smallest.rows else {
      drawTooSmall(&buffer)
      return buffer
    }
    let bounds = buffer.bounds
    let (header, belowHeader) = bounds.cutTop(1)
    let (footer, middle) = belowHeader.cutBottom(1)
    drawHeader(&buffer, header)
    screen.draw(into: &buffer, middle, context)
    drawFooter(&buffer, footer)
    keyList?.draw(into: &buffer, context)
    palette?.draw(into: &buffer, context)
    return buffer
  }

  private func drawHeader(_ buffer: inout Buffer, _ area: Rect) {
    let crumbs = ["alexnet-tutor"] + screen.crumbs(context)
    let items = screen.status(context) + [context.language.mark]
    Breadcrumb(crumbs, items: items.map { StyledText($0, .muted) }).draw(area, into: &buffer)
  }

  private var noticeLines: [StyledText] {
    notice.map { Prose.wrap(StyledText($0, Style(.warning, .bold).on(.bar)), width: size.columns - 2) } ?? []
  }

  /// Where the sentence stands: a long one takes as many rows as it needs.
  private var noticeArea: Rect? {
    guard notice != nil else { return nil }
    let rows = min(noticeLines.count, max(1, size.rows / 3))
    return Rect(0, size.rows - rows, size.columns, rows)
  }

  private func drawFooter(_ buffer: inout Buffer, _ area: Rect) {
    if let room = noticeArea {
      let lines = noticeLines
      buffer.fill(room, Style(.text).on(.bar))
      Prose.draw(lines, room.inset(1, 0), into: &buffer)
      return
    }
    let (trouble, keys) = area.cutLeft(troubleWidth)
    KeyFooter(footerHints.map(\.shown)).draw(keys, into: &buffer)
    guard let words = context.trouble, !trouble.isEmpty else { return }
    let style = Style(.warning, .bold).on(.bar)
    buffer.fill(trouble, style)
    buffer.put(StyledText("! " + words, style), in: trouble.inset(1, 0))
  }

  /// The columns before the keys in which trouble stands; the most important keys keep theirs.
  private var troubleWidth: Int {
    context.trouble.map { min(GlyphWidth.of($0) + 4, size.columns * 3 / 4) } ?? 0
  }

  private var footerHints: [(key: Key?, shown: TextUI.KeyHint)] {
    let language = context.language
    var hints = screen.keys(context).filter { !$0.onlyInList }.map {
      (key: $0.key, shown: TextUI.KeyHint($0.spelled(context.glyphs), $0.label))
    }
    // While text is typed, a question mark is text.
    if !isTyping { hints.append((.character("?"), TextUI.KeyHint("?", language("keys", "按键")))) }
    return hints
  }

  private func drawTooSmall(_ buffer: inout Buffer) {
    let need = App.smallest
    let sentence = context.language(
      "need \(need.columns)x\(need.rows), have \(size.columns)x\(size.rows): make the window larger, or press q",
      "需要 \(need.columns)x\(need.rows)，现在 \(size.columns)x\(size.rows)：请放大窗口，或按 q 离开")
    let lines = Prose.wrap(StyledText(sentence, .text), width: max(1, size.columns))
    Prose.draw(lines, buffer.bounds, into: &buffer)
  }
}
